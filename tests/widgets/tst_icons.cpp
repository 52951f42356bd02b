// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/icons.h"

#include <QImage>
#include <QTest>

using namespace linnet;

class TestIcons : public QObject
{
    Q_OBJECT

private:
    QPalette m_palette;

private Q_SLOTS:
    void initTestCase()
    {
        if (QIcon::fromTheme(QStringLiteral("edit-find")).isNull())
            QIcon::setThemeName(QStringLiteral("breeze"));
        if (QIcon::fromTheme(QStringLiteral("edit-find")).isNull())
            QSKIP("needs the Breeze icons");
        m_palette.setColor(QPalette::Active, QPalette::Text, QColor(0x123456));
        m_palette.setColor(QPalette::Disabled, QPalette::Text, QColor(0xaabbcc));
    }
    void isInOneColour_data()
    {
        QTest::addColumn<QIcon::Mode>("mode");
        QTest::addColumn<QColor>("colour");
        QTest::newRow("as usual") << QIcon::Normal << QColor(0x123456);
        QTest::newRow("disabled") << QIcon::Disabled << QColor(0xaabbcc);
    }
    void isInOneColour()
    {
        QFETCH(QIcon::Mode, mode);
        QFETCH(QColor, colour);
        const QIcon icon = themedIcon(QStringLiteral("edit-find"), m_palette, QPalette::Text);
        for (const qreal ratio : {1.0, 2.0}) {
            const QImage image = icon.pixmap(QSize(22, 22), ratio, mode).toImage();
            QCOMPARE(image.size(), QSize(22, 22) * ratio);
            int solid = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    const QColor at = image.pixelColor(x, y);
                    if (at.alpha() < 255)
                        continue;
                    ++solid;
                    QCOMPARE(at, colour);
                }
            }
            QVERIFY(solid > 10);
        }
    }
    void isNothingWithoutThemesIcon()
    {
        QVERIFY(themedIcon(QStringLiteral("no-such-icon"), m_palette).isNull());
    }
};

QTEST_MAIN(TestIcons)
#include "tst_icons.moc"
