// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/peoplesearch.h"

#include "sessiontesting.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString Path = QStringLiteral("/user_directory/search");

}

class TestPeopleSearch : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<PeopleSearch> m_search;

    void open(Dialect dialect = Dialect::V3)
    {
        m_search.reset();
        m_bench = std::make_unique<Bench>(dialect);
        if (dialect == Dialect::V3)
            m_bench->commit(sync(u"n"_qs, joined({create(), member(u"$1"_qs, me, u"join"_qs, u"Me"_qs),
                                                  member(u"$2"_qs, bob, u"join"_qs, u"Bob Builder"_qs)})));
        m_search = std::make_unique<PeopleSearch>(*m_bench->api, m_bench->store->archive(), me);
    }
    QStringList people() const
    {
        QStringList result;
        for (const FoundPerson &person : m_search->people())
            result << person.name + u' ' + person.user.toString();
        return result;
    }

private Q_SLOTS:
    void init() { open(); }
    void cleanup()
    {
        QCOMPARE(m_bench->server.unmet(), QStringList());
        m_search.reset();
        m_bench.reset();
    }
    void whomOneKnowsComesBeforeTheServersAnswer()
    {
        m_search->ask(u"bui"_qs);
        QTRY_COMPARE(people(), QStringList{u"Bob Builder @bob:x"_qs});
        QCOMPARE(m_search->server(), PeopleSearch::Server::Asking);
        m_bench->server.expects(Method::Post, Path)
            .replies(200, R"({"results":[{"user_id":"@bob:x","display_name":"Other"},)"
                          R"({"user_id":"@built:y","display_name":"\u202eBuilt"},{"user_id":7},[],)"
                          R"({"user_id":"@bare:y"},{"user_id":"@me:x","display_name":"Me"}]})");
        m_bench->clock.advance(300ms);
        QTRY_COMPARE(people(),
                     (QStringList{u"Bob Builder @bob:x"_qs, u"Built @built:y"_qs, u"@bare:y @bare:y"_qs}));
        QCOMPARE(m_search->server(), PeopleSearch::Server::Done);
    }
    void theServerIsAskedOnceForWhatIsTypedInOneGo()
    {
        auto &asked = m_bench->server.expects(Method::Post, Path).replies(200, R"({"results":[]})");
        for (const char *text : {"b", "bo", "bob", "bobb"}) {
            m_search->ask(QString::fromLatin1(text));
            m_bench->clock.advance(100ms);
        }
        m_bench->clock.advance(300ms);
        QTRY_COMPARE(m_search->server(), PeopleSearch::Server::Done);
        QCOMPARE(asked.asked(), 1);
    }
    void aWholeIdIsSomebodyWhomNobodyKnows()
    {
        m_bench->server.expects(Method::Post, Path).replies(200, R"({"results":[]})");
        m_search->ask(u"@stranger:far.example"_qs);
        m_bench->clock.advance(300ms);
        QTRY_COMPARE(m_search->server(), PeopleSearch::Server::Done);
        QCOMPARE(people(), QStringList{u"@stranger:far.example @stranger:far.example"_qs});
    }
    void aServerWithoutADirectoryIsNotAskedAgain()
    {
        m_bench->server.expects(Method::Post, Path).replies(404, R"({"errcode":"M_UNRECOGNIZED"})");
        m_search->ask(u"x"_qs);
        m_bench->clock.advance(300ms);
        QTRY_COMPARE(m_search->server(), PeopleSearch::Server::CannotSearch);
        m_search->ask(u"xy"_qs);
        m_bench->clock.advance(300ms);
        QCOMPARE(m_search->server(), PeopleSearch::Server::CannotSearch);
        open(Dialect::V1);
        m_search->ask(u"x"_qs);
        QCOMPARE(m_search->server(), PeopleSearch::Server::CannotSearch);
    }
    void aFailureIsSaidAndWhomOneKnowsStays()
    {
        m_bench->server.expects(Method::Post, Path).replies(403, R"({"errcode":"M_FORBIDDEN"})");
        m_search->ask(u"bob"_qs);
        m_bench->clock.advance(300ms);
        QTRY_COMPARE(m_search->server(), PeopleSearch::Server::Failed);
        QVERIFY(m_search->error());
        QTRY_COMPARE(people().size(), 1);
    }
    void nothingTypedIsNobody()
    {
        m_search->ask(u"bob"_qs);
        QTRY_COMPARE(people().size(), 1);
        m_search->ask(u"  "_qs);
        QCOMPARE(people(), QStringList());
        QCOMPARE(m_search->server(), PeopleSearch::Server::NotAsked);
    }
};

QTEST_GUILESS_MAIN(TestPeopleSearch)
#include "tst_peoplesearch.moc"
