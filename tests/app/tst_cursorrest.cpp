// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cursorrest.h"

#include <QGuiApplication>
#include <QLineEdit>
#include <QStyleHints>
#include <QTest>

using namespace linnet;
using namespace std::chrono_literals;

class TestCursorRest : public QObject
{
    Q_OBJECT

    static int flashTime() { return QGuiApplication::styleHints()->cursorFlashTime(); }

private Q_SLOTS:
    void restsUntilSomebodyTypes()
    {
        const int usual = flashTime();
        QVERIFY(usual > 0);
        QLineEdit edit;
        edit.show();
        QVERIFY(QTest::qWaitForWindowExposed(&edit));
        {
            const CursorRest rest(1ms);
            QTRY_COMPARE(flashTime(), 0);
            QTest::keyClick(&edit, Qt::Key_A);
            QCOMPARE(flashTime(), usual);
            QTRY_COMPARE(flashTime(), 0);
            QTest::mouseClick(&edit, Qt::LeftButton);
            QCOMPARE(flashTime(), usual);
            QTRY_COMPARE(flashTime(), 0);
        }
        QCOMPARE(flashTime(), usual);
    }
    void doesNotRestWhileSomebodyTypes()
    {
        QLineEdit edit;
        edit.show();
        QVERIFY(QTest::qWaitForWindowExposed(&edit));
        const int usual = flashTime();
        const CursorRest rest(1h);
        QTest::keyClicks(&edit, QStringLiteral("abc"));
        QCOMPARE(flashTime(), usual);
    }
};

QTEST_MAIN(TestCursorRest)
#include "tst_cursorrest.moc"
