// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomview.h"

#include "models/timelinemodel.h"
#include "session/errortext.h"
#include "session/session.h"
#include "widgets/completionpopup.h"
#include "widgets/completions.h"
#include "widgets/composer.h"
#include "widgets/composeredit.h"
#include "widgets/dropoverlay.h"
#include "widgets/emojipicker.h"
#include "widgets/findbar.h"
#include "widgets/jumpbutton.h"
#include "widgets/messagebar.h"
#include "widgets/messagecontrols.h"
#include "widgets/pictures.h"
#include "widgets/playback.h"
#include "widgets/pollwriting.h"
#include "widgets/preferences.h"
#include "widgets/roompicker.h"
#include "widgets/roomwriting.h"
#include "widgets/rowpicture.h"
#include "widgets/spellmarks.h"
#include "widgets/theme.h"
#include "widgets/timelineview.h"
#include "widgets/typingline.h"
#include "widgets/whynotwrite.h"

#include <QApplication>
#include <QDateTime>
#include <QKeyEvent>
#include <QShortcut>
#include <QTimer>
#include <QVBoxLayout>

namespace linnet {

namespace {

constexpr int MostTyping = 4; ///< TypingLine names no more

TimelineView::Older viewState(Timeline::Older state)
{
    switch (state) {
    case Timeline::Older::More:
        return TimelineView::Older::More;
    case Timeline::Older::Loading:
        return TimelineView::Older::Loading;
    case Timeline::Older::Failed:
        return TimelineView::Older::Failed;
    case Timeline::Older::Start:
        return TimelineView::Older::Start;
    }
    return TimelineView::Older::More;
}

}

RoomView::RoomView(Session &session, Avatars &avatars, Preferences &preferences, const EmojiTable &emojis,
                   Names names, QWidget *parent)
    : QWidget(parent), m_session(session), m_preferences(preferences), m_names(std::move(names)),
      m_model(new TimelineModel(this)), m_pictures(new Pictures(session.media(), this)),
      m_view(new TimelineView(avatars, this)), m_jump(new JumpButton(m_view->viewport())),
      m_find(new FindBar(session, *m_view, this)), m_typing(new TypingLine(this)),
      m_composer(new Composer(this)), m_drop(new DropOverlay(this)), m_closed(new MessageBar(this)),
      m_picker(new RoomPicker(session, preferences, *m_pictures, emojis, this)),
      m_completions(new Completions(session, *m_model, emojis, this)),
      m_writing(new RoomWriting(session, *m_composer, *m_model, *m_view, this)),
      m_controls(new MessageControls(session, *m_view, *m_model, *m_picker, this)),
      m_polls(new PollWriting(session, *this))
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_view, 1);
    auto *line = new QHBoxLayout;
    const int side = Theme::units(4, font());
    line->setContentsMargins(side, 0, side, Theme::units(1, font()));
    line->addWidget(m_typing);
    layout->addLayout(line);
    layout->addWidget(m_composer);
    layout->addWidget(m_closed);
    m_closed->hide();
    m_view->setSelf(session.self());
    m_jump->setObjectName(QStringLiteral("jump"));
    new CompletionPopup(m_composer->edit(), m_composer->box(), *m_completions, avatars, *m_pictures, this);

    connect(m_closed, &MessageBar::actionTriggered, this, [this] { Q_EMIT joinRequested(m_room); });
    connect(&session.rooms(), &RoomList::typingChanged, this, [this](const RoomId &room) {
        if (room == m_room)
            showTyping();
    });
    connect(&session.rooms(), &RoomList::changed, this, [this](const RoomId &room) {
        if (const Room *known = room == m_room ? m_session.rooms().find(room) : nullptr)
            showRoom(*known);
    });
    connectTimeline();
    connectFind();
    connectWriting();
    connect(&preferences, &Preferences::changed, this, &RoomView::applyPreferences);
    applyPreferences();
}

void RoomView::applyPreferences()
{
    m_pictures->setSettings(m_preferences.pictures());
    m_view->setDensity(m_preferences.density());
    if (m_timeline)
        m_timeline->setStateLines({true, m_preferences.areProfileChangesShown()});
    if (const Room *room = m_session.rooms().find(m_room))
        applyPreviews(*room);
}

void RoomView::applyPreviews(const Room &room)
{
    m_view->setPreviews(m_preferences.showsPreviewsIn(room) ? &m_session.previews() : nullptr);
}

RoomView::~RoomView()
{
    clear();
}

void RoomView::connectTimeline()
{
    m_view->setPictures(*m_pictures);
    connect(m_model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { onRowsInserted(first, last); });
    for (auto signal : {&TimelineView::olderWanted, &TimelineView::olderRetryRequested}) {
        connect(m_view, signal, this, [this] {
            if (m_timeline)
                m_timeline->loadOlder();
        });
    }
    connect(m_view, &TimelineView::newerWanted, this, [this] {
        if (m_timeline)
            m_timeline->loadNewer();
    });
    connect(m_view, &TimelineView::followingChanged, this, [this](bool isFollowing) {
        if (m_timeline)
            m_timeline->setFollowing(isFollowing);
        if (isFollowing)
            m_newRows = 0;
        showJump();
    });
    connect(m_view, &TimelineView::anchorChanged, m_writing, &RoomWriting::saveSoon);
    connect(m_view, &TimelineView::seen, this, &RoomView::onSeen);
    // Queued: whoever has waited for a message calls goTo() first.
    connect(
        &m_session.historyFetch(), &HistoryFetch::changed, this,
        [this](const RoomId &room) {
            if (room == m_room && m_wanted.isEmpty() && !m_session.historyFetch().isFetching(room))
                endAwaiting();
        },
        Qt::QueuedConnection);
    connect(m_view, &TimelineView::retryRequested, this,
            [this](const QString &key) { m_session.sendQueue().retry(TxnId(key)); });
    connect(m_view, &TimelineView::editRequested, this,
            [this](const QString &key) { editUnsent(TxnId(key)); });
    connect(m_view, &TimelineView::discardRequested, this,
            [this](const QString &key) { askToDiscard(TxnId(key)); });
    connect(m_view, &TimelineView::linkActivated, this, &RoomView::linkActivated);
    connect(m_view, &TimelineView::openRequested, this, &RoomView::openRequested);
    connect(m_view, &TimelineView::saveRequested, this, &RoomView::saveRequested);
    connect(m_view, &TimelineView::repliedToMissing, this, [this](const QString &key) {
        if (m_timeline)
            m_timeline->wantReply(key);
    });
    connect(m_view, &TimelineView::dateActivated, this, &RoomView::dateWanted);
    connect(m_view, &TimelineView::runToggled, this, [this](const QString &key) {
        if (m_timeline)
            m_timeline->toggleRun(key);
    });
    connect(m_view, &TimelineView::replyRequested, m_writing, &RoomWriting::reply);
    connect(m_view, &TimelineView::messageEditRequested, m_writing, &RoomWriting::edit);
    connect(m_view, &TimelineView::threadRequested, this, [this](const QString &key) {
        const int row = m_model->rowOf(key);
        if (row < 0 || m_model->item(row).event.isEmpty() || !m_thread.isEmpty())
            return;
        const TimelineItem &item = m_model->item(row);
        Q_EMIT threadRequested(item.threadRoot.isEmpty() ? item.event : item.threadRoot);
    });
    connect(m_view, &TimelineView::redactAllRequested, this, [this](const QString &key, const QPoint &at) {
        if (const int row = m_model->rowOf(key); row >= 0)
            Q_EMIT deletionWanted(m_model->item(row).sender, m_model->item(row).senderName, {}, at);
    });
    connect(m_controls, &MessageControls::messageWanted, this, &RoomView::goTo);
    connect(m_controls, &MessageControls::failed, this, &RoomView::failed);
    connect(m_controls, &MessageControls::done, this, &RoomView::done);
    connect(m_jump, &QAbstractButton::clicked, this, &RoomView::jumpToLatest);
}

void RoomView::connectFind()
{
    connect(m_find, &FindBar::wanted, this, &RoomView::goTo);
    connect(m_find, &FindBar::wordsChanged, this, [this] { markFound({}); });
    connect(m_find, &FindBar::closed, this, [this](bool hadFocus) {
        markFound({});
        if (hadFocus)
            m_view->setFocus(Qt::OtherFocusReason);
    });
}

/// Most of all in the row `key`.
void RoomView::markFound(const QString &key)
{
    m_view->setFound(m_find->words(), key);
}

void RoomView::find()
{
    const QWidget *viewport = m_view->viewport();
    const QModelIndex last = m_view->indexAt({viewport->width() / 2, viewport->height() - 1});
    const int row = last.isValid() ? last.row() : m_model->rowCount() - 1;
    m_find->open(m_room, row < 0 ? QDateTime::currentMSecsSinceEpoch() : m_model->item(row).ts);
}

void RoomView::connectWriting()
{
    connect(m_drop, &DropOverlay::dropped, m_composer, &Composer::attach);
    connect(new QShortcut(Composer::AttachKey, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut),
            &QShortcut::activated, m_composer, &Composer::chooseFiles);
    connect(m_writing, &RoomWriting::opened, this, [this](const RoomNotes &notes) {
        if (m_wanted.isEmpty())
            openTimeline(notes.anchor, notes.anchorOffset);
        else
            openTimeline(m_wanted, 0);
    });
    connect(m_composer, &Composer::emojiRequested, this, &RoomView::pickEmoji);
    connect(m_writing, &RoomWriting::sent, this, &RoomView::jumpToLatest);
    connect(m_writing, &RoomWriting::joined, this, &RoomView::joined);
    connect(m_writing, &RoomWriting::failed, this, &RoomView::failed);
    connect(m_writing, &RoomWriting::deletionWanted, this,
            [this](const RoomId &, const UserId &user, const QString &reason) {
                Q_EMIT deletionWanted(user, m_names(user), reason, m_composer->mapToGlobal(QPoint()));
            });
    const auto makePoll = [this](const RoomId &room, const QString &question) {
        m_polls->open(room, m_thread, question);
    };
    connect(m_writing, &RoomWriting::pollWanted, this, makePoll);
    connect(m_composer, &Composer::pollRequested, this, [this, makePoll] { makePoll(m_room, {}); });
    connect(m_polls, &PollWriting::sent, this, [this](const RoomId &room) {
        if (room == m_room)
            jumpToLatest();
    });
    connect(m_polls, &PollWriting::kept, this, [this](const RoomId &room) {
        if (room == m_room)
            m_composer->showNotice(tr("The poll waits here until you send or discard it."));
    });
    connect(m_writing, &RoomWriting::rowWanted, this, [this](const QString &key) {
        if (const int row = m_model->rowOf(key); row >= 0)
            show(row);
        else
            goTo(EventId(key));
    });
}

void RoomView::pickEmoji(const QPoint &at)
{
    EmojiPicker *picker = m_picker->open(m_room, m_view->abilities().canSendStickers, at, m_composer);
    connect(picker, &EmojiPicker::picked, m_composer, &Composer::insertEmoji);
    connect(picker, &EmojiPicker::imagePicked, m_composer, &Composer::insertImage);
    connect(picker, &EmojiPicker::stickerPicked, m_writing, &RoomWriting::sendSticker);
}

void RoomView::setPlayback(Playback &playback)
{
    m_playback = &playback;
    m_view->setPlayback(playback);
    const auto remember = [this](const TimelineItem &item) { m_played = item.key; };
    connect(m_view, &TimelineView::openRequested, this, remember);
    connect(m_view, &TimelineView::seekRequested, this, remember);
    connect(m_view, &TimelineView::seekRequested, &playback, &Playback::seek);
    connect(m_view, &TimelineView::speedRequested, &playback, &Playback::nextRate);
}

void RoomView::setRoom(const Room &room, const EventId &thread)
{
    if (room.id == m_room && thread == m_thread)
        return;
    clear();
    m_room = room.id;
    m_thread = thread;
    m_view->setTimeline(m_model);
    m_view->setOlderState(TimelineView::Older::Loading);
    showRoom(room);
    showTyping();
    m_completions->setRoom(m_room);
    m_writing->open(m_room, m_thread);
}

void RoomView::clear()
{
    if (m_room.isEmpty())
        return;
    m_writing->close();
    m_drop->setReady(false);
    // What plays could not be stopped any more. Its row may have gone before.
    if (m_playback && m_playback->key() == m_played)
        m_playback->stop();
    m_played.clear();
    m_find->close();
    m_completions->setRoom({});
    m_view->setTimeline(nullptr);
    m_model->setTimeline(nullptr);
    m_timeline.reset();
    m_room = {};
    m_thread = {};
    m_wanted = {};
    m_held.reset();
    m_isOpened = false;
    m_newRows = 0;
    m_jump->hide();
}

void RoomView::openTimeline(const EventId &anchor, int offset)
{
    m_isOpened = false;
    m_writing->setPlaceKnown(false);
    m_newRows = 0;
    m_model->setTimeline(nullptr);
    m_timeline = m_session.openTimeline(m_room, m_thread);
    m_timeline->setStateLines({true, m_preferences.areProfileChangesShown()});
    m_model->setTimeline(m_timeline.get());
    m_timeline->setFollowing(anchor.isEmpty());
    connect(m_timeline.get(), &Timeline::olderChanged, this, &RoomView::onOlderChanged);
    connect(m_timeline.get(), &Timeline::pageLoaded, this, &RoomView::onOlderChanged);
    connect(m_timeline.get(), &Timeline::behindChanged, this, &RoomView::onBehindChanged);
    connect(m_timeline.get(), &Timeline::opened, this, [this, anchor, offset] { onOpened(anchor, offset); });
    connect(m_timeline.get(), &Timeline::unreadChanged, this,
            [this] { Q_EMIT unreadChanged(m_timeline->unread()); });
    onOlderChanged();
    onBehindChanged();
    m_timeline->open(anchor);
}

void RoomView::onOpened(const EventId &anchor, int offset)
{
    m_isOpened = true;
    m_writing->setPlaceKnown(true);
    if (showWanted())
        return;
    if (!m_wanted.isEmpty() && m_wanted != anchor) {
        // It was asked for while another place was being read. Not now: the timeline is still speaking.
        QTimer::singleShot(0, this, [this] { goTo(EventId(m_wanted)); });
        return;
    }
    const bool isMissing = !std::exchange(m_wanted, {}).isEmpty();
    if (const int row = m_timeline->rowOf(anchor); row >= 0)
        return m_view->restoreAnchor({m_model->item(row).key, offset});
    m_timeline->setFollowing(true);
    if (!isMissing)
        return;
    endAwaiting();
    Q_EMIT notFound(anchor);
}

void RoomView::goTo(const EventId &event)
{
    m_wanted = event;
    if (m_isOpened && !event.isEmpty() && !showWanted())
        openTimeline(event, 0);
}

void RoomView::awaitMessage()
{
    if (!m_held)
        m_held.emplace();
}

void RoomView::chooseDate()
{
    const QWidget *viewport = m_view->viewport();
    const QPoint top(viewport->width() / 2, Theme::units(4, font()));
    const QModelIndex index = m_view->indexAt(top);
    const qint64 ts = index.isValid() ? m_model->item(index.row()).ts : QDateTime::currentMSecsSinceEpoch();
    Q_EMIT dateWanted(ts, viewport->mapToGlobal(top));
}

void RoomView::onSeen(const EventId &event)
{
    if (m_held)
        m_held = event;
    else if (event != m_thread) // what it began with belongs to the room
        m_session.markRead(m_room, event, m_thread);
}

void RoomView::endAwaiting()
{
    const auto held = std::exchange(m_held, std::nullopt);
    if (held && !held->isEmpty())
        m_session.markRead(m_room, *held);
}

bool RoomView::isBeingWrittenIn() const
{
    return !m_composer->text().isEmpty() && m_composer->isAncestorOf(window()->focusWidget());
}

bool RoomView::showWanted()
{
    int row = m_timeline->rowOf(m_wanted);
    if (row < 0)
        return false;
    if (m_model->item(row).runSize > 0) {
        m_timeline->toggleRun(m_model->item(row).key);
        row = m_timeline->rowOf(m_wanted);
    }
    m_wanted = {};
    if (std::exchange(m_held, std::nullopt))
        m_view->forgetSeen();
    show(row);
    return true;
}

bool RoomView::isFindingIn() const
{
    return m_find->isAncestorOf(window()->focusWidget());
}

void RoomView::show(int row)
{
    const QModelIndex index = m_model->index(row);
    m_view->restoreAnchor({m_model->item(row).key, 0});
    m_view->scrollTo(index, QAbstractItemView::PositionAtCenter);
    m_view->setCurrentIndex(index);
    markFound(m_model->item(row).key);
    if (!isFindingIn())
        m_view->setFocus(Qt::TabFocusReason); // its frame says which one it is
}

void RoomView::onOlderChanged()
{
    const Timeline::Older state = m_timeline->older();
    QString text = m_thread.isEmpty() ? m_roomName : tr("the thread", "This is the start of the thread");
    if (state == Timeline::Older::Failed)
        text = ErrorText::of(m_timeline->olderError(), ErrorText::During::History).what;
    m_view->setOlderState(viewState(state), text);
}

void RoomView::onBehindChanged()
{
    m_view->setBehind(m_timeline->isBehind());
    showJump();
}

void RoomView::onRowsInserted(int first, int last)
{
    // Nothing is asked of the view while a run opens: it would find itself at the bottom again.
    if (!m_timeline || !m_timeline->isLive() || last != m_model->rowCount() - 1 || first == 0 ||
        m_model->item(last).isInRun || m_view->isFollowing())
        return;
    for (int row = first; row <= last; ++row)
        m_newRows += m_model->item(row).isOwn ? 0 : 1;
    showJump();
}

void RoomView::showJump()
{
    const bool isUseful = m_timeline && (!m_view->isFollowing() || m_timeline->isBehind());
    // Rows are counted as they come, and none come while there is a gap before what is new.
    m_jump->setCount(m_newRows, m_timeline && m_timeline->isBehind());
    m_jump->setVisible(isUseful);
}

void RoomView::showRoom(const Room &room)
{
    m_roomName = room.name;
    m_pictures->setRoom(room);
    applyPreviews(room);
    m_controls->setRoom(room, !m_thread.isEmpty());
    if (m_thread.isEmpty()) {
        m_composer->setRoomName(room.name);
        m_drop->setRoomName(room.name);
    } else {
        m_composer->setHint(tr("Answer in the thread…"));
        m_drop->setHint(tr("Drop to send to the thread"));
    }
    m_composer->setCanPoll(m_view->abilities().canPoll);
    m_composer->setMayMentionRoom(room.powerLevels.powerOf(m_session.self()) >= room.powerLevels.notifyRoom);
    const QString why = whyNotWrite(room, m_session.self());
    // What is typed must not go on in the bar's button.
    if (!why.isEmpty() && m_composer->isAncestorOf(QApplication::focusWidget()))
        m_view->setFocus(Qt::OtherFocusReason);
    m_closed->setMessage(MessageBar::Tone::Information, why);
    m_closed->setAction(room.membership == Membership::Leave ? tr("Join again") : QString());
    m_closed->setVisible(!why.isEmpty());
    m_composer->setVisible(why.isEmpty());
    m_drop->setReady(why.isEmpty());
}

void RoomView::showTyping()
{
    QStringList names;
    const QList<UserId> users = m_session.rooms().typing(m_room).first(
        qMin(m_session.rooms().typing(m_room).size(), qsizetype(MostTyping)));
    for (const UserId &user : users) {
        QString name = m_names(user);
        for (int row = m_model->rowCount() - 1; name.isEmpty() && row >= 0; --row) {
            if (m_model->item(row).sender == user)
                name = m_model->item(row).senderName;
        }
        names << (name.isEmpty() ? user.toString() : name);
    }
    m_typing->setNames(names);
}

void RoomView::jumpToLatest()
{
    if (!m_timeline)
        return;
    m_newRows = 0;
    if (m_timeline->isBehind())
        m_timeline->jumpToLatest();
    m_view->scrollToLatest();
    showJump();
}

QList<TimelineItem> RoomView::shownPictures() const
{
    QList<TimelineItem> shown;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const TimelineItem &item = m_model->item(row);
        if (item.kind == TimelineItem::Kind::Image && RowPicture::isShown(item) &&
            !m_pictures->isHidden(item))
            shown.append(item);
    }
    return shown;
}

void RoomView::focusComposer()
{
    if (m_composer->isVisibleTo(this))
        m_composer->focusText();
    else
        m_view->setFocus(Qt::OtherFocusReason);
}

void RoomView::setSpelling(SpellChecker *spelling)
{
    m_composer->edit().spelling().setChecker(spelling);
}

bool RoomView::takeKey(QKeyEvent *event)
{
    if (m_room.isEmpty())
        return false;
    const int page = m_view->viewport()->height() * 9 / 10;
    if (event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown) {
        m_view->scrollByPixels(event->key() == Qt::Key_PageUp ? -page : page);
        return true;
    }
    const bool isText = !event->text().isEmpty() && event->text().at(0).isPrint() &&
                        !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (!isText || !m_composer->isVisibleTo(this))
        return false;
    m_composer->typeKey(event);
    return true;
}

/// What nobody within had a use for.
void RoomView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_find->isVisible())
        m_find->close();
    else
        QWidget::keyPressEvent(event);
}

void RoomView::editUnsent(const TxnId &txn)
{
    m_writing->editUnsent(txn);
}

void RoomView::askToDiscard(const TxnId &txn)
{
    if (const auto item = m_writing->unsent(txn))
        Q_EMIT discardRequested(*item);
}

void RoomView::saveNotes()
{
    m_writing->save();
}

}
