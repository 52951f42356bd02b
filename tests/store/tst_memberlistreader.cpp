// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/memberlistreader.h"

#include "store/membertable.h"
#include "storetesting.h"

using namespace linnet;
using namespace linnet::testing;

class TestMemberListReader : public QObject
{
    Q_OBJECT

    static QStringList names(const QList<Member> &members)
    {
        QStringList result;
        for (const Member &member : members)
            result << member.name;
        return result;
    }

private Q_SLOTS:
    void theyComeInTheOrderOfLists()
    {
        Bench bench;
        bench.commitRoom(joined(
            {member(u"1"_qs, me, u"join"_qs, u"me"_qs), member(u"2"_qs, bob, u"join"_qs, u"Bob"_qs),
             member(u"3"_qs, UserId(u"@ann:x"_qs), u"join"_qs, u"Änne"_qs),
             member(u"4"_qs, UserId(u"@cid:x"_qs), u"invite"_qs, u"Aaron"_qs),
             member(u"5"_qs, UserId(u"@eve:x"_qs), u"ban"_qs, u"Aa"_qs),
             state(u"p"_qs, u"m.room.power_levels"_qs, {{u"users"_qs, QJsonObject{{bob.toString(), 50}}}})}));
        const auto members = MemberListReader(bench.database()).read(room).take();
        QCOMPARE(names(members), (QStringList{u"Bob"_qs, u"Änne"_qs, u"me"_qs, u"Aaron"_qs, u"Aa"_qs}));
        QCOMPARE(members.first().power, 50);
        QVERIFY(members.at(1).folded.startsWith(u"anne"));
    }
    /// The names are those that every other part of the program shows.
    void namesAreToldApartAsElsewhere()
    {
        Bench bench;
        bench.commitRoom(joined({member(u"1"_qs, me, u"join"_qs, u"Sam"_qs),
                                 member(u"2"_qs, bob, u"join"_qs, u"S\u200bam"_qs),
                                 member(u"3"_qs, UserId(u"@c:x"_qs), u"leave"_qs, u"Sam"_qs),
                                 member(u"4"_qs, UserId(u"@d:x"_qs), u"join"_qs, u"@me:x"_qs),
                                 member(u"5"_qs, UserId(u"@e:x"_qs), u"join"_qs),
                                 member(u"6"_qs, UserId(u"@f:x"_qs), u"leave"_qs, u"Only"_qs),
                                 member(u"7"_qs, UserId(u"@g:x"_qs), u"join"_qs, u"\u202e\u200b"_qs)}));
        const auto row = RoomTable(bench.database()).find(room);
        MemberNames expected(bench.database(), row->key);
        const auto members = MemberListReader(bench.database()).read(room).take();
        QCOMPARE(members.size(), 7);
        for (const Member &member : members)
            QCOMPARE(member.name, expected.of(member.user).name);
    }
    void aStampIsAnotherWhereAnythingIs()
    {
        Member member;
        member.user = bob;
        member.name = u"Bob"_qs;
        member.membership = Membership::Join;
        member.prepare();
        const size_t before = member.stamp;
        member.power = 50;
        member.prepare();
        QVERIFY(member.stamp != before);
    }
    void ofAnUnknownRoomThereIsNobody()
    {
        Bench bench;
        QVERIFY(MemberListReader(bench.database()).read(room).take().isEmpty());
        QVERIFY(MemberListReader(bench.database()).read(room, {bob}).take().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestMemberListReader)
#include "tst_memberlistreader.moc"
