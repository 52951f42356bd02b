// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/typingsender.h"

#include "sessiontesting.h"

using namespace linnet;
using namespace linnet::testing;

class TestTypingSender : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeTransport> m_server;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<ApiClient> m_api;
    std::unique_ptr<TypingSender> m_sender;

    static QString path(const RoomId &id = room)
    {
        return QStringLiteral("/rooms/%1/typing/@me:x").arg(id.toString());
    }
    /// What was told, in order.
    QList<bool> told(const RoomId &id = room) const
    {
        QList<bool> result;
        for (const auto &sent : m_server->sent()) {
            if (sent->request.path.endsWith(path(id)))
                result << QJsonDocument::fromJson(sent->request.body).object().value(u"typing").toBool();
        }
        return result;
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<FakeTransport>();
        m_clock = std::make_unique<FakeClock>();
        m_api = std::make_unique<ApiClient>(*m_server, *m_clock, serverOf(Dialect::V3), "token");
        m_sender = std::make_unique<TypingSender>(*m_api, me);
    }
    void cleanup()
    {
        m_sender.reset();
        m_api.reset();
    }

    void tellsAtMostEveryTwentySeconds()
    {
        auto &asked = m_server->expects(Method::Put, path()).always();
        for (int i = 0; i < 60; ++i) { // a key a second
            m_sender->setTyping(room, true);
            m_clock->advance(1s);
        }
        QCOMPARE(told(), (QList{true, true, true}));
        // The server must not think that it has ended in between.
        const auto body = QJsonDocument::fromJson(asked.sent().request.body).object();
        QVERIFY(body.value(u"timeout").toInt() > 20'000);
    }
    void tellsNothingToWhoDoesNotWantTo()
    {
        m_server->expects(Method::Put, path()).always();
        m_sender->setTyping(room, true);
        m_sender->setEnabled(false);
        m_sender->setTyping(room, true);
        QCOMPARE(told(), (QList{true, false}));
        m_sender->setEnabled(true);
        m_sender->setTyping(room, true);
        QCOMPARE(told(), (QList{true, false, true}));
    }
    void endsAfterRest()
    {
        m_server->expects(Method::Put, path()).always();
        m_sender->setTyping(room, true);
        m_clock->advance(4999ms);
        QCOMPARE(told(), QList{true});
        m_clock->advance(1ms);
        QCOMPARE(told(), (QList{true, false}));
        m_clock->advance(1h);
        QCOMPARE(told(), (QList{true, false}));
        m_sender->setTyping(room, true);
        QCOMPARE(told(), (QList{true, false, true}));
    }
    void endsWhenSaid()
    {
        m_server->expects(Method::Put, path()).always();
        m_sender->setTyping(room, false);
        QCOMPARE(told(), QList<bool>());
        m_sender->setTyping(room, true);
        m_sender->setTyping(room, false);
        m_sender->setTyping(room, false);
        m_clock->advance(1h);
        QCOMPARE(told(), (QList{true, false}));
    }
    void roomsAreOnTheirOwn()
    {
        m_server->expects(Method::Put, path()).always();
        m_server->expects(Method::Put, path(otherRoom)).always();
        m_sender->setTyping(room, true);
        m_clock->advance(3s);
        m_sender->setTyping(otherRoom, true);
        m_clock->advance(2s);
        QCOMPARE(told(), (QList{true, false}));
        QCOMPARE(told(otherRoom), QList{true});
    }
    void aServerWithoutItIsAskedOnce_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("isAskedAgain");
        QTest::newRow("a proxy's page") << 404 << QByteArray("404 page not found") << true;
        QTest::newRow("unrecognised") << 404 << QByteArray(R"({"errcode":"M_UNRECOGNIZED"})") << false;
        QTest::newRow("down for a while") << 502 << QByteArray("<html>") << true;
    }
    void aServerWithoutItIsAskedOnce()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(bool, isAskedAgain);
        m_server->expects(Method::Put, path()).replies(status, body).always();
        m_sender->setTyping(room, true);
        QCoreApplication::sendPostedEvents();
        m_sender->setTyping(room, false);
        m_sender->setTyping(room, true);
        QCOMPARE(told().size(), isAskedAgain ? 3 : 1);
    }
    void nothingIsLeftBehind()
    {
        m_server->expects(Method::Put, path()).always();
        for (int i = 0; i < 100; ++i)
            m_sender->setTyping(room, true);
        QCOMPARE(m_clock->pending(), 1);
        m_sender.reset();
        QCOMPARE(m_clock->pending(), 0);
    }
};

QTEST_GUILESS_MAIN(TestTypingSender)
#include "tst_typingsender.moc"
