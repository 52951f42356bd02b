// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/accountdata.h"

#include "sessiontesting.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString Type = QStringLiteral("m.ignored_user_list");
const QString Path = QStringLiteral("account_data/m.ignored_user_list");

AccountData::Change putting(const QString &key)
{
    return [key](QJsonObject content) {
        content.insert(key, true);
        return content;
    };
}

}

class TestAccountData : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<AccountData> m_data;

    void open(Dialect dialect)
    {
        m_data.reset();
        m_bench = std::make_unique<Bench>(dialect);
        m_data = std::make_unique<AccountData>(*m_bench->api, *m_bench->store, me);
    }

private Q_SLOTS:
    void init() { open(Dialect::V3); }
    void cleanup()
    {
        QCOMPARE(m_bench->server.unmet(), QStringList());
        m_data.reset();
        m_bench.reset();
    }
    void whatSyncBringsIsThereAndStays()
    {
        QSignalSpy changed(m_data.get(), &AccountData::changed);
        const QByteArray reply = R"({"next_batch":"s","account_data":{"events":[)"
                                 R"({"type":"m.ignored_user_list","content":{"a":1}},)"
                                 R"({"type":"org.example.unknown","content":{"b":1}}]}})";
        m_data->apply(m_bench->commit(reply));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(m_data->content(Type), (QJsonObject{{u"a"_qs, 1}}));
        QVERIFY(m_data->content(u"org.example.unknown"_qs).isEmpty());
        AccountData again(*m_bench->api, *m_bench->store, me);
        again.load(await(m_bench->store->load(Dialect::V3)).take().accountData);
        QCOMPARE(again.content(Type), m_data->content(Type));
    }
    /// Two at once, on top of what another client has written meanwhile: none of the three is lost.
    void changesFollowEachOther()
    {
        m_bench->server.expects(Method::Get, Path).replies(200, R"({"other":true})");
        m_bench->server.expects(Method::Put, Path).replies(200, "{}");
        m_bench->server.expects(Method::Get, Path).replies(200, R"({"other":true,"one":true})");
        m_bench->server.expects(Method::Put, Path).replies(200, "{}");
        auto one = m_data->change(Type, putting(u"one"_qs));
        auto two = m_data->change(Type, putting(u"two"_qs));
        QVERIFY(await(std::move(one)).isOk());
        QVERIFY(await(std::move(two)).isOk());
        QCOMPARE(m_data->content(Type).keys(), (QStringList{u"one"_qs, u"other"_qs, u"two"_qs}));
    }
    void aFailedChangeLeavesWhatWasThere()
    {
        m_bench->server.expects(Method::Get, Path).replies(404, R"({"errcode":"M_NOT_FOUND"})");
        m_bench->server.expects(Method::Put, Path).replies(403, R"({"errcode":"M_FORBIDDEN"})");
        QVERIFY(!await(m_data->change(Type, putting(u"one"_qs))).isOk());
        QVERIFY(m_data->content(Type).isEmpty());
    }
    void whatIsSoAlreadyIsNotWritten()
    {
        m_bench->server.expects(Method::Get, Path).replies(200, R"({"one":true})");
        QVERIFY(await(m_data->change(Type, putting(u"one"_qs))).isOk());
    }
    void serversOf2014HaveNoPlaceForIt()
    {
        open(Dialect::V1);
        QVERIFY(!m_data->isAvailable());
        QCOMPARE(await(m_data->change(Type, putting(u"one"_qs))).error().kind, Error::Kind::Unsupported);
    }
};

QTEST_GUILESS_MAIN(TestAccountData)
#include "tst_accountdata.moc"
