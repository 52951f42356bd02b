// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/threaddock.h"

#include "models/emojitable.h"
#include "models/timelinemodel.h"
#include "widgets/composer.h"
#include "widgets/fakeplayer.h"
#include "widgets/playback.h"
#include "widgets/sessionstage.h"
#include "widgets/timelineview.h"

#include <QMainWindow>

using namespace linnet;
using namespace linnet::testing;

using Method = Request::Method;

class TestThreadDock : public QObject
{
    Q_OBJECT

    std::unique_ptr<SessionStage> m_stage;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<Playback> m_playback;
    std::unique_ptr<QMainWindow> m_window;
    EmojiTable m_emojis;
    ThreadDock *m_dock = nullptr;

    QStringList texts() const
    {
        QStringList result;
        const QAbstractItemModel *model = m_dock->view().findChild<TimelineView *>()->model();
        for (int row = 0; model && row < model->rowCount(); ++row)
            result << model->index(row, 0).data(TimelineModel::TextRole).toString();
        return result;
    }
    void make(Dialect dialect)
    {
        m_stage = std::make_unique<SessionStage>(dialect);
        m_preferences = m_stage->preferences();
        m_window = std::make_unique<QMainWindow>();
        m_dock = new ThreadDock(
            *m_stage->session, m_stage->avatars.avatars(), *m_preferences, m_emojis,
            [](const UserId &user) { return user.toString(); }, m_window.get());
        m_window->setCentralWidget(new QWidget(m_window.get()));
        m_window->addDockWidget(Qt::RightDockWidgetArea, m_dock);
        m_window->resize(900, 600);
    }
    void open() { m_dock->open(m_stage->known(), EventId(u"$2"_qs)); }

private Q_SLOTS:
    void init() { make(Dialect::V3); }
    void cleanup()
    {
        m_window.reset();
        m_playback.reset();
        m_preferences.reset();
        m_stage.reset();
    }

    void saysWhereNoAnswersAreTaken()
    {
        m_window->show();
        open();
        QTRY_VERIFY(m_dock->findChild<Composer *>()->isVisible());
        cleanup();
        make(Dialect::V1);
        m_window->show();
        open();
        QTRY_VERIFY(m_dock->isVisible());
        QVERIFY(!m_dock->findChild<Composer *>()->isVisible());
    }
    /// Seeing it reads the thread alone.
    void whatIsSeenIsRead()
    {
        auto &receipt = m_stage->transport.expects(Method::Post, u"/rooms/!r:x/receipt/m.read/$t1"_qs);
        m_window->show();
        open();
        QTRY_COMPARE(texts(), QStringList({u"second"_qs, u"aside"_qs}));
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTRY_VERIFY(receipt.isAsked());
        QCOMPARE(receipt.sent().request.body, QByteArray("{\"thread_id\":\"$2\"}"));
        QTRY_VERIFY(!m_stage->known().hasUnreadThreads);
        QTRY_COMPARE(m_dock->windowTitle(), u"Thread"_qs);
    }
    void itsTitleSaysWhatWasNotSeen()
    {
        m_dock->setAttribute(Qt::WA_DontShowOnScreen);
        open();
        QTRY_COMPARE(m_dock->windowTitle(), u"Thread (1)"_qs);
        m_stage->transport.expects(Method::Post, u"/receipt/m.read/$t1"_qs);
        m_stage->session->markRead(room, EventId(u"$t1"_qs), EventId(u"$2"_qs));
        QTRY_COMPARE(m_dock->windowTitle(), u"Thread"_qs);
    }
    void closesWithItsRoom()
    {
        m_stage->transport.holdUnexpected();
        m_window->show();
        open();
        QTRY_COMPARE(texts().size(), 2);
        m_dock->setRoom(room);
        QVERIFY(m_dock->isVisible());
        m_dock->setRoom(chat);
        QVERIFY(!m_dock->isVisible());
        QCOMPARE(texts(), QStringList());
        open();
        QTRY_COMPARE(texts().size(), 2);
    }
    void stopsWhatItPlayedEvenIfTheRowIsGone()
    {
        m_stage->transport.holdUnexpected();
        m_playback = std::make_unique<Playback>(m_stage->session->media(),
                                                [] { return std::make_unique<FakePlayer>(); });
        m_dock->view().setPlayback(*m_playback);
        m_window->show();
        open();
        TimelineItem item;
        item.key = u"$gone"_qs;
        item.media.edit().url = u"mxc://x/gone"_qs;
        Q_EMIT m_dock->findChild<TimelineView *>()->openRequested(item);
        m_playback->toggle(item);
        QCOMPARE(m_playback->key(), item.key);
        m_dock->hide();
        QCOMPARE(m_playback->key(), QString());
    }
    void escapeClosesIt()
    {
        m_stage->transport.holdUnexpected();
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        open();
        QTRY_COMPARE(texts().size(), 2);
        // As the main window gives the keyboard back to the room.
        m_window->centralWidget()->setFocusPolicy(Qt::StrongFocus);
        connect(m_dock, &ThreadDock::left, m_window->centralWidget(), qOverload<>(&QWidget::setFocus));
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!m_dock->isVisible());
        QCOMPARE(m_window->focusWidget(), m_window->centralWidget());
    }
    void escapeClosesWhatIsInsideFirst()
    {
        m_stage->transport.holdUnexpected();
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        open();
        QTRY_COMPARE(texts().size(), 2);
        auto *composer = m_dock->findChild<Composer *>();
        composer->startReply(u"$t1"_qs, u"Bob"_qs, u"aside"_qs);
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Escape);
        QVERIFY(composer->target().isEmpty());
        QVERIFY(m_dock->isVisible());
        // A letter belongs to the thread.
        m_dock->findChild<TimelineView *>()->setFocus();
        QTest::keyClick(m_window->focusWidget(), Qt::Key_A);
        QCOMPARE(composer->text(), u"a"_qs);
        m_dock->findChild<TimelineView *>()->setFocus();
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Escape);
        QVERIFY(!m_dock->isVisible());
    }
};

QTEST_MAIN(TestThreadDock)
#include "tst_threaddock.moc"
