// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/datejump.h"

#include "widgets/calendarpopup.h"
#include "widgets/noticebar.h"
#include "widgets/sessionstage.h"

#include <QCalendarWidget>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

using Method = Request::Method;

/// From a day in the calendar to a message. What is stored is of 1970.
class TestDateJump : public QObject
{
    Q_OBJECT

    const QString Path = QStringLiteral("/timestamp_to_event");
    std::unique_ptr<SessionStage> m_stage;
    std::unique_ptr<QWidget> m_window;
    NoticeBar *m_notice = nullptr;
    std::unique_ptr<DateJump> m_jump;
    std::unique_ptr<QSignalSpy> m_found;
    std::unique_ptr<QSignalSpy> m_nothing;

    void open(Dialect dialect = Dialect::V3)
    {
        m_stage = std::make_unique<SessionStage>(dialect);
        m_window = std::make_unique<QWidget>();
        m_notice = new NoticeBar(m_window.get());
        m_window->show();
        m_jump = std::make_unique<DateJump>(*m_stage->session, *m_notice, *m_window);
        m_found = std::make_unique<QSignalSpy>(m_jump.get(), &DateJump::found);
        m_nothing = std::make_unique<QSignalSpy>(m_jump.get(), &DateJump::nothingSince);
    }
    CalendarPopup *ask(QDate of)
    {
        m_jump->choose(room, of.startOfDay().toMSecsSinceEpoch(), QPoint(200, 200));
        return m_window->findChild<CalendarPopup *>();
    }
    void choose(QDate day)
    {
        auto *calendar = ask(QDate(1970, 1, 2))->findChild<QCalendarWidget *>();
        Q_EMIT calendar->clicked(day);
    }

private Q_SLOTS:
    void init() { open(); }
    void cleanup()
    {
        m_found.reset();
        m_nothing.reset();
        m_jump.reset();
        m_window.reset();
        QCOMPARE(m_stage->transport.unmet(), QStringList());
        m_stage.reset();
    }

    void beginsWithTheDayThatIsSeen()
    {
        CalendarPopup *popup = ask(QDate(2020, 2, 29));
        QCOMPARE(popup->findChild<QCalendarWidget *>()->selectedDate(), QDate(2020, 2, 29));
        popup->close();
    }
    void asksTheServerForWhatMayBeMissing()
    {
        auto &asked = m_stage->transport.expects(Method::Get, Path)
                          .replies(200, test::jsonText("{'event_id':'$old','origin_server_ts':1}"));
        choose(QDate(1970, 1, 1));
        QTRY_COMPARE(m_found->size(), 1);
        QCOMPARE(m_found->first().at(1).value<EventId>(), EventId(u"$old"_qs));
        QCOMPARE(asked.sent().query("ts"),
                 QString::number(QDate(1970, 1, 1).startOfDay().toMSecsSinceEpoch()));
        QVERIFY(!m_notice->isVisible());
    }
    void saysWhatDidNotWork()
    {
        m_stage->transport.expects(Method::Get, Path)
            .replies(403, test::jsonText("{'errcode':'M_FORBIDDEN','error':'no'}"));
        choose(QDate(1970, 1, 1));
        QTRY_VERIFY(m_notice->isVisible());
        QVERIFY(!m_notice->message().isEmpty());
        QCOMPARE(m_found->size() + m_nothing->size(), 0);
    }
    void canBeCancelled()
    {
        auto &held = m_stage->transport.expects(Method::Get, Path).holds();
        choose(QDate(1970, 1, 1));
        QTRY_VERIFY(held.isAsked());
        Q_EMIT m_notice->actionTriggered();
        QVERIFY(held.sent().isAborted);
        QCOMPARE(m_found->size(), 0);
    }
    void aServerOf2014KnowsNoDates()
    {
        cleanup();
        open(Dialect::V1);
        CalendarPopup *popup = ask(QDate(1970, 1, 1));
        const auto labels = popup->findChildren<QLabel *>(Qt::FindDirectChildrenOnly);
        QVERIFY(
            std::any_of(labels.cbegin(), labels.cend(), [](QLabel *label) { return label->isVisible(); }));
        popup->close();
    }
};

QTEST_MAIN(TestDateJump)
#include "tst_datejump.moc"
