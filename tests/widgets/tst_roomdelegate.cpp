// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomdelegate.h"

#include <QTest>

using namespace linnet;

/// What the badge of a room says.
class TestRoomDelegate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void badge_data()
    {
        QTest::addColumn<int>("unread");
        QTest::addColumn<int>("highlight");
        QTest::addColumn<bool>("isAtLeast");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << 0 << 0 << false << QString();
        QTest::newRow("some") << 20 << 0 << false << QStringLiteral("20");
        QTest::newRow("at least") << 20 << 0 << true << QStringLiteral("20+");
        QTest::newRow("maybe some") << 0 << 0 << true << QStringLiteral("+");
        QTest::newRow("mentions") << 20 << 2 << false << QStringLiteral("@2");
        QTest::newRow("at least so many mentions") << 20 << 2 << true << QStringLiteral("@2+");
        QTest::newRow("most") << 9999 << 0 << false << QStringLiteral("9,999");
        QTest::newRow("too many") << 10000 << 0 << false << QStringLiteral("9,999+");
        QTest::newRow("one plus only") << 10000 << 0 << true << QStringLiteral("9,999+");
        QTest::newRow("too many mentions") << 20000 << 10000 << false << QStringLiteral("@9,999+");
    }
    void badge()
    {
        QFETCH(int, unread);
        QFETCH(int, highlight);
        QFETCH(bool, isAtLeast);
        const QLocale english(QLocale::English, QLocale::UnitedStates);
        QTEST(RoomDelegate::badgeText(unread, highlight, isAtLeast, english), "text");
    }
};

QTEST_GUILESS_MAIN(TestRoomDelegate)
#include "tst_roomdelegate.moc"
