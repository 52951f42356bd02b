// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/crypto.h"
#include "store/store.h"

#include "crypto/crosssigning.h"
#include "crypto/cryptorequests.h"
#include "crypto/devicedirectory.h"
#include "store/archive.h"
#include "storetesting.h"
#include "support/cryptoperson.h"

#include <QJsonArray>
#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;
using linnet::test::CryptoPerson;
using linnet::test::KeyServer;

namespace {

/// Answers what is given to it.
class GivenDialect : public SyncDialect
{
public:
    explicit GivenDialect(SyncBatch batch) : m_batch(std::move(batch)) {}
    Request request(const QByteArray &, const SyncWishes &) const override { return {}; }
    Result<SyncBatch> parse(const QByteArray &, const QByteArray &, qint64) const override { return m_batch; }
    bool isPositionRefused(const Error &) const override { return false; }

private:
    SyncBatch m_batch;
};

}

/// A store whose session has keys, and somebody who writes to it.
class TestEncryptedStore : public QObject
{
    Q_OBJECT

    const KeyServer::Device m_here{me, QStringLiteral("HERE")};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<KeyServer> m_server;
    std::unique_ptr<CryptoPerson> m_bob;
    std::unique_ptr<Store> m_store;
    int m_position = 0;

    template <typename T>
    Result<T> wait(Task<T> task)
    {
        std::optional<Result<T>> answer;
        std::move(task).then(this, [&answer](Result<T> result) { answer.emplace(std::move(result)); });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 20'000))
            qFatal("no answer");
        return std::move(*answer);
    }
    void open()
    {
        m_store = wait(Store::open(m_folder->filePath(QStringLiteral("account.db")), testKey(), me)).take();
        QVERIFY(wait(m_store->load(Dialect::V3)).isOk());
        QVERIFY(wait(m_store->openKeys(m_here.id)).isOk());
    }
    /// What the machine wants to be sent, until it wants nothing.
    void flush()
    {
        using Requests = QList<CryptoRequest>;
        for (;;) {
            const auto outgoing = wait(m_store->crypto().call<Requests>(
                [](CryptoMachine &machine) { return machine.outgoingRequests(); }));
            QVERIFY(outgoing.isOk());
            if (outgoing->isEmpty())
                return;
            for (const CryptoRequest &request : *outgoing) {
                const QByteArray reply = m_server->answer(m_here, CryptoRequests::request({}, request));
                QVERIFY(wait(m_store->crypto().call<Done>([request, reply](CryptoMachine &machine) {
                            return machine.markSent(request, reply);
                        })).isOk());
            }
        }
    }
    CommittedBatch commit(SyncBatch batch)
    {
        batch.position = QByteArray::number(++m_position);
        auto committed =
            wait(m_store->commitSync(std::make_shared<GivenDialect>(batch), {}, {}, Dialect::V3, 5000));
        if (!committed.isOk())
            qFatal("not committed");
        return committed.take();
    }
    /// The keys that were sent here, with events of the room.
    CommittedRoom sync(const QList<Event> &events = {})
    {
        SyncBatch batch = m_server->sync(m_here);
        if (!events.isEmpty())
            batch.rooms = {joined(events)};
        return commit(batch).rooms.value(0);
    }
    /// Bob gets an identity, which signs his session.
    void signBob()
    {
        flush();
        m_bob->sendAll(CrossSigning(m_bob->machine()).bootstrap().take());
        sync();
        flush();
    }
    static Event wireEvent(const QByteArray &json) { return EventParser().parse(json, 1).take(); }
    Event said(const QString &words) { return wireEvent(m_bob->say(room, {me, bob}, words)); }
    Event editedUnderAnotherKey(const Event &original)
    {
        const QByteArray content =
            text({{QStringLiteral("msgtype"), QStringLiteral("m.text")},
                  {QStringLiteral("body"), QStringLiteral("* other words")},
                  {QStringLiteral("m.new_content"),
                   QJsonObject{{QStringLiteral("msgtype"), QStringLiteral("m.text")},
                               {QStringLiteral("body"), QStringLiteral("other words")}}},
                  {QStringLiteral("m.relates_to"),
                   QJsonObject{{QStringLiteral("rel_type"), QStringLiteral("m.replace")},
                               {QStringLiteral("event_id"), original.id.toString()}}}});
        if (!m_bob->machine().discardRoomKey(room).isOk())
            qFatal("the key stays");
        m_bob->share(room, {me, bob});
        return wireEvent(m_bob->event(room, content));
    }
    QStringList bodies()
    {
        QStringList bodies;
        const auto window = wait(m_store->history(room, 0, 100));
        for (const StoredEvent &stored : window->events) {
            if (!stored.event.isState())
                bodies << (stored.event.encryption.isUnreadable() ? QStringLiteral("?")
                                                                  : readString(stored.event.content, "body"));
        }
        return bodies;
    }
    int found(const QString &word)
    {
        const auto page = wait(m_store->archive().search(SearchQuery::parse(word, {}), {}, 10));
        return int(page->hits.size());
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<KeyServer>();
        m_bob = std::make_unique<CryptoPerson>(*m_server, bob.toString(), QStringLiteral("BOBS"));
        m_position = 0;
        open();
        flush();
        commit(batchOf(
            {joined({create(), member(QStringLiteral("$me"), me, QStringLiteral("join")),
                     member(QStringLiteral("$bob"), bob, QStringLiteral("join"), QStringLiteral("Bob")),
                     state(QStringLiteral("$e"), QStringLiteral("m.room.encryption"),
                           {{QStringLiteral("algorithm"), QStringLiteral("m.megolm.v1.aes-sha2")}})})}));
    }
    void cleanup() { m_store.reset(); }

    void readsWhatComesWithItsKey()
    {
        const Event event = said(QStringLiteral("hello there"));
        const CommittedRoom committed = sync({event});
        QCOMPARE(committed.appended.size(), 1);
        QCOMPARE(readString(committed.appended.first().event.content, "body"), QStringLiteral("hello there"));
        QCOMPARE(committed.room.lastType, QStringLiteral("m.room.message"));
        QCOMPARE(bodies(), QStringList{QStringLiteral("hello there")});
        QCOMPARE(committed.room.unread, 1);
    }
    void aLateKeyOpensTheRowInItsPlace()
    {
        const Event first = said(QStringLiteral("early words"));
        const SyncBatch keys = m_server->sync(m_here);
        CommittedRoom committed = commit(batchOf({joined({first})})).rooms.first();
        QVERIFY(committed.appended.first().event.encryption.isUnreadable());
        QCOMPARE(committed.room.unread, 1);
        QCOMPARE(bodies(), QStringList{QStringLiteral("?")});
        committed = commit(keys).rooms.first();
        QCOMPARE(committed.changed.size(), 1);
        QCOMPARE(committed.changed.first().event.id, first.id);
        QCOMPARE(readString(committed.changed.first().event.content, "body"), QStringLiteral("early words"));
        QCOMPARE(bodies(), QStringList{QStringLiteral("early words")});
        QCOMPARE(committed.room.unread, 1);
        QCOMPARE(readString(committed.room.lastContent, "body"), QStringLiteral("early words"));
    }
    void aLateReasonIsSaidInItsPlace()
    {
        flush();
        m_bob->track({me});
        m_bob->flush();
        QVERIFY(DeviceDirectory(m_bob->machine()).setBlacklisted(me, m_here.id, true).isOk());
        const Event first = said(QStringLiteral("not for you"));
        const SyncBatch reasons = m_server->sync(m_here);
        CommittedRoom committed = commit(batchOf({joined({first})})).rooms.first();
        QCOMPARE(committed.appended.first().event.encryption.state, Encryption::State::NoKey);
        QCOMPARE(committed.room.unread, 1);
        committed = commit(reasons).rooms.first();
        QCOMPARE(committed.changed.size(), 1);
        QCOMPARE(committed.changed.first().event.id, first.id);
        QCOMPARE(committed.changed.first().event.encryption.state, Encryption::State::Withheld);
        QCOMPARE(bodies(), QStringList{QStringLiteral("?")});
        QCOMPARE(committed.room.unread, 1);
    }
    /// What names somebody is known to only once it can be read.
    void aLateMentionIsCounted()
    {
        m_bob->share(room, {me, bob});
        const Event event = wireEvent(m_bob->event(
            room, text({{QStringLiteral("msgtype"), QStringLiteral("m.text")},
                        {QStringLiteral("body"), QStringLiteral("you")},
                        {QStringLiteral("m.mentions"),
                         QJsonObject{{QStringLiteral("user_ids"), QJsonArray{me.toString()}}}}})));
        const SyncBatch keys = m_server->sync(m_here);
        QCOMPARE(commit(batchOf({joined({event})})).rooms.first().room.highlight, 0);
        QCOMPARE(commit(keys).rooms.first().room.highlight, 1);
    }
    void aLateKeywordIsAHighlight()
    {
        SyncBatch rules = batchOf({});
        rules.pushRules = pushRules(keywordCake);
        commit(rules);
        const Event event = said(QStringLiteral("there is cake"));
        const SyncBatch keys = m_server->sync(m_here);
        Room now = commit(batchOf({joined({event})})).rooms.first().room;
        QCOMPARE(now.unread, 1);
        QCOMPARE(now.highlight, 0);
        now = commit(keys).rooms.first().room;
        QCOMPARE(now.unread, 1);
        QCOMPARE(now.highlight, 1);
    }
    void aMutedRoomCountsWhatIsReadInItByTheRules()
    {
        SyncBatch rules = batchOf({});
        rules.pushRules = pushRules(mutedRoom + "," + keywordCake);
        commit(rules);
        const QList<Event> events{said(QStringLiteral("nothing")), said(QStringLiteral("cake"))};
        const SyncBatch keys = m_server->sync(m_here);
        Room now = commit(batchOf({joined(events)})).rooms.first().room;
        QCOMPARE(now.unread, 0);
        QVERIFY(!now.mayHaveUnread());
        now = commit(keys).rooms.first().room;
        QCOMPARE(now.unread, 1);
        QCOMPARE(now.highlight, 1);
    }
    void aLateEditChangesWhatItEdits()
    {
        const Event original = said(QStringLiteral("first words"));
        sync({original});
        const Event edit = editedUnderAnotherKey(original);
        const SyncBatch keys = m_server->sync(m_here);
        commit(batchOf({joined({edit})}));
        const CommittedRoom committed = commit(keys).rooms.first();
        QCOMPARE(committed.related.relations.size(), 1);
        QCOMPARE(committed.related.relations.first().event.id, edit.id);
        QCOMPARE(readString(committed.room.lastContent, "body"), QStringLiteral("other words"));
        QCOMPARE(found(QStringLiteral("other")), 1);
        QCOMPARE(found(QStringLiteral("first")), 0);
    }
    void anEditReadBeforeItsOriginalIsToldWithThat()
    {
        const Event original = said(QStringLiteral("first words"));
        const SyncBatch keys = m_server->sync(m_here);
        const Event edit = editedUnderAnotherKey(original);
        const SyncBatch otherKeys = m_server->sync(m_here);
        commit(batchOf({joined({original, edit})}));
        CommittedRoom committed = commit(otherKeys).rooms.first();
        QCOMPARE(committed.room.lastEventId, original.id);
        QCOMPARE(committed.room.lastType, QStringLiteral("m.room.encrypted"));
        committed = commit(keys).rooms.first();
        QCOMPARE(committed.changed.size(), 1);
        QCOMPARE(committed.changed.first().event.id, original.id);
        // A window in which it lies may have been opened meanwhile, without what is no edit of it yet.
        QCOMPARE(committed.related.relations.size(), 1);
        QCOMPARE(committed.related.relations.first().event.id, edit.id);
        QCOMPARE(readString(committed.room.lastContent, "body"), QStringLiteral("other words"));
        QCOMPARE(found(QStringLiteral("other")), 1);
        QCOMPARE(found(QStringLiteral("first")), 0);
    }
    void whatIsReadIsFound()
    {
        const Event event = said(QStringLiteral("a kingfisher"));
        const SyncBatch keys = m_server->sync(m_here);
        commit(batchOf({joined({event})}));
        QCOMPARE(found(QStringLiteral("kingf")), 0);
        commit(keys);
        QCOMPARE(found(QStringLiteral("kingf")), 1);
    }
    /// The program ended between the keys and what waits for them.
    void opensAtTheNextStartWhatHadWaited()
    {
        const Event event = said(QStringLiteral("before the end"));
        const SyncBatch keys = m_server->sync(m_here);
        commit(batchOf({joined({event})}));
        QVERIFY(wait(m_store->crypto().call<Done>([keys](CryptoMachine &machine) -> Status {
                    const auto received = machine.receiveSync(keys);
                    return received.isOk() ? Status(Done{}) : Status(received.error());
                })).isOk());
        QCOMPARE(bodies(), QStringList{QStringLiteral("?")});
        m_store.reset();
        open();
        QTRY_COMPARE(bodies(), QStringList{QStringLiteral("before the end")});
        // The same keys again, as nothing said that they had come.
        commit(keys);
        QCOMPARE(bodies(), QStringList{QStringLiteral("before the end")});
    }
    void pagesOfHistoryAreRead()
    {
        const Event event = said(QStringLiteral("long ago"));
        sync();
        const QByteArray reply =
            text({{QStringLiteral("chunk"), QJsonArray{QJsonDocument::fromJson(event.raw).object()}},
                  {QStringLiteral("start"), QStringLiteral("t")}});
        RoomDelta gap = joined({message(QStringLiteral("$new"))}, QStringLiteral("t"), true);
        commit(batchOf({gap}));
        QCOMPARE(wait(m_store->commitHistory(room, QStringLiteral("t"), reply, 1))->added, 1);
        QCOMPARE(bodies(), (QStringList{QStringLiteral("long ago"), QStringLiteral("$new")}));
    }
    void whatIsDeletedIsGone()
    {
        const Event event = said(QStringLiteral("secret"));
        sync({event});
        QJsonObject redaction = wire(QStringLiteral("$red"), bob, QStringLiteral("m.room.redaction"), {});
        redaction.insert(QStringLiteral("redacts"), event.id.toString());
        const CommittedRoom committed = sync({parsed(redaction)});
        QCOMPARE(committed.changed.size(), 1);
        QVERIFY(committed.changed.first().event.isRedacted);
        QCOMPARE(committed.changed.first().event.encryption, Encryption{});
        QVERIFY(!committed.changed.first().event.raw.contains("secret"));
        QCOMPARE(found(QStringLiteral("secret")), 0);
    }
    void saysOfWhomItIsAsIsKnownNow()
    {
        const Event event = said(QStringLiteral("who is it"));
        const CommittedRoom committed = sync({event});
        QCOMPARE(committed.appended.first().event.encryption.state, Encryption::State::UnsignedDevice);
        signBob();
        QSignalSpy changed(m_store.get(), &Store::roomChanged);
        m_store->refreshShields();
        QTRY_COMPARE(changed.size(), 1);
        const auto now = changed.first().first().value<CommittedRoom>();
        QCOMPARE(now.changed.size(), 1);
        QCOMPARE(now.changed.first().event.encryption.state, Encryption::State::Decrypted);
    }
    void whatIsHiddenIsShownOnceItMayBe()
    {
        m_store->crypto().setTrustedOnly(true);
        CommittedRoom committed = sync({said(QStringLiteral("who is it"))});
        QCOMPARE(committed.appended.first().event.encryption.state, Encryption::State::SenderNotTrusted);
        QCOMPARE(bodies(), QStringList{QStringLiteral("?")});
        // It is asked for before the keys are open, too.
        m_store.reset();
        m_store = wait(Store::open(m_folder->filePath(QStringLiteral("account.db")), testKey(), me)).take();
        QVERIFY(wait(m_store->load(Dialect::V3)).isOk());
        m_store->crypto().setTrustedOnly(true);
        QVERIFY(wait(m_store->openKeys(m_here.id)).isOk());
        QCOMPARE(bodies(), QStringList{QStringLiteral("?")});
        QSignalSpy changed(m_store.get(), &Store::roomChanged);
        m_store->crypto().setTrustedOnly(false);
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(bodies(), QStringList{QStringLiteral("who is it")});
    }
    void whatIsHiddenIsShownOnceTheirSessionIsSigned()
    {
        m_store->crypto().setTrustedOnly(true);
        sync({said(QStringLiteral("who is it"))});
        signBob();
        QSignalSpy changed(m_store.get(), &Store::roomChanged);
        m_store->refreshShields();
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(bodies(), QStringList{QStringLiteral("who is it")});
    }
    void onlyMembersGetTheKey()
    {
        const UserId carol(QStringLiteral("@carol:x"));
        CryptoPerson there(*m_server, carol.toString(), QStringLiteral("CAROLS"));
        commit(batchOf({joined({member(QStringLiteral("$carol"), carol, QStringLiteral("invite"))})}));
        QCOMPARE(*wait(m_store->crypto().follow(room)), true);
        flush();
        QCOMPARE(*wait(m_store->crypto().follow(room)), false);
        const auto claim = wait(m_store->crypto().missingSessions(room));
        QVERIFY(claim.isOk() && *claim);
        const QByteArray body = (*claim)->body;
        QVERIFY(body.contains("@bob:x") && body.contains("@carol:x"));
        // Where history is for those only who have joined, an invitation gives nothing.
        commit(
            batchOf({joined({state(QStringLiteral("$h"), QStringLiteral("m.room.history_visibility"),
                                   {{QStringLiteral("history_visibility"), QStringLiteral("joined")}})})}));
        const auto now = wait(m_store->crypto().missingSessions(room));
        QVERIFY(now.isOk() && *now);
        QVERIFY((*now)->body.contains("@bob:x") && !(*now)->body.contains("@carol:x"));
        QCOMPARE(wait(m_store->crypto().follow(RoomId(QStringLiteral("!other:x")))).error().kind,
                 Error::Kind::NotFound);
    }
    void keysOfAnotherSessionAreRefused()
    {
        m_store.reset();
        m_store = wait(Store::open(m_folder->filePath(QStringLiteral("account.db")), testKey(), me)).take();
        QCOMPARE(wait(m_store->openKeys(QStringLiteral("ELSEWHERE"))).error().kind,
                 Error::Kind::OtherAccount);
        QVERIFY(wait(m_store->openKeys(m_here.id)).isOk());
    }
};

QTEST_GUILESS_MAIN(TestEncryptedStore)
#include "tst_encryptedstore.moc"
