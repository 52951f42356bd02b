// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/threaddesk.h"

#include "models/emojitable.h"
#include "models/timelinemodel.h"
#include "widgets/messageentry.h"
#include "widgets/sessionstage.h"
#include "widgets/spellchecker.h"
#include "widgets/threaddock.h"
#include "widgets/threadspopup.h"
#include "widgets/timelineview.h"

#include <QMainWindow>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace linnet;
using namespace linnet::testing;

using Method = Request::Method;

/// The thread beside a room, the room's own view, and the list of threads.
class TestThreadDesk : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<SessionStage> m_stage;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<SpellChecker> m_spelling;
    std::unique_ptr<QMainWindow> m_window;
    std::unique_ptr<ThreadDesk> m_desk;
    EmojiTable m_emojis;
    RoomView *m_view = nullptr;

    static TimelineView *timelineOf(const QWidget &view) { return view.findChild<TimelineView *>(); }
    static QString currentText(const QWidget &view)
    {
        return timelineOf(view)->currentIndex().data(TimelineModel::TextRole).toString();
    }
    RoomView *thread() const
    {
        const auto *dock = m_window->findChild<ThreadDock *>();
        return dock && dock->isVisible() ? &dock->view() : nullptr;
    }
    ThreadsPopup *popup() const { return m_window->findChild<ThreadsPopup *>(); }

private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<SessionStage>();
        m_stage->transport.holdUnexpected();
        m_preferences = m_stage->preferences();
        m_spelling = std::make_unique<SpellChecker>(m_folder.filePath(u"words.txt"_qs));
        m_window = std::make_unique<QMainWindow>();
        const RoomView::Names names = [](const UserId &user) { return user.toString(); };
        m_view = new RoomView(*m_stage->session, m_stage->avatars.avatars(), *m_preferences, m_emojis, names,
                              m_window.get());
        m_window->setCentralWidget(m_view);
        m_desk = std::make_unique<ThreadDesk>(ThreadDesk::Parts{*m_stage->session, m_stage->avatars.avatars(),
                                                                *m_preferences, m_emojis, *m_spelling,
                                                                *m_view, *m_window},
                                              names);
        connect(m_view, &RoomView::threadReached, m_desk.get(), &ThreadDesk::showMessage);
        m_window->resize(1000, 600);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_view->setRoom(m_stage->known());
        m_desk->setRoom(room);
    }
    void cleanup()
    {
        m_desk.reset();
        m_window.reset();
        m_spelling.reset();
        m_preferences.reset();
        m_stage.reset();
    }

    void aReplacedRoomLeadsToTheNewOne()
    {
        QSignalSpy wanted(m_view, &RoomView::successorRequested);
        m_stage->bring("{'!r:x':{'timeline':{'events':[{'type':'m.room.tombstone','event_id':'$stone',"
                       "'sender':'@bob:x','state_key':'','content':{'body':'Too old',"
                       "'replacement_room':'!new'}}]}}}");
        QPushButton *go = nullptr;
        for (QPushButton *each : m_view->findChildren<QPushButton *>())
            go = each->text() == u"Go to the new room" ? each : go;
        QVERIFY(go && go->isVisible());
        go->click();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().first().value<RoomId>(), room);
    }
    /// A link, a hit or a pin that lies in a thread.
    void aMessageOfAThreadIsShownThere()
    {
        m_view->goTo(EventId(u"$t1"_qs));
        QTRY_VERIFY(thread());
        QTRY_COMPARE(currentText(*thread()), u"aside"_qs);
        QCOMPARE(currentText(*m_view), u"second"_qs);
        QTRY_VERIFY(timelineOf(*thread())->hasFocus());
    }
    void oneFarBackInALongThreadIsToo()
    {
        QByteArrayList events;
        for (int i = 0; i < 180; ++i)
            events
                << "{'type':'m.room.message','event_id':'$n" + QByteArray::number(i) +
                       "','sender':'@bob:x','origin_server_ts':5000,'content':{'msgtype':'m.text','body':'n" +
                       QByteArray::number(i) + "','m.relates_to':{'rel_type':'m.thread','event_id':'$2'}}}";
        m_stage->bring("{'!r:x':{'timeline':{'events':[" + events.join(',') + "]}}}");
        m_desk->open(EventId(u"$2"_qs));
        QTRY_VERIFY(thread() && timelineOf(*thread())->model() &&
                    timelineOf(*thread())->model()->rowCount() > 0);
        m_view->goTo(EventId(u"$n3"_qs));
        QTRY_COMPARE(currentText(*thread()), u"n3"_qs);
    }
    void whatCannotBeHadIsSaid()
    {
        QSignalSpy notFound(m_desk.get(), &ThreadDesk::notFound);
        m_stage->transport.expects(Method::Get, u"/relations/$2/m.thread"_qs)
            .fails(Error::Kind::Network)
            .always();
        m_desk->showMessage(EventId(u"$2"_qs), EventId(u"$nowhere"_qs));
        QTRY_COMPARE(notFound.size(), 1);
        QVERIFY(thread());
    }
    void theListLeadsToAThread()
    {
        auto &asked = m_stage->transport.expects(Method::Get, u"/_matrix/client/v1/rooms/!r:x/threads"_qs);
        asked.replies(200,
                      test::jsonText("{'chunk':[{'type':'m.room.message','event_id':'$old','sender':'@ann:x',"
                                     "'origin_server_ts':5,'content':{'msgtype':'m.text','body':'once'}}],"
                                     "'next_batch':'n'}"));
        m_desk->showList({300, 40, 40, 40});
        QVERIFY(popup());
        const auto entries = [this] { return popup()->findChildren<MessageEntry *>(); };
        QTRY_COMPARE(entries().size(), 3); // two threads, and a way to more
        const QString first = entries().constFirst()->accessibleName();
        QVERIFY2(first.contains(u"Ann"_qs) && first.contains(u"second"_qs) && first.contains(u"aside"_qs),
                 qPrintable(first));
        QVERIFY(entries().at(1)->accessibleName().contains(u"once"_qs));
        QTRY_VERIFY(entries().constFirst()->hasFocus());
        QTest::keyClick(entries().constFirst(), Qt::Key_Return);
        QTRY_VERIFY(thread());
        QTRY_COMPARE(timelineOf(*thread())->model()->rowCount(), 2);
    }
};

QTEST_MAIN(TestThreadDesk)
#include "tst_threaddesk.moc"
