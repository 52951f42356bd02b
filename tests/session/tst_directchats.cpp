// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/directchats.h"

#include "sessiontesting.h"

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString Note = QStringLiteral("/account_data/m.direct");

CommittedRoom chatOf(const QString &id, qint64 ts, Membership membership = Membership::Join)
{
    CommittedRoom committed;
    committed.room.id = RoomId(id);
    committed.room.membership = membership;
    committed.room.lastTs = ts;
    committed.room.isDirect = true;
    committed.room.directWith = bob;
    return committed;
}

}

class TestDirectChats : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<RoomList> m_rooms;
    std::unique_ptr<AccountData> m_data;
    std::unique_ptr<DirectChats> m_chats;

    FakeTransport &server() { return m_bench->server; }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>(Dialect::V3);
        m_rooms = std::make_unique<RoomList>();
        m_data = std::make_unique<AccountData>(*m_bench->api, *m_bench->store, me);
        m_chats = std::make_unique<DirectChats>(*m_bench->api, *m_data, *m_rooms, *m_bench->store, me);
    }
    void cleanup()
    {
        QCOMPARE(server().unmet(), QStringList());
        m_chats.reset();
        m_data.reset();
        m_rooms.reset();
        m_bench.reset();
    }
    void findsTheOneInUse()
    {
        QVERIFY(m_chats->with(bob).isEmpty());
        m_rooms->apply(chatOf(u"!left:x"_qs, 99, Membership::Leave));
        QVERIFY(m_chats->with(bob).isEmpty());
        m_rooms->apply(chatOf(u"!asked:x"_qs, 50, Membership::Invite));
        QCOMPARE(m_chats->with(bob), RoomId(u"!asked:x"_qs));
        m_rooms->apply(chatOf(u"!old:x"_qs, 1));
        m_rooms->apply(chatOf(u"!new:x"_qs, 2));
        QCOMPARE(m_chats->with(bob), RoomId(u"!new:x"_qs));
        CommittedRoom replaced = chatOf(u"!new:x"_qs, 2);
        replaced.room.isReplaced = true;
        m_rooms->apply(replaced);
        QCOMPARE(m_chats->with(bob), RoomId(u"!old:x"_qs));
        QVERIFY(m_chats->with(UserId(u"@eve:x"_qs)).isEmpty());
    }
    void notesAndTakesBack()
    {
        server().expects(Method::Get, Note).replies(200, jsonText("{'@eve:x':['!r:x','!e:x'],'odd':1}"));
        auto &noted = server().expects(Method::Put, Note).replies(200, "{}");
        QVERIFY(await(m_chats->note(room, bob)).isOk());
        QCOMPARE(QJsonDocument::fromJson(noted.sent().request.body).object(),
                 json("{'@bob:x':['!r:x'],'@eve:x':['!e:x'],'odd':1}"));
        server().expects(Method::Get, Note).replies(200, jsonText("{'@bob:x':['!r:x'],'@eve:x':['!e:x']}"));
        auto &taken = server().expects(Method::Put, Note).replies(200, "{}");
        QVERIFY(await(m_chats->takeBack(room)).isOk());
        QCOMPARE(QJsonDocument::fromJson(taken.sent().request.body).object(), json("{'@eve:x':['!e:x']}"));
    }
    void whoTheOtherIs()
    {
        const auto batch =
            m_bench->commit(sync(u"p1"_qs, joined({create(), member(u"$1"_qs, me, u"join"_qs),
                                                   member(u"$2"_qs, bob, u"invite"_qs, {}, me)})));
        m_rooms->apply(batch);
        // Not all members need be known yet.
        const QJsonArray members{member(u"$1"_qs, me, u"join"_qs),
                                 member(u"$2"_qs, bob, u"invite"_qs, {}, me)};
        if (!m_rooms->find(room)->areMembersLoaded)
            server()
                .expects(Method::Get, u"/rooms/!r:x/members"_qs)
                .replies(200, toText({{u"chunk"_qs, members}}))
                .always();
        QCOMPARE(*await(m_chats->otherIn(room)), bob);
        m_rooms->apply(m_bench->commit(
            sync(u"p2"_qs, joined({member(u"$3"_qs, UserId(u"@eve:x"_qs), u"join"_qs)})), "p1"));
        QVERIFY(await(m_chats->otherIn(room))->isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDirectChats)
#include "tst_directchats.moc"
