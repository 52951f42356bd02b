// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pinspopup.h"

#include "widgets/pinrow.h"
#include "widgets/pins.h"
#include "widgets/sessionstage.h"

#include <QLabel>
#include <QScreen>
#include <QSignalSpy>
#include <QToolButton>

using namespace linnet;
using namespace linnet::testing;

using Method = Request::Method;

/// What is pinned in a room, from its button to the message.
class TestPinsPopup : public QObject
{
    Q_OBJECT

    std::unique_ptr<SessionStage> m_stage;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<Pins> m_pins;

    PinsPopup *show(const QRect &button = {200, 50, 30, 30})
    {
        m_pins->show(room, button);
        PinsPopup *shown = nullptr;
        for (PinsPopup *each : m_window->findChildren<PinsPopup *>())
            shown = each->isVisible() ? each : shown;
        return shown;
    }
    static QList<PinRow *> rows(const PinsPopup *popup) { return popup->findChildren<PinRow *>(); }
    void pin(const char *ids, int mayPin = 0)
    {
        const QByteArray events =
            "{'!r:x':{'state':{'events':[{'type':'m.room.pinned_events','event_id':'$p','sender':'@bob:x',"
            "'state_key':'','content':{'pinned':" +
            QByteArray(ids) +
            "}},{'type':'m.room.power_levels','event_id':'$l','sender':'@bob:x','state_key':'',"
            "'content':{'events':{'m.room.pinned_events':" +
            QByteArray::number(mayPin) + "}}}]}}}";
        m_stage->bring(events.constData());
    }

private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<SessionStage>();
        m_window = std::make_unique<QWidget>();
        m_window->show();
        m_pins = std::make_unique<Pins>(*m_stage->session, *m_window);
    }
    void cleanup()
    {
        m_window.reset();
        m_pins.reset();
        QCOMPARE(m_stage->transport.unmet(), QStringList());
        m_stage.reset();
    }

    void showsTheLastFirstAndGoesThere()
    {
        pin("['$1','$2']");
        QSignalSpy wanted(m_pins.get(), &Pins::messageWanted);
        PinsPopup *popup = show();
        QVERIFY(popup);
        QTRY_COMPARE(rows(popup).size(), 2);
        QTRY_VERIFY(rows(popup).constFirst()->accessibleName().contains(u"second"));
        QTRY_VERIFY(rows(popup).constLast()->accessibleName().contains(u"first"));
        QTest::keyClick(rows(popup).constLast(), Qt::Key_Space);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().at(1).value<EventId>(), EventId(u"$1"_qs));
        QVERIFY(!popup->isVisible());
    }
    void saysThatThereIsNothing()
    {
        PinsPopup *popup = show();
        const auto labels = popup->findChildren<QLabel *>(Qt::FindDirectChildrenOnly);
        QVERIFY(
            std::any_of(labels.cbegin(), labels.cend(), [](QLabel *label) { return label->isVisible(); }));
        QTest::keyClick(popup, Qt::Key_Escape);
        QVERIFY(!popup->isVisible());
    }
    void unpinsWhereOneMay()
    {
        pin("['$1','$2']", 50);
        PinsPopup *popup = show();
        QTRY_COMPARE(rows(popup).size(), 2);
        QVERIFY(!rows(popup).constFirst()->findChild<QToolButton *>());
        popup->close();
        pin("['$1','$2']");
        QSignalSpy failed(m_pins.get(), &Pins::failed);
        popup = show();
        QTRY_COMPARE(rows(popup).size(), 2);
        m_stage->transport.expects(Method::Get, u"/state/m.room.pinned_events"_qs)
            .replies(200, test::jsonText("{'pinned':['$1','$2']}"));
        auto &put = m_stage->transport.expects(Method::Put, u"/state/m.room.pinned_events"_qs);
        put.replies(403, test::jsonText("{'errcode':'M_FORBIDDEN','error':'no'}"));
        rows(popup).constFirst()->findChild<QToolButton *>()->click();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(put.sent().request.body, QByteArray("{\"pinned\":[\"$1\"]}"));
        QVERIFY(popup->isVisible());
        // It goes when the room says so.
        pin("['$1']");
        QTRY_COMPARE(rows(popup).size(), 1);
    }
    void rowsStayWhileSomebodyTalks()
    {
        pin("['$1','$2']");
        PinsPopup *popup = show();
        QTRY_VERIFY(!rows(popup).isEmpty() && rows(popup).constLast()->accessibleName().contains(u"first"));
        const QList<PinRow *> before = rows(popup);
        m_stage->bring("{'!r:x':{'state':{'events':[{'type':'m.room.pinned_events','event_id':'$p','sender':"
                       "'@bob:x','state_key':'','content':{'pinned':['$1','$2']}}]},"
                       "'timeline':{'events':[{'type':'m.room.message','event_id':'$new','sender':"
                       "'@bob:x','content':{'msgtype':'m.text','body':'news'}},{'type':'m.room.message',"
                       "'event_id':'$edit','sender':'@bob:x','content':{'msgtype':'m.text','body':'* third',"
                       "'m.new_content':{'msgtype':'m.text','body':'third'},'m.relates_to':{'rel_type':"
                       "'m.replace','event_id':'$1'}}}]}}}");
        QTRY_VERIFY(rows(popup).constLast()->accessibleName().contains(u"third"));
        QCOMPARE(rows(popup), before);
    }
    void isAllOnTheScreen()
    {
        pin("['$1','$2','$mine']");
        const QRect space = m_window->screen()->availableGeometry();
        for (const QPoint &corner : {space.topLeft(), space.topRight(), space.bottomRight()}) {
            PinsPopup *popup = show(QRect(corner, QSize(30, 30)));
            QTRY_COMPARE(rows(popup).size(), 3);
            QVERIFY(space.contains(popup->geometry()));
            popup->close();
        }
    }
};

QTEST_MAIN(TestPinsPopup)
#include "tst_pinspopup.moc"
