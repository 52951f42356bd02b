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
    member.prepare();
    return member;
}

/// Of people; what heads a part is "-" and how many it says there are.
QStringList names(const MemberListModel &model)
{
    QStringList result;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row);
        const QVariant count = index.data(MemberListModel::PartCountRole);
        result << (count.isValid() ? u'-' + count.toString()
                                   : index.data(MemberListModel::NameRole).toString());
    }
    return result;
}

QStringList q(std::initializer_list<const char *> texts)
{
    QStringList list;
    for (const char *text : texts)
        list << QString::fromLatin1(text);
    return list;
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
    void ordersByPartThenPowerThenName()
    {
        RoomList rooms;
        MemberListModel model(rooms);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setMembers(village());
        QCOMPARE(names(model), q({"-1", "boss", "-1", "Anna", "-2", "Bob", "zoe", "-1", "Guest"}));
        QCOMPARE(model.joinedCount(), 4);
        QCOMPARE(model.invitedCount(), 1);
        QCOMPARE(model.bannedCount(), 1);
        using Rank = MemberListModel::Rank;
        QCOMPARE(Rank(model.index(1).data(MemberListModel::RankRole).toInt()), Rank::Admin);
        QCOMPARE(Rank(model.index(3).data(MemberListModel::RankRole).toInt()), Rank::Moderator);
        QCOMPARE(Rank(model.index(5).data(MemberListModel::RankRole).toInt()), Rank::Member);
        QVERIFY(!(model.flags(model.index(0)) & Qt::ItemIsSelectable));
        QVERIFY(model.flags(model.index(1)) & Qt::ItemIsSelectable);
    }
    void theBannedStandLastWhereTheyAreWanted()
    {
        RoomList rooms;
        MemberListModel model(rooms);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setMembers(village());
        model.setBannedShown(true);
        QCOMPARE(names(model).last(2), q({"-1", "Banned"}));
        QCOMPARE(model.joinedCount(), 4);
        QCOMPARE(model.invitedCount(), 1);
        // Somebody comes back.
        QList<Member> members = village();
        members.last().membership = Membership::Join;
        members.last().prepare();
        model.setMembers(members);
        QCOMPARE(model.joinedCount(), 5);
        const QStringList all = names(model);
        model.setBannedShown(false);
        QCOMPARE(names(model), all);
    }
    void whereAllAreAlikeNothingHeadsThem()
    {
        RoomList rooms;
        MemberListModel model(rooms);
        model.setMembers(QList<Member>{makeMember(u"b"_qs), makeMember(u"a"_qs)});
        QCOMPARE(names(model), q({"a", "b"}));
    }
    void creatorsAreAboveAll()
    {
        using Rank = MemberListModel::Rank;
        QCOMPARE(MemberListModel::rankOf(PowerLevels::Creator), Rank::Creator);
        QCOMPARE(MemberListModel::rankOf(99), Rank::Moderator);
        QCOMPARE(MemberListModel::rankOf(-1), Rank::Member);
        RoomList rooms;
        MemberListModel model(rooms);
        model.setMembers(QList<Member>{makeMember(u"a"_qs, 100), makeMember(u"z"_qs, PowerLevels::Creator)});
        QCOMPARE(names(model), q({"z", "a"}));
    }
    void filtersByNameAndId()
    {
        RoomList rooms;
        MemberListModel model(rooms);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setMembers(village());
        model.setFilterText(u"BO"_qs);
        QCOMPARE(names(model), q({"-1", "boss", "-1", "Bob"}));
        QCOMPARE(model.joinedCount(), 4);
        QCOMPARE(model.matchCount(), 2);
        model.setFilterText(u"@guest"_qs);
        QCOMPARE(names(model), q({"Guest"}));
        model.setFilterText(u"nobody"_qs);
        QCOMPARE(model.rowCount(), 0);
        model.setFilterText({});
        QCOMPARE(model.matchCount(), 5);
    }
    /// Letter by letter, and back: each time who fits, whoever was there before.
    void narrowsAndWidensWhileOneTypes()
    {
        RoomList rooms;
        MemberListModel model(rooms);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setMembers(village());
        const QList<std::pair<QString, int>> steps{{u"b"_qs, 2},     {u"bo"_qs, 2},  {u"bos"_qs, 1},
                                                   {u"bosx"_qs, 0},  {u"bos"_qs, 1}, {u"o b"_qs, 2},
                                                   {u"o bob"_qs, 1}, {u"o"_qs, 3}};
        for (const auto &[typed, count] : steps) {
            model.setFilterText(typed);
            QCOMPARE(model.matchCount(), count);
        }
        // What is found by the first letter is not cut off at the end of a name.
        model.setFilterText(u"zz"_qs);
        QCOMPARE(model.matchCount(), 0);
        model.setFilterText(u"zoe"_qs);
        QCOMPARE(model.matchCount(), 1);
        model.setMembers(QList<Member>{makeMember(u"zoe"_qs), makeMember(u"zoea"_qs)});
        QCOMPARE(model.matchCount(), 2);
    }
    void rowsStayWhoTheyAre()
    {
        RoomList rooms;
        MemberListModel model(rooms);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setMembers(village());
        const QPersistentModelIndex zoe = model.index(6);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QList<Member> members = village();
        members[0].power = 100; // zoe
        members[0].prepare();
        members.removeAt(2); // Bob leaves
        members << makeMember(QStringLiteral("Carl"));
        model.setMembers(members);
        QCOMPARE(names(model), q({"-2", "boss", "zoe", "-1", "Anna", "-1", "Carl", "-1", "Guest"}));
        QCOMPARE(zoe.row(), 2);
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
        QCOMPARE(changed.first().first().toModelIndex().row(), 5);
        QCOMPARE(Presence(model.index(5).data(MemberListModel::PresenceRole).toInt()), Presence::Online);
        QCOMPARE(model.index(5).data(MemberListModel::StatusRole).toString(), QStringLiteral("busy"));
    }
    /// Each in their own row, whatever part they are in and whoever is shown.
    void presenceFindsEverybody()
    {
        RoomList rooms;
        MemberListModel model(rooms);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        const auto rowTold = [&](const Member &member) {
            changed.clear();
            rooms.apply(PresenceUpdate{member.user, Presence::Online, {}, 0});
            return changed.isEmpty() ? -1 : changed.first().first().toModelIndex().row();
        };
        model.setMembers(village());
        for (const QString &filter : q({"", "b", "e", "nobody"})) {
            model.setFilterText(filter);
            for (const Member &member : village()) {
                int row = -1;
                for (int i = 0; i < model.rowCount(); ++i) {
                    if (model.index(i).data(MemberListModel::UserIdRole).value<UserId>() == member.user)
                        row = i;
                }
                changed.clear();
                QCOMPARE(rowTold(member), row);
            }
        }
        model.setMembers({});
        QCOMPARE(rowTold(village().first()), -1);
    }
    /// One who comes into a large room is one row more, and nobody loses their place in it.
    void aLargeRoomIsNotMadeAnew()
    {
        RoomList rooms;
        MemberListModel model(rooms);
        QList<Member> members;
        for (int i = 0; i < 5000; ++i)
            members << makeMember(u"p%1"_qs.arg(i, 5));
        model.setMembers(members);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        members << makeMember(u"p  100x"_qs);
        model.setMembers(members);
        QCOMPARE(reset.size(), 0);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(model.rowCount(), 5001);
    }
    /// Whatever changes between two lists, the rows end as if they had been made anew.
    void randomListsMatchAFreshModel()
    {
        QRandomGenerator random(7);
        RoomList rooms;
        MemberListModel model(rooms);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QString filter;
        for (int step = 0; step < 500; ++step) {
            QList<Member> members;
            for (int i = 0; i < 25; ++i) {
                if (random.bounded(4) == 0)
                    continue;
                Member member = makeMember(QStringLiteral("p%1").arg(i), random.bounded(3) * 50,
                                           random.bounded(4) ? Membership::Join : Membership::Invite);
                member.name += QString::number(random.bounded(3));
                member.prepare();
                members << member;
            }
            model.setMembers(members);
            if (random.bounded(3) == 0)
                model.setFilterText(filter = q({"", "p", "p1", "p12", "1", "2 p"}).at(random.bounded(6)));
            MemberListModel fresh(rooms);
            fresh.setFilterText(filter);
            fresh.setMembers(members);
            QCOMPARE(names(model), names(fresh));
        }
    }
};

QTEST_GUILESS_MAIN(TestMemberListModel)
#include "tst_memberlistmodel.moc"
