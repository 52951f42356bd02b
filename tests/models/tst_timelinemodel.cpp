// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timelinemodel.h"
#include "support/fakerows.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace linnet;

class TestTimelineModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void applies()
    {
        TimelineModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.apply(fake::reset(fake::rows(10, 3)));
        QCOMPARE(model.rowCount(), 3);
        model.apply(fake::insert(0, fake::rows(0, 10)));
        model.apply(fake::insert(13, fake::rows(13, 2)));
        QCOMPARE(model.rowCount(), 15);
        for (int row = 0; row < 15; ++row) {
            QCOMPARE(model.item(row).key, fake::row(row).key);
            QCOMPARE(model.rowOf(fake::row(row).key), row);
        }
        model.apply(fake::remove(2, 3));
        QCOMPARE(model.rowOf(fake::row(3).key), -1);
        QCOMPARE(model.rowOf(fake::row(5).key), 2);
        QVERIFY(!model.canFetchMore({}));
    }
    void stepsOfOneDiffCountAfterOneAnother()
    {
        TimelineModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        TimelineDiff diff = fake::reset(fake::rows(0, 4));
        diff.steps.append(TimelineDiff::Remove{0, 1});
        diff.steps.append(TimelineDiff::Insert{3, fake::rows(4, 1)});
        diff.steps.append(TimelineDiff::Insert{1, {}});
        model.apply(diff);
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.item(0).key, fake::row(1).key);
        QCOMPARE(model.item(3).key, fake::row(4).key);
    }
    void changeNamesItsRoles_data()
    {
        QTest::addColumn<int>("which");
        QTest::addColumn<QList<int>>("roles");
        QTest::newRow("nothing") << 0 << QList<int>();
        QTest::newRow("sent") << 1 << QList<int>{TimelineModel::EventIdRole, TimelineModel::StateRole};
        QTest::newRow("group") << 2 << QList<int>{TimelineModel::StartsGroupRole};
        QTest::newRow("text") << 3 << QList<int>{TimelineModel::TextRole, Qt::DisplayRole};
        QTest::newRow("media") << 4 << QList<int>{TimelineModel::MediaRole};
    }
    void changeNamesItsRoles()
    {
        QFETCH(int, which);
        QFETCH(QList<int>, roles);
        TimelineModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.apply(fake::reset(fake::rows(0, 3)));
        QSignalSpy spy(&model, &QAbstractItemModel::dataChanged);
        TimelineItem item = model.item(1);
        if (which == 1) {
            item.state = TimelineItem::State::Failed;
            item.event = EventId(QStringLiteral("$x"));
        } else if (which == 2) {
            item.startsGroup = !item.startsGroup;
        } else if (which == 3) {
            item.text = QStringLiteral("other");
        } else if (which == 4) {
            item.media.edit().size = 7;
        }
        model.apply(fake::update(1, item));
        QCOMPARE(spy.count(), roles.isEmpty() ? 0 : 1);
        if (!roles.isEmpty())
            QCOMPARE(spy.first().at(2).value<QList<int>>(), roles);
    }
    void whatHasNoRoleOfItsOwnIsTakenToo_data()
    {
        QTest::addColumn<int>("which");
        for (int which = 0; which < 6; ++which)
            QTest::addRow("%d", which) << which;
    }
    void whatHasNoRoleOfItsOwnIsTakenToo()
    {
        QFETCH(int, which);
        TimelineModel model;
        model.apply(fake::reset(fake::rows(0, 3)));
        QSignalSpy spy(&model, &QAbstractItemModel::dataChanged);
        TimelineItem item = model.item(1);
        switch (which) {
        case 0:
            item.media.edit().blurhash = QStringLiteral("LEHV6nWB2yk8pyo0adR*.7kCMdnj");
            break;
        case 1:
            item.media.edit().isVoice = true;
            break;
        case 2:
            item.media.edit().waveform = {1, 2};
            break;
        case 3:
            item.isInRun = true;
            break;
        case 4:
            item.mentions.isRoom = true;
            break;
        case 5:
            item.mentions.users = {UserId(QStringLiteral("@bob:x"))};
            break;
        }
        model.apply(fake::update(1, item));
        QCOMPARE(spy.count(), 1);
        QVERIFY(model.item(1) == item);
    }
    void givesValues()
    {
        TimelineModel model;
        const TimelineItem item = fake::row(3, QStringLiteral("<b>hi</b>"));
        model.apply(fake::reset({item}));
        const QModelIndex index = model.index(0);
        QCOMPARE(index.data(TimelineModel::KeyRole).toString(), item.key);
        QCOMPARE(index.data(TimelineModel::TextRole).toString(), QStringLiteral("<b>hi</b>"));
        QCOMPARE(index.data(TimelineModel::SenderNameRole).toString(), item.senderName);
        QCOMPARE(index.data(TimelineModel::TimeRole).toLongLong(), item.ts);
        QVERIFY(!index.data(Qt::DecorationRole).isValid());
        const QHash<int, QByteArray> names = model.roleNames();
        for (int role = TimelineModel::KeyRole; role <= TimelineModel::IsMentionRole; ++role)
            QVERIFY(names.contains(role) && index.data(role).isValid());
    }
    void rowsPushedInAtOnePlace_data()
    {
        QTest::addColumn<int>("at");
        QTest::addColumn<int>("count");
        for (const int at : {1, 5, 300, 500, 995, 999}) {
            for (const int count : {1, 40})
                QTest::addRow("%d at %d", count, at) << at << count;
        }
    }
    void rowsPushedInAtOnePlace()
    {
        QFETCH(int, at);
        QFETCH(int, count);
        TimelineModel model;
        model.apply(fake::reset(fake::rows(0, 1000)));
        for (int i = 0; i < 100; ++i)
            model.apply(fake::insert(at, fake::rows(10'000 + i * count, count)));
        for (int row = 0; row < model.rowCount(); ++row)
            QCOMPARE(model.rowOf(model.item(row).key), row);
    }
    void matchesNaiveTwin()
    {
        QRandomGenerator random(3);
        TimelineModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QList<TimelineItem> twin;
        int next = 0;
        for (int round = 0; round < 400; ++round) {
            const int what = random.bounded(10);
            if (what < 6) {
                // Mostly at one place, so that the room between two keys runs out.
                const int at =
                    what < 4 ? int(qMin(twin.size(), qsizetype(5))) : random.bounded(int(twin.size()) + 1);
                const QList<TimelineItem> items = fake::rows(next, 1 + random.bounded(4));
                next += int(items.size());
                for (int i = 0; i < items.size(); ++i)
                    twin.insert(at + i, items.at(i));
                model.apply(fake::insert(at, items));
            } else if (what < 8 && !twin.isEmpty()) {
                const int at = random.bounded(int(twin.size()));
                const int count = qMin(1 + random.bounded(6), int(twin.size()) - at);
                twin.remove(at, count);
                model.apply(fake::remove(at, count));
            } else if (!twin.isEmpty()) {
                const int at = random.bounded(int(twin.size()));
                twin[at].text = QString::number(round);
                model.apply(fake::update(at, twin.at(at)));
            }
            QCOMPARE(model.rowCount(), int(twin.size()));
            for (int row = 0; row < twin.size(); ++row) {
                QCOMPARE(model.item(row).text, twin.at(row).text);
                QCOMPARE(model.rowOf(twin.at(row).key), row);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestTimelineModel)
#include "tst_timelinemodel.moc"
