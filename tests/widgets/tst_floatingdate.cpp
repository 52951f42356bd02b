// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/floatingdate.h"

#include "timelinetesting.h"
#include "widgets/rowwords.h"

#include <QProxyStyle>
#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

class CalmStyle : public QProxyStyle
{
public:
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override
    {
        return hint == SH_Widget_Animation_Duration ? 0 : QProxyStyle::styleHint(hint, option, widget, data);
    }
};

/// Three days of messages; the second begins at row 100, the third at 200.
QList<TimelineItem> days()
{
    QList<TimelineItem> items = fake::rows(0, 300);
    for (int row = 0; row < items.size(); ++row) {
        items[row].ts = 1'795'521'600'000 + qint64(row / 100) * 86'400'000 + qint64(row % 100) * 1000;
        items[row].startsDay = row % 100 == 0;
    }
    return items;
}

}

class TestFloatingDate : public QObject
{
    Q_OBJECT

    static FloatingDate *pill(const TimelineStage &stage) { return stage.view.findChild<FloatingDate *>(); }

private Q_SLOTS:
    void saysTheDayOfWhatIsAtTheTop()
    {
        TimelineStage stage(days());
        QVERIFY(!pill(stage)->isVisible());
        stage.scrollTo(150);
        QVERIFY(!pill(stage)->isVisible()); // nobody has scrolled
        stage.wheel({0, 30}, {});
        QVERIFY(pill(stage)->isVisible());
        QCOMPARE(pill(stage)->text(), RowWords::date(stage.model.item(150).ts));
        stage.scrollTo(250);
        stage.wheel({0, 30}, {});
        QCOMPARE(pill(stage)->text(), RowWords::date(stage.model.item(250).ts));
    }
    void isNeverOnADateLine()
    {
        TimelineStage stage(days());
        stage.scrollTo(95);
        bool wasHidden = false;
        for (int i = 0; i < 300; ++i) {
            stage.view.scrollByPixels(7);
            const QRect where = pill(stage)->geometry();
            const QRect line(0, stage.rect(100).top(), stage.rect(100).width(), 40);
            if (pill(stage)->isVisible())
                QVERIFY(!where.intersects(line));
            else
                wasHidden = true;
        }
        QVERIFY(wasHidden);
        QVERIFY(pill(stage)->isVisible());
    }
    void goesAfterARest()
    {
        TimelineStage stage(days());
        stage.scrollTo(150);
        stage.wheel({0, 30}, {});
        QVERIFY(pill(stage)->isVisible());
        QTRY_VERIFY(!pill(stage)->isVisible());
        // Rows that come do not bring it back.
        stage.apply(fake::insert(300, fake::rows(1000, 1)));
        QVERIFY(!pill(stage)->isVisible());
    }
    void goesAtOnceWithoutMotion()
    {
        TimelineStage stage(days());
        CalmStyle calm;
        pill(stage)->setStyle(&calm);
        stage.scrollTo(150);
        stage.wheel({0, 30}, {});
        QTRY_VERIFY(!pill(stage)->isVisible());
        pill(stage)->setStyle(nullptr);
    }
    void aClickAsksForAnotherDate()
    {
        TimelineStage stage(days());
        QSignalSpy asked(&stage.view, &TimelineView::dateActivated);
        stage.scrollTo(150);
        stage.wheel({0, 30}, {});
        QTest::mouseClick(pill(stage), Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(RowWords::date(asked.at(0).at(0).toLongLong()), RowWords::date(stage.model.item(150).ts));
        stage.scrollTo(100, -100);
        stage.click(stage.pointOf(100, RowLayout::Part::Date));
        QCOMPARE(asked.size(), 2);
        QCOMPARE(asked.at(1).at(0).toLongLong(), stage.model.item(100).ts);
    }
    void isOnlySaidWhereNoneCanBeChosen()
    {
        TimelineStage stage(days());
        RowAbilities abilities;
        abilities.canChooseDate = false; // as in a thread
        stage.view.setAbilities(abilities);
        QSignalSpy asked(&stage.view, &TimelineView::dateActivated);
        stage.scrollTo(100, -100);
        const QPoint line = stage.pointOf(100, RowLayout::Part::Date);
        QTest::mouseMove(stage.view.viewport(), line);
        TimelineStage::settle();
        QCOMPARE(stage.view.viewport()->cursor().shape(), Qt::ArrowCursor);
        stage.click(line);
        QCOMPARE(asked.size(), 0);
        stage.scrollTo(150);
        stage.wheel({0, 30}, {});
        QVERIFY(pill(stage)->isVisible() && pill(stage)->toolTip().isEmpty());
        QVERIFY(pill(stage)->testAttribute(Qt::WA_TransparentForMouseEvents));
    }
    void goesWithTheRoom()
    {
        TimelineStage stage(days());
        stage.scrollTo(150);
        stage.wheel({0, 30}, {});
        stage.view.setTimeline(nullptr);
        QVERIFY(!pill(stage)->isVisible());
    }
};

QTEST_MAIN(TestFloatingDate)
#include "tst_floatingdate.moc"
