// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlsending.h"

#include "base/onpool.h"
#include "matrix/relation.h"
#include "session/eventsource.h"
#include "widgets/filepreparer.h"

#include <QFileInfo>

#include <algorithm>

namespace linnet {

namespace {

QString eventOf(const CtlCall &call)
{
    return call.text(QLatin1String("event"));
}

Draft draftOf(const CtlCall &call)
{
    Draft draft;
    draft.text = call.text(QLatin1String("text"));
    draft.html = call.text(QLatin1String("html"));
    if (!draft.html.isEmpty())
        draft.form = Draft::Form::Html;
    else if (call.flag(QLatin1String("plain")))
        draft.form = Draft::Form::Plain;
    if (call.flag(QLatin1String("emote")))
        draft.msgtype = QStringLiteral("m.emote");
    return draft;
}

/// The thread that something with this key belongs to, which may not be sent yet; empty: none that is known.
Task<EventId> threadOf(Session &session, const RoomId &room, const QString &key)
{
    const auto root = [](const Relation &relation) {
        return relation.kind == Relation::Kind::Thread ? relation.target : EventId();
    };
    if (const auto unsent = session.sendQueue().item(TxnId(key)))
        return Task<EventId>::ready(root(readRelation(unsent->type, unsent->content)));
    return EventSource::stored(session.store(), room, EventId(key)).andThen([root](const Event &event) {
        return Result<EventId>(root(readRelation(event)));
    });
}

/// Without what makes it a picture, a sound or a video.
OutgoingFile asFile(const OutgoingFile &file)
{
    OutgoingFile plain;
    plain.path = file.path;
    plain.name = file.name;
    plain.mimeType = file.mimeType;
    return plain;
}

/// Whoever is answered may rely on it, whatever becomes of this process.
void answerOnceWritten(CtlCall &call, SendQueue &queue, const Result<TxnId> &sent)
{
    if (!sent)
        return call.fail(sent.error(), ErrorText::During::Sending);
    const QJsonObject answer{{QStringLiteral("txn_id"), sent->toString()}};
    if (sent->isEmpty())
        return call.answer(answer);
    QObject::connect(&queue, &SendQueue::written, &call,
                     [&call, answer, txn = *sent](const TxnId &written, const Status &status) {
                         if (written != txn || call.isAnswered())
                             return;
                         if (status)
                             call.answer(answer);
                         else
                             call.fail(status.error(), ErrorText::During::Sending);
                     });
}

bool hasRow(const Timeline &window, const QString &id)
{
    return std::any_of(window.items().cbegin(), window.items().cend(), [&id](const TimelineItem &row) {
        return row.key == id || row.event.toString() == id;
    });
}

}

CtlSending::CtlSending(CtlCommands &commands, AccountKeeper &keeper, QObject *parent)
    : QObject(parent), m_keeper(keeper), m_probe(*QThreadPool::globalInstance(), MediaPlayer::maker())
{
    commands.addForRoom("send", [](CtlCall &call, Session &session, const RoomId &room) {
        answerOnceWritten(call, session.sendQueue(), session.sender().send(room, draftOf(call)));
    });
    // Not only of what is a row: a reaction is deleted so, too.
    commands.addForRoom("redact", [](CtlCall &call, Session &session, const RoomId &room) {
        answerOnceWritten(call, session.sendQueue(),
                          session.sender().redact(room, eventOf(call), call.text(QLatin1String("reason"))));
    });
    commands.addForRoom("upload", [this](CtlCall &call, Session &session, const RoomId &room) {
        upload(call, session, room);
    });
    addForEvent(commands, "reply", [](const CtlCall &call, MessageSender &sender, const Place &place) {
        Draft draft = draftOf(call);
        draft.inReplyTo = eventOf(call);
        draft.thread = place.thread; // whoever answers in a thread stays in it
        return sender.send(place.room, draft);
    });
    addForEvent(commands, "thread", [](const CtlCall &call, MessageSender &sender, const Place &place) {
        Draft draft = draftOf(call);
        draft.thread = EventId(eventOf(call));
        return sender.send(place.room, draft);
    });
    addForEvent(commands, "edit", [](const CtlCall &call, MessageSender &sender, const Place &place) {
        Draft draft = draftOf(call);
        draft.edits = eventOf(call);
        return sender.send(place.room, draft);
    });
    addForEvent(commands, "react", [](const CtlCall &call, MessageSender &sender, const Place &place) {
        return sender.react(place.room, eventOf(call), call.text(QLatin1String("key")));
    });
}

void CtlSending::addForEvent(CtlCommands &commands, const char *command, const Act &act)
{
    commands.addForRoom(command, [this, act](CtlCall &call, Session &session, const RoomId &room) {
        atEvent(call, session, room, eventOf(call), act);
    });
}

/// What it is and looks like is found out first, elsewhere.
void CtlSending::upload(CtlCall &call, Session &session, const RoomId &room)
{
    const QString path = call.text(QLatin1String("file"));
    onPool(
        *QThreadPool::globalInstance(), &call, [path] { return FilePreparer::file(path); },
        [this, &call, &session, room, path](const PreparedFile &prepared) {
            if (prepared.trouble.isEmpty())
                return m_probe.complete(prepared).then(
                    &call, [this, &call, &session, room](const Result<PreparedFile> &completed) {
                        sendPrepared(call, session, room, *completed);
                    });
            if (!call.isAnswered())
                call.fail(Error::of(QFileInfo::exists(path) ? Error::Kind::Invalid : Error::Kind::NotFound,
                                    prepared.trouble));
        });
}

void CtlSending::sendPrepared(CtlCall &call, Session &session, const RoomId &room,
                              const PreparedFile &prepared)
{
    if (call.isAnswered())
        return;
    Draft draft;
    draft.text = call.text(QLatin1String("caption"));
    draft.thread = EventId(call.text(QLatin1String("thread")));
    draft.inReplyTo = call.text(QLatin1String("reply"));
    const OutgoingFile file = call.flag(QLatin1String("as-file")) ? asFile(prepared.file) : prepared.file;
    const Act act = [file, draft](const CtlCall &, MessageSender &sender, const Place &place) {
        Draft placed = draft;
        if (placed.thread.isEmpty())
            placed.thread = place.thread;
        return sender.sendFile(place.room, file, placed);
    };
    const QString event = draft.inReplyTo.isEmpty() ? draft.thread.toString() : draft.inReplyTo;
    if (event.isEmpty())
        answerOnceWritten(call, session.sendQueue(), act(call, session.sender(), {room}));
    else
        atEvent(call, session, room, event, act);
}

/// What is said in a thread is a row of the thread's window alone.
void CtlSending::atEvent(CtlCall &call, Session &session, const RoomId &room, const QString &event,
                         const Act &act)
{
    if (!session.sender().hasRelations())
        return call.fail(Error::of(Error::Kind::Unsupported));
    threadOf(session, room, event)
        .then(&call, [this, &call, &session, room, event, act](const Result<EventId> &thread) {
            actIn(call, session, {room, thread ? *thread : EventId()}, event, act);
        });
}

/// Does it once a window shows the event: who is answered, or what is there to be taken back, is known then.
void CtlSending::actIn(CtlCall &call, Session &session, const Place &place, const QString &event,
                       const Act &act)
{
    Timeline *window = session.openTimeline(place.room, place.thread).release();
    window->setParent(&call);
    // It never outlives the session.
    connect(&m_keeper, &AccountKeeper::closing, window, [window] { delete window; });
    connect(window, &Timeline::failed, &call, [&call](const Error &error) {
        if (!call.isAnswered())
            call.fail(error);
    });
    connect(window, &Timeline::opened, &call, [&call, &session, place, event, act, window] {
        if (hasRow(*window, event))
            answerOnceWritten(call, session.sendQueue(), act(call, session.sender(), place));
        else
            call.fail(Error::of(Error::Kind::NotFound, event));
    });
    window->open(EventId(event));
}

}
