// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timelinegeometry.h"

#include "models/timelinemodel.h"
#include "support/fakerows.h"

#include <QGuiApplication>
#include <QRandomGenerator>
#include <QTest>

using namespace linnet;

namespace {

constexpr int ViewportHeight = 300;

/// A geometry with a model whose changes it is told of, as a view would.
class Stage
{
public:
    explicit Stage(int rows) { start(fake::rows(0, rows)); }
    Q_DISABLE_COPY_MOVE(Stage)

    void start(const QList<TimelineItem> &items)
    {
        QObject::connect(
            &model, &QAbstractItemModel::rowsInserted, &model,
            [this](const QModelIndex &, int first, int last) { geometry.rowsInserted(first, last); });
        QObject::connect(
            &model, &QAbstractItemModel::rowsAboutToBeRemoved, &model,
            [this](const QModelIndex &, int first, int last) { geometry.rowsAboutToBeRemoved(first, last); });
        QObject::connect(
            &model, &QAbstractItemModel::rowsRemoved, &model,
            [this](const QModelIndex &, int first, int last) { geometry.rowsRemoved(first, last); });
        QObject::connect(&model, &QAbstractItemModel::dataChanged, &model,
                         [this](const QModelIndex &first, const QModelIndex &last) {
                             geometry.rowsChanged(first.row(), last.row());
                         });
        model.apply(fake::reset(items));
        geometry.setModel(&model);
        geometry.setViewportHeight(ViewportHeight);
        geometry.resolve();
    }

    TimelineModel model;
    TimelineGeometry geometry{
        RowStyle(QGuiApplication::palette(), QGuiApplication::font(), Qt::LeftToRight, 500, 1)};
};

/// The same, thought of naively: every row is laid out anew whenever somebody asks.
class Twin
{
public:
    explicit Twin(Stage &stage) : m_stage(stage) {}

    int height(int row) const
    {
        return RowLayout(m_stage.model.item(row), m_stage.geometry.style(), false).height;
    }
    /// Every visible row is as high as it must be and begins where the one before it ends.
    void check() const
    {
        const TimelineGeometry &geometry = m_stage.geometry;
        const int count = m_stage.model.rowCount();
        QCOMPARE(geometry.count(), count);
        if (count == 0)
            return;
        const int first = geometry.firstVisible();
        const int last = geometry.lastVisible();
        QVERIFY(first >= 0 && last < count && first <= last);
        int y = geometry.rowTop(first);
        QVERIFY(y <= 0 || first == 0);
        for (int row = first; row <= last; ++row) {
            QCOMPARE(geometry.rowTop(row), y);
            QCOMPARE(geometry.rowRect(row).height(), height(row));
            if (y >= 0)
                QCOMPARE(geometry.rowAt(y), row);
            y += height(row);
        }
        QVERIFY(y >= ViewportHeight || last == count - 1);
        if (geometry.isFollowing()) {
            QCOMPARE(last, count - 1);
            QVERIFY(y <= ViewportHeight);
        }
    }

private:
    Stage &m_stage;
};

}

class TestTimelineGeometry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingThere()
    {
        Stage stage(0);
        QCOMPARE(stage.geometry.firstVisible(), -1);
        QCOMPARE(stage.geometry.rowAt(10), -1);
        QVERIFY(stage.geometry.isFollowing());
        stage.geometry.scrollBy(10);
        stage.geometry.scrollTo(10);
        stage.geometry.showRow(0, TimelineGeometry::Where::Top);
        QVERIFY(stage.geometry.isFollowing());
    }

    void endOfWhatIsBehindIsNotFollowed()
    {
        Stage stage(30);
        stage.geometry.setBehind(true);
        QVERIFY(!stage.geometry.isFollowing());
        stage.geometry.showRow(29, TimelineGeometry::Where::Centre);
        QCOMPARE(stage.geometry.lastVisible(), 29);
        QVERIFY(!stage.geometry.isFollowing());
        QVERIFY(!stage.geometry.anchor().key.isEmpty());
        const int top = stage.geometry.rowTop(29);
        stage.model.apply(fake::insert(30, fake::rows(30, 20)));
        stage.geometry.resolve();
        QCOMPARE(stage.geometry.rowTop(29), top);
        stage.geometry.setBehind(false);
        QVERIFY(!stage.geometry.isFollowing());
        stage.geometry.follow();
        stage.geometry.resolve();
        QVERIFY(stage.geometry.isFollowing());
        QCOMPARE(stage.geometry.lastVisible(), 49);
    }
    void showRow_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("row");
        for (const int from : {0, 100, 199}) {
            for (const int row : {0, 1, 99, 100, 101, 150, 198, 199})
                QTest::addRow("%d from %d", row, from) << from << row;
        }
    }
    void showRow()
    {
        QFETCH(int, from);
        QFETCH(int, row);
        using Where = TimelineGeometry::Where;
        for (const Where where : {Where::Visible, Where::Top, Where::Centre, Where::Bottom}) {
            Stage stage(200);
            stage.geometry.showRow(from, Where::Top);
            stage.geometry.showRow(row, where);
            const QRect rect = stage.geometry.rowRect(row);
            QVERIFY(rect.top() >= 0 || rect.height() > ViewportHeight);
            QVERIFY(rect.bottom() < ViewportHeight || rect.height() > ViewportHeight);
            if (where == Where::Top && row < 150)
                QCOMPARE(rect.top(), 0);
            Twin(stage).check();
        }
    }

    void scrollsByExactPixels()
    {
        Stage stage(2000);
        stage.geometry.showRow(1000, TimelineGeometry::Where::Top);
        QRandomGenerator random(5);
        for (int i = 0; i < 200; ++i) {
            const int row = stage.geometry.firstVisible();
            const int top = stage.geometry.rowTop(row);
            const int pixels = int(random.bounded(-500, 500));
            stage.geometry.scrollBy(pixels);
            QCOMPARE(stage.geometry.rowTop(row), top - pixels);
        }
    }

    void preparesAScreenUpAndDown()
    {
        Stage stage(1'000);
        stage.geometry.showRow(500, TimelineGeometry::Where::Centre);
        const int first = stage.geometry.firstVisible();
        const int top = stage.geometry.rowTop(first);
        for (int most = 1'000; most > 0 && stage.geometry.prepare(); --most) {
        }
        QVERIFY(!stage.geometry.prepare());
        QCOMPARE(stage.geometry.firstVisible(), first);
        QCOMPARE(stage.geometry.rowTop(first), top);
        const int made = stage.geometry.layoutsMade();
        for (const int pixels : {ViewportHeight, -2 * ViewportHeight, ViewportHeight}) {
            stage.geometry.scrollBy(pixels);
            QCOMPARE(stage.geometry.layoutsMade(), made);
        }
        // Each page brings one page more.
        for (int page = 0; page < 20; ++page) {
            stage.geometry.scrollBy(ViewportHeight);
            while (stage.geometry.prepare()) {
            }
        }
        QVERIFY(stage.geometry.layoutsMade() < made + 25 * (made / 3));
    }
    void guessesManyRowsBitByBit()
    {
        const QPalette palette = QGuiApplication::palette();
        const QFont font = QGuiApplication::font();
        const RowStyle narrow(palette, font, Qt::LeftToRight, 240, 1);
        Stage stage(10'000);
        stage.geometry.showRow(5'000, TimelineGeometry::Where::Top);
        stage.geometry.setStyle(narrow);
        stage.geometry.resolve();
        const int first = stage.geometry.firstVisible();
        stage.model.apply(fake::insert(0, fake::rows(20'000, 10)));
        stage.model.apply(fake::insert(10'010, fake::rows(30'000, 10)));
        stage.geometry.resolve();
        const int top = stage.geometry.rowTop(first + 10);
        int turns = 0;
        for (; stage.geometry.prepare(); ++turns) {
            stage.geometry.resolve();
            QCOMPARE(stage.geometry.firstVisible(), first + 10);
            QCOMPARE(stage.geometry.rowTop(first + 10), top);
        }
        QVERIFY(turns > 1);
        Stage fresh(10'000);
        fresh.geometry.setStyle(narrow);
        fresh.model.apply(fake::insert(0, fake::rows(20'000, 10)));
        fresh.model.apply(fake::insert(10'010, fake::rows(30'000, 10)));
        fresh.geometry.resolve();
        while (fresh.geometry.prepare()) {
        }
        // What was measured differs from what was guessed by little.
        const qint64 difference = stage.geometry.contentHeight() - fresh.geometry.contentHeight();
        QVERIFY2(qAbs(difference) < fresh.geometry.contentHeight() / 100,
                 qPrintable(QString::number(difference)));
    }
    /// Random changes and scrolling: what is visible is always right, and no change of rows moves the anchor.
    void matchesNaiveTwin_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 12; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void matchesNaiveTwin()
    {
        QFETCH(quint32, seed);
        QRandomGenerator random(seed);
        Stage stage(60);
        const Twin twin(stage);
        int next = 1000;
        for (int i = 0; i < 150; ++i) {
            const int count = stage.model.rowCount();
            const int kind = random.bounded(10);
            if (kind < 4 || count == 0) {
                changeRows(stage, random, next);
            } else if (kind < 7) {
                stage.geometry.scrollBy(random.bounded(-900, 600));
            } else if (kind == 7) {
                stage.geometry.scrollTo(random.bounded(int(stage.geometry.contentHeight())));
            } else if (kind == 8) {
                stage.geometry.showRow(random.bounded(count), TimelineGeometry::Where(random.bounded(4)));
            } else {
                stage.geometry.follow();
            }
            stage.geometry.resolve();
            twin.check();
            if (QTest::currentTestFailed())
                return;
        }
    }

private:
    static void changeRows(Stage &stage, QRandomGenerator &random, int &next)
    {
        const int count = stage.model.rowCount();
        const bool wasFollowing = stage.geometry.isFollowing();
        // The first row that keeps its identity and that one sees the beginning of the text of.
        const int anchor = stage.geometry.firstVisible();
        const QString key = anchor >= 0 ? stage.model.item(anchor).key : QString();
        const int top = anchor >= 0 ? stage.geometry.rowTop(anchor) : 0;
        bool isAnchorTouched = false;
        switch (random.bounded(3)) {
        case 0: {
            const int added = 1 + random.bounded(5);
            stage.model.apply(fake::insert(random.bounded(count + 1), fake::rows(next, added)));
            next += added;
            break;
        }
        case 1: {
            if (count == 0)
                return;
            const int at = random.bounded(count);
            const int removed = 1 + random.bounded(qMin(3, count - at));
            isAnchorTouched = anchor >= at && anchor < at + removed;
            stage.model.apply(fake::remove(at, removed));
            break;
        }
        default: {
            if (count == 0)
                return;
            const int at = random.bounded(count);
            TimelineItem item = fake::row(next++);
            item.key = stage.model.item(at).key;
            isAnchorTouched = at == anchor;
            stage.model.apply(fake::update(at, item));
            break;
        }
        }
        stage.geometry.resolve();
        // At the end of short contents the bottom is followed.
        if (!wasFollowing && !stage.geometry.isFollowing() && !isAnchorTouched)
            QCOMPARE(stage.geometry.rowTop(stage.model.rowOf(key)), top);
    }
};

QTEST_MAIN(TestTimelineGeometry)
#include "tst_timelinegeometry.moc"
