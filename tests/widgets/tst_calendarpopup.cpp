// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/calendarpopup.h"

#include <QCalendarWidget>
#include <QLabel>
#include <QPointer>
#include <QScreen>
#include <QSignalSpy>
#include <QTest>

using namespace linnet;

class TestCalendarPopup : public QObject
{
    Q_OBJECT

    QWidget m_window;
    const QDate m_day{2024, 5, 17};

private Q_SLOTS:
    void choosesADayOnce()
    {
        QPointer<CalendarPopup> popup = new CalendarPopup(m_day, &m_window);
        QSignalSpy chosen(popup, &CalendarPopup::chosen);
        popup->popUp(QPoint(300, 100));
        auto *calendar = popup->findChild<QCalendarWidget *>();
        QCOMPARE(calendar->selectedDate(), m_day);
        QVERIFY(calendar->isAncestorOf(popup->focusWidget()) || popup->focusWidget() == calendar);
        // A double click is told of twice.
        Q_EMIT calendar->clicked(m_day.addDays(1));
        Q_EMIT calendar->activated(m_day.addDays(1));
        QCOMPARE(chosen, (QList<QVariantList>{{m_day.addDays(1)}}));
        QTRY_VERIFY(!popup);
    }
    void hasNoDayThatCannotBe()
    {
        CalendarPopup popup(m_day, &m_window);
        auto *calendar = popup.findChild<QCalendarWidget *>();
        QCOMPARE(calendar->maximumDate(), QDate::currentDate());
        popup.setFirst(QDate::currentDate().addDays(10)); // a server whose clock is wrong
        QVERIFY(calendar->minimumDate() < m_day);
        popup.setFirst(m_day.addDays(-3));
        QCOMPARE(calendar->minimumDate(), m_day.addDays(-3));
    }
    void isAllOnTheScreen()
    {
        const QRect space = m_window.screen()->availableGeometry();
        for (const QPoint &corner : {space.topLeft(), space.bottomRight(), QPoint(-5000, 5000)}) {
            auto *popup = new CalendarPopup(m_day, &m_window);
            popup->setNote(QStringLiteral("Only some days"));
            popup->popUp(corner);
            QVERIFY(space.contains(popup->geometry()));
            // As large as it wants to be, from the beginning.
            QCOMPARE(popup->sizeHint().boundedTo(popup->size()), popup->sizeHint());
            const QList<QLabel *> labels = popup->findChildren<QLabel *>(Qt::FindDirectChildrenOnly);
            QVERIFY(std::any_of(labels.cbegin(), labels.cend(), [](QLabel *label) {
                return label->isVisible() && !label->text().isEmpty();
            }));
            QTest::keyClick(popup, Qt::Key_Escape);
            QVERIFY(!popup->isVisible());
        }
    }
};

QTEST_MAIN(TestCalendarPopup)
#include "tst_calendarpopup.moc"
