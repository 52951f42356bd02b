// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/faultproxy.h"
#include "support/guidetest.h"
#include "support/json.h"

#include <QRandomGenerator>

using namespace linnet;
using namespace linnet::test;

namespace {

using K = Fault::Kind;

struct Trouble
{
    const char *name;
    Fault fault;
};

constexpr Trouble troubles[] = {
    {"slow", {K::Delay, 200}},
    {"the request is lost", {K::LoseRequest}},
    {"the answer is lost", {K::LoseAnswer}},
    {"half a head", {K::Truncate, 40}},
    {"half a body", {K::Truncate, 100'000}},
    {"asked twice", {K::RepeatRequest}},
    {"answered twice", {K::RepeatAnswer}},
    {"garbled", {K::Garble}},
    {"the server is down", {K::Status, 502}},
    {"a page that is not there", {K::Status, 404}},
    {"a portal's page", {K::Page}},
    {"to a portal", {K::Redirect}},
    {"nothing arrives", {K::BlackHole}},
    {"no answer comes", {K::Hang}},
};

}

/// Something bad stands between alice and a real server: whatever it does to a request or to its answer, each
/// message arrives once and in order, both ways.
class TestGuideFaults : public GuideTest
{
    Q_OBJECT

private Q_SLOTS:
    void goesOnAfterEach();
    void loadsHistoryAllTheSame();
    void tellsWhatWasReadAfterARestart();
    void survivesAnyMix();

private:
    QUrl aliceServer() override
    {
        m_proxy = std::make_unique<FaultProxy>(server());
        return m_proxy->listen() ? m_proxy->url() : QUrl();
    }
    QString poll() const { return isLegacy() ? QStringLiteral("/events") : QStringLiteral("/sync"); }
    /// eventually(), without the waits between one try and the next.
    template <typename F>
    bool soon(F condition)
    {
        Session &session = alice().session();
        QObject context;
        const auto hurry = [&session] {
            if (session.connection().phase == Connection::Phase::Offline)
                session.wakeUp();
        };
        QObject::connect(&session, &Session::connectionChanged, &context, hurry, Qt::QueuedConnection);
        hurry();
        return eventually(condition);
    }
    /// That both have all of `said`, each once, in one order, and alice's as she wrote them.
    void comparePeace(const QString &room, const QStringList &mine, const QStringList &theirs)
    {
        QVERIFY(soon([this] { return isUnsentEmpty(); }));
        QVERIFY(alice().syncs());
        const QStringList expected = bob().messageIds(room);
        QVERIFY(soon([&] { return alice().messageIds(room) == expected; }));
        QStringList fromAlice = bob().bodies(room);
        QStringList fromBob = fromAlice;
        fromAlice.removeIf([&](const QString &text) { return theirs.contains(text); });
        fromBob.removeIf([&](const QString &text) { return mine.contains(text); });
        QCOMPARE(fromAlice, mine);
        QCOMPARE(fromBob, theirs);
    }

    std::unique_ptr<FaultProxy> m_proxy;
};

void TestGuideFaults::goesOnAfterEach()
{
    const QString room = sharedRoom(QStringLiteral("Bad line"));
    QVERIFY(!room.isEmpty());
    QStringList mine;
    QStringList theirs;
    for (const Trouble &trouble : troubles) {
        m_proxy->next(poll(), trouble.fault);
        m_proxy->next(QStringLiteral("/send/m.room.message/"), trouble.fault);
        mine << QStringLiteral("alice: %1").arg(QLatin1String(trouble.name));
        theirs << QStringLiteral("bob: %1").arg(QLatin1String(trouble.name));
        say(room, mine.last());
        // The poll that is open ends with this, the next one meets the fault.
        QVERIFY(!bob().say(room, theirs.last()).isEmpty());
        QVERIFY2(soon([this] { return m_proxy->isDone(); }), trouble.name);
        // Nobody could tell these from a server that thinks; a change of the network says so.
        if (trouble.fault.kind == K::BlackHole || trouble.fault.kind == K::Hang)
            alice().session().wakeUp();
        QVERIFY2(soon([&] { return isUnsentEmpty() && alice().syncs(); }), trouble.name);
    }
    comparePeace(room, mine, theirs);
}

void TestGuideFaults::loadsHistoryAllTheSame()
{
    const QString room = sharedRoom(QStringLiteral("Archive"));
    QVERIFY(!room.isEmpty());
    alice().close();
    QStringList theirs;
    for (int i = 0; i < 150; ++i) {
        theirs << QStringLiteral("message %1").arg(i);
        QVERIFY(!bob().say(room, theirs.last()).isEmpty());
    }
    QVERIFY(alice().open());
    QVERIFY(alice().syncs());
    const auto window = alice().window(room);
    for (const Trouble &trouble : troubles) {
        if (window->older() == Timeline::Older::Start)
            break;
        if (trouble.fault.kind == K::BlackHole || trouble.fault.kind == K::Hang)
            continue; // ends with the time limit of a request
        m_proxy->next(QStringLiteral("/messages"), trouble.fault);
        const qsizetype before = window->items().size();
        QVERIFY2(eventually([&] {
                     if (window->older() == Timeline::Older::Start || window->items().size() > before)
                         return true;
                     if (window->older() != Timeline::Older::Loading)
                         window->loadOlder();
                     return false;
                 }),
                 trouble.name);
    }
    comparePeace(room, {}, theirs);
}

void TestGuideFaults::tellsWhatWasReadAfterARestart()
{
    if (isLegacy())
        return;
    const QString room = sharedRoom(QStringLiteral("Read"));
    const QString said = bob().say(room, QStringLiteral("Did you read this?"));
    QVERIFY(eventually([&] { return alice().room(room)->lastEventId == EventId(said); }));
    bob().sync();
    m_proxy->setChooser([](const HttpExchange &exchange) {
        const bool isReceipt = exchange.path.contains(QLatin1String("/receipt/"));
        return isReceipt ? Fault{K::LoseRequest} : Fault();
    });
    const int faults = m_proxy->faults();
    alice().session().markRead(RoomId(room), EventId(said));
    QVERIFY(eventually([&] { return m_proxy->faults() > faults; }));
    alice().close();
    m_proxy->setChooser({});
    QVERIFY(alice().open());
    QVERIFY(eventually([&] {
        const QByteArray news = toText(bob().sync());
        return news.contains("\"m.read\"") && news.contains(aliceId().toUtf8());
    }));
}

void TestGuideFaults::survivesAnyMix()
{
    const QByteArray given = qgetenv("LINNET_TEST_SEED");
    const quint32 seed = given.isEmpty() ? QRandomGenerator::global()->generate() : quint32(given.toULong());
    qInfo("LINNET_TEST_SEED=%u", seed);
    QRandomGenerator random(seed);
    const QString room = sharedRoom(QStringLiteral("Storm"));
    QVERIFY(!room.isEmpty());
    m_proxy->setChooser([&](const HttpExchange &) -> Fault {
        constexpr size_t Bounded = std::size(troubles) - 2; // the last two never end
        if (random.bounded(3) > 0)
            return {};
        return troubles[random.bounded(int(Bounded))].fault;
    });
    QStringList mine;
    QStringList theirs;
    for (int i = 0; i < 30; ++i) {
        if (random.bounded(2) == 0) {
            theirs << QStringLiteral("bob %1").arg(i);
            QVERIFY(!bob().say(room, theirs.last()).isEmpty());
        } else {
            mine << QStringLiteral("alice %1").arg(i);
            say(room, mine.last());
        }
        if (random.bounded(4) == 0) {
            const int faults = m_proxy->faults();
            QVERIFY(soon([&] { return m_proxy->faults() > faults || isUnsentEmpty(); }));
        }
        if (random.bounded(10) == 0) {
            alice().close();
            QVERIFY(alice().open());
        }
    }
    m_proxy->setChooser({});
    comparePeace(room, mine, theirs);
}

QTEST_GUILESS_MAIN(TestGuideFaults)
#include "tst_guidefaults.moc"
