// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainmenu.h"

#include "store/records.h"

#include <QAction>
#include <QKeySequence>
#include <QMenu>
#include <QMenuBar>
#include <QSet>
#include <QTest>

using namespace linnet;

namespace {

/// What two of the menu's entries want, or empty.
QString clashIn(const QList<QAction *> &actions)
{
    QSet<QString> seen;
    for (const QAction *action : actions) {
        const QString key = QKeySequence::mnemonic(action->text()).toString();
        if (key.isEmpty())
            continue;
        if (seen.contains(key))
            return action->text();
        seen.insert(key);
    }
    return {};
}

}

class TestMainMenu : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noTwoEntriesShareALetter_data()
    {
        QTest::addColumn<Membership>("membership");
        QTest::newRow("joined") << Membership::Join;
        QTest::newRow("invited") << Membership::Invite;
        QTest::newRow("asked") << Membership::Knock;
    }
    void noTwoEntriesShareALetter()
    {
        QFETCH(const Membership, membership);
        QMenuBar bar;
        QAction members;
        MainMenu menu(bar, &members, QStringLiteral("@me:x"));
        Room room;
        room.membership = membership;
        menu.setRoom(&room);
        QCOMPARE(clashIn(bar.actions()), QString());
        const auto tops = bar.actions();
        for (const QAction *top : tops)
            QCOMPARE(clashIn(top->menu()->actions()), QString());
    }
};

QTEST_MAIN(TestMainMenu)
#include "tst_mainmenu.moc"
