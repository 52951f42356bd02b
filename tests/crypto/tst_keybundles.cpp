// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/keybundles.h"

#include "crypto/attachmentcipher.h"
#include "crypto/devicedirectory.h"
#include "support/cryptoperson.h"
#include "support/json.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;

namespace {

const RoomId room(QStringLiteral("!room:example.org"));
const RoomId otherRoom(QStringLiteral("!other:example.org"));
const QString alice = QStringLiteral("@alice:example.org");
const QString bob = QStringLiteral("@bob:example.org");
const QString address = QStringLiteral("mxc://example.org/bundle");

void query(CryptoPerson &person, const CryptoPerson &whom)
{
    person.send(*person.machine().queryKeys({whom.user()}));
}

/// A message that only those may read who were there.
QByteArray sayInPrivate(CryptoPerson &person, const QString &text)
{
    RoomEncryption encryption;
    encryption.historyVisibility = QStringLiteral("joined");
    person.share(room, {person.user()}, encryption);
    return person.event(room, toText({{QStringLiteral("msgtype"), QStringLiteral("m.text")},
                                      {QStringLiteral("body"), text}}));
}

/// Says in `where` that a bundle lies at an address; answers how many messages that took.
int give(CryptoPerson &giver, const CryptoPerson &taker, const EncryptedFile &sealed,
         const RoomId &where = room)
{
    EncryptedFile file = sealed;
    file.url = address;
    query(giver, taker);
    if (const auto claim = *giver.machine().missingSessions({taker.user()}))
        giver.send(*claim);
    const auto messages = KeyBundles(giver.machine()).give(where, taker.user(), file);
    if (!messages)
        qFatal("nothing is given");
    giver.sendAll(*messages);
    return int(messages->size());
}

QByteArray opened(const EncryptedFile &file, const QByteArray &bytes)
{
    auto decryptor = AttachmentDecryptor::open(file);
    if (!decryptor)
        qFatal("nothing opens the bundle");
    const QByteArray plain = decryptor->next(bytes);
    if (!decryptor->finish())
        qFatal("the bundle is another one");
    return plain;
}

/// The bundle that `giver` makes of the room, after `taker` was told in `where` that it is there.
QByteArray bundleFrom(CryptoPerson &giver, CryptoPerson &taker, const RoomId &of = room,
                      const RoomId &where = room)
{
    const auto sealed = *KeyBundles(giver.machine()).seal(of);
    if (!sealed)
        qFatal("there is nothing to be given");
    give(giver, taker, sealed->file, where);
    taker.sync();
    return opened(sealed->file, sealed->bytes);
}

struct Pair
{
    KeyServer server;
    CryptoPerson a{server, alice, QStringLiteral("AAA")};
    CryptoPerson b{server, bob, QStringLiteral("BBB")};
};

/// Both have signed their sessions.
struct SignedPair : Pair
{
    SignedPair()
    {
        a.makeIdentity();
        b.makeIdentity();
    }
};

}

class TestKeyBundles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoIsInvitedReadsWhatIsShared();
    void manyKeysComeInSteps();
    void whatWasGivenIsGivenOn();
    void nothingIsGivenWhereNothingWasSaid();
    void onlySignedSessionsGive();
    void onlySignedSessionsTake();
    void whatIsExpectedOutlivesARestart();
    void keysOfOtherRoomsAreLeftOut();
    void anInviterWhoIsNotKnownIsNotTrusted();
    void anInviterWhoIsSomebodyElseNowIsNotTrusted();
    void nonsenseIsRefused();
};

void TestKeyBundles::whoIsInvitedReadsWhatIsShared()
{
    SignedPair pair;
    CryptoPerson &a = pair.a, &b = pair.b;
    const QByteArray before = a.say(room, {a.user()}, QStringLiteral("for all"));
    const QByteArray secret = sayInPrivate(a, QStringLiteral("for us"));
    QCOMPARE(b.read(room, before), QStringLiteral("NoKey"));

    const auto sealed = KeyBundles(a.machine()).seal(room);
    QVERIFY(sealed.isOk() && sealed->has_value());
    QVERIFY(!(*sealed)->bytes.contains("session_key"));
    QCOMPARE(give(a, b, (*sealed)->file), 1);
    QVERIFY(b.sync().hasKeyBundle);
    QVERIFY(!b.sync().hasKeyBundle);

    // It is not wanted before somebody accepts the invitation.
    KeyBundles bundles(b.machine());
    QVERIFY(bundles.expected()->isEmpty());
    QVERIFY(bundles.expect(room, a.user()).isOk());
    const auto expected = bundles.expected();
    QCOMPARE(expected->size(), 1);
    QCOMPARE(expected->constFirst().room, room);
    QCOMPARE(expected->constFirst().inviter, a.user());
    QVERIFY(expected->constFirst().file.has_value());
    QCOMPARE(expected->constFirst().file->url, address);

    query(b, a);
    const QByteArray bundle = opened(*expected->constFirst().file, (*sealed)->bytes);
    const auto taken = bundles.take(room, a.user(), bundle);
    QVERIFY(taken.isOk());
    QCOMPARE(taken->total, 1);
    QCOMPARE(b.read(room, before), QStringLiteral("for all"));
    QCOMPARE(b.read(room, secret), QStringLiteral("WithheldHistory"));
    // Both rows have something else to say now.
    for (const QByteArray &event : {before, secret})
        QVERIFY(taken->keys.contains({room, b.machine().decrypt(room, event).session}));

    const auto again = bundles.take(room, a.user(), bundle);
    QVERIFY(again.isOk());
    QVERIFY(!again->keys.contains({room, b.machine().decrypt(room, before).session}));
}

void TestKeyBundles::manyKeysComeInSteps()
{
    Pair pair;
    CryptoPerson &a = pair.a, &b = pair.b;
    a.makeIdentity();
    constexpr int Many = 260;
    QList<QByteArray> events;
    for (int i = 0; i < Many; ++i) {
        events.append(a.say(room, {a.user()}, QString::number(i)));
        QVERIFY(a.machine().discardRoomKey(room).isOk());
    }
    b.makeIdentity();
    const QByteArray bundle = bundleFrom(a, b);
    query(b, a);
    int last = 0, steps = 0;
    const auto taken = KeyBundles(b.machine()).take(room, a.user(), bundle, [&](int done, int total) {
        QCOMPARE(total, Many);
        QVERIFY(done > last);
        last = done;
        ++steps;
    });
    QVERIFY(taken.isOk());
    QCOMPARE(taken->total, Many);
    QCOMPARE(taken->keys.size(), Many);
    QCOMPARE(last, Many);
    QVERIFY(steps > 1);
    for (int i = 0; i < Many; ++i)
        QCOMPARE(b.read(room, events[i]), QString::number(i));
}

void TestKeyBundles::whatWasGivenIsGivenOn()
{
    Pair pair;
    CryptoPerson &a = pair.a, &b = pair.b;
    CryptoPerson c(pair.server, QStringLiteral("@carol:example.org"), QStringLiteral("CCC"));
    for (CryptoPerson *each : {&a, &b, &c})
        each->makeIdentity();
    const QByteArray before = a.say(room, {a.user()}, QStringLiteral("for all"));
    const QByteArray secret = sayInPrivate(a, QStringLiteral("for us"));
    for (const auto &[giver, taker] : {std::pair(&a, &b), std::pair(&b, &c)}) {
        const QByteArray bundle = bundleFrom(*giver, *taker);
        query(*taker, *giver);
        QVERIFY(KeyBundles(taker->machine()).take(room, giver->user(), bundle).isOk());
        QCOMPARE(taker->read(room, before), QStringLiteral("for all"));
        QCOMPARE(taker->read(room, secret), QStringLiteral("WithheldHistory"));
    }
}

void TestKeyBundles::nothingIsGivenWhereNothingWasSaid()
{
    KeyServer server;
    CryptoPerson a(server, alice, QStringLiteral("AAA"));
    a.say(otherRoom, {a.user()}, QStringLiteral("elsewhere"));
    const auto sealed = KeyBundles(a.machine()).seal(room);
    QVERIFY(sealed.isOk());
    QVERIFY(!sealed->has_value());
}

void TestKeyBundles::onlySignedSessionsGive()
{
    Pair pair;
    CryptoPerson &a = pair.a, &b = pair.b;
    b.makeIdentity();
    a.say(room, {a.user()}, QStringLiteral("for all"));
    KeyBundles bundles(a.machine());
    QVERIFY(!*bundles.canGive());
    auto file = (*bundles.seal(room))->file;
    file.url = address;
    query(a, b);
    QCOMPARE(bundles.give(room, b.user(), file).error().kind, Error::Kind::Invalid);
    a.makeIdentity();
    QVERIFY(*bundles.canGive());
    QVERIFY(bundles.give(room, b.user(), file).isOk());
}

void TestKeyBundles::onlySignedSessionsTake()
{
    Pair pair;
    CryptoPerson &a = pair.a, &b = pair.b;
    a.makeIdentity();
    a.say(room, {a.user()}, QStringLiteral("for all"));
    KeyBundles bundles(a.machine());
    const auto sealed = *bundles.seal(room);
    QCOMPARE(give(a, b, sealed->file), 0);
    QVERIFY(!*bundles.canTake(b.user()));
    QVERIFY(!b.sync().hasKeyBundle);
    b.makeIdentity();
    QCOMPARE(give(a, b, sealed->file), 1);
    QVERIFY(*bundles.canTake(b.user()));
    QVERIFY(!*bundles.canTake(UserId(QStringLiteral("@nobody:example.org"))));
}

void TestKeyBundles::whatIsExpectedOutlivesARestart()
{
    SignedPair pair;
    CryptoPerson &a = pair.a, &b = pair.b;
    const QByteArray before = a.say(room, {a.user()}, QStringLiteral("for all"));
    QVERIFY(KeyBundles(b.machine()).expect(room, a.user()).isOk());
    QVERIFY(!KeyBundles(b.machine()).expected()->constFirst().file.has_value());
    const auto sealed = *KeyBundles(a.machine()).seal(room);
    give(a, b, sealed->file);
    b.sync();
    b.restart();
    const auto expected = *KeyBundles(b.machine()).expected();
    QCOMPARE(expected.size(), 1);
    QVERIFY(expected[0].since > 0);
    query(b, a);
    const QByteArray bundle = opened(*expected[0].file, sealed->bytes);
    QVERIFY(KeyBundles(b.machine()).take(room, a.user(), bundle).isOk());
    QCOMPARE(b.read(room, before), QStringLiteral("for all"));
    QVERIFY(KeyBundles(b.machine()).forget(room).isOk());
    b.restart();
    QVERIFY(KeyBundles(b.machine()).expected()->isEmpty());
    QCOMPARE(b.read(room, before), QStringLiteral("for all"));
}

void TestKeyBundles::keysOfOtherRoomsAreLeftOut()
{
    SignedPair pair;
    CryptoPerson &a = pair.a, &b = pair.b;
    const QByteArray elsewhere = a.say(otherRoom, {a.user()}, QStringLiteral("elsewhere"));
    const QByteArray bundle = bundleFrom(a, b, otherRoom);
    query(b, a);
    KeyBundles bundles(b.machine());
    const auto taken = bundles.take(room, a.user(), bundle);
    QVERIFY(taken.isOk());
    QCOMPARE(taken->total, 0);
    QVERIFY(taken->keys.isEmpty());
    // Nor in the room that they are of, for which nobody has given any.
    QCOMPARE(bundles.take(otherRoom, a.user(), bundle).error().kind, Error::Kind::NotFound);
    QCOMPARE(bundles.take(room, b.user(), bundle).error().kind, Error::Kind::NotFound);
    QCOMPARE(b.read(otherRoom, elsewhere), QStringLiteral("NoKey"));
}

void TestKeyBundles::anInviterWhoIsNotKnownIsNotTrusted()
{
    SignedPair pair;
    CryptoPerson &a = pair.a, &b = pair.b;
    const QByteArray before = a.say(room, {a.user()}, QStringLiteral("for all"));
    const QByteArray bundle = bundleFrom(a, b);
    KeyBundles bundles(b.machine());
    const auto taken = bundles.take(room, a.user(), bundle);
    QVERIFY(taken.isOk());
    QVERIFY(taken->keys.isEmpty());
    QCOMPARE(b.read(room, before), QStringLiteral("NoKey"));
    query(b, a);
    QCOMPARE(bundles.take(room, a.user(), bundle)->keys.size(), 1);
    QCOMPARE(b.read(room, before), QStringLiteral("for all"));
}

void TestKeyBundles::anInviterWhoIsSomebodyElseNowIsNotTrusted()
{
    SignedPair pair;
    CryptoPerson &a = pair.a, &b = pair.b;
    query(b, a);
    b.send(*DeviceDirectory(b.machine()).verifyUser(a.user()));
    query(b, a);
    a.replaceIdentity();
    query(b, a);
    const QByteArray before = a.say(room, {a.user()}, QStringLiteral("for all"));
    const QByteArray bundle = bundleFrom(a, b);
    query(b, a);
    KeyBundles bundles(b.machine());
    QVERIFY(bundles.take(room, a.user(), bundle)->keys.isEmpty());
    QCOMPARE(b.read(room, before), QStringLiteral("NoKey"));

    // Nor does she get any.
    b.say(room, {b.user()}, QStringLiteral("from bob"));
    EncryptedFile file = (*bundles.seal(room))->file;
    file.url = address;
    QCOMPARE(bundles.give(room, a.user(), file).error().kind, Error::Kind::Invalid);
}

void TestKeyBundles::nonsenseIsRefused()
{
    SignedPair pair;
    CryptoPerson &a = pair.a, &b = pair.b;
    a.say(room, {a.user()}, QStringLiteral("for all"));
    const QByteArray whole = bundleFrom(a, b);
    query(b, a);
    KeyBundles bundles(b.machine());
    for (const QByteArray &bundle :
         {QByteArray(), QByteArray("[]"), QByteArray("7"), QByteArray("\xff\xfe"),
          jsonText("{'room_keys':7,'withheld':[]}"), jsonText("{'room_keys':[{}],'withheld':[]}"),
          whole.chopped(1), QByteArray(1 << 20, '[')}) {
        QCOMPARE(bundles.take(room, a.user(), bundle).error().kind, Error::Kind::BadReply);
    }
    const auto empty = bundles.take(room, a.user(), jsonText("{'room_keys':[],'withheld':[]}"));
    QVERIFY(empty.isOk());
    QVERIFY(empty->keys.isEmpty());

    const RoomId none(QStringLiteral("no room"));
    const UserId nobody(QStringLiteral("nobody"));
    QCOMPARE(bundles.seal(none).error().kind, Error::Kind::Invalid);
    QCOMPARE(bundles.expect(none, a.user()).error().kind, Error::Kind::Invalid);
    QCOMPARE(bundles.expect(room, nobody).error().kind, Error::Kind::Invalid);
    QCOMPARE(bundles.forget(none).error().kind, Error::Kind::Invalid);
    QCOMPARE(bundles.take(room, nobody, whole).error().kind, Error::Kind::Invalid);
    QCOMPARE(bundles.give(room, a.user(), {}).error().kind, Error::Kind::Invalid);
    QVERIFY(bundles.expected()->isEmpty());
}

QTEST_GUILESS_MAIN(TestKeyBundles)
#include "tst_keybundles.moc"
