// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/memberlistmodel.h"
#include "session/roomlist.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace linnet;

namespace {

Member makeMember(const QString &name, int power = 0, Membership membership = Membership::Join)
{
    Member member;
    member.user = UserId(u'@' % name.toLower() % u":x");
    member.name = name;
    member.power = power;
    member.membership = membership;
    return member;
}

QStringList names(const MemberListModel &model)
{
    QStringList result;
    for (int row = 0; row < model.rowCount(); ++row)
        result << model.index(row).data(MemberListModel::NameRole).toString();
    return result;
}

QList<Member> village()
{
    return {makeMember(QStringLiteral("zoe")),
            makeMember(QStringLiteral("Guest"), 0, Membership::Invite),
            makeMember(QStringLiteral("Bob")),
            makeMember(QStringLiteral("Gone"), 100, Membership::Leave),
            makeMember(QStringLiteral("Anna"), 50),
            makeMember(QStringLiteral("boss"), 100),
            makeMember(QStringLiteral("Banned"), 0, Membership::Ban)};
}

}

class TestMemberListModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ordersByPowerThenNameInvitedApart()
    {
        RoomList rooms;
        MemberListModel model(rooms);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setMembers(village());
        QCOMPARE(names(model),
                 QStringList({QStringLiteral("boss"), QStringLiteral("Anna"), QStringLiteral("Bob"),
                              QStringLiteral("zoe"), QStringLiteral("Guest")}));
        QCOMPARE(model.joinedCount(), 4);
        QCOMPARE(model.invitedCount(), 1);
        using Rank = MemberListModel::Rank;
        QCOMPARE(Rank(model.index(0).data(MemberListModel::RankRole).toInt()), Rank::Admin);
        QCOMPARE(Rank(model.index(1).data(MemberListModel::RankRole).toInt()), Rank::Moderator);
        QCOMPARE(Rank(model.index(2).data(MemberListModel::RankRole).toInt()), Rank::Member);
        QVERIFY(!model.index(3).data(MemberListModel::StartsInvitedRole).toBool());
        QVERIFY(model.index(4).data(MemberListModel::StartsInvitedRole).toBool());
    }
    void theBannedStandLastWhereTheyAreWanted()
    {
        RoomList rooms;
        MemberListModel model(rooms);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setMembers(village());
        model.setBannedShown(true);
        QCOMPARE(names(model).constLast(), QStringLiteral("Banned"));
        QCOMPARE(model.joinedCount(), 4);
        QCOMPARE(model.invitedCount(), 1);
        const QModelIndex last = model.index(model.rowCount() - 1);
        QVERIFY(last.data(MemberListModel::StartsBannedRole).toBool());
        QVERIFY(!last.data(MemberListModel::StartsInvitedRole).toBool());
        QVERIFY(!model.index(0).data(MemberListModel::StartsBannedRole).toBool());
        // Somebody comes back.
        QList<Member> members = village();
        members.last().membership = Membership::Join;
        model.setMembers(members);
        QCOMPARE(model.joinedCount(), 5);
        model.setBannedShown(false);
        QCOMPARE(model.rowCount(), 6);
    }
    void creatorOfARoomIsAdmin()
    {
        QCOMPARE(MemberListModel::rankOf(PowerLevels::Creator), MemberListModel::Rank::Admin);
        QCOMPARE(MemberListModel::rankOf(99), MemberListModel::Rank::Moderator);
        QCOMPARE(MemberListModel::rankOf(-1), MemberListModel::Rank::Member);
    }
    void filtersByNameAndId()
    {
        RoomList rooms;
        MemberListModel model(rooms);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setMembers(village());
        model.setFilterText(QStringLiteral("BO"));
        QCOMPARE(names(model), QStringList({QStringLiteral("boss"), QStringLiteral("Bob")}));
        QCOMPARE(model.joinedCount(), 4);
        model.setFilterText(QStringLiteral("@guest"));
        QCOMPARE(names(model), QStringList({QStringLiteral("Guest")}));
        model.setFilterText(QStringLiteral("nobody"));
        QCOMPARE(model.rowCount(), 0);
        model.setFilterText({});
        QCOMPARE(model.rowCount(), 5);
    }
    void rowsStayWhoTheyAre()
    {
        RoomList rooms;
        MemberListModel model(rooms);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setMembers(village());
        const QPersistentModelIndex zoe = model.index(3);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QList<Member> members = village();
        members[0].power = 100; // zoe
        members.removeAt(2);    // Bob leaves
        members << makeMember(QStringLiteral("Carl"));
        model.setMembers(members);
        QCOMPARE(names(model),
                 QStringList({QStringLiteral("boss"), QStringLiteral("zoe"), QStringLiteral("Anna"),
                              QStringLiteral("Carl"), QStringLiteral("Guest")}));
        QCOMPARE(zoe.row(), 1);
        QCOMPARE(reset.size(), 0);
    }
    void presenceChangesOneRow()
    {
        RoomList rooms;
        MemberListModel model(rooms);
        model.setMembers(village());
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        CommittedBatch batch;
        batch.presence << PresenceUpdate{UserId(QStringLiteral("@bob:x")), Presence::Online,
                                         QStringLiteral("busy"), 0}
                       << PresenceUpdate{UserId(QStringLiteral("@stranger:x")), Presence::Online, {}, 0};
        rooms.apply(batch);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first().first().toModelIndex().row(), 2);
        QCOMPARE(Presence(model.index(2).data(MemberListModel::PresenceRole).toInt()), Presence::Online);
        QCOMPARE(model.index(2).data(MemberListModel::StatusRole).toString(), QStringLiteral("busy"));
    }
    /// Whatever changes between two lists, the rows end as if they had been made anew.
    void randomListsMatchAFreshModel()
    {
        QRandomGenerator random(7);
        RoomList rooms;
        MemberListModel model(rooms);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        for (int step = 0; step < 500; ++step) {
            QList<Member> members;
            for (int i = 0; i < 25; ++i) {
                if (random.bounded(4) == 0)
                    continue;
                Member member = makeMember(QStringLiteral("p%1").arg(i), random.bounded(3) * 50,
                                           random.bounded(4) ? Membership::Join : Membership::Invite);
                member.name += QString::number(random.bounded(3));
                members << member;
            }
            model.setMembers(members);
            if (random.bounded(5) == 0)
                model.setFilterText(random.bounded(2) ? QString() : QStringLiteral("1"));
            MemberListModel fresh(rooms);
            fresh.setMembers(members);
            QStringList expected = names(fresh);
            if (model.rowCount() != fresh.rowCount()) // filtered
                expected = expected.filter(QStringLiteral("1"));
            QCOMPARE(names(model), expected);
        }
    }
};

QTEST_GUILESS_MAIN(TestMemberListModel)
#include "tst_memberlistmodel.moc"
