// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/appearance.h"

#include "widgets/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QRadioButton>
#include <QStyle>
#include <QStyleOptionButton>
#include <QTest>

using namespace linnet;

/// How what the style paints can be seen in the palettes.
class TestAppearance : public QObject
{
    Q_OBJECT

    /// The highest contrast to the window on a line through the middle of the mark.
    static double contrastOf(QAbstractButton &button, QStyle::SubElement mark)
    {
        button.resize(button.sizeHint());
        QStyleOptionButton option;
        option.initFrom(&button);
        const QRect place = button.style()->subElementRect(mark, &option, &button);
        const QImage image = button.grab().toImage();
        double highest = 1;
        for (int x = place.left(); x <= place.right(); ++x)
            highest = qMax(highest, Theme::contrast(image.pixelColor(x, place.center().y()),
                                                    button.palette().color(QPalette::Window)));
        return highest;
    }

private Q_SLOTS:
    void whatCanBeTickedIsSeen_data()
    {
        QTest::addColumn<CommandLine::Palette>("palette");
        QTest::newRow("light") << CommandLine::Palette::Light;
        QTest::newRow("dark") << CommandLine::Palette::Dark;
    }
    void whatCanBeTickedIsSeen()
    {
        QFETCH(CommandLine::Palette, palette);
        appearance::setPalette(palette);
        QCheckBox box;
        QRadioButton circle;
        QVERIFY(!box.isChecked() && !circle.isChecked());
        const double ofBox = contrastOf(box, QStyle::SE_CheckBoxIndicator);
        const double ofCircle = contrastOf(circle, QStyle::SE_RadioButtonIndicator);
        QVERIFY2(ofBox >= 3, qPrintable(QString::number(ofBox)));
        QVERIFY2(ofCircle >= 3, qPrintable(QString::number(ofCircle)));
        // They are frames, and not blots.
        QVERIFY2(ofBox < 6 && ofCircle < 6, qPrintable(QString::number(qMax(ofBox, ofCircle))));
        // Where nothing can be ticked, that is seen too.
        box.setEnabled(false);
        QVERIFY(contrastOf(box, QStyle::SE_CheckBoxIndicator) < ofBox);
    }
};

QTEST_MAIN(TestAppearance)
#include "tst_appearance.moc"
