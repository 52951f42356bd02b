// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/directory.h"

#include "sessiontesting.h"

#include <QSignalSpy>
#include <QThreadPool>

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString Path = QStringLiteral("/_matrix/client/v3/publicRooms");

QByteArray pageOf(int first, int last, const QString &next)
{
    QJsonArray rooms;
    for (int i = first; i <= last; ++i)
        rooms << QJsonObject{{QStringLiteral("room_id"), QStringLiteral("!%1:x").arg(i)},
                             {QStringLiteral("name"), QStringLiteral("Room %1").arg(i)}};
    QJsonObject page{{QStringLiteral("chunk"), rooms}};
    if (!next.isEmpty())
        page.insert(QStringLiteral("next_batch"), next);
    return toText(page);
}

}

/// Looking into a server's directory of rooms.
class TestDirectory : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<Directory> m_directory;

    void open(Dialect dialect = Dialect::V3)
    {
        m_directory.reset();
        m_bench = std::make_unique<Bench>(dialect);
        m_directory = std::make_unique<Directory>(*m_bench->api);
    }
    static QString sinceOf(const FakeTransport::Expectation &asked)
    {
        return QJsonDocument::fromJson(asked.sent().request.body).object().value(u"since").toString();
    }

private Q_SLOTS:
    void init() { open(); }
    void cleanup()
    {
        QCOMPARE(m_bench->server.unmet(), QStringList());
        m_directory.reset();
        m_bench.reset();
    }

    void showsPagesAsTheyComeAndEachRoomOnce()
    {
        m_bench->server.expects(Method::Post, Path).replies(200, pageOf(1, 3, u"two"_qs));
        auto &second = m_bench->server.expects(Method::Post, Path).replies(200, pageOf(3, 5, {}));
        QSignalSpy added(m_directory.get(), &Directory::added);
        m_directory->search({});
        QTRY_COMPARE(m_directory->state(), Directory::State::More);
        QCOMPARE(m_directory->rooms().size(), 3);
        m_directory->more();
        m_directory->more(); // one at a time
        QTRY_COMPARE(m_directory->state(), Directory::State::Complete);
        QCOMPARE(sinceOf(second), u"two"_qs);
        QCOMPARE(m_directory->rooms().size(), 5);
        QCOMPARE(added.size(), 2);
        QCOMPARE(added.last().first().toLongLong(), 3);
        m_directory->more(); // nothing is left
    }
    void aSearchEndsTheOneBefore()
    {
        auto &first = m_bench->server.expects(Method::Post, Path).holds();
        m_directory->search({{}, u"b"_qs});
        QTRY_VERIFY(first.isHeld());
        m_bench->server.expects(Method::Post, Path).replies(200, pageOf(7, 7, {}));
        m_directory->search({{}, u"bi"_qs});
        QVERIFY(!first.isHeld());
        QTRY_COMPARE(m_directory->state(), Directory::State::Complete);
        QCOMPARE(m_directory->rooms().first().id, RoomId(u"!7:x"_qs));
    }
    void aLargePageThatIsStillReadDoesNotComeAfterAll()
    {
        for (int round = 0; round < 3; ++round) {
            open();
            auto &first = m_bench->server.expects(Method::Post, Path).replies(200, pageOf(1, 2000, {}));
            m_directory->search({});
            QTRY_VERIFY(first.isAsked());
            // The answer is there, or not yet, or just being read.
            for (int i = 0; i < round; ++i)
                QCoreApplication::processEvents();
            m_bench->server.expects(Method::Post, Path).replies(200, pageOf(7, 7, {}));
            m_directory->search({{}, u"b"_qs});
            QTRY_COMPARE(m_directory->state(), Directory::State::Complete);
            QThreadPool::globalInstance()->waitForDone();
            QCoreApplication::processEvents();
            QCOMPARE(m_directory->rooms().size(), 1);
            QCOMPARE(m_directory->rooms().first().id, RoomId(u"!7:x"_qs));
        }
    }
    void endsWhereTokensGoRound()
    {
        m_bench->server.expects(Method::Post, Path).replies(200, pageOf(1, 1, u"a"_qs));
        m_bench->server.expects(Method::Post, Path).replies(200, pageOf(2, 2, u"b"_qs));
        m_bench->server.expects(Method::Post, Path).replies(200, pageOf(3, 3, u"a"_qs));
        m_directory->search({});
        QTRY_COMPARE(m_directory->state(), Directory::State::More);
        m_directory->more();
        QTRY_COMPARE(m_directory->rooms().size(), 2);
        m_directory->more();
        QTRY_COMPARE(m_directory->state(), Directory::State::Complete);
        QCOMPARE(m_directory->rooms().size(), 3);
    }
    void givesUpOnEndlessPagesWithoutAnythingNew()
    {
        int token = 0;
        for (int i = 0; i <= Directory::MostEmptyPages; ++i)
            m_bench->server.expects(Method::Post, Path)
                .replies(200, pageOf(1, i == 0 ? 1 : 0, u"t%1"_qs.arg(++token)));
        m_bench->server.expects(Method::Post, Path).replies(200, pageOf(1, 1, u"last"_qs));
        m_directory->search({});
        QTRY_COMPARE(m_directory->state(), Directory::State::More);
        m_directory->more();
        QTRY_COMPARE(m_directory->state(), Directory::State::Complete);
        QCOMPARE(m_directory->rooms().size(), 1);
    }
    void keepsWhatCameWhenAPageFails()
    {
        m_bench->server.expects(Method::Post, Path).replies(200, pageOf(1, 2, u"n"_qs));
        m_bench->server.expects(Method::Post, Path).replies(500, "{}");
        auto &again = m_bench->server.expects(Method::Post, Path).replies(200, pageOf(3, 3, {}));
        m_directory->search({});
        QTRY_COMPARE(m_directory->state(), Directory::State::More);
        m_directory->more();
        QTRY_COMPARE(m_directory->state(), Directory::State::Failed);
        QVERIFY(!m_directory->isServerMissing());
        QCOMPARE(m_directory->rooms().size(), 2);
        m_directory->retry();
        QTRY_COMPARE(m_directory->state(), Directory::State::Complete);
        QCOMPARE(sinceOf(again), u"n"_qs);
        QCOMPARE(m_directory->rooms().size(), 3);
    }
    void knowsAServerThatIsNotThere()
    {
        auto &asked = m_bench->server.expects(Method::Post, Path)
                          .replies(502, jsonText("{'errcode':'M_UNKNOWN','error':'Failed to fetch'}"));
        m_directory->search({u"nowhere.example"_qs, {}});
        QTRY_COMPARE(m_directory->state(), Directory::State::Failed);
        QCOMPARE(asked.sent().query("server"), u"nowhere.example"_qs);
        QVERIFY(m_directory->isServerMissing());
    }
    void fallsBackToAListWithoutWords()
    {
        m_bench->server.expects(Method::Post, Path).replies(405, jsonText("{'errcode':'M_UNRECOGNIZED'}"));
        m_bench->server.expects(Method::Get, Path).replies(200, pageOf(1, 20, {}));
        m_directory->search({{}, u"room 7"_qs});
        QTRY_COMPARE(m_directory->state(), Directory::State::Complete);
        QCOMPARE(m_directory->rooms().size(), 1);
        QCOMPARE(m_directory->rooms().first().name, u"Room 7"_qs);
    }
    void looksThroughAListToItsEnd()
    {
        m_bench->server.expects(Method::Post, Path).replies(405, jsonText("{'errcode':'M_UNRECOGNIZED'}"));
        const int pages = Directory::MostEmptyPages + 5;
        for (int page = 0; page < pages; ++page)
            m_bench->server.expects(Method::Get, Path)
                .replies(200, pageOf(10 * page, 10 * page + 9,
                                     page + 1 < pages ? u"t%1"_qs.arg(page) : QString()));
        m_directory->search({{}, u"room %1"_qs.arg(10 * pages - 1)});
        QTRY_COMPARE(m_directory->state(), Directory::State::Complete);
        QCOMPARE(m_directory->rooms().size(), 1);
    }
    void of2014KnowsNothingElse()
    {
        open(Dialect::V1);
        m_bench->server.expects(Method::Get, u"/_matrix/client/api/v1/publicRooms"_qs)
            .replies(200, jsonText("{'chunk':[{'room_id':'!a:x','aliases':['#tea:x']}],'start':'S',"
                                   "'end':'E'}"));
        m_directory->search({{}, u"tea"_qs});
        QTRY_COMPARE(m_directory->state(), Directory::State::Complete);
        QCOMPARE(m_directory->rooms().size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestDirectory)
#include "tst_directory.moc"
