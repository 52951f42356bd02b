// SPDX-License-Identifier: GPL-3.0-or-later
#include "timelinetesting.h"

#include "session/apiclient.h"
#include "session/mediacache.h"
#include "support/fakeclock.h"
#include "support/faketransport.h"
#include "widgets/fakeplayer.h"
#include "widgets/pictures.h"
#include "widgets/timelineaccessible.h"

#include <QMouseEvent>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThreadPool>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

using Part = RowLayout::Part;

namespace {

TimelineItem video(int n)
{
    TimelineItem item = fake::row(n, u"film.webm"_qs);
    item.kind = TimelineItem::Kind::Video;
    item.media.edit().url = u"mxc://x/film%1"_qs.arg(n);
    item.media.edit().fileName = item.text;
    item.media.edit().width = 320;
    item.media.edit().height = 180;
    item.media.edit().durationMs = 40'000;
    return item;
}

}

/// Sound and video that play in a timeline, by mouse, by keyboard and for a screen reader.
class TestTimelinePlaying : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeTransport> m_server;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<ApiClient> m_api;
    std::unique_ptr<MediaCache> m_media;
    std::unique_ptr<Playback> m_playback;
    FakePlayer *m_player = nullptr; ///< once something was played
    std::unique_ptr<TimelineStage> m_stage;

    /// As MediaDesk and RoomView have it.
    void open(const QList<TimelineItem> &items)
    {
        m_stage = std::make_unique<TimelineStage>(items);
        TimelineView &view = m_stage->view;
        view.setPlayback(*m_playback);
        connect(&view, &TimelineView::openRequested, m_playback.get(), &Playback::toggle);
        connect(&view, &TimelineView::seekRequested, m_playback.get(), &Playback::seek);
        connect(&view, &TimelineView::stepRequested, m_playback.get(), &Playback::step);
        connect(&view, &TimelineView::muteRequested, m_playback.get(), &Playback::toggleMuted);
        TimelineStage::settle();
    }
    void expect(int n)
    {
        m_server->expects(Request::Method::Get, u"download/x/film%1"_qs.arg(n))
            .replies(200, QByteArray("\x1a\x45\0", 3));
    }
    Playback::Look look(int row) const { return m_playback->look(m_stage->model.item(row).key); }
    RowLayout layout(int row) const
    {
        RowStyle style(m_stage->view, m_stage->view.viewport()->width());
        style.canPlay = true;
        return RowLayout(m_stage->model.item(row), style, false);
    }
    QPoint middleOf(int row, const QRect &part) const { return m_stage->rect(row).topLeft() + part.center(); }
    void clickOn(int row, const QRect &part) { m_stage->click(middleOf(row, part)); }
    /// Plays it by a click.
    void play(int row)
    {
        clickOn(row, layout(row).card);
        QTRY_VERIFY(look(row).isActive());
        m_player->length = 40'000;
    }
    QString spokenOf(int row)
    {
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&m_stage->view);
        return list->child(row)->text(QAccessible::Name);
    }
    void press(Qt::Key key) { QTest::keyClick(&m_stage->view, key); }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<FakeTransport>();
        m_clock = std::make_unique<FakeClock>();
        m_api = std::make_unique<ApiClient>(*m_server, *m_clock, Server{}, "token");
        m_media = std::make_unique<MediaCache>(*m_api, m_folder->path());
        m_player = nullptr;
        m_playback = std::make_unique<Playback>(*m_media, [this] {
            auto player = std::make_unique<FakePlayer>();
            m_player = player.get();
            return player;
        });
    }
    void cleanup()
    {
        m_stage.reset();
        m_playback.reset();
        m_media.reset();
        QThreadPool::globalInstance()->waitForDone();
    }

    void aVideoPlaysInItsRow()
    {
        open({fake::row(0), video(1), fake::row(2)});
        QCOMPARE(m_server->sent().size(), 0); // nothing before the click
        const QRect before = m_stage->rect(1);
        expect(1);
        play(1);
        m_player->show(Qt::red, {320, 180});
        const QRect card = layout(1).card.translated(m_stage->rect(1).topLeft());
        const QPoint aside(card.x() + card.width() / 4, card.y() + card.height() / 4);
        QCOMPARE(m_stage->picture().pixelColor(aside), QColor(Qt::red));
        QCOMPARE(m_stage->rect(1), before);
        clickOn(1, layout(1).card);
        QVERIFY(look(1).state == Playback::Look::State::Paused);
        clickOn(1, layout(1).seek);
        QVERIFY(m_player->plays && qAbs(m_player->at - 20'000) < 1000);
        clickOn(1, layout(1).mute);
        QVERIFY(m_player->muted);
        QSignalSpy large(&m_stage->view, &TimelineView::enlargeRequested);
        clickOn(1, layout(1).enlarge);
        QCOMPARE(large.size(), 1);
        QVERIFY(m_player->plays);
    }
    void theSeekLineIsDragged_data()
    {
        QTest::addColumn<bool>("isVideo");
        QTest::newRow("video") << true;
        QTest::newRow("sound") << false;
    }
    void theSeekLineIsDragged()
    {
        QFETCH(bool, isVideo);
        TimelineItem item = video(1);
        if (!isVideo)
            item.kind = TimelineItem::Kind::Audio;
        open({fake::row(0), item, fake::row(2)});
        expect(1);
        play(1);
        QWidget *viewport = m_stage->view.viewport();
        const QRect seek = layout(1).seek.translated(m_stage->rect(1).topLeft());
        const auto moveTo = [viewport](const QPoint &at) {
            QMouseEvent move(QEvent::MouseMove, at, viewport->mapToGlobal(at), Qt::NoButton, Qt::LeftButton,
                             Qt::NoModifier);
            QCoreApplication::sendEvent(viewport, &move);
        };
        const int y = seek.center().y();
        QTest::mousePress(viewport, Qt::LeftButton, {}, {seek.left() + seek.width() / 4, y});
        const QImage before = m_stage->picture();
        moveTo({seek.center().x(), y + 60});   // the hand leaves the line
        QVERIFY(m_stage->picture() != before); // one sees where to
        QCOMPARE(m_player->at, 0);             // but the player does not jump about
        moveTo({seek.left() + seek.width() * 3 / 4, y - 60});
        QTest::mouseRelease(viewport, Qt::LeftButton, {}, {seek.left() + seek.width() * 3 / 4, y - 60});
        QVERIFY2(qAbs(m_player->at - 30'000) < 1000, qPrintable(QString::number(m_player->at)));
        QCOMPARE(m_stage->view.selectedText(), QString());
        // Beyond its beginning is its beginning.
        QTest::mousePress(viewport, Qt::LeftButton, {}, seek.center());
        moveTo({seek.left() - 50, y});
        QTest::mouseRelease(viewport, Qt::LeftButton, {}, {seek.left() - 50, y});
        QCOMPARE(m_player->at, 0);
        QVERIFY(m_player->plays);
    }
    void whatIsDraggedMayGo()
    {
        open({fake::row(0), video(1), fake::row(2)});
        expect(1);
        play(1);
        const QRect seek = layout(1).seek.translated(m_stage->rect(1).topLeft());
        QTest::mousePress(m_stage->view.viewport(), Qt::LeftButton, {}, seek.center());
        m_stage->apply(fake::remove(1, 1));
        QTest::mouseRelease(m_stage->view.viewport(), Qt::LeftButton, {}, seek.center());
        QCOMPARE(m_player->at, 0);
    }
    void aDoubleClickOpensItLarge()
    {
        open({fake::row(0), video(1)});
        m_server->holdUnexpected();
        QSignalSpy opened(&m_stage->view, &TimelineView::openRequested);
        QSignalSpy large(&m_stage->view, &TimelineView::enlargeRequested);
        const QPoint middle = middleOf(1, layout(1).card);
        m_stage->click(middle);
        QTest::mouseDClick(m_stage->view.viewport(), Qt::LeftButton, {}, middle);
        QCOMPARE(large.size(), 1);
        QCOMPARE(opened.size(), 1);
    }
    void restsWhenItIsScrolledAway()
    {
        QList<TimelineItem> items{video(0)};
        items.append(fake::rows(1, 100));
        open(items);
        m_stage->scrollTo(0);
        expect(0);
        play(0);
        const auto frames = [this] {
            for (int i = 0; i < 40; ++i) {
                m_player->show(i % 2 == 0 ? Qt::red : Qt::blue);
                TimelineStage::settle();
                m_stage->view.viewport()->repaint();
            }
        };
        frames();
        QVERIFY(m_player->plays);
        m_stage->view.scrollToLatest();
        TimelineStage::settle();
        frames();
        QVERIFY(!m_player->plays);
        QVERIFY(look(0).state == Playback::Look::State::Paused);
    }
    void keysPlaySeekAndRest()
    {
        open({fake::row(0), video(1)});
        press(Qt::Key_End);
        QCOMPARE(m_stage->view.currentIndex().row(), 1);
        expect(1);
        press(Qt::Key_Space);
        QTRY_VERIFY(m_player && m_player->plays);
        m_player->length = 40'000;
        press(Qt::Key_Right);
        press(Qt::Key_Right);
        QCOMPARE(m_player->at, 10'000);
        press(Qt::Key_Left);
        QCOMPARE(m_player->at, 5'000);
        press(Qt::Key_Space);
        QVERIFY(!m_player->plays);
        m_stage->view.setLayoutDirection(Qt::RightToLeft);
        press(Qt::Key_Left);
        QCOMPARE(m_player->at, 10'000);
    }
    void keysAreTheComposersUnlessItPlays()
    {
        open({fake::row(0), video(1)});
        m_server->holdUnexpected();
        QSignalSpy opened(&m_stage->view, &TimelineView::openRequested);
        clickOn(1, layout(1).textRect.isNull() ? layout(1).avatar : layout(1).textRect);
        QCOMPARE(m_stage->view.currentIndex().row(), 1);
        press(Qt::Key_Space);
        QCOMPARE(opened.size(), 0);
    }
    void keysWorkOnWhatWasClicked()
    {
        open({fake::row(0), video(1)});
        expect(1);
        play(1);
        press(Qt::Key_Space);
        QVERIFY(!m_player->plays);
    }
    void aScreenReaderSaysWhatPlays()
    {
        open({fake::row(0), video(1)});
        QVERIFY(spokenOf(1).contains(u"Video, film.webm, 0:40"));
        expect(1);
        play(1);
        m_player->show(Qt::red);
        m_player->moveTo(12'000);
        QVERIFY2(spokenOf(1).contains(u"Video, film.webm, Playing, 0:12 / 0:40"), qPrintable(spokenOf(1)));
        QAccessibleInterface *row = QAccessible::queryAccessibleInterface(&m_stage->view)->child(1);
        QAccessibleActionInterface *actions = row->actionInterface();
        QVERIFY(actions->actionNames().contains(u"Open large"_qs));
        actions->doAction(u"Pause"_qs);
        QVERIFY(!m_player->plays);
        QVERIFY(spokenOf(1).contains(u"Paused, 0:12 / 0:40"));
        QVERIFY(actions->actionNames().contains(u"Play"_qs));
        actions->doAction(u"Forward 5 second(s)"_qs);
        QCOMPARE(m_player->at, 17'000);
    }
    void theMenuHasTheSame()
    {
        open({fake::row(0), video(1)});
        QSignalSpy elsewhere(&m_stage->view, &TimelineView::openElsewhereRequested);
        QMenu *menu = openMenu(*m_stage, middleOf(1, layout(1).card));
        const QStringList texts = textsOf(*menu);
        QVERIFY(texts.contains(u"Play"_qs) && texts.contains(u"Open large"_qs));
        QVERIFY(!texts.contains(u"Pause"_qs));
        actionOf(*menu, u"Open in another program"_qs)->trigger();
        QCOMPARE(elsewhere.size(), 1);
    }
    void thatOfAStrangerIsHiddenFirst()
    {
        Pictures pictures(*m_media); // without a room all are
        TimelineItem item = video(1);
        item.media.edit().thumbnailUrl = u"mxc://x/poster"_qs;
        open({fake::row(0), item});
        m_stage->view.setPictures(pictures);
        TimelineStage::settle();
        m_stage->picture();
        press(Qt::Key_End);
        QCOMPARE(m_server->sent().size(), 0);
        m_server->holdUnexpected();
        press(Qt::Key_Space);
        m_stage->picture();
        QVERIFY(!pictures.isHidden(m_stage->model.item(1)));
        QCOMPARE(m_playback->key(), QString());
        press(Qt::Key_Space);
        QCOMPARE(m_playback->key(), m_stage->model.item(1).key);
        m_stage.reset();
    }
};

QTEST_MAIN(TestTimelinePlaying)
#include "tst_timelineplaying.moc"
