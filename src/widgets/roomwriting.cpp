// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomwriting.h"

#include "bridge/coveredtext.h"
#include "matrix/content.h"
#include "matrix/relation.h"
#include "models/timelinemodel.h"
#include "session/errortext.h"
#include "session/outboxfile.h"
#include "session/session.h"
#include "widgets/attachments.h"
#include "widgets/commandrunner.h"
#include "widgets/composer.h"
#include "widgets/markdownsource.h"
#include "widgets/timelineview.h"

#include <QPointer>

namespace linnet {

namespace {

constexpr std::chrono::milliseconds SaveDelay{500};

}

RoomWriting::RoomWriting(Session &session, Composer &composer, const TimelineModel &model,
                         const TimelineView &view, QObject *parent)
    : QObject(parent), m_session(session), m_composer(composer), m_model(model), m_view(view),
      m_runner(new CommandRunner(session, this))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(SaveDelay);
    connect(&m_timer, &QTimer::timeout, this, &RoomWriting::save);
    connect(&composer, &Composer::sendRequested, this, &RoomWriting::send);
    connect(&composer, &Composer::textEdited, this, &RoomWriting::saveSoon);
    connect(&composer, &Composer::typingChanged, this,
            [this](bool isTyping) { m_session.setTyping(m_room, isTyping); });
    connect(&composer, &Composer::editLastRequested, this, &RoomWriting::editLast);
    connect(&composer, &Composer::targetActivated, this, &RoomWriting::rowWanted);
    connect(&composer, &Composer::commandRequested, this, [this](const TypedText &command) {
        save();
        m_runner->run(m_room, command);
    });
    connect(m_runner, &CommandRunner::joined, this, &RoomWriting::joined);
    connect(m_runner, &CommandRunner::pollWanted, this, &RoomWriting::pollWanted);
    connect(m_runner, &CommandRunner::deletionWanted, this, &RoomWriting::deletionWanted);
    connect(m_runner, &CommandRunner::failed, this, &RoomWriting::onCommandFailed);
}

RoomWriting::~RoomWriting() = default;

void RoomWriting::setJoinGuard(JoinGuard guard)
{
    m_runner->setGuard(std::move(guard));
}

void RoomWriting::open(const RoomId &room, const EventId &thread)
{
    m_room = room;
    m_thread = thread;
    openFiles();
    m_opening = std::make_unique<QObject>();
    m_session.store().notes(room, thread).then(m_opening.get(), [this](const Result<RoomNotes> &result) {
        m_opening.release()->deleteLater(); // this runs inside of what belongs to it
        onRead(result);
    });
}

void RoomWriting::onRead(const Result<RoomNotes> &result)
{
    // Somebody may have begun to write, or to answer, while the draft was being read.
    const QString typed = m_composer.text();
    const DraftTarget target = m_composer.target();
    m_isOpen = true;
    m_areNotesKept = true;
    m_notes = result ? *result : RoomNotes();
    const KeptDraft kept = KeptDraft::read(m_notes.draft);
    if (!kept.text.isEmpty())
        m_composer.setText(kept.text + typed);
    if (target.isEmpty())
        m_composer.setTarget(kept.target);
    Files &files = m_files[{m_room, m_thread}];
    const QList<NotedFile> noted = std::exchange(m_notes.files, {});
    if (!std::exchange(files.isRead, true))
        files.list->restore(noted);
    Q_EMIT opened(m_notes);
    for (const TxnId &txn : std::exchange(m_toEdit, {}))
        editUnsent(txn);
    if (result)
        return;
    // What cannot be read must not be written over, unless by something newer.
    m_areNotesKept = false;
    m_composer.showNotice(
        tr("The draft of this room could not be read. %1").arg(ErrorText::of(result.error()).what));
}

void RoomWriting::close()
{
    save();
    m_session.setTyping(m_room, false);
    m_opening.reset();
    m_composer.setAttachments(nullptr);
    m_composer.setTarget({});
    m_composer.setText({});
    m_room = {};
    m_notes = {};
    m_toEdit.clear();
    m_isOpen = false;
    m_isPlaceKnown = false;
}

void RoomWriting::send(Draft draft)
{
    draft.thread = m_thread;
    const bool hasFiles =
        draft.edits.isEmpty() && m_composer.attachments() && m_composer.attachments()->hasSendable();
    const Result<TxnId> sent = hasFiles ? sendFiles(draft) : m_session.sender().send(m_room, draft);
    if (!sent) {
        m_composer.putBack();
        m_composer.showNotice(ErrorText::of(sent.error(), ErrorText::During::Sending).what);
        return;
    }
    save(); // else a crash would bring the text back as a draft
    Q_EMIT RoomWriting::sent();
}

void RoomWriting::sendSticker(const PackImage &image)
{
    const DraftTarget target = m_composer.target();
    Draft where;
    where.thread = m_thread;
    if (!target.isEdit)
        where.inReplyTo = target.key;
    const Result<TxnId> sent =
        m_session.sender().sendSticker(m_room, image.url, image.body, image.info, where);
    if (!sent) {
        m_composer.showNotice(ErrorText::of(sent.error(), ErrorText::During::Sending).what);
        return;
    }
    if (!target.isEdit)
        m_composer.setTarget({});
    save();
    Q_EMIT RoomWriting::sent();
}

/// The first answers what the draft answers. The text stands below the last, as it does in the composer.
Result<TxnId> RoomWriting::sendFiles(const Draft &draft)
{
    Result<TxnId> sent = TxnId();
    const QList<Attachments::Item> items = m_composer.attachments()->takeSendable();
    for (qsizetype i = 0; i < items.size(); ++i) {
        Draft one = i == items.size() - 1 ? draft : Draft();
        one.thread = m_thread;
        one.inReplyTo = i == 0 ? draft.inReplyTo : QString();
        sent = m_session.sender().sendFile(m_room, Attachments::outgoing(items.at(i)), one);
        if (!sent) {
            m_composer.attachments()->putBack(items.sliced(i));
            break;
        }
    }
    return sent;
}

void RoomWriting::openFiles()
{
    std::unique_ptr<Attachments> &files = m_files[{m_room, m_thread}].list;
    if (!files) {
        files = std::make_unique<Attachments>(MediaPlayer::maker());
        connect(files.get(), &Attachments::changed, this, [this, of = files.get()] {
            if (m_composer.attachments() == of)
                saveSoon();
        });
        connect(files.get(), &Attachments::begun, this, [this, of = files.get()] {
            m_session.sender().uploadLimit().then(of, [of](const Result<qint64> &limit) {
                if (limit && *limit > 0)
                    of->setLimit(*limit);
            });
        });
    }
    m_composer.setAttachments(files.get());
}

void RoomWriting::onCommandFailed(const RoomId &room, const Error &error)
{
    if (room != m_room) { // one has gone on by now
        const Room *known = m_session.rooms().find(room);
        Q_EMIT failed(
            tr("A command in %1 did not work.").arg(known ? known->name.left(100) : room.toString()), error);
        return;
    }
    if (m_composer.text().isEmpty())
        m_composer.putBack();
    m_composer.showNotice(ErrorText::of(error).what);
}

const TimelineItem *RoomWriting::row(const QString &keyOrEvent) const
{
    int row = m_model.rowOf(keyOrEvent);
    if (row < 0)
        row = m_model.rowOfEvent(EventId(keyOrEvent));
    return row < 0 ? nullptr : &m_model.item(row);
}

RowAbilities RoomWriting::abilities() const
{
    const Room *known = m_session.rooms().find(m_room);
    return known ? RowAbilities::of(*known, m_session.self(), m_session.api()) : RowAbilities();
}

void RoomWriting::reply(const QString &key)
{
    const TimelineItem *item = row(key);
    if (item && abilities().reply(*item))
        m_composer.startReply(key, item->senderName, coveredText(item->text, item->html));
}

void RoomWriting::edit(const QString &key)
{
    const TimelineItem *item = row(key);
    if (!item || !abilities().edit(*item))
        return;
    const bool isEmote = item->kind == TimelineItem::Kind::Emote;
    m_composer.startEdit(key, TypedText::write(editableSource(item->text, item->html), isEmote),
                         RowAbilities::recaption(*item) ? Composer::Edits::Caption
                                                        : Composer::Edits::Message);
}

void RoomWriting::editLast()
{
    if (m_view.isBehind()) // the last that is here is not the last
        return;
    const RowAbilities can = abilities();
    for (int row = m_model.rowCount() - 1; row >= 0; --row) {
        const TimelineItem &item = m_model.item(row);
        if (item.isOwn && item.state == TimelineItem::State::Failed && RowAbilities::rewrite(item))
            return editUnsent(TxnId(item.key));
        if (can.edit(item))
            return edit(item.key);
    }
}

std::optional<OutboxItem> RoomWriting::unsent(const SendQueue &queue, const TxnId &txn)
{
    const auto item = queue.item(txn);
    return item && item->sentAs.isEmpty() ? item : std::nullopt;
}

bool RoomWriting::hasText(const OutboxItem &item)
{
    return item.type == QLatin1String("m.room.message") && !outboxfile::isFile(item.content);
}

void RoomWriting::editUnsent(const TxnId &txn)
{
    if (!m_isOpen) {
        m_toEdit << txn;
        return;
    }
    const auto item = unsent(m_session.sendQueue(), txn);
    const bool isWritable = !m_composer.isHidden();
    if (!item || item->room != m_room || !hasText(*item) || !isWritable)
        return;
    const bool stays = m_session.sendQueue().mayHaveArrived(txn);
    if (stays && !m_session.sender().hasRelations())
        return;
    const Relation relation = readRelation(item->type, item->content);
    const bool isEdit = relation.kind == Relation::Kind::Edit;
    const QByteArray &said = isEdit ? relation.newContent : item->content;
    const MessageContent content = readMessage(said);
    const QString source = editableSource(content.body, readString(said, "formatted_body"));
    const QString text = TypedText::write(source, content.msgtype == QLatin1String("m.emote"));
    if (isEdit || stays) {
        m_composer.startEdit(isEdit ? relation.target.toString() : txn.toString(), text,
                             stays ? Composer::Edits::Message : Composer::Edits::Unsaid);
    } else {
        if (const QString answered = relation.replyTo.toString(); !answered.isEmpty()) {
            const TimelineItem *original = row(answered);
            m_composer.startReply(answered, original ? original->senderName : QString(),
                                  original ? coveredText(original->text, original->html) : QString());
        }
        const QString before = m_composer.text();
        m_composer.setText(before.isEmpty() ? text : before + u'\n' + text);
    }
    // The draft is on disk before the message leaves it: a crash in between loses nothing.
    m_areNotesKept = true;
    save();
    if (!stays)
        m_session.sendQueue().discard(txn);
    m_composer.focusText();
}

void RoomWriting::saveSoon()
{
    // The first anchor and the draft that was just read are no news.
    if (!m_isOpen)
        return;
    const Attachments *files = m_composer.attachments();
    m_areNotesKept = m_areNotesKept || !m_composer.text().isEmpty() || !m_composer.target().isEmpty() ||
                     (files && !files->isEmpty());
    m_timer.start();
}

RoomNotes RoomWriting::notes() const
{
    // Where one was, until the rows are there to be somewhere else.
    RoomNotes notes = m_notes;
    KeptDraft kept{m_composer.target(), m_composer.text()};
    // A row that was sent from here has another key after a restart.
    const TimelineItem *answered = kept.target.isEmpty() ? nullptr : row(kept.target.key);
    if (answered && !answered->event.isEmpty())
        kept.target.key = answered->event.toString();
    notes.draft = kept.write();
    if (m_composer.attachments())
        notes.files = m_composer.attachments()->noted();
    if (!m_isPlaceKnown)
        return notes;
    notes.anchor = {};
    notes.anchorOffset = 0;
    const TimelineAnchor anchor = m_view.anchor();
    int row = m_model.rowOf(anchor.key);
    // What was not sent yet has no id to come back to.
    while (row > 0 && m_model.item(row).event.isEmpty())
        --row;
    if (row >= 0 && !m_model.item(row).event.isEmpty()) {
        notes.anchor = m_model.item(row).event;
        notes.anchorOffset = m_model.item(row).key == anchor.key ? anchor.offset : 0;
    }
    return notes;
}

void RoomWriting::save()
{
    m_timer.stop();
    // A room that was forgotten leaves nothing here.
    if (!m_session.rooms().find(m_room))
        return;
    if (m_isOpen && m_areNotesKept)
        handOver(m_session.store().setNotes(m_room, notes(), m_thread));
    if (m_isOpen)
        return;
    const QString typed = m_composer.text();
    if (m_opening && !typed.isEmpty()) {
        handOver(m_session.store().appendDraft(m_room, typed, m_thread));
        m_opening.reset(); // once only
    }
}

void RoomWriting::handOver(Task<Done> writing)
{
    // Not with this as context: its end must not stop the writing.
    std::move(writing).then(
        &m_session, [self = QPointer<RoomWriting>(this), room = m_room](const Status &status) {
            if (!status && self && self->m_room == room)
                self->m_composer.showNotice(
                    tr("This draft could not be kept. %1").arg(ErrorText::of(status.error()).what));
        });
}

}
