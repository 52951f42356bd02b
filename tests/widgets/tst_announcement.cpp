// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/announcement.h"

#include <QTest>

using namespace linnet;

namespace {

QStringList said;

/// As a screen reader would be told.
void listen(QAccessibleEvent *event)
{
    // The object of the event is gone as soon as the reader asks later; here it is asked at once.
    if (QAccessibleInterface *one = event->accessibleInterface(); one && one->isValid())
        said << one->text(QAccessible::Name);
}

}

class TestAnnouncement : public QObject
{
    Q_OBJECT

    QAccessible::UpdateHandler m_before = nullptr;

private Q_SLOTS:
    void init()
    {
        said.clear();
        m_before = QAccessible::installUpdateHandler(listen);
    }
    void cleanup()
    {
        QAccessible::installUpdateHandler(m_before);
        QAccessible::setActive(false);
    }

    void saysNothingWhileNobodyListens()
    {
        QWidget window;
        QAccessible::setActive(false);
        Announcement::say(window, QStringLiteral("Saved."));
        QAccessible::setActive(true);
        Announcement::say(window, QString());
        QCOMPARE(said, QStringList());
    }
    void saysItOnce()
    {
        QWidget window;
        QAccessible::setActive(true);
        Announcement::say(window, QStringLiteral("Saved."));
        QCOMPARE(said, QStringList{QStringLiteral("Saved.")});
    }
    void manyInARowLeaveNothingBehind()
    {
        QAccessible::setActive(true);
        {
            QWidget window;
            for (int i = 0; i < 100; ++i)
                Announcement::say(window, QString::number(i));
        }
        QCOMPARE(said.size(), 100);
        // What was said for a window that is gone is asked of no more.
        QWidget other;
        for (int i = 0; i < 20; ++i)
            Announcement::say(other, QString::number(i));
        QCOMPARE(said.size(), 120);
    }
};

QTEST_MAIN(TestAnnouncement)
#include "tst_announcement.moc"
