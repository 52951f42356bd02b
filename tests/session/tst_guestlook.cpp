// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/guestlook.h"

#include "session/directory.h"
#include "session/roompeek.h"
#include "session/roomsummaries.h"
#include "sessiontesting.h"

#include <QDirIterator>

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString List = QStringLiteral("/_matrix/client/v3/publicRooms");
const QString Register = QStringLiteral("/_matrix/client/v3/register");
const QString Messages = QStringLiteral("/messages");
const QByteArray MissingToken = jsonText("{'errcode':'M_MISSING_TOKEN'}");
const QByteArray UnknownToken = jsonText("{'errcode':'M_UNKNOWN_TOKEN'}");
const QByteArray Forbidden = jsonText("{'errcode':'M_FORBIDDEN','error':'Guest access is disabled'}");
const QByteArray OneRoom = jsonText("{'chunk':[{'room_id':'!a:x','name':'Birds','topic':'All of them',"
                                    "'num_joined_members':12,'world_readable':true}]}");
const QByteArray OneMessage =
    jsonText("{'start':'s','end':'e','chunk':[{'type':'m.room.message','event_id':'$1','sender':'@bob:x',"
             "'origin_server_ts':1000,'content':{'msgtype':'m.text','body':'Tweet'}}]}");

QByteArray guest(const QString &token = QStringLiteral("g-token"))
{
    return toText(
        {{QStringLiteral("user_id"), QStringLiteral("@1:x")}, {QStringLiteral("access_token"), token}});
}

MatrixLink linkTo(const QString &text)
{
    return MatrixLink::parse(text).value_or(MatrixLink());
}

}

/// What somebody without an account sees of a server, and who gets the token of a guest.
class TestGuestLook : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeTransport> m_server;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<GuestLook> m_look;

    void open(Dialect dialect = Dialect::V3)
    {
        m_look.reset();
        m_server = std::make_unique<FakeTransport>();
        m_clock = std::make_unique<FakeClock>();
        m_folder = std::make_unique<QTemporaryDir>();
        m_look =
            std::make_unique<GuestLook>(*m_server, *m_clock, testing::serverOf(dialect), m_folder->path());
    }
    Request messages() const { return m_look->api().requests().messages(room, {}, 5); }
    Result<Reply> ask() { return await(m_look->api().send(messages())); }
    int guests() const { return m_server->count(Method::Post, Register); }

private Q_SLOTS:
    void init() { open(); }
    void cleanup()
    {
        QCOMPARE(m_server->unmet(), QStringList());
        m_look.reset();
        // Nothing of it is kept.
        QDirIterator files(m_folder->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        QVERIFY(!files.hasNext());
    }

    void asksWithoutATokenWhereTheServerLetsIt()
    {
        auto &listed = m_server->expects(Method::Get, List).replies(200, OneRoom);
        auto &seen = m_server->expects(Method::Get, QStringLiteral("/room_summary/*"))
                         .replies(200, jsonText("{'room_id':'!a:x','name':'Birds','world_readable':true}"));
        Directory directory(m_look->api());
        directory.search({{}, QStringLiteral("bird")});
        QTRY_COMPARE(directory.state(), Directory::State::Complete);
        QCOMPARE(directory.rooms().size(), 1);
        QCOMPARE(directory.rooms().first().name, u"Birds"_qs);
        const auto summary = await(RoomSummaries::fetch(m_look->api(), linkTo(u"!a:x"_qs)));
        QVERIFY(summary.isOk());
        QCOMPARE(summary->summary.name, u"Birds"_qs);
        QVERIFY(listed.sent().token.isEmpty());
        QVERIFY(seen.sent().token.isEmpty());
        QCOMPARE(guests(), 0);
    }
    void becomesAGuestWhereTheListWantsAToken()
    {
        m_server->expects(Method::Get, List).replies(401, MissingToken);
        auto &entered = m_server->expects(Method::Post, Register).replies(200, guest());
        auto &listed = m_server->expects(Method::Get, List).replies(200, OneRoom);
        Directory directory(m_look->api());
        directory.search({});
        QTRY_COMPARE(directory.state(), Directory::State::Complete);
        QCOMPARE(directory.rooms().size(), 1);
        QCOMPARE(entered.sent().query("kind"), u"guest"_qs);
        QVERIFY(entered.sent().token.isEmpty());
        QVERIFY(!entered.sent().request.isIdempotent);
        QCOMPARE(listed.sent().token, QByteArrayLiteral("g-token"));
        QVERIFY(!listed.sent().isTokenInQuery);
    }
    void readsAsAGuestWhatEverybodyMayRead()
    {
        m_server->expects(Method::Get, Messages).replies(401, MissingToken);
        m_server->expects(Method::Post, Register).replies(200, guest());
        auto &read = m_server->expects(Method::Get, Messages).replies(200, OneMessage);
        RoomPeek peek(m_look->api(), UserId());
        peek.load(room);
        QTRY_COMPARE(peek.state(), RoomPeek::State::Here);
        QCOMPARE(peek.items().last().text, u"Tweet"_qs);
        QCOMPARE(read.sent().token, QByteArrayLiteral("g-token"));
    }
    void manyQuestionsMakeOneGuest()
    {
        for (int i = 0; i < 3; ++i)
            m_server->expects(Method::Get, Messages).replies(401, MissingToken);
        auto &entered = m_server->expects(Method::Post, Register).holds();
        QObject context;
        int answers = 0;
        for (int i = 0; i < 3; ++i)
            m_look->api().send(messages()).then(&context, [&answers](const Result<Reply> &reply) {
                answers += reply ? 1 : 0;
            });
        QTRY_VERIFY(entered.isHeld());
        m_server->expects(Method::Get, Messages).replies(200, OneMessage).always();
        entered.release(200, guest());
        QTRY_COMPARE(answers, 3);
        QCOMPARE(guests(), 1);
        QVERIFY(ask().isOk());
        QCOMPARE(guests(), 1);
    }
    void saysOnceAndForAllThatGuestsAreRefused()
    {
        m_server->expects(Method::Get, Messages).replies(401, MissingToken).always();
        m_server->expects(Method::Post, Register).replies(403, Forbidden);
        const auto first = ask();
        QVERIFY(!first.isOk());
        QVERIFY(first.error().isMatrix("M_GUEST_ACCESS_FORBIDDEN"));
        QCOMPARE(first.error().text, u"Guest access is disabled"_qs);
        QVERIFY(!first.error().isTransient());
        QVERIFY(!ask().isOk());
        QCOMPARE(guests(), 1);
    }
    void showsWhatTheListSaidWhereNothingElseIsToBeHad()
    {
        m_server->expects(Method::Get, List).replies(200, OneRoom);
        m_server->expects(Method::Get, QStringLiteral("/room_summary/*")).replies(401, MissingToken);
        m_server->expects(Method::Post, Register).replies(403, Forbidden);
        Directory directory(m_look->api());
        directory.search({});
        QTRY_COMPARE(directory.rooms().size(), 1);
        const auto seen =
            await(RoomSummaries::fetch(m_look->api(), linkTo(u"!a:x"_qs), directory.rooms().first()));
        QVERIFY(seen.isOk());
        QCOMPARE(seen->summary.name, u"Birds"_qs);
        QCOMPARE(seen->summary.topic, u"All of them"_qs);
        QCOMPARE(seen->summary.joined, 12);
    }
    void whatIsOfTheMomentIsTriedAgain()
    {
        for (int i = 0; i < GuestTransport::MostGuests; ++i) {
            m_server->expects(Method::Get, Messages).replies(401, MissingToken);
            m_server->expects(Method::Post, Register).replies(503);
            const auto answer = ask();
            QVERIFY(!answer.isOk());
            QVERIFY(answer.error().isTransient());
        }
        m_server->expects(Method::Get, Messages).replies(401, MissingToken);
        m_server->expects(Method::Post, Register).replies(200, guest());
        m_server->expects(Method::Get, Messages).replies(200, OneMessage);
        QVERIFY(ask().isOk());
    }
    void aForgottenGuestIsMadeAnewButNotForEver()
    {
        m_server->expects(Method::Get, Messages).replies(401, UnknownToken).always();
        m_server->expects(Method::Post, Register).replies(200, guest(u"one"_qs));
        m_server->expects(Method::Post, Register).replies(200, guest(u"two"_qs));
        m_server->expects(Method::Post, Register).replies(200, guest(u"three"_qs));
        for (int i = 0; i < 10; ++i)
            QVERIFY(!ask().isOk());
        QCOMPARE(guests(), GuestTransport::MostGuests);
        QVERIFY(m_server->sent().last()->token.isEmpty());
    }
    void theTokenGoesToItsServerAlone()
    {
        GuestTransport transport(*m_server, testing::serverOf(Dialect::V3));
        const QUrl own = testing::serverOf(Dialect::V3).base;
        const QList<QUrl> others{QUrl(u"https://other.y"_qs), QUrl(u"http://chat.x"_qs),
                                 QUrl(u"https://chat.x:8448"_qs), QUrl(u"https://chat.x.y"_qs)};
        m_server->expects(Method::Get, Messages).replies(401, MissingToken);
        m_server->expects(Method::Post, Register).replies(200, guest());
        m_server->expects(Method::Get, Messages).replies(200, OneMessage);
        QVERIFY(await(transport.send(own, messages(), "of somebody else", true)).isOk());
        QCOMPARE(m_server->sent().first()->token, QByteArray());
        QVERIFY(transport.isGuest());
        for (const QUrl &other : others) {
            auto &asked = m_server->expects(Method::Get, Messages).replies(401, MissingToken);
            QVERIFY(!await(transport.send(other, messages(), {}, false)).isOk());
            QCOMPARE(asked.sent().token, QByteArray());
        }
        Request open = messages();
        open.needsToken = false;
        auto &asked = m_server->expects(Method::Get, Messages).replies(200, OneMessage);
        QVERIFY(await(transport.send(own, open, {}, false)).isOk());
        QCOMPARE(asked.sent().token, QByteArray());
        QCOMPARE(guests(), 1);
    }
    void picturesMakeNoGuest()
    {
        m_server->expects(Method::Get, QStringLiteral("/thumbnail/x/bird")).replies(401, MissingToken);
        QVERIFY(!await(m_look->media().thumbnail(u"mxc://x/bird"_qs, 64)).isOk());
        QCOMPARE(guests(), 0);
        m_server->expects(Method::Get, Messages).replies(401, MissingToken);
        m_server->expects(Method::Post, Register).replies(200, guest());
        m_server->expects(Method::Get, Messages).replies(200, OneMessage);
        QVERIFY(ask().isOk());
        auto &asked = m_server->expects(Method::Get, QStringLiteral("/thumbnail/x/bird"))
                          .replies(200, "bytes", "image/png");
        QVERIFY(await(m_look->media().thumbnail(u"mxc://x/bird"_qs, 64)).isOk());
        QCOMPARE(asked.sent().token, QByteArrayLiteral("g-token"));
    }
    void takesNothingForATokenThatIsNone_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no object") << QByteArray("[1]");
        QTest::newRow("no token") << QByteArray("{}");
        QTest::newRow("a number") << jsonText("{'user_id':'@1:x','access_token':5}");
        QTest::newRow("empty") << guest({});
        QTest::newRow("another header") << guest(u"a\r\nX-Evil: 1"_qs);
        QTest::newRow("a space") << guest(u"a b"_qs);
        QTest::newRow("no letters") << guest(u"\u202e"_qs);
        QTest::newRow("endless") << guest(QString(100'000, u'a'));
    }
    void takesNothingForATokenThatIsNone()
    {
        QFETCH(const QByteArray, reply);
        m_server->expects(Method::Get, Messages).replies(401, MissingToken);
        m_server->expects(Method::Post, Register).replies(200, reply);
        const auto answer = ask();
        QVERIFY(!answer.isOk());
        QVERIFY(answer.error().isMatrix("M_GUEST_ACCESS_FORBIDDEN"));
        QCOMPARE(m_server->count(Method::Get, Messages), 1);
    }
    void serversOf2014KnowNoGuests()
    {
        open(Dialect::V1);
        m_server->expects(Method::Get, Messages).replies(401, MissingToken);
        QVERIFY(!ask().isOk());
        auto &listed =
            m_server->expects(Method::Get, QStringLiteral("/api/v1/publicRooms")).replies(200, OneRoom);
        Directory directory(m_look->api());
        directory.search({});
        QTRY_COMPARE(directory.rooms().size(), 1);
        QVERIFY(listed.sent().token.isEmpty());
    }
    void endsInTheMiddle()
    {
        m_server->expects(Method::Get, Messages).replies(401, MissingToken);
        auto &entered = m_server->expects(Method::Post, Register).holds();
        QObject context;
        m_look->api().send(messages()).then(&context, [](const Result<Reply> &) { QFAIL("it is gone"); });
        QTRY_VERIFY(entered.isHeld());
        m_look.reset();
        QVERIFY(entered.sent().isAborted);
    }

    void saysWhetherOneMayLook_data()
    {
        QTest::addColumn<int>("dialect");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<bool>("mayWork");
        const int v3 = int(Dialect::V3);
        const int v1 = int(Dialect::V1);
        QTest::newRow("open") << v3 << 200 << OneRoom << true;
        QTest::newRow("for guests, it may be") << v3 << 401 << MissingToken << true;
        QTest::newRow("for nobody") << v3 << 403 << Forbidden << false;
        QTest::newRow("no such thing") << v3 << 404 << jsonText("{'errcode':'M_UNRECOGNIZED'}") << false;
        QTest::newRow("nonsense") << v3 << 200 << QByteArray("[]") << false;
        QTest::newRow("down") << v3 << 502 << QByteArray("{}") << false;
        QTest::newRow("2014, open") << v1 << 200 << OneRoom << true;
        QTest::newRow("2014, closed") << v1 << 403 << Forbidden << false;
        QTest::newRow("2014, closed otherwise") << v1 << 401 << MissingToken << false;
    }
    void saysWhetherOneMayLook()
    {
        QFETCH(const int, dialect);
        QFETCH(const int, status);
        QFETCH(const QByteArray, reply);
        QFETCH(const bool, mayWork);
        auto &asked = m_server->expects(Method::Get, QStringLiteral("/publicRooms")).replies(status, reply);
        const auto may = await(GuestLook::mayWork(*m_server, testing::serverOf(Dialect(dialect))));
        QVERIFY(may.isOk());
        QCOMPARE(*may, mayWork);
        QVERIFY(asked.sent().token.isEmpty());
        QCOMPARE(guests(), 0); // nobody is made only to show a button
    }
};

QTEST_GUILESS_MAIN(TestGuestLook)
#include "tst_guestlook.moc"
