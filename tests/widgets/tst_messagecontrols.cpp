// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/messagecontrols.h"

#include "models/emojitable.h"
#include "models/timelinemodel.h"
#include "widgets/pictures.h"
#include "widgets/preferences.h"
#include "widgets/roompicker.h"
#include "widgets/sessionstage.h"
#include "widgets/sourcewindow.h"
#include "widgets/timelineview.h"
#include "widgets/versionswindow.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace linnet;
using namespace linnet::testing;

using Method = Request::Method;

/// What comes of what is chosen in the menu and the toolbar of a message.
class TestMessageControls : public QObject
{
    Q_OBJECT

    std::unique_ptr<SessionStage> m_stage;
    std::unique_ptr<Timeline> m_timeline;
    std::unique_ptr<TimelineModel> m_model;
    std::unique_ptr<TimelineView> m_view;
    QTemporaryDir m_folder;
    Preferences m_preferences{m_folder.filePath(u"settings.ini"_qs)};
    std::unique_ptr<Pictures> m_pictures;
    EmojiTable m_emojis;
    std::unique_ptr<RoomPicker> m_picker;
    std::unique_ptr<MessageControls> m_controls;

    void open(Dialect dialect = Dialect::V3)
    {
        m_controls.reset();
        m_picker.reset();
        m_pictures.reset();
        m_view.reset();
        m_model.reset();
        m_timeline.reset();
        m_stage = std::make_unique<SessionStage>(dialect);
        m_stage->transport.holdUnexpected(); // the rest of the history
        m_timeline = m_stage->session->openTimeline(room);
        m_model = std::make_unique<TimelineModel>();
        m_model->setTimeline(m_timeline.get());
        m_view = std::make_unique<TimelineView>(m_stage->avatars.avatars());
        m_view->setTimeline(m_model.get());
        m_pictures = std::make_unique<Pictures>(m_stage->session->media());
        m_picker = std::make_unique<RoomPicker>(*m_stage->session, m_preferences, *m_pictures, m_emojis);
        m_controls = std::make_unique<MessageControls>(*m_stage->session, *m_view, *m_model, *m_picker);
        m_controls->setRoom(m_stage->known(), false);
        m_timeline->open({});
        QTRY_COMPARE(m_model->rowCount(), 3);
    }

private Q_SLOTS:
    void init() { open(); }
    void cleanup()
    {
        m_controls.reset();
        m_picker.reset();
        m_pictures.reset();
        m_view.reset();
        m_model.reset();
        m_timeline.reset();
        m_stage.reset();
    }

    void reactsAndTakesItBack()
    {
        Q_EMIT m_view->reactionToggled(u"$1"_qs, u"👍"_qs);
        QCOMPARE(m_stage->outbox().size(), 1);
        QVERIFY(m_stage->outbox().first().startsWith(u"m.reaction"));
        QTRY_COMPARE(m_model->item(0).reactions.size(), 1);
        Q_EMIT m_view->reactionToggled(u"$1"_qs, u"👍"_qs);
        QTRY_COMPARE(m_model->item(0).reactions.size(), 0);
    }
    void endsAPoll()
    {
        m_stage->bring(
            "{'!r:x':{'timeline':{'events':[{'type':'org.matrix.msc3381.poll.start','event_id':'$poll',"
            "'sender':'@me:x','origin_server_ts':5000,'content':{'org.matrix.msc3381.poll.start':"
            "{'question':{'org.matrix.msc1767.text':'Which?'},'answers':["
            "{'id':'a','org.matrix.msc1767.text':'Tea'},{'id':'b','org.matrix.msc1767.text':'Cake'}]}}}]}}}");
        Q_EMIT m_view->pollEndRequested(u"$poll"_qs);
        QCOMPARE(m_stage->outbox().size(), 1);
        QVERIFY(m_stage->outbox().first().startsWith(u"org.matrix.msc3381.poll.end"));
        QVERIFY(m_stage->outbox().first().contains(u"$poll"));
    }
    void deletesWithAReason()
    {
        Q_EMIT m_view->redactRequested(u"$mine"_qs, u"typo"_qs);
        QCOMPARE(m_stage->outbox().size(), 1);
        QVERIFY(m_stage->outbox().first().startsWith(u"m.room.redaction"));
        QVERIFY(m_stage->outbox().first().contains(u"typo"));
    }
    void pinsAndUnpins()
    {
        auto &pin = m_stage->transport.expects(Method::Put, u"/state/m.room.pinned_events"_qs).always();
        m_stage->transport.expects(Method::Get, u"/state/m.room.pinned_events"_qs)
            .replies(404, R"({"errcode":"M_NOT_FOUND"})");
        Q_EMIT m_view->pinRequested(u"$1"_qs);
        QTRY_VERIFY(pin.isAsked());
        QCOMPARE(pin.sent().request.body, QByteArray("{\"pinned\":[\"$1\"]}"));
        // Others may have pinned more than is known here.
        m_stage->transport.expects(Method::Get, u"/state/m.room.pinned_events"_qs)
            .replies(200, R"({"pinned":["$2","$1","$3"]})");
        m_stage->bring("{'!r:x':{'state':{'events':[{'type':'m.room.pinned_events','event_id':'$p',"
                       "'sender':'@bob:x','state_key':'','content':{'pinned':['$2','$1']}}]}}}");
        Q_EMIT m_view->pinRequested(u"$1"_qs);
        QTRY_COMPARE(pin.sent().request.body, QByteArray("{\"pinned\":[\"$2\",\"$3\"]}"));
    }
    void reports()
    {
        QSignalSpy done(m_controls.get(), &MessageControls::done);
        QSignalSpy failed(m_controls.get(), &MessageControls::failed);
        m_stage->transport.expects(Method::Post, u"/rooms/!r:x/report/$1"_qs);
        Q_EMIT m_view->reportRequested(u"$1"_qs, u"spam"_qs);
        QTRY_COMPARE(done.size(), 1);
        m_stage->transport.expects(Method::Post, u"/rooms/!r:x/report/$1"_qs)
            .replies(403, test::jsonText("{'errcode':'M_FORBIDDEN','error':'no'}"));
        Q_EMIT m_view->reportRequested(u"$1"_qs, u"spam"_qs);
        QTRY_COMPARE(failed.size(), 1);
    }
    void copiesALink()
    {
        Q_EMIT m_view->linkCopyRequested(u"$1"_qs);
        QTRY_VERIFY(QGuiApplication::clipboard()->text().contains(u"matrix.to"));
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"$1"));
        Q_EMIT m_view->uriCopyRequested(u"$1"_qs);
        QTRY_VERIFY(QGuiApplication::clipboard()->text().startsWith(u"matrix:roomid/r:x/e/1"));
    }
    void showsTheSource()
    {
        Q_EMIT m_view->sourceRequested(u"$1"_qs);
        const auto *window = m_view->findChild<SourceWindow *>();
        QVERIFY(window && window->isVisible());
    }
    void aRowThatIsGoneDoesNothing()
    {
        for (const QString &key : {u"$gone"_qs, QString()}) {
            Q_EMIT m_view->pinRequested(key);
            Q_EMIT m_view->reportRequested(key, {});
            Q_EMIT m_view->linkCopyRequested(key);
            Q_EMIT m_view->uriCopyRequested(key);
            Q_EMIT m_view->sourceRequested(key);
            Q_EMIT m_view->editsRequested(key);
            Q_EMIT m_view->repliedToActivated(key);
        }
        QVERIFY(!m_view->findChild<SourceWindow *>() && !m_view->findChild<VersionsWindow *>());
    }
    void theServerOf2014IsAskedForNothingThatItLacks()
    {
        open(Dialect::V1);
        QSignalSpy failed(m_controls.get(), &MessageControls::failed);
        const RowAbilities can = m_view->abilities();
        QVERIFY(can.canRedactOwn && can.canLink && can.canSeeSource);
        QVERIFY(!can.canReply && !can.canReact && !can.canReport && !can.canPin);
        Q_EMIT m_view->reactionToggled(u"$1"_qs, u"👍"_qs);
        QCOMPARE(failed.size(), 1);
        QCOMPARE(m_stage->outbox(), QStringList());
    }
};

QTEST_MAIN(TestMessageControls)
#include "tst_messagecontrols.moc"
