// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/eventcolumns.h"

#include "store/redaction.h"

namespace linnet {

namespace {

struct Redacted
{
    UserId by;
    QString reason;
};

StoredEvent read(const Statement &from, Redacted &redacted)
{
    StoredEvent stored;
    stored.seq = from.integer(0);
    Event &event = stored.event;
    event.id = EventId(from.text(1));
    event.type = from.text(2);
    event.sender = UserId(from.text(3));
    if (!from.isNull(4))
        event.stateKey = from.text(4);
    event.ts = from.integer(5);
    event.redacts = EventId(from.text(6));
    event.isRedacted = from.integer(7) != 0;
    redacted.by = UserId(from.text(8));
    redacted.reason = from.text(9);
    event.raw = from.blob(16);
    event.encryption = {static_cast<Encryption::State>(from.number(17)), from.text(18)};
    if (!from.isNull(14))
        event.content = from.blob(14);
    else if (!from.isNull(10))
        event.content = event.raw.mid(qsizetype(from.integer(10)), qsizetype(from.integer(11)));
    else
        event.content = QByteArrayLiteral("{}");
    if (!from.isNull(15))
        event.previousContent = from.blob(15);
    else if (!from.isNull(12))
        event.previousContent = event.raw.mid(qsizetype(from.integer(12)), qsizetype(from.integer(13)));
    return stored;
}

/// What the subject of a member event is called: as the event says, as it was before, or as it is now.
QString nameOfTarget(const Event &event, MemberNames &names)
{
    if (event.type != QLatin1String("m.room.member") || !event.stateKey)
        return {};
    QString name = readMember(event.content).displayName;
    if (name.isEmpty() && !event.previousContent.isEmpty())
        name = readMember(event.previousContent).displayName;
    return name.isEmpty() ? names.of(UserId(*event.stateKey)).name : name;
}

void fillNames(StoredEvent &stored, const Redacted &redacted, MemberNames &names)
{
    const MemberNames::Name sender = names.of(stored.event.sender);
    stored.senderName = sender.name;
    stored.senderAvatar = sender.avatarUrl;
    stored.targetName = nameOfTarget(stored.event, names);
    if (!redacted.by.isEmpty())
        stored.redactedBy = names.of(redacted.by).name;
    stored.redactionReason = redacted.reason;
}

}

Event readEvent(const Statement &from)
{
    Redacted redacted;
    return read(from, redacted).event;
}

QList<StoredEvent> readEvents(Statement &&statement, MemberNames &names)
{
    QList<StoredEvent> events;
    while (statement.next()) {
        Redacted redacted;
        events.append(read(statement, redacted));
        fillNames(events.last(), redacted, names);
    }
    return events;
}

StoredEvent withNames(Seq seq, const Event &event, MemberNames &names)
{
    StoredEvent stored;
    stored.seq = seq;
    stored.event = event;
    Redacted redacted;
    if (event.isRedacted) {
        const RedactionNote note = readRedactionNote(event.raw);
        redacted = {note.by, note.reason};
    }
    fillNames(stored, redacted, names);
    return stored;
}

}
