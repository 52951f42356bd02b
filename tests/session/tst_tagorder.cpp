// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/tagorder.h"

#include "matrix/content.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace linnet;

class TestTagOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void betweenTwo()
    {
        QCOMPARE(tagorder::between(0.25, 0.75), std::optional(0.5));
        QCOMPARE(tagorder::between({}, 0.5), std::optional(0.25));
        QCOMPARE(tagorder::between(0.5, {}), std::optional(0.75));
        QCOMPARE(tagorder::between({}, {}), std::optional(0.5));
        QCOMPARE(tagorder::between(0.5, NoTagOrder), std::optional(0.75));
        // As other clients may have written them.
        QVERIFY(*tagorder::between({}, -3) < -3);
        QVERIFY(*tagorder::between(7, {}) > 7);
    }
    void noSpace()
    {
        QVERIFY(!tagorder::between(0.5, 0.5));
        QVERIFY(!tagorder::between(0.6, 0.5));
        QVERIFY(!tagorder::between(0.5, 0.5 + tagorder::LeastGap));
        QVERIFY(!tagorder::between({}, 1e-9));
        QVERIFY(!tagorder::between(NoTagOrder, {}));
        QVERIFY(!tagorder::between(NoTagOrder, NoTagOrder));
        QVERIFY(!tagorder::between(1e300, {}));
    }
    void mostOftenOneChanges()
    {
        const QMap<qsizetype, double> changes = tagorder::placing({0.2, NoTagOrder, 0.4, 0.8}, 1);
        QCOMPARE(changes.keys(), QList<qsizetype>{1});
        QCOMPARE(changes.value(1), 0.2 + (0.4 - 0.2) / 2);
    }
    /// Those below have no number and need none.
    void onlyThoseAboveNeedOne()
    {
        const QMap<qsizetype, double> changes =
            tagorder::placing({NoTagOrder, 0.7, NoTagOrder, NoTagOrder}, 1);
        QCOMPARE(changes.keys(), (QList<qsizetype>{0, 1}));
        QVERIFY(changes.value(0) < changes.value(1));
    }
    void outsideNothingChanges()
    {
        QVERIFY(tagorder::placing({}, 0).isEmpty());
        QVERIFY(tagorder::placing({0.5}, 1).isEmpty());
        QVERIFY(tagorder::placing({0.5}, -1).isEmpty());
    }

    /// Whatever stands there, the order is as it was wanted, and stays so however often one moves.
    void anyOrderCanBeMade()
    {
        QRandomGenerator random(20150901);
        QList<double> orders;
        for (const double order : {0.5, 0.5, 1e-12, 3.0, -7.0, NoTagOrder, NoTagOrder, 0.25, 1e300})
            orders.append(order);
        std::sort(orders.begin(), orders.end());
        for (int step = 0; step < 2000; ++step) {
            const qsizetype from = random.bounded(int(orders.size()));
            const qsizetype to = random.bounded(int(orders.size()));
            orders.move(from, to);
            const QMap<qsizetype, double> changes = tagorder::placing(orders, to);
            for (auto change = changes.begin(); change != changes.end(); ++change)
                orders[change.key()] = change.value();
            QVERIFY(orders.at(to) != NoTagOrder);
            if (to > 0)
                QVERIFY(orders.at(to - 1) < orders.at(to));
            if (to + 1 < orders.size())
                QVERIFY(orders.at(to) < orders.at(to + 1));
            QVERIFY(std::is_sorted(orders.begin(), orders.end()));
        }
    }
};

QTEST_GUILESS_MAIN(TestTagOrder)
#include "tst_tagorder.moc"
