// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/roommembers.h"

#include <QTest>

using namespace linnet;

class TestRoomMembers : public QObject
{
    Q_OBJECT

    static Member member(const QString &id, const QString &name, int power = 0)
    {
        Member member;
        member.user = UserId(id);
        member.name = name;
        member.membership = Membership::Join;
        member.power = power;
        member.prepare();
        return member;
    }

private Q_SLOTS:
    void nobodyIsInNoRoom()
    {
        const RoomMembers members;
        QCOMPARE(members.find(UserId(u"@a:x"_qs)), nullptr);
        QCOMPARE(members.placeOf(UserId()), -1);
        QVERIFY(members.all().isEmpty());
    }
    void everybodyIsFoundWhereTheyStand()
    {
        QList<Member> list;
        for (int i = 0; i < 300; ++i)
            list.append(
                member(u"@p%1:x"_qs.arg(i * 7919 % 300), u"name %1"_qs.arg(i % 40), i % 9 == 0 ? 50 : 0));
        const RoomMembers members(list);
        QCOMPARE(members.all().size(), 300);
        QVERIFY(std::is_sorted(members.all().cbegin(), members.all().cend(), &Member::isBefore));
        for (int i = 0; i < 300; ++i) {
            const UserId user(u"@p%1:x"_qs.arg(i));
            QVERIFY(members.find(user));
            QCOMPARE(members.find(user)->user, user);
            QCOMPARE(members.all().at(members.placeOf(user)).user, user);
        }
        QCOMPARE(members.placeOf(UserId(u"@p300:x"_qs)), -1);
        QCOMPARE(members.placeOf(UserId(u"@"_qs)), -1);
        QCOMPARE(members.placeOf(UserId(u"@z:x"_qs)), -1);
    }
};

QTEST_GUILESS_MAIN(TestRoomMembers)
#include "tst_roommembers.moc"
