// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/invitelistmodel.h"

#include "session/accountdata.h"
#include "session/roomactions.h"
#include "session/roomlist.h"
#include "session/safety.h"
#include "session/sessiontesting.h"

#include <QAbstractItemModelTester>
#include <QCoreApplication>
#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

Room invitation(int number, qint64 ts, const QString &name = u"Come in"_qs)
{
    Room room;
    room.id = RoomId(u"!i%1:y"_qs.arg(number));
    room.membership = Membership::Invite;
    room.name = name;
    room.inviter = UserId(u"@p%1:y"_qs.arg(number));
    room.inviterName = u"Person %1"_qs.arg(number);
    room.lastTs = ts;
    return room;
}

}

class TestInviteListModel : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<RoomList> m_rooms;
    std::unique_ptr<AccountData> m_data;
    std::unique_ptr<RoomActions> m_actions;
    std::unique_ptr<Safety> m_safety;
    std::unique_ptr<InviteListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;

    void put(const Room &room)
    {
        CommittedRoom committed;
        committed.room = room;
        m_rooms->apply(committed);
    }
    QStringList ids() const
    {
        QStringList result;
        for (const RoomId &id : m_model->ids())
            result << id.toString();
        return result;
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        m_bench->server.holdUnexpected();
        m_rooms = std::make_unique<RoomList>();
        m_data = std::make_unique<AccountData>(*m_bench->api, *m_bench->store, me);
        m_actions = std::make_unique<RoomActions>(*m_bench->api, *m_bench->store, *m_data, me);
        m_safety =
            std::make_unique<Safety>(*m_bench->api, *m_bench->store, *m_rooms, *m_data, *m_actions, me);
        m_model = std::make_unique<InviteListModel>(*m_rooms, m_safety->invites());
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
        m_safety.reset();
        m_actions.reset();
        m_data.reset();
        m_rooms.reset();
        m_bench.reset();
    }
    void theNewestFirst()
    {
        put(invitation(1, 1000));
        put(invitation(2, 3000));
        put(invitation(3, 2000));
        QTRY_COMPARE(ids(), (QStringList{u"!i2:y"_qs, u"!i3:y"_qs, u"!i1:y"_qs}));
        const QModelIndex first = m_model->index(0);
        QCOMPARE(first.data(InviteListModel::NameRole).toString(), u"Come in"_qs);
        QCOMPARE(first.data(InviteListModel::InviterRole).value<UserId>(), UserId(u"@p2:y"_qs));
        QCOMPARE(first.data(InviteListModel::InviterNameRole).toString(), u"Person 2"_qs);
        QCOMPARE(first.data(InviteListModel::ServerRole).toString(), u"y"_qs);
        QCOMPARE(first.data(InviteListModel::SharedRole).toInt(), 0);
        QVERIFY(first.data(Qt::AccessibleTextRole).toString().contains(u"@p2:y"_qs));
    }
    void rowsComeAndGoOneByOne()
    {
        for (int i = 1; i <= 5; ++i)
            put(invitation(i, 1000 * i));
        QTRY_COMPARE(m_model->rowCount(), 5);
        QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
        Room left = invitation(3, 3000);
        left.membership = Membership::Leave;
        put(left);
        put(invitation(6, 3500));
        QTRY_COMPARE(ids(), (QStringList{u"!i5:y"_qs, u"!i4:y"_qs, u"!i6:y"_qs, u"!i2:y"_qs, u"!i1:y"_qs}));
        QCOMPARE(reset.size(), 0);
    }
    void anotherNameIsTakenIn()
    {
        put(invitation(1, 1000));
        QTRY_COMPARE(m_model->rowCount(), 1);
        put(invitation(1, 1000, u"Renamed"_qs));
        QTRY_COMPARE(m_model->index(0).data(Qt::DisplayRole).toString(), u"Renamed"_qs);
    }
    void tellsOfManyPeopleAtOnce()
    {
        for (int i = 1; i <= 5; ++i)
            put(invitation(i, 1000 * i));
        QTRY_COMPARE(m_model->rowCount(), 5);
        m_bench->settle();
        QCoreApplication::processEvents();
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        for (const int i : {2, 4})
            Q_EMIT m_safety->invites().sharedChanged(UserId(u"@p%1:y"_qs.arg(i)));
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(changed.first().at(0).value<QModelIndex>().row(), 1);
        QCOMPARE(changed.first().at(1).value<QModelIndex>().row(), 3);
    }
    void hostileNamesAreOneTameLine()
    {
        Room room = invitation(1, 1000, u"<img src=x>\n\u202eevil"_qs + QString(100'000, u'x'));
        room.inviterName = u"@admin:x\u2066"_qs;
        put(room);
        QTRY_COMPARE(m_model->rowCount(), 1);
        const QString name = m_model->index(0).data(InviteListModel::NameRole).toString();
        QVERIFY(name.size() <= 201);
        QVERIFY(!name.contains(u'\n') && !name.contains(QChar(0x202e)));
        QVERIFY(!m_model->index(0).data(InviteListModel::InviterNameRole).toString().contains(QChar(0x2066)));
    }
    void thousandsAreTakenInAtOnce()
    {
        QList<Room> rooms;
        for (int i = 0; i < 5000; ++i)
            rooms << invitation(i, i);
        QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
        QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
        m_rooms->load(rooms);
        QTRY_COMPARE(m_model->rowCount(), 5000);
        QVERIFY(reset.size() <= 2);
        QCOMPARE(inserted.size(), 0);
        QCOMPARE(m_model->roomAt(0), RoomId(u"!i4999:y"_qs));
    }
};

QTEST_GUILESS_MAIN(TestInviteListModel)
#include "tst_invitelistmodel.moc"
