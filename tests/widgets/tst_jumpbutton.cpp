// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jumpbutton.h"

#include <QTest>

using namespace linnet;

/// What the buttons at the ends of a timeline say, and their room for it.
class TestJumpButton : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsHowManyHaveCome()
    {
        QWidget window;
        JumpButton button(JumpButton::To::Latest, &window);
        QCOMPARE(button.accessibleName(), QStringLiteral("Jump to the latest message"));
        button.setCount(3);
        QCOMPARE(button.accessibleName(), QStringLiteral("Jump to 3 new message(s)"));
    }
    void theOtherOneIsAtTheTop()
    {
        QWidget window;
        window.resize(400, 400);
        JumpButton latest(JumpButton::To::Latest, &window);
        JumpButton unread(JumpButton::To::Unread, &window);
        QCOMPARE(unread.accessibleName(), QStringLiteral("Jump to the first unread message"));
        QVERIFY(unread.geometry().bottom() < 200);
        QVERIFY(latest.geometry().top() > 200);
        QCOMPARE(unread.x(), latest.x());
    }
    void aPlusWhereMoreHaveCome()
    {
        QWidget window;
        JumpButton button(JumpButton::To::Latest, &window);
        button.setCount(3);
        const int plain = button.sizeHint().width();
        button.setCount(3, true);
        QCOMPARE(button.accessibleName(), QStringLiteral("Jump to at least 3 new message(s)"));
        QVERIFY(button.sizeHint().width() > plain);
        // Nothing was counted: the arrow alone.
        button.setCount(0, true);
        QCOMPARE(button.accessibleName(), QStringLiteral("Jump to the latest message"));
        QCOMPARE(button.sizeHint().width(), button.sizeHint().height());
    }
};

QTEST_MAIN(TestJumpButton)
#include "tst_jumpbutton.moc"
