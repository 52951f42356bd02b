// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlarchive.h"

#include "session/sessiontesting.h"
#include "support/memorycredentials.h"

#include <QDir>

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString SearchPath = QStringLiteral("/search");

/// A page of a server's hits: the messages `ids`, said by bob.
QByteArray found(const QStringList &ids, const QString &next)
{
    QJsonArray results;
    for (const QString &id : ids)
        results << QJsonObject{
            {QStringLiteral("result"), in(room, message(id, bob, QStringLiteral("hello")))}};
    QJsonObject events{{QStringLiteral("results"), results}};
    if (!next.isEmpty())
        events.insert(QStringLiteral("next_batch"), next);
    return toText(
        {{QStringLiteral("search_categories"), QJsonObject{{QStringLiteral("room_events"), events}}}});
}

}

class TestCtlArchive : public QObject
{
    Q_OBJECT

    const Profile m_profile{QStringLiteral("ctlarchive")};
    std::unique_ptr<Bench> m_bench;
    MemoryCredentials m_keychain;
    std::unique_ptr<Accounts> m_accounts;
    std::unique_ptr<AccountKeeper> m_keeper;
    std::unique_ptr<CtlCommands> m_commands;
    std::unique_ptr<CtlArchive> m_archive;

    FakeTransport &server() { return m_bench->server; }
    /// A call under way, and its answer once it is there.
    struct Asked
    {
        std::unique_ptr<CtlCall> call;
        QJsonObject answer;
    };
    std::unique_ptr<Asked> ask(const QString &command, const QJsonObject &args)
    {
        auto asked = std::make_unique<Asked>();
        asked->call = std::make_unique<CtlCall>(CtlRequest{command, args, {}});
        connect(asked->call.get(), &CtlCall::line, asked->call.get(),
                [to = asked.get()](const QByteArray &line) {
                    to->answer = QJsonDocument::fromJson(line).object();
                });
        m_commands->carryOut(*asked->call);
        return asked;
    }
    std::unique_ptr<Asked> search(const QString &query)
    {
        return ask(QStringLiteral("search"), {{QStringLiteral("query"), query}});
    }
    /// Waits for the answer while the server's rests pass.
    QJsonObject answerOf(const Asked &asked)
    {
        const auto isThere = [&] {
            m_bench->clock.advance(1s);
            return !asked.answer.isEmpty();
        };
        return QTest::qWaitFor(isThere, 20'000) ? asked.answer : QJsonObject();
    }
    static QStringList idsOf(const QJsonObject &answer)
    {
        QStringList ids;
        const QJsonArray hits = answer.value(QLatin1String("reply")).toArray();
        for (const QJsonValue &hit : hits)
            ids << hit[QLatin1String("event_id")].toString();
        return ids;
    }
    static QString codeOf(const QJsonObject &answer)
    {
        return answer.value(QLatin1String("error"))[QLatin1String("code")].toString();
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        m_bench->commit(
            sync(QStringLiteral("p1"), joined({message(QStringLiteral("$a"), bob, QStringLiteral("hello")),
                                               message(QStringLiteral("$b"), bob, QStringLiteral("hello"))},
                                              QStringLiteral("t1"), true)));
        server().expects(Method::Get, QStringLiteral("/v3/sync")).holds();
        m_accounts = std::make_unique<Accounts>(m_profile, m_keychain, m_keychain);
        m_keeper =
            std::make_unique<AccountKeeper>(m_profile, *m_accounts, server(), m_bench->clock, Dialect::V3);
        m_commands = std::make_unique<CtlCommands>(*m_keeper);
        m_archive = std::make_unique<CtlArchive>(*m_commands, *m_keeper);
        OpenAccount opened;
        opened.account.user = me;
        opened.account.server = serverOf(Dialect::V3);
        opened.token = "token";
        opened.store = std::move(m_bench->store);
        m_keeper->open(std::move(opened));
        QTRY_COMPARE(m_keeper->state(), AccountKeeper::State::Open);
    }
    void cleanup()
    {
        m_archive.reset();
        m_commands.reset();
        m_keeper.reset();
        m_accounts.reset();
        m_bench.reset();
        QDir(m_profile.dataDir()).removeRecursively();
    }

    void findsWhatIsStoredAndWhatTheServerHas()
    {
        server().expects(Method::Post, SearchPath).replies(200, found({QStringLiteral("$x")}, {}));
        const auto asked = search(QStringLiteral("hello"));
        QCOMPARE(idsOf(answerOf(*asked)).size(), 3);
    }
    void twoAtOnceBothGetTheirAnswer()
    {
        server().expects(Method::Post, SearchPath).replies(200, found({}, {})).always();
        const auto one = search(QStringLiteral("hello"));
        const auto two = search(QStringLiteral("hel"));
        QCOMPARE(idsOf(answerOf(*one)).size(), 2);
        QCOMPARE(idsOf(answerOf(*two)).size(), 2);
    }
    void withoutTheServerThereIsStillWhatIsStored_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::newRow("offline") << 0 << QStringLiteral("network");
        QTest::newRow("trouble of its own") << 500 << QStringLiteral("M_UNKNOWN");
    }
    void withoutTheServerThereIsStillWhatIsStored()
    {
        QFETCH(int, status);
        auto &call = server().expects(Method::Post, SearchPath);
        if (status == 0)
            call.fails(Error::Kind::Network);
        else
            call.replies(status, jsonText("{'errcode':'M_UNKNOWN','error':'Oh'}"));
        const auto asked = search(QStringLiteral("hello"));
        const QJsonObject answer = answerOf(*asked);
        QCOMPARE(idsOf(answer), (QStringList{QStringLiteral("$b"), QStringLiteral("$a"), QString()}));
        const QJsonValue missing = answer.value(QLatin1String("reply"))[2];
        QCOMPARE(missing[QLatin1String("type")].toString(), QStringLiteral("chat.linnet.gap"));
        QTEST(missing[QLatin1String("code")].toString(), "code");
        QVERIFY(!missing[QLatin1String("reason")].toString().isEmpty());
    }
    void withoutTheServerThereIsAllThatIsStored()
    {
        QJsonArray events;
        for (int i = 0; i < 120; ++i)
            events << message(QStringLiteral("$m%1").arg(i), bob, QStringLiteral("goodbye"));
        QVERIFY(await(m_keeper->session()->store().commitSync(
            m_bench->dialect(), "p", sync(QStringLiteral("p2"), joined(events)), Dialect::V3, 0)));
        server().expects(Method::Post, SearchPath).fails(Error::Kind::Network);
        const auto asked = ask(QStringLiteral("search"), {{QStringLiteral("query"), QStringLiteral("goodbye")},
                                                          {QStringLiteral("limit"), 500}});
        QCOMPARE(idsOf(answerOf(*asked)).size(), 121);
    }
    void aLaterPageThatFailsIsTheEnd()
    {
        server()
            .expects(Method::Post, SearchPath)
            .replies(200, found({QStringLiteral("$x")}, QStringLiteral("next")));
        auto &second = server().expects(Method::Post, SearchPath).replies(503).always();
        const auto asked = search(QStringLiteral("hello"));
        QCOMPARE(idsOf(answerOf(*asked)).size(), 4); // and what says that there may be more
        QCOMPARE(second.asked(), 1);
    }
    void pagesThatBringNothingHaveAnEnd()
    {
        auto &pages = server()
                          .expects(Method::Post, SearchPath)
                          .replies(200, found({QStringLiteral("$x")}, QStringLiteral("next")))
                          .always();
        const auto asked = search(QStringLiteral("hello from:@nobody:x"));
        QVERIFY(answerOf(*asked).contains(QLatin1String("reply")));
        QVERIFY2(pages.asked() <= 11, qPrintable(QString::number(pages.asked())));
    }
    void aFilterThatMakesNoSenseIsRefused_data()
    {
        QTest::addColumn<QString>("query");
        QTest::newRow("a day") << QStringLiteral("hello before:yesterdayish");
        QTest::newRow("nothing else") << QStringLiteral("after:2026-13-01");
        QTest::newRow("a kind") << QStringLiteral("hello has:wings");
    }
    void aFilterThatMakesNoSenseIsRefused()
    {
        QFETCH(QString, query);
        const auto asked = search(query);
        const QJsonObject answer = answerOf(*asked);
        QCOMPARE(codeOf(answer), QStringLiteral("usage"));
        QVERIFY(answer.value(QLatin1String("error"))[QLatin1String("message")].toString().contains(
            query.section(u' ', -1)));
    }
    void fetchTellsAllThatCame()
    {
        server()
            .expects(Method::Get, QStringLiteral("/rooms/!r:x/messages"))
            .replies(200, page({message(QStringLiteral("$0")), create()}, {}));
        const auto asked = ask(QStringLiteral("fetch"), {{QStringLiteral("room"), room.toString()}});
        QCOMPARE(answerOf(*asked).value(QLatin1String("reply"))[QLatin1String("fetched")].toInt(), 2);
    }
    void aFetchThatWaitsForSomebodyFails()
    {
        server().expects(Method::Get, QStringLiteral("/rooms/!r:x/messages")).replies(200, "{");
        server().expects(Method::Get, QStringLiteral("/rooms/!r:x/messages")).holds();
        const auto asked = ask(QStringLiteral("fetch"), {{QStringLiteral("room"), room.toString()}});
        QVERIFY(codeOf(answerOf(*asked)).size() > 0);
        QVERIFY(m_keeper->session()->historyFetch().isFetching(room));
    }
};

QTEST_MAIN(TestCtlArchive)
#include "tst_ctlarchive.moc"
