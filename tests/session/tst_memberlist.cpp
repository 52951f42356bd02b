// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/memberlist.h"

#include "sessiontesting.h"

#include <QSignalSpy>

#include <algorithm>

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString Members = QStringLiteral("/rooms/!r:x/members");

}

class TestMemberList : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<MemberList> m_list;

    QStringList names() const
    {
        QStringList result;
        for (const Member &each : m_list->members())
            result << each.name;
        std::sort(result.begin(), result.end());
        return result;
    }
    static QByteArray everybody()
    {
        return page({member(QStringLiteral("$1"), me, QStringLiteral("join"), QStringLiteral("Me")),
                     member(QStringLiteral("$2"), bob, QStringLiteral("join"), QStringLiteral("Bob")),
                     member(QStringLiteral("$3"), UserId(QStringLiteral("@eve:x")), QStringLiteral("leave"),
                            QStringLiteral("Eve"))},
                    {});
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        m_bench->commit(sync(QStringLiteral("p1"),
                             joined({create(), member(QStringLiteral("$1"), me, QStringLiteral("join"),
                                                      QStringLiteral("Me"))})));
        m_list = std::make_unique<MemberList>(room, *m_bench->api, *m_bench->store);
    }
    void cleanup()
    {
        QCOMPARE(m_bench->server.unmet(), QStringList());
        m_list.reset();
        m_bench.reset();
    }

    void theStoreIsEnoughOnceTheyAreLoaded()
    {
        m_list->load(true);
        m_bench->settle();
        QCOMPARE(names(), QStringList{QStringLiteral("Me")});
        QVERIFY(!m_list->isLoading());
        QCOMPARE(m_bench->server.sent().size(), 0);
    }
    void theFirstTimeTheServerIsAsked()
    {
        auto &held = m_bench->server.expects(Method::Get, Members).holds();
        QSignalSpy committed(m_bench->store.get(), &Store::roomChanged);
        m_list->load(false);
        m_bench->settle();
        // What is stored is there at once.
        QCOMPARE(names(), QStringList{QStringLiteral("Me")});
        QVERIFY(m_list->isLoading());
        m_list->load(false);
        held.release(200, everybody());
        m_bench->settle();
        QVERIFY(!m_list->isLoading());
        QCOMPARE(names(), (QStringList{QStringLiteral("Bob"), QStringLiteral("Eve"), QStringLiteral("Me")}));
        QCOMPARE(committed.size(), 1);
        QVERIFY(m_bench->stored().rooms.at(0).areMembersLoaded);
        QCOMPARE(m_bench->server.sent().size(), 1);
    }
    void failsAndCanBeAskedAgain_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("down") << 502 << QByteArray("<html>");
        QTest::newRow("forbidden") << 403 << QByteArray(R"({"errcode":"M_FORBIDDEN"})");
        QTest::newRow("cut off") << 200 << everybody().chopped(5);
        QTest::newRow("other shape") << 200 << QByteArray("[]");
    }
    void failsAndCanBeAskedAgain()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QSignalSpy failed(m_list.get(), &MemberList::failed);
        m_bench->server.expects(Method::Get, Members).replies(status, body);
        m_list->load(false);
        m_bench->settle();
        QCOMPARE(failed.size(), 1);
        QVERIFY(!m_list->isLoading());
        QCOMPARE(names(), QStringList{QStringLiteral("Me")});
        m_bench->server.expects(Method::Get, Members).replies(200, everybody());
        m_list->load(false);
        m_bench->settle();
        QCOMPARE(m_list->members().size(), 3);
    }
    void followsCommits()
    {
        m_list->load(true);
        m_bench->settle();
        QSignalSpy changed(m_list.get(), &MemberList::changed);
        m_bench->commit(
            sync(QStringLiteral("p2"),
                 joined({member(QStringLiteral("$2"), bob, QStringLiteral("join"), QStringLiteral("Bob"))})));
        // However often it is told, it reads what is there in the end, and not once for each.
        for (int i = 0; i < 50; ++i)
            m_list->load(true);
        m_bench->settle();
        QCOMPARE(names(), (QStringList{QStringLiteral("Bob"), QStringLiteral("Me")}));
        QVERIFY(changed.size() <= 2);
    }
    void closingItEndsItsRequests()
    {
        auto &held = m_bench->server.expects(Method::Get, Members).holds();
        m_list->load(false);
        m_list.reset();
        QVERIFY(held.sent().isAborted);
        m_bench->settle();
    }
    void aRoomThatIsGoneIsNotMadeAgain()
    {
        auto &held = m_bench->server.expects(Method::Get, Members).holds();
        m_list->load(false);
        await(m_bench->store->removeRoom(room)).isOk();
        held.release(200, everybody());
        m_bench->settle();
        QCOMPARE(m_bench->stored().rooms.size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestMemberList)
#include "tst_memberlist.moc"
