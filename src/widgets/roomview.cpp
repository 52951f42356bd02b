// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomview.h"

#include "models/timelinemodel.h"
#include "session/roomservers.h"
#include "session/session.h"
#include "widgets/composer.h"
#include "widgets/composeredit.h"
#include "widgets/findbar.h"
#include "widgets/knownnames.h"
#include "widgets/messagecontrols.h"
#include "widgets/pictures.h"
#include "widgets/playback.h"
#include "widgets/preferences.h"
#include "widgets/roomhistory.h"
#include "widgets/roompicker.h"
#include "widgets/roomreading.h"
#include "widgets/roomwriting.h"
#include "widgets/rowpicture.h"
#include "widgets/spellmarks.h"
#include "widgets/theme.h"
#include "widgets/timelineview.h"
#include "widgets/typingline.h"
#include "widgets/writingarea.h"

#include <QDateTime>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace linnet {

RoomView::RoomView(Session &session, Avatars &avatars, Preferences &preferences, const EmojiTable &emojis,
                   Names names, QWidget *parent)
    : QWidget(parent), m_session(session), m_preferences(preferences), m_names(std::move(names)),
      m_model(new TimelineModel(this)), m_pictures(new Pictures(session.media(), this)),
      m_known(new KnownNames(session, this)), m_view(new TimelineView(avatars, this)),
      m_history(new RoomHistory(session, *m_model, *m_view, this)),
      m_reading(new RoomReading(session, *m_view, *m_history, this)),
      m_find(new FindBar(session, *m_view, this)), m_typing(new TypingLine(this)),
      m_picker(new RoomPicker(session, preferences, *m_pictures, emojis, this)),
      m_area(new WritingArea(session, avatars, *m_pictures, *m_picker, *m_model, *m_view, this)),
      m_controls(new MessageControls(session, *m_view, *m_model, *m_picker, this))
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
    layout->addWidget(m_area);
    m_view->setSelf(session.self());
    m_view->setPictures(*m_pictures);
    m_view->setNames(*m_known);

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
    m_history->setStateLines({true, m_preferences.areProfileChangesShown()});
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
    connect(m_history, &RoomHistory::rowShown, this, &RoomView::onRowShown);
    connect(m_history, &RoomHistory::notFound, this, &RoomView::notFound);
    connect(m_history, &RoomHistory::threadReached, this, &RoomView::threadReached);
    connect(m_history, &RoomHistory::unreadChanged, this, &RoomView::unreadChanged);
    connect(m_view, &TimelineView::retryRequested, this,
            [this](const QString &key) { m_session.sendQueue().retry(TxnId(key)); });
    connect(m_view, &TimelineView::editRequested, this,
            [this](const QString &key) { editUnsent(TxnId(key)); });
    connect(m_view, &TimelineView::discardRequested, this,
            [this](const QString &key) { askToDiscard(TxnId(key)); });
    connect(m_view, &TimelineView::linkActivated, this, &RoomView::linkActivated);
    connect(m_view, &TimelineView::openRequested, this, &RoomView::openRequested);
    connect(m_view, &TimelineView::openElsewhereRequested, this, &RoomView::openElsewhereRequested);
    connect(m_view, &TimelineView::enlargeRequested, this, &RoomView::enlargeRequested);
    connect(m_view, &TimelineView::saveRequested, this, &RoomView::saveRequested);
    connect(m_view, &TimelineView::dateActivated, this, &RoomView::dateWanted);
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
    connect(m_view, &TimelineView::redactManyRequested, this, &RoomView::deletionOfWanted);
    connect(m_controls, &MessageControls::messageWanted, m_history, &RoomHistory::goTo);
    connect(m_controls, &MessageControls::failed, this, &RoomView::failed);
    connect(m_controls, &MessageControls::done, this, &RoomView::done);
}

void RoomView::connectFind()
{
    connect(m_find, &FindBar::wanted, m_history, &RoomHistory::goTo);
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
    if (m_room.isEmpty())
        return;
    const QWidget *viewport = m_view->viewport();
    const QModelIndex last = m_view->indexAt({viewport->width() / 2, viewport->height() - 1});
    const int row = last.isValid() ? last.row() : m_model->rowCount() - 1;
    m_find->open(m_room, row < 0 ? QDateTime::currentMSecsSinceEpoch() : m_model->item(row).ts);
}

void RoomView::connectWriting()
{
    RoomWriting *writing = &m_area->writing();
    connect(writing, &RoomWriting::opened, m_history,
            [this](const RoomNotes &notes) { m_history->open(notes.anchor, notes.anchorOffset); });
    connect(writing, &RoomWriting::sent, m_history, &RoomHistory::jumpToLatest);
    connect(writing, &RoomWriting::rowWanted, m_history, &RoomHistory::goToRow);
    connect(writing, &RoomWriting::joined, this, &RoomView::joined);
    connect(writing, &RoomWriting::failed, this, &RoomView::failed);
    connect(m_history, &RoomHistory::placeKnown, writing, &RoomWriting::setPlaceKnown);
    connect(m_view, &TimelineView::anchorChanged, writing, &RoomWriting::saveSoon);
    connect(m_view, &TimelineView::replyRequested, writing, &RoomWriting::reply);
    connect(m_view, &TimelineView::messageEditRequested, writing, &RoomWriting::edit);
    connect(&m_area->composer(), &Composer::deleteRequested, this, [this](const QString &key) {
        int row = m_model->rowOf(key);
        if (row < 0)
            row = m_model->rowOfEvent(EventId(key)); // of a draft from before a restart
        if (row >= 0 && m_model->item(row).event.isEmpty())
            askToDiscard(TxnId(key));
        else if (row >= 0)
            m_view->trigger(row, {RowHit::Part::Redact, {}, {}});
    });
    connect(m_area, &WritingArea::joinRequested, this, &RoomView::joinRequested);
    connect(m_area, &WritingArea::successorRequested, this, &RoomView::successorRequested);
    connect(m_area, &WritingArea::deletionWanted, this,
            [this](const UserId &user, const QString &reason, const QPoint &at) {
                Q_EMIT deletionWanted(user, m_names(user), reason, at);
            });
}

void RoomView::setPlayback(Playback &playback)
{
    m_playback = &playback;
    m_view->setPlayback(playback);
    const auto remember = [this](const TimelineItem &item) { m_played = item.key; };
    connect(m_view, &TimelineView::openRequested, this, remember);
    connect(m_view, &TimelineView::seekRequested, this, remember);
    connect(m_view, &TimelineView::seekRequested, &playback, &Playback::seek);
    connect(m_view, &TimelineView::stepRequested, &playback, &Playback::step);
    connect(m_view, &TimelineView::speedRequested, &playback, &Playback::nextRate);
    connect(m_view, &TimelineView::muteRequested, &playback, &Playback::toggleMuted);
}

void RoomView::setRoom(const Room &room, const EventId &thread)
{
    if (room.id == m_room && thread == m_thread)
        return;
    clear();
    m_room = room.id;
    m_thread = thread;
    m_view->setServers(serversOf(room));
    m_known->setRoom(m_room);
    m_history->setRoom(m_room, m_thread);
    m_reading->setRoom(m_room, m_thread);
    showRoom(room);
    showTyping();
    m_area->open(m_room, m_thread);
}

void RoomView::clear()
{
    if (m_room.isEmpty())
        return;
    m_area->close();
    // What plays could not be stopped any more. Its row may have gone before.
    if (m_playback)
        m_playback->leave(m_played);
    m_played.clear();
    m_find->close();
    m_history->close();
    m_reading->setRoom({}, {});
    m_known->setRoom({});
    m_room = {};
    m_thread = {};
}

void RoomView::goTo(const EventId &event)
{
    m_history->goTo(event);
}

void RoomView::awaitMessage()
{
    m_reading->hold();
}

void RoomView::chooseDate()
{
    if (m_room.isEmpty())
        return;
    const QWidget *viewport = m_view->viewport();
    const QPoint top(viewport->width() / 2, Theme::units(4, font()));
    const QModelIndex index = m_view->indexAt(top);
    const qint64 ts = index.isValid() ? m_model->item(index.row()).ts : QDateTime::currentMSecsSinceEpoch();
    Q_EMIT dateWanted(ts, viewport->mapToGlobal(top));
}

bool RoomView::isBeingWrittenIn() const
{
    const Composer &composer = m_area->composer();
    return !composer.text().isEmpty() && composer.isAncestorOf(window()->focusWidget());
}

bool RoomView::isFindingIn() const
{
    return m_find->isAncestorOf(window()->focusWidget());
}

void RoomView::onRowShown(const QString &key)
{
    markFound(key);
    if (!isFindingIn())
        m_view->setFocus(Qt::TabFocusReason); // its frame says which one it is
}

void RoomView::showRoom(const Room &room)
{
    const bool isThread = !m_thread.isEmpty();
    m_pictures->setRoom(room);
    applyPreviews(room);
    m_controls->setRoom(room, isThread);
    m_history->setName(isThread ? tr("the thread", "This is the start of the thread") : room.name);
    m_area->setRoom(room, isThread);
}

void RoomView::showTyping()
{
    QStringList names;
    for (const TypingPerson &person : m_session.rooms().typing(m_room))
        names << person.name;
    m_typing->setNames(names);
}

void RoomView::jumpToLatest()
{
    m_history->jumpToLatest();
}

void RoomView::jumpToUnread()
{
    m_history->jumpToUnread();
}

QString RoomView::nameOf(const UserId &user) const
{
    return m_known->of(user.toString());
}

QList<TimelineItem> RoomView::shownPictures() const
{
    QList<TimelineItem> shown;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const TimelineItem &item = m_model->item(row);
        const bool isVideo = item.kind == TimelineItem::Kind::Video;
        if (RowPicture::isShown(item) && !m_pictures->isHidden(item) &&
            (!isVideo || (m_playback && m_playback->canPlay(item))))
            shown.append(item);
    }
    return shown;
}

void RoomView::focusComposer()
{
    // Something else may stand in the place of a room.
    if (!isVisibleTo(window()))
        return;
    if (m_area->composer().isVisibleTo(this))
        m_area->composer().focusText();
    else
        m_view->setFocus(Qt::OtherFocusReason);
}

void RoomView::setSpelling(SpellChecker *spelling)
{
    m_area->composer().edit().spelling().setChecker(spelling);
}

void RoomView::setJoinGuard(JoinGuard guard)
{
    m_area->writing().setJoinGuard(std::move(guard));
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
    const bool isWriting = isText || event->matches(QKeySequence::Paste);
    if (!isWriting || !m_area->composer().isVisibleTo(this))
        return false;
    m_area->composer().typeKey(event);
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
    m_area->writing().editUnsent(txn);
}

void RoomView::askToDiscard(const TxnId &txn)
{
    if (const auto item = RoomWriting::unsent(m_session.sendQueue(), txn))
        Q_EMIT discardRequested(*item);
}

void RoomView::saveNotes()
{
    m_area->writing().save();
}

}
