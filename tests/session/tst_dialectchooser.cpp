// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/dialectchooser.h"

#include "sessiontesting.h"

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString Sync = QStringLiteral("/v3/sync");
const QString SlidingSync = QStringLiteral("/org.matrix.simplified_msc3575/sync");
const QString InitialSync = QStringLiteral("/api/v1/initialSync");
const QString Versions = QStringLiteral("/_matrix/client/versions");
const QByteArray Offer =
    R"({"versions":["v1.11"],"unstable_features":{"org.matrix.simplified_msc3575":true}})";
const QByteArray NoOffer = R"({"versions":["v1.11"]})";
const QByteArray Unrecognized = R"({"errcode":"M_UNRECOGNIZED","error":"no"})";

/// A sliding reply about `room`.
QByteArray slidingRoom(const QString &pos, const QJsonArray &timeline, bool isInitial)
{
    QJsonObject told{{QStringLiteral("timeline"), timeline}};
    if (isInitial) {
        told.insert(QStringLiteral("initial"), true);
        told.insert(QStringLiteral("limited"), true);
        told.insert(QStringLiteral("required_state"),
                    QJsonArray{member(QStringLiteral("$me"), me, QStringLiteral("join"))});
    }
    const QJsonObject operation{{QStringLiteral("range"), QJsonArray{0, 19}},
                                {QStringLiteral("room_ids"), QJsonArray{room.toString()}}};
    const QJsonObject list{{QStringLiteral("count"), 1}, {QStringLiteral("ops"), QJsonArray{operation}}};
    return toText({{QStringLiteral("pos"), pos},
                   {QStringLiteral("lists"), QJsonObject{{QStringLiteral("rooms"), list}}},
                   {QStringLiteral("rooms"), QJsonObject{{room.toString(), told}}}});
}

}

class TestDialectChooser : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::shared_ptr<GatedDialect> m_dialect;
    std::unique_ptr<SyncLoop> m_loop;
    std::unique_ptr<DialectChooser> m_chooser;
    QStringList m_changes;
    QList<Connection::Phase> m_phases;
    QList<CommittedBatch> m_committed;

    void begin(Dialect dialect)
    {
        m_bench = std::make_unique<Bench>(dialect);
        makeLoop(dialect);
    }
    void makeLoop(Dialect dialect)
    {
        m_chooser.reset();
        m_dialect = std::make_shared<GatedDialect>(makeSyncDialect(serverOf(dialect).version, me));
        m_loop = std::make_unique<SyncLoop>(*m_bench->api, *m_bench->store, m_bench->clock, m_dialect);
        m_chooser = std::make_unique<DialectChooser>(*m_bench->api, *m_loop, me);
        m_changes.clear();
        m_phases.clear();
        m_committed.clear();
        connect(m_chooser.get(), &DialectChooser::changed, this,
                [this](const ServerVersion &version) { m_changes << toString(version.dialect); });
        connect(m_loop.get(), &SyncLoop::connectionChanged, this,
                [this](const Connection &connection) { m_phases << connection.phase; });
        connect(m_loop.get(), &SyncLoop::committed, this,
                [this](const CommittedBatch &batch) { m_committed << batch; });
    }
    FakeTransport &server() { return m_bench->server; }
    void settle() { m_bench->settle(); }
    bool wasOffline() const { return m_phases.contains(Connection::Phase::Offline); }
    QByteArray position(Dialect dialect) { return await(m_bench->store->position(dialect)).take().position; }

private Q_SLOTS:
    void cleanup()
    {
        QCOMPARE(server().unmet(), QStringList());
        m_dialect->open();
        m_chooser.reset();
        m_loop.reset();
        m_bench.reset();
    }

    void goesOnInSlidingSyncWhereItIsOffered()
    {
        begin(Dialect::V3);
        server()
            .expects(Method::Get, Sync)
            .replies(200, sync(QStringLiteral("p1"), joined({create(), message(QStringLiteral("$a"))})));
        auto &poll = server().expects(Method::Get, Sync).holds();
        auto &versions = server().expects(Method::Get, Versions).holds();
        m_loop->start({}, 0);
        settle();
        auto &first =
            server()
                .expects(Method::Post, SlidingSync)
                .replies(200,
                         slidingRoom(QStringLiteral("s1"),
                                     {create(), message(QStringLiteral("$a")), message(QStringLiteral("$b"))},
                                     true));
        server().expects(Method::Post, SlidingSync).holds();
        versions.release(200, Offer);
        settle();
        QVERIFY(poll.sent().isAborted);
        QCOMPARE(first.sent().query("pos"), QString());
        QCOMPARE(m_changes, QStringList{QStringLiteral("sliding")});
        QVERIFY(m_bench->api->server().version.dialect == Dialect::Sliding);
        QCOMPARE(m_bench->storedIds(),
                 QStringList({QStringLiteral("$create"), QStringLiteral("$a"), QStringLiteral("$b")}));
        // Nobody notices.
        QCOMPARE(m_phases, (QList{Connection::Phase::Connecting, Connection::Phase::Syncing}));
        // What comes after v3's position is stored by now.
        QCOMPARE(position(Dialect::V3), QByteArray());
    }
    void waitsForWhatIsBeingStored()
    {
        begin(Dialect::V3);
        server().expects(Method::Get, Sync).replies(200, sync(QStringLiteral("p1"), joined({create()})));
        auto &poll = server().expects(Method::Get, Sync).holds();
        auto &versions = server().expects(Method::Get, Versions).holds();
        m_loop->start({}, 0);
        settle();
        m_dialect->close();
        poll.release(200, sync(QStringLiteral("p2"), joined({message(QStringLiteral("$a"))})));
        versions.release(200, Offer);
        QCOMPARE(m_committed.size(), 1);
        server().expects(Method::Post, SlidingSync).holds();
        m_dialect->open();
        settle();
        // Whoever shows the room was told of it.
        QCOMPARE(m_committed.size(), 2);
        QCOMPARE(position(Dialect::V3), "p2");
    }
    void staysWhereNothingIsOffered_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("not offered") << 200 << NoOffer;
        QTest::newRow("no such page") << 404 << QByteArray("<html>");
        QTest::newRow("trouble") << 502 << QByteArray("<html>");
        QTest::newRow("no network") << 0 << QByteArray();
    }
    void staysWhereNothingIsOffered()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        begin(Dialect::V3);
        server().expects(Method::Get, Sync).replies(200, sync(QStringLiteral("p1"), joined({create()})));
        auto &poll = server().expects(Method::Get, Sync).holds();
        auto &versions = server().expects(Method::Get, Versions).holds();
        m_loop->start({}, 0);
        settle();
        if (status == 0)
            versions.releaseError(Error::of(Error::Kind::Network));
        else
            versions.release(status, body);
        settle();
        QVERIFY(poll.isHeld());
        QVERIFY(m_changes.isEmpty());
    }
    void asksAgainWhenTheServerIsBack()
    {
        begin(Dialect::V3);
        server().expects(Method::Get, Sync).replies(200, sync(QStringLiteral("p1"), joined({create()})));
        auto &poll = server().expects(Method::Get, Sync).holds();
        server().expects(Method::Get, Versions).fails(Error::Kind::Network);
        m_loop->start({}, 0);
        settle();
        poll.releaseError(Error::of(Error::Kind::Network));
        settle();
        server().expects(Method::Get, Sync).replies(200, sync(QStringLiteral("p2")));
        server().expects(Method::Get, Sync).holds();
        server().expects(Method::Get, Versions).replies(200, Offer);
        server().expects(Method::Post, SlidingSync).holds();
        m_loop->wakeUp();
        settle();
        QCOMPARE(m_changes, QStringList{QStringLiteral("sliding")});
    }
    void goesBackWhereTheServerNoLongerKnowsIt_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("unrecognized") << 404 << Unrecognized;
        QTest::newRow("unrecognized, 400") << 400 << Unrecognized;
    }
    void goesBackWhereTheServerNoLongerKnowsIt()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        begin(Dialect::Sliding);
        m_bench->commit(slidingRoom(QStringLiteral("s1"),
                                    {create(), message(QStringLiteral("$a")), message(QStringLiteral("$b"))},
                                    true));
        auto &sliding = server().expects(Method::Post, SlidingSync).replies(status, body);
        auto &first =
            server()
                .expects(Method::Get, Sync)
                .replies(200, sync(QStringLiteral("p2"),
                                   joined({message(QStringLiteral("$b")), message(QStringLiteral("$c"))})));
        auto &poll = server().expects(Method::Get, Sync).holds();
        m_loop->start(position(Dialect::Sliding), 0);
        settle();
        QCOMPARE(sliding.sent().query("pos"), QStringLiteral("s1"));
        QCOMPARE(first.sent().query("since"), QString());
        QCOMPARE(m_changes, QStringList{QStringLiteral("v3")});
        QVERIFY(!wasOffline());
        QCOMPARE(m_bench->storedIds(), QStringList({QStringLiteral("$create"), QStringLiteral("$a"),
                                                    QStringLiteral("$b"), QStringLiteral("$c")}));
        // It is not tried again before the next start: nobody asks for the versions.
        QVERIFY(poll.isHeld());
    }
    void whoSpeaksWithoutACodeIsAskedWhatItOffers_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("versions");
        QTest::addColumn<QStringList>("changes");
        QTest::newRow("a page") << 404 << NoOffer << QStringList{QStringLiteral("v3")};
        QTest::newRow("no such method") << 405 << NoOffer << QStringList{QStringLiteral("v3")};
        QTest::newRow("a proxy's page") << 404 << Offer << QStringList();
        QTest::newRow("a proxy's page for all") << 404 << QByteArray("<html>") << QStringList();
    }
    void whoSpeaksWithoutACodeIsAskedWhatItOffers()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, versions);
        begin(Dialect::Sliding);
        server().expects(Method::Post, SlidingSync).replies(status, "<html>");
        server().expects(Method::Get, Versions).replies(200, versions);
        m_loop->start({}, 0);
        QFETCH(QStringList, changes);
        auto &next = changes.isEmpty() ? server().expects(Method::Post, SlidingSync).holds()
                                       : server().expects(Method::Get, Sync).holds();
        settle();
        m_bench->clock.advance(2s);
        settle();
        QCOMPARE(m_changes, changes);
        QVERIFY(next.isHeld());
    }
    void whereV1IsGoneItGoesOnInWhatIsOffered_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("versions");
        QTest::addColumn<QStringList>("changes");
        const QStringList sliding{QStringLiteral("sliding")};
        const QStringList v3{QStringLiteral("v3")};
        QTest::newRow("sliding sync") << 404 << Unrecognized << Offer << sliding;
        QTest::newRow("v3") << 404 << Unrecognized << NoOffer << v3;
        QTest::newRow("a page") << 404 << QByteArray("<html>") << NoOffer << v3;
        QTest::newRow("nothing else") << 404 << Unrecognized << QByteArray("<html>") << QStringList();
        QTest::newRow("a proxy's page for all")
            << 404 << QByteArray("<html>") << QByteArray("<html>") << QStringList();
    }
    void whereV1IsGoneItGoesOnInWhatIsOffered()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, versions);
        QFETCH(QStringList, changes);
        begin(Dialect::V1);
        server().expects(Method::Get, InitialSync).replies(status, body);
        server().expects(Method::Get, Versions).replies(200, versions);
        m_loop->start({}, 0);
        const QString name = changes.value(0);
        auto &next = name == u"sliding"
                         ? server().expects(Method::Post, SlidingSync).holds()
                         : server().expects(Method::Get, name == u"v3" ? Sync : InitialSync).holds();
        settle();
        m_bench->clock.advance(2s);
        settle();
        QCOMPARE(m_changes, changes);
        QVERIFY(next.isHeld());
    }
    void whoSpeaksV1StaysThereWhileItIsServed()
    {
        begin(Dialect::V1);
        server().expects(Method::Get, InitialSync).replies(200, initialSync(QStringLiteral("s1"), {}));
        auto &poll = server().expects(Method::Get, QStringLiteral("/api/v1/events")).holds();
        m_loop->start({}, 0);
        settle();
        // Nobody asks what else there is.
        QVERIFY(poll.isHeld());
        QVERIFY(m_changes.isEmpty());
    }
    void troubleIsNoReasonToGoBack_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("trouble") << 502 << QByteArray("<html>");
        QTest::newRow("refused") << 403 << QByteArray(R"({"errcode":"M_FORBIDDEN"})");
        QTest::newRow("found fault with") << 400 << QByteArray("<html>");
    }
    void troubleIsNoReasonToGoBack()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        begin(Dialect::Sliding);
        server().expects(Method::Post, SlidingSync).replies(status, body);
        m_loop->start({}, 0);
        settle();
        QVERIFY(m_changes.isEmpty());
        QVERIFY(m_bench->api->server().version.dialect == Dialect::Sliding);
    }
};

QTEST_GUILESS_MAIN(TestDialectChooser)
#include "tst_dialectchooser.moc"
