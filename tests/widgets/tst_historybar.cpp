// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/historybar.h"

#include "session/errortext.h"
#include "session/session.h"
#include "session/sessiontesting.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString Messages = QStringLiteral("/rooms/!r:x/messages");
const QString OtherMessages = QStringLiteral("/rooms/!other:x/messages");

}

class TestHistoryBar : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<HistoryBar> m_bar;

    FakeTransport &server() { return m_bench->server; }
    HistoryFetch &fetch() { return m_session->historyFetch(); }
    void run()
    {
        settle(m_session->store());
        m_bench->clock.advance(1s);
        settle(m_session->store());
    }
    QStringList stored() { return ids(await(m_session->store().historyFetches()).take()); }
    static QStringList ids(const QList<RoomId> &rooms)
    {
        QStringList names;
        for (const RoomId &each : rooms)
            names << each.toString();
        return names;
    }
    static QByteArray olderPage(qint64 ts, const QString &end)
    {
        QJsonObject old = message(QStringLiteral("$old"));
        old.insert(QStringLiteral("origin_server_ts"), ts);
        return page({old}, end);
    }

private Q_SLOTS:
    /// Two rooms with a gap before what was said at 1000 ms.
    void init()
    {
        m_bench = std::make_unique<Bench>();
        const QString token = QStringLiteral("t1");
        const QJsonObject rooms{
            {room.toString(), joined({message(QStringLiteral("$new"))}, token, true)},
            {otherRoom.toString(), joined({message(QStringLiteral("$other"))}, token, true)}};
        m_bench->commit(syncRooms(QStringLiteral("p1"), {{QStringLiteral("join"), rooms}}));
        OpenAccount opened;
        opened.account.user = me;
        opened.account.server = serverOf(Dialect::V3);
        opened.isDialectForced = true;
        opened.store = std::move(m_bench->store);
        server().expects(Method::Get, QStringLiteral("/v3/sync")).holds();
        m_session = std::make_unique<Session>(std::move(opened), m_bench->server, m_bench->clock,
                                              m_bench->folder() + QStringLiteral("/cache"));
        m_session->start();
        settle(m_session->store());
        m_bar = std::make_unique<HistoryBar>(*m_session);
        m_bar->setRoom(room);
    }
    void cleanup()
    {
        m_bar.reset();
        m_session.reset();
        m_bench.reset();
    }

    void arrivesAtAMessageThatOnlyTheServerHad()
    {
        server().expects(Method::Get, Messages).replies(200, olderPage(400, QStringLiteral("t2")));
        QSignalSpy arrived(m_bar.get(), &HistoryBar::arrived);
        m_bar->fetchUntil(room, EventId(QStringLiteral("$old")));
        QVERIFY(m_bar->isVisibleTo(nullptr));
        for (int i = 0; i < 3; ++i)
            run();
        QCOMPARE(arrived.size(), 1);
        QCOMPARE(arrived.first().at(1).value<EventId>(), EventId(QStringLiteral("$old")));
        QVERIFY(!fetch().isFetching(room));
        QVERIFY(!m_bar->isVisibleTo(nullptr));
        QCOMPARE(server().count(Method::Get, Messages), 1);
    }
    void doesNotEndWhatSomebodyWantsWhole()
    {
        server().expects(Method::Get, Messages).replies(200, olderPage(400, QStringLiteral("t2")));
        server().expects(Method::Get, Messages).holds();
        QSignalSpy arrived(m_bar.get(), &HistoryBar::arrived);
        fetch().start(room);
        m_bar->fetchUntil(room, EventId(QStringLiteral("$old")));
        for (int i = 0; i < 3; ++i)
            run();
        QCOMPARE(arrived.size(), 1);
        QVERIFY(fetch().isFetching(room));
        QCOMPARE(stored(), QStringList{room.toString()});
    }
    void theFailureOfAnotherRoomEndsNothing()
    {
        server()
            .expects(Method::Get, OtherMessages)
            .replies(403, R"({"errcode":"M_FORBIDDEN","error":"no"})");
        server().expects(Method::Get, Messages).replies(200, olderPage(400, QStringLiteral("t2")));
        QSignalSpy arrived(m_bar.get(), &HistoryBar::arrived);
        QSignalSpy failed(m_bar.get(), &HistoryBar::failed);
        fetch().start(otherRoom);
        m_bar->fetchUntil(room, EventId(QStringLiteral("$old")));
        for (int i = 0; i < 4; ++i)
            run();
        QCOMPARE(failed.size(), 1);
        QCOMPARE(arrived.size(), 1);
    }
    void stoppingAnotherRoomEndsNothing()
    {
        server().expects(Method::Get, OtherMessages).holds();
        server().expects(Method::Get, Messages).replies(200, olderPage(400, QStringLiteral("t2")));
        QSignalSpy arrived(m_bar.get(), &HistoryBar::arrived);
        fetch().start(otherRoom);
        m_bar->fetchUntil(room, EventId(QStringLiteral("$old")));
        m_bar->setRoom(otherRoom);
        m_bar->findChild<QPushButton *>()->click();
        for (int i = 0; i < 4; ++i)
            run();
        QVERIFY(!fetch().isFetching(otherRoom));
        QCOMPARE(arrived.size(), 1);
    }
    void saysWhatIsInTheWay()
    {
        server().expects(Method::Get, Messages).replies(200, "{");
        fetch().start(room);
        settle(m_session->store());
        const QString reason =
            ErrorText::of(*fetch().progress(room).pausedBy, ErrorText::During::History).what;
        const auto labels = m_bar->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(),
                            [&](const QLabel *label) { return label->text() == reason; }));
    }
};

QTEST_MAIN(TestHistoryBar)
#include "tst_historybar.moc"
