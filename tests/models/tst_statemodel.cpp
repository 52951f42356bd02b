// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/statemodel.h"

#include "support/json.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace linnet;
using namespace linnet::test;

/// The state of a room as a tree of types and keys.
class TestStateModel : public QObject
{
    Q_OBJECT

    static RoomStateDump dump()
    {
        return RoomStateDump::read(
                   "[{\"type\":\"m.room.name\",\"state_key\":\"\",\"content\":{\"name\":\"Tea\"}},"
                   "{\"type\":\"m.room.member\",\"state_key\":\"@b:x\",\"content\":{}},"
                   "{\"type\":\"m.room.member\",\"state_key\":\"@a:x\",\"content\":{}},"
                   "{\"type\":\"m.room.message\",\"content\":{}},7,null,[],{\"type\":4,\"state_key\":\"\"}]")
            .take();
    }

private Q_SLOTS:
    void readsWhatIsState()
    {
        QCOMPARE(dump().entries.size(), 3);
        QVERIFY(!RoomStateDump::read("{}").isOk());
        QVERIFY(!RoomStateDump::read("no json").isOk());
        QVERIFY(RoomStateDump::read("[]").isOk());
    }

    void showsTypesAndKeys()
    {
        StateModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setEntries(dump().entries);
        QCOMPARE(model.rowCount(), 2);
        const QModelIndex members = model.index(0, 0);
        QCOMPARE(members.data(StateModel::TypeRole).toString(), QStringLiteral("m.room.member"));
        QCOMPARE(model.rowCount(members), 2);
        QVERIFY(members.data(StateModel::JsonRole).toByteArray().isEmpty());
        QCOMPARE(model.index(0, 0, members).data(StateModel::KeyRole).toString(), QStringLiteral("@a:x"));
        QCOMPARE(model.index(0, 0, members).parent(), members);
        const QModelIndex name = model.index(1, 0);
        QCOMPARE(model.rowCount(name), 0);
        QVERIFY(name.data(StateModel::JsonRole).toByteArray().contains("Tea"));
        QCOMPARE(model.find(QStringLiteral("m.room.name"), {}), name);
        QVERIFY(model.find(QStringLiteral("m.room.member"), QStringLiteral("@b:x")).isValid());
        QVERIFY(!model.find(QStringLiteral("m.room.member"), QStringLiteral("@c:x")).isValid());
    }

    void filters()
    {
        StateModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setEntries(dump().entries);
        model.setFilter(QStringLiteral("NAME"));
        QCOMPARE(model.rowCount(), 1);
        model.setFilter(QStringLiteral("Tea")); // within the JSON
        QCOMPARE(model.index(0, 0).data(StateModel::TypeRole).toString(), QStringLiteral("m.room.name"));
        model.setFilter(QStringLiteral("@b"));
        QCOMPARE(model.rowCount(model.index(0, 0)), 1);
        model.setFilter(QStringLiteral("nowhere"));
        QCOMPARE(model.rowCount(), 0);
        model.setFilter({});
        QCOMPARE(model.rowCount(), 2);
    }

    void fiftyThousandMembersAreNoWork()
    {
        QList<StateDumpEntry> many;
        for (int i = 0; i < 50'000; ++i)
            many.append({QStringLiteral("m.room.member"), QStringLiteral("@%1:x").arg(i), "{}"});
        StateModel model;
        QBENCHMARK_ONCE
        {
            model.setEntries(many);
        }
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.rowCount(model.index(0, 0)), 50'000);
    }
};

QTEST_GUILESS_MAIN(TestStateModel)
#include "tst_statemodel.moc"
