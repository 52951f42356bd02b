// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomview.h"

#include "matrix/content.h"
#include "models/timelinemodel.h"
#include "session/errortext.h"
#include "session/session.h"
#include "widgets/composer.h"
#include "widgets/jumpbutton.h"
#include "widgets/messagebar.h"
#include "widgets/theme.h"
#include "widgets/timelineview.h"
#include "widgets/typedtext.h"
#include "widgets/typingline.h"
#include "widgets/whynotwrite.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPointer>
#include <QVBoxLayout>

namespace linnet {

namespace {

constexpr std::chrono::milliseconds NoteDelay{500};
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

RoomView::RoomView(Session &session, Avatars &avatars, Names names, QWidget *parent)
    : QWidget(parent), m_session(session), m_names(std::move(names)), m_model(new TimelineModel(this)),
      m_view(new TimelineView(avatars, this)), m_jump(new JumpButton(m_view->viewport())),
      m_typing(new TypingLine(this)), m_composer(new Composer(this)), m_closed(new MessageBar(this))
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
    setFocusProxy(m_composer);
    setTabOrder(m_view, m_composer);

    m_noteTimer.setSingleShot(true);
    m_noteTimer.setInterval(NoteDelay);
    connect(&m_noteTimer, &QTimer::timeout, this, &RoomView::saveNotes);
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
    connectComposer();
}

RoomView::~RoomView()
{
    clear();
}

void RoomView::connectTimeline()
{
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
    connect(m_view, &TimelineView::anchorChanged, this, &RoomView::noteSoon);
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
    connect(m_jump, &QAbstractButton::clicked, this, &RoomView::jumpToLatest);
}

void RoomView::connectComposer()
{
    connect(m_composer, &Composer::sendRequested, this, &RoomView::send);
    connect(m_composer, &Composer::textEdited, this, &RoomView::noteSoon);
    connect(m_composer, &Composer::typingChanged, this,
            [this](bool isTyping) { m_session.setTyping(m_room, isTyping); });
}

void RoomView::setRoom(const Room &room)
{
    if (room.id == m_room)
        return;
    clear();
    m_room = room.id;
    m_view->setTimeline(m_model);
    m_view->setOlderState(TimelineView::Older::Loading);
    showRoom(room);
    showTyping();
    m_opening = std::make_unique<QObject>();
    m_session.store().notes(m_room).then(m_opening.get(), [this](const Result<RoomNotes> &result) {
        m_opening.release()->deleteLater(); // this runs inside of what belongs to it
        open(result ? *result : RoomNotes());
        if (!result) {
            // What cannot be read must not be written over, unless by something newer.
            m_areNotesKept = false;
            m_composer->showNotice(
                tr("The draft of this room could not be read. %1").arg(ErrorText::of(result.error()).what));
        }
    });
}

void RoomView::clear()
{
    if (m_room.isEmpty())
        return;
    saveNotes();
    m_session.setTyping(m_room, false);
    m_opening.reset();
    m_view->setTimeline(nullptr);
    m_model->setTimeline(nullptr);
    m_timeline.reset();
    m_composer->setText({});
    m_room = {};
    m_wanted = {};
    m_held.reset();
    m_notes = {};
    m_toEdit.clear();
    m_isOpened = false;
    m_newRows = 0;
    m_jump->hide();
}

void RoomView::open(const RoomNotes &notes)
{
    // Somebody may have begun to write while the draft was being read.
    const QString typed = m_composer->text();
    m_areNotesKept = true;
    m_notes = notes;
    m_composer->setText(notes.draft + typed);
    if (m_wanted.isEmpty())
        openTimeline(notes.anchor, notes.anchorOffset);
    else
        openTimeline(m_wanted, 0);
}

void RoomView::openTimeline(const EventId &anchor, int offset)
{
    m_isOpened = false;
    m_newRows = 0;
    m_model->setTimeline(nullptr);
    m_timeline = m_session.openTimeline(m_room);
    m_model->setTimeline(m_timeline.get());
    m_timeline->setFollowing(anchor.isEmpty());
    connect(m_timeline.get(), &Timeline::olderChanged, this, &RoomView::onOlderChanged);
    connect(m_timeline.get(), &Timeline::pageLoaded, this, &RoomView::onOlderChanged);
    connect(m_timeline.get(), &Timeline::behindChanged, this, &RoomView::onBehindChanged);
    connect(m_timeline.get(), &Timeline::opened, this, [this, anchor, offset] { onOpened(anchor, offset); });
    onOlderChanged();
    onBehindChanged();
    m_timeline->open(anchor);
    for (const TxnId &txn : std::exchange(m_toEdit, {}))
        editUnsent(txn);
}

void RoomView::onOpened(const EventId &anchor, int offset)
{
    m_isOpened = true;
    if (showWanted())
        return;
    if (!m_wanted.isEmpty() && m_wanted != anchor) {
        // It was asked for while another place was being read. Not now: the timeline is still speaking.
        QTimer::singleShot(0, this, [this] { goTo(EventId(m_wanted)); });
        return;
    }
    const bool isMissing = !std::exchange(m_wanted, {}).isEmpty();
    for (const TimelineItem &item : m_timeline->items()) {
        if (!anchor.isEmpty() && item.event == anchor)
            return m_view->restoreAnchor({item.key, offset});
    }
    m_timeline->setFollowing(true);
    if (!isMissing)
        return;
    endAwaiting();
    Q_EMIT notFound();
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

void RoomView::onSeen(const EventId &event)
{
    if (m_held)
        m_held = event;
    else
        m_session.markRead(m_room, event);
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
    for (int row = 0; !m_wanted.isEmpty() && row < m_model->rowCount(); ++row) {
        if (m_model->item(row).event != m_wanted)
            continue;
        m_wanted = {};
        if (std::exchange(m_held, std::nullopt))
            m_view->forgetSeen();
        const QModelIndex index = m_model->index(row);
        m_view->restoreAnchor({m_model->item(row).key, 0});
        m_view->scrollTo(index, QAbstractItemView::PositionAtCenter);
        m_view->setCurrentIndex(index);
        m_view->setFocus(Qt::TabFocusReason); // its frame says which one it is
        return true;
    }
    return false;
}

void RoomView::onOlderChanged()
{
    const Timeline::Older state = m_timeline->older();
    QString text = m_roomName;
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
    if (!m_timeline || !m_timeline->isLive() || last != m_model->rowCount() - 1 || first == 0 ||
        m_view->isFollowing())
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
    m_composer->setRoomName(room.name);
    const QString why = whyNotWrite(room, m_session.self());
    // What is typed must not go on in the bar's button.
    if (!why.isEmpty() && m_composer->isAncestorOf(QApplication::focusWidget()))
        m_view->setFocus(Qt::OtherFocusReason);
    m_closed->setMessage(MessageBar::Tone::Information, why);
    m_closed->setAction(room.membership == Membership::Leave ? tr("Join again") : QString());
    m_closed->setVisible(!why.isEmpty());
    m_composer->setVisible(why.isEmpty());
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

void RoomView::focusComposer()
{
    if (m_composer->isVisibleTo(this))
        m_composer->focusText();
    else
        m_view->setFocus(Qt::OtherFocusReason);
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

std::optional<OutboxItem> RoomView::unsent(const TxnId &txn) const
{
    const QList<OutboxItem> items = m_session.sendQueue().items(m_room);
    for (const OutboxItem &item : items) {
        if (item.txn == txn && item.sentAs.isEmpty())
            return item;
    }
    return std::nullopt;
}

void RoomView::editUnsent(const TxnId &txn)
{
    if (!m_timeline) {
        m_toEdit << txn;
        return;
    }
    const auto item = unsent(txn);
    const bool isWritable = m_composer->isVisibleTo(this);
    if (!item || !isWritable || m_session.sendQueue().isSending(txn))
        return;
    const MessageContent content = readMessage(item->content);
    const QString text = TypedText::write(content.body, content.msgtype == QLatin1String("m.emote"));
    const QString before = m_composer->text();
    m_composer->setText(before.isEmpty() ? text : before + u'\n' + text);
    // The draft is on disk before the message leaves it: a crash in between loses nothing.
    m_areNotesKept = true;
    saveNotes();
    m_session.sendQueue().discard(txn);
    focusComposer();
}

void RoomView::send(const QString &text, bool isEmote)
{
    const Result<TxnId> sent = m_session.sendText(m_room, text, isEmote);
    if (!sent) {
        m_composer->setText(TypedText::write(text, isEmote));
        m_composer->showNotice(ErrorText::of(sent.error(), ErrorText::During::Sending).what);
        return;
    }
    saveNotes(); // else a crash would bring the text back as a draft
    jumpToLatest();
}

void RoomView::askToDiscard(const TxnId &txn)
{
    if (const auto item = unsent(txn))
        Q_EMIT discardRequested(*item);
}

void RoomView::noteSoon()
{
    // The first anchor and the draft that was just read are no news.
    if (!m_timeline)
        return;
    m_areNotesKept = m_areNotesKept || !m_composer->text().isEmpty();
    m_noteTimer.start();
}

RoomNotes RoomView::notes() const
{
    // Where one was, until the rows are there to be somewhere else.
    RoomNotes notes = m_notes;
    notes.draft = m_composer->text();
    if (!m_isOpened)
        return notes;
    notes.anchor = {};
    notes.anchorOffset = 0;
    const TimelineAnchor anchor = m_view->anchor();
    int row = m_model->rowOf(anchor.key);
    // What was not sent yet has no id to come back to.
    while (row > 0 && m_model->item(row).event.isEmpty())
        --row;
    if (row >= 0 && !m_model->item(row).event.isEmpty()) {
        notes.anchor = m_model->item(row).event;
        notes.anchorOffset = m_model->item(row).key == anchor.key ? anchor.offset : 0;
    }
    return notes;
}

void RoomView::saveNotes()
{
    m_noteTimer.stop();
    // A room that was forgotten leaves nothing here.
    if (!m_session.rooms().find(m_room))
        return;
    if (m_timeline && m_areNotesKept)
        handOver(m_session.store().setNotes(m_room, notes()));
    if (m_timeline)
        return;
    const QString typed = m_composer->text();
    if (m_opening && !typed.isEmpty()) {
        handOver(m_session.store().appendDraft(m_room, typed));
        m_opening.reset(); // once only
    }
}

void RoomView::handOver(Task<Done> writing)
{
    // Not with this view as context: its end must not stop the writing.
    std::move(writing).then(
        &m_session, [self = QPointer<RoomView>(this), room = m_room](const Status &status) {
            if (!status && self && self->m_room == room)
                self->m_composer->showNotice(
                    tr("This draft could not be kept. %1").arg(ErrorText::of(status.error()).what));
        });
}

}
