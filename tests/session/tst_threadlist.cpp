// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/threadlist.h"

#include "sessiontesting.h"

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString Path = QStringLiteral("/_matrix/client/v1/rooms/!r:x/threads");

QJsonObject answer(const QString &id, const QString &root, qint64 ts)
{
    return testing::event(
        id, bob, u"m.room.message"_qs,
        {{u"msgtype"_qs, u"m.text"_qs},
         {u"body"_qs, id},
         {u"m.relates_to"_qs, QJsonObject{{u"rel_type"_qs, u"m.thread"_qs}, {u"event_id"_qs, root}}}},
        ts);
}

QByteArray roots(const QJsonArray &events, const QString &next = {})
{
    QJsonObject reply{{u"chunk"_qs, events}};
    if (!next.isEmpty())
        reply.insert(u"next_batch"_qs, next);
    return toText(reply);
}

}

/// Which threads a room has.
class TestThreadList : public QObject
{
    Q_OBJECT

    static QStringList ids(const ThreadList &list)
    {
        QStringList result;
        const QList<ThreadList::Entry> entries = list.entries();
        for (const ThreadList::Entry &entry : entries)
            result << entry.root.toString() + (entry.isUnread() ? u"!"_qs : QString()) +
                          (entry.row ? QString() : u"?"_qs);
        return result;
    }
    static QJsonObject threeThreads()
    {
        QJsonObject room_ = joined({message(u"$a"_qs), message(u"$b"_qs), message(u"$c"_qs),
                                    answer(u"$a1"_qs, u"$a"_qs, 2000), answer(u"$c1"_qs, u"$c"_qs, 3000),
                                    answer(u"$b1"_qs, u"$b"_qs, 4000), answer(u"$o1"_qs, u"$old"_qs, 1500)});
        room_.insert(u"unread_notifications"_qs, QJsonObject{{u"notification_count"_qs, 0}});
        room_.insert(u"unread_thread_notifications"_qs,
                     QJsonObject{{u"$a"_qs, QJsonObject{{u"notification_count"_qs, 1}}},
                                 {u"$old"_qs, QJsonObject{{u"notification_count"_qs, 2}}}});
        return room_;
    }

private Q_SLOTS:
    void theUnreadOnesComeFirstThenWhereWasSpokenLast()
    {
        Bench bench;
        bench.commit(sync(u"s1"_qs, threeThreads()));
        bench.server.expects(Method::Get, Path).replies(200, roots({}));
        ThreadList list(*bench.api, *bench.store, me);
        list.load(room);
        QVERIFY(!list.hasLoaded());
        QTRY_COMPARE(ids(list), QStringList({u"$a!"_qs, u"$old!?"_qs, u"$b"_qs, u"$c"_qs}));
        QTRY_COMPARE(list.more(), ThreadList::More::None);
        QCOMPARE(list.entries().constFirst().row->text, u"$a"_qs);
        QCOMPARE(list.entries().constFirst().summary->text, u"$a1"_qs);
        QCOMPARE(bench.server.unmet(), QStringList());
    }
    void theServerTellsOfThoseThatAreNotStored()
    {
        Bench bench;
        bench.commit(sync(u"s1"_qs, threeThreads()));
        auto &first = bench.server.expects(Method::Get, Path);
        first.replies(200, roots({message(u"$b"_qs), message(u"$old"_qs), message(u"$older"_qs)}, u"n1"_qs));
        ThreadList list(*bench.api, *bench.store, me);
        list.load(room);
        const QStringList page{u"$a!"_qs, u"$old!"_qs, u"$b"_qs, u"$c"_qs, u"$older"_qs};
        QTRY_COMPARE(ids(list), page);
        QCOMPARE(list.more(), ThreadList::More::There);
        auto &second = bench.server.expects(Method::Get, Path);
        second.replies(200, roots({message(u"$oldest"_qs)}, u"n1"_qs));
        list.loadMore();
        QTRY_COMPARE(ids(list), QStringList(page) << u"$oldest"_qs);
        QVERIFY(second.sent().request.query.contains({u"from"_qs, u"n1"_qs}));
        // A server that gives the same page for ever.
        bench.server.expects(Method::Get, Path).replies(200, roots({message(u"$oldest"_qs)}, u"n1"_qs));
        list.loadMore();
        QTRY_COMPARE(list.more(), ThreadList::More::None);
        QCOMPARE(bench.server.unmet(), QStringList());
    }
    void aServerThatFailsIsAskedAgainAndOneThatHasNoneIsNot()
    {
        Bench bench;
        bench.commit(sync(u"s1"_qs, joined({message(u"$a"_qs)})));
        bench.server.expects(Method::Get, Path)
            .replies(403, jsonText("{'errcode':'M_FORBIDDEN','error':'no'}"));
        ThreadList list(*bench.api, *bench.store, me);
        list.load(room);
        QTRY_COMPARE(list.more(), ThreadList::More::Failed);
        bench.server.expects(Method::Get, Path)
            .replies(404, jsonText("{'errcode':'M_UNRECOGNIZED','error':'no'}"));
        list.loadMore();
        QTRY_COMPARE(list.more(), ThreadList::More::None);
        list.loadMore();
        QCOMPARE(list.more(), ThreadList::More::None);
        QCOMPARE(bench.server.unmet(), QStringList());
    }
    void sayNothingOfWhomOneIgnores()
    {
        Bench bench;
        bench.commit(sync(u"s1"_qs, joined({message(u"$a"_qs, bob), answer(u"$a1"_qs, u"$a"_qs, 2000)})));
        bench.server.expects(Method::Get, Path).replies(200, roots({}));
        ThreadList list(*bench.api, *bench.store, me);
        list.setHiding([](const UserId &user) {
            return Hiding{user == bob ? Hiding::Way::LeftOut : Hiding::Way::None, {}, {}};
        });
        list.load(room);
        QTRY_COMPARE(list.entries().size(), 1);
        const ThreadList::Entry entry = list.entries().constFirst();
        QVERIFY(entry.row && entry.row->text != u"$a"_qs);
        QVERIFY(!entry.row->text.isEmpty());
        QVERIFY(entry.summary && entry.summary->text != u"$a1"_qs);
        QTRY_COMPARE(list.more(), ThreadList::More::None);
    }
    void tellsWhatComes()
    {
        Bench bench;
        bench.commit(sync(u"s1"_qs, joined({message(u"$a"_qs)})));
        bench.server.expects(Method::Get, Path).replies(200, roots({message(u"$older"_qs)}));
        ThreadList list(*bench.api, *bench.store, me);
        list.load(room);
        QTRY_COMPARE(ids(list), QStringList{u"$older"_qs});
        bench.commit(sync(u"s2"_qs, joined({answer(u"$a1"_qs, u"$a"_qs, 2000)})));
        list.load(room);
        QTRY_COMPARE(ids(list), QStringList({u"$a!"_qs, u"$older"_qs}));
    }
};

QTEST_GUILESS_MAIN(TestThreadList)
#include "tst_threadlist.moc"
