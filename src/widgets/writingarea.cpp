// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/writingarea.h"

#include "matrix/displayname.h"
#include "session/session.h"
#include "widgets/completionpopup.h"
#include "widgets/completions.h"
#include "widgets/composer.h"
#include "widgets/dropoverlay.h"
#include "widgets/emojipicker.h"
#include "widgets/messagebar.h"
#include "widgets/pollwriting.h"
#include "widgets/preferences.h"
#include "widgets/roompicker.h"
#include "widgets/roomwriting.h"
#include "widgets/timelineview.h"
#include "widgets/whynotwrite.h"

#include <QApplication>
#include <QShortcut>
#include <QVBoxLayout>

namespace linnet {

namespace {

constexpr qsizetype LongestReason = 300;

}

WritingArea::WritingArea(Session &session, Avatars &avatars, Pictures &pictures, RoomPicker &picker,
                         const TimelineModel &model, TimelineView &view, QWidget *parent)
    : QWidget(parent), m_session(session), m_view(view), m_picker(picker),
      m_composer(new Composer(this, SoundRecorder::maker(session.plainFolder()))),
      m_closed(new MessageBar(this)), m_drop(new DropOverlay(parent)),
      m_completions(new Completions(session, model, picker.table(), this)),
      m_writing(new RoomWriting(session, *m_composer, model, view, this)),
      m_polls(new PollWriting(session, *this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_composer);
    layout->addWidget(m_closed);
    m_closed->hide();
    auto *popup =
        new CompletionPopup(m_composer->edit(), m_composer->box(), *m_completions, avatars, pictures, parent);
    connect(popup, &CompletionPopup::emojiChosen, &picker.preferences(), &Preferences::addRecentEmoji);
    connect(m_closed, &MessageBar::actionTriggered, this, &WritingArea::onClosedAction);
    connect(&session, &Session::standingChanged, this, [this] {
        m_isWrittenAnyway = false;
        showRoom();
    });
    connect(m_drop, &DropOverlay::dropped, m_composer, &Composer::attach);
    connect(new QShortcut(Composer::AttachKey, parent, nullptr, nullptr, Qt::WidgetWithChildrenShortcut),
            &QShortcut::activated, m_composer, &Composer::chooseFiles);
    connect(m_composer, &Composer::emojiRequested, this, &WritingArea::pickEmoji);
    connect(m_writing, &RoomWriting::deletionWanted, this,
            [this](const RoomId &, const UserId &user, const QString &reason) {
                Q_EMIT deletionWanted(user, reason, mapToGlobal(QPoint()));
            });
    connectPolls();
}

void WritingArea::connectPolls()
{
    const auto make = [this](const RoomId &room, const QString &question) {
        m_polls->open(room, m_thread, question);
    };
    connect(m_writing, &RoomWriting::pollWanted, this, make);
    connect(m_composer, &Composer::pollRequested, this, [this, make] { make(m_room, {}); });
    connect(m_polls, &PollWriting::sent, this, [this](const RoomId &room) {
        if (room == m_room)
            Q_EMIT m_writing->sent();
    });
    connect(m_polls, &PollWriting::kept, this, [this](const RoomId &room) {
        if (room == m_room)
            m_composer->showNotice(tr("The poll waits here until you send or discard it."));
    });
    connect(m_polls, &PollWriting::notKept, this, [this](const RoomId &room, const QString &words) {
        if (room == m_room)
            m_composer->showNotice(words);
    });
}

void WritingArea::open(const RoomId &room, const EventId &thread)
{
    m_room = room;
    m_thread = thread;
    m_completions->setRoom(room);
    m_writing->open(room, thread);
}

void WritingArea::close()
{
    m_writing->close();
    m_drop->setReady(false);
    m_completions->setRoom({});
    m_room = {};
}

void WritingArea::setRoom(const Room &room, bool isThread)
{
    if (isThread) {
        m_composer->setHint(tr("Answer in the thread…"));
        m_drop->setHint(tr("Drop to send to the thread"));
    } else {
        m_composer->setRoomName(room.name);
        m_drop->setRoomName(room.name);
    }
    m_composer->setCanPoll(m_view.abilities().canPoll);
    m_composer->setMayDelete(m_view.abilities().canRedactOwn);
    m_composer->setMayMentionRoom(room.powerLevels.powerOf(m_session.self()) >= room.powerLevels.notifyRoom);
    QString why = whyNotWrite(room, m_session.self(), m_session.hasEncryption());
    const bool isOfRoom = !why.isEmpty();
    if (!isOfRoom && !m_isWrittenAnyway)
        why = whyNotWrite(m_session.standing());
    const bool isOfAccount = !isOfRoom && !why.isEmpty();
    if (why.isEmpty() && isThread && !m_view.abilities().canReply)
        why = tr("This server takes no answers in threads.");
    // What is typed must not go on in the bar's button.
    if (!why.isEmpty() && m_composer->isAncestorOf(QApplication::focusWidget()))
        m_view.setFocus(Qt::OtherFocusReason);
    showClosed(room, why, isOfAccount);
    m_composer->setVisible(why.isEmpty());
    m_drop->setReady(why.isEmpty());
}

void WritingArea::showClosed(const Room &room, const QString &why, bool isOfAccount)
{
    const bool isReplaced = room.isReplaced && room.membership != Membership::Ban;
    QString reason = shortened(cleanName(room.replacedReason.left(LongestReason)), LongestReason);
    if (reason == QLatin1String("This room has been replaced")) // servers say so where nobody has said more
        reason.clear();
    m_closed->setMessage(MessageBar::Tone::Information, why, isReplaced ? reason : QString());
    m_wayOut = WayOut::None;
    if (isReplaced && !room.successor.isEmpty())
        m_wayOut = WayOut::Successor;
    else if (isOfAccount)
        m_wayOut = WayOut::Try;
    else if (!isReplaced && room.membership == Membership::Leave)
        m_wayOut = WayOut::Join;
    switch (m_wayOut) {
    case WayOut::None:
        m_closed->setAction({});
        break;
    case WayOut::Join:
        m_closed->setAction(tr("Join again"));
        break;
    case WayOut::Successor:
        m_closed->setAction(tr("Go to the new room"));
        break;
    case WayOut::Try:
        m_closed->setAction(tr("Try to write"));
        break;
    }
    m_closed->setVisible(!why.isEmpty());
}

void WritingArea::showRoom()
{
    if (const Room *room = m_room.isEmpty() ? nullptr : m_session.rooms().find(m_room))
        setRoom(*room, !m_thread.isEmpty());
}

void WritingArea::onClosedAction()
{
    switch (m_wayOut) {
    case WayOut::None:
        break;
    case WayOut::Join:
        Q_EMIT joinRequested(m_room);
        break;
    case WayOut::Successor:
        Q_EMIT successorRequested(m_room);
        break;
    case WayOut::Try:
        // A server tells that it takes messages again only when there is one.
        m_isWrittenAnyway = true;
        showRoom();
        m_composer->setFocus();
        break;
    }
}

void WritingArea::pickEmoji(const QPoint &at)
{
    EmojiPicker *picker = m_picker.open(m_room, m_view.abilities().canSendStickers, at, m_composer);
    connect(picker, &EmojiPicker::picked, m_composer, &Composer::insertEmoji);
    connect(picker, &EmojiPicker::imagePicked, m_composer, &Composer::insertImage);
    connect(picker, &EmojiPicker::stickerPicked, m_writing, &RoomWriting::sendSticker);
}

}
