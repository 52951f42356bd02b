// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowheights.h"

#include <QRandomGenerator>
#include <QTest>

#include <numeric>

using namespace linnet;

class TestRowHeights : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void empty()
    {
        RowHeights heights;
        QCOMPARE(heights.count(), 0);
        QCOMPARE(heights.total(), 0);
        QCOMPARE(heights.rowAt(0), -1);
        QCOMPARE(heights.offset(0), 0);
    }
    void knowsWhatIsMeasured()
    {
        RowHeights heights;
        heights.insert(0, std::vector<int>{10, 20, 30});
        QVERIFY(!heights.isMeasured(1));
        heights.setMeasured(1, 25);
        QVERIFY(heights.isMeasured(1));
        QCOMPARE(heights.height(1), 25);
        QCOMPARE(heights.total(), 65);
        heights.setStale(1);
        QVERIFY(!heights.isMeasured(1));
        QCOMPARE(heights.height(1), 25);
        heights.setMeasured(2, 40);
        heights.guess(0, 2, [](int row) { return row + 1; });
        QCOMPARE(heights.total(), 43);
        heights.guess(1, 10, [](int row) { return row + 5; });
        QCOMPARE(heights.total(), 1 + 6 + 40);
        heights.setAllStale();
        QCOMPARE(heights.total(), 1 + 6 + 40);
        heights.guess(0, 3, [](int row) { return row + 1; });
        QCOMPARE(heights.total(), 6);
    }
    void rowAt_data()
    {
        QTest::addColumn<qint64>("offset");
        QTest::addColumn<int>("row");
        QTest::newRow("before") << qint64(-5) << 0;
        QTest::newRow("first") << qint64(0) << 0;
        QTest::newRow("last pixel") << qint64(9) << 0;
        QTest::newRow("next") << qint64(10) << 2;
        QTest::newRow("end") << qint64(39) << 2;
        QTest::newRow("beyond") << qint64(40) << 2;
    }
    void rowAt()
    {
        QFETCH(qint64, offset);
        RowHeights heights;
        heights.insert(0, std::vector<int>{10, 0, 30});
        QTEST(heights.rowAt(offset), "row");
    }
    void matchesNaiveTwin()
    {
        QRandomGenerator random(11);
        RowHeights heights;
        std::vector<int> twin;
        for (int round = 0; round < 1500; ++round) {
            const int what = random.bounded(10);
            if (what < 5) {
                const int at = random.bounded(int(twin.size()) + 1);
                std::vector<int> added(size_t(1 + random.bounded(random.bounded(20) == 0 ? 2000 : 20)));
                for (int &height : added)
                    height = random.bounded(200);
                twin.insert(twin.begin() + at, added.begin(), added.end());
                heights.insert(at, added);
            } else if (what < 7 && !twin.empty()) {
                const int at = random.bounded(int(twin.size()));
                const int count =
                    qMin(1 + random.bounded(random.bounded(10) == 0 ? 1500 : 30), int(twin.size()) - at);
                twin.erase(twin.begin() + at, twin.begin() + at + count);
                heights.remove(at, count);
            } else if (!twin.empty()) {
                const int row = random.bounded(int(twin.size()));
                twin[size_t(row)] = random.bounded(500);
                heights.setMeasured(row, twin[size_t(row)]);
            }
            QCOMPARE(heights.count(), int(twin.size()));
            const qint64 total = std::accumulate(twin.begin(), twin.end(), qint64(0));
            QCOMPARE(heights.total(), total);
            if (twin.empty())
                continue;
            const int row = random.bounded(int(twin.size()) + 1);
            const qint64 top = std::accumulate(twin.begin(), twin.begin() + row, qint64(0));
            QCOMPARE(heights.offset(row), top);
            if (row == int(twin.size()))
                continue;
            QCOMPARE(heights.height(row), twin[size_t(row)]);
            if (heights.height(row) > 0)
                QCOMPARE(heights.rowAt(top + random.bounded(heights.height(row))), row);
        }
    }
    void manyRows()
    {
        RowHeights heights;
        heights.insert(0, std::vector<int>(200'000, 50));
        for (int row = 0; row < 200'000; row += 1000)
            heights.setMeasured(row, 60);
        QCOMPARE(heights.total(), qint64(200'000) * 50 + 200 * 10);
        QCOMPARE(heights.offset(100'000), qint64(100'000) * 50 + 100 * 10);
        QCOMPARE(heights.rowAt(heights.offset(123'456)), 123'456);
        heights.remove(0, 199'999);
        QCOMPARE(heights.total(), 50);
    }
};

QTEST_GUILESS_MAIN(TestRowHeights)
#include "tst_rowheights.moc"
