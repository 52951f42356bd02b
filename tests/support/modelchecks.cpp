// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/modelchecks.h"

#include "store/historyreader.h"
#include "store/roomsummarizer.h"

#include <QJsonDocument>
#include <QSet>

namespace linnet::test {

namespace {

const QString Member = QStringLiteral("m.room.member");
const UserId reader(ModelWorld::self());

QStringList idsOf(const QList<ModelEvent> &events)
{
    QStringList ids;
    for (const ModelEvent &event : events)
        ids << event.id;
    return ids;
}

QString inWords(const QStringList &ids)
{
    return ids.isEmpty() ? QStringLiteral("nothing") : ids.join(u' ');
}

bool holds(const HistoryWindow &window, const QString &event)
{
    return std::any_of(window.events.cbegin(), window.events.cend(),
                       [&event](const StoredEvent &stored) { return stored.event.id.toString() == event; });
}

/// The newest event that a room list would show.
QString previewOf(const ModelRoom &room)
{
    QString id;
    for (const ModelEvent &event : room.visible()) {
        if (event.type == u"m.room.message" && !event.content.contains(QStringLiteral("m.relates_to")))
            id = event.id;
    }
    return id;
}

}

/// The window and all that hangs together with it.
ModelChecks::Run ModelChecks::extended(const RoomId &room, const HistoryWindow &window)
{
    constexpr int Piece = 7;
    HistoryReader history(m_database);
    QList<StoredEvent> events = window.events;
    HistoryWindow piece = window;
    while (piece.edge == HistoryWindow::Edge::More && !events.isEmpty()) {
        piece = history.before(room, events.constFirst().seq, Piece).take();
        if (piece.events.isEmpty() && piece.edge == HistoryWindow::Edge::More)
            qFatal("an edge that promises more and has nothing");
        events = piece.events + events;
    }
    Run run;
    run.isStart = piece.edge == HistoryWindow::Edge::Start;
    run.hasNewer = window.hasNewer;
    while (!events.isEmpty()) {
        const HistoryWindow newer = history.after(room, events.constLast().seq, Piece).take();
        if (newer.events.isEmpty())
            break;
        events += newer.events;
        run.hasNewer = newer.hasNewer;
    }
    for (const StoredEvent &stored : std::as_const(events))
        run.ids << stored.event.id.toString();
    return run;
}

QString ModelChecks::fault(const Run &run, const QStringList &truth) const
{
    const qsizetype first = truth.indexOf(run.ids.value(0));
    if (run.ids != truth.mid(std::max<qsizetype>(first, 0), run.ids.size()))
        return QStringLiteral("not a run of the truth: ") + inWords(run.ids);
    if (run.isStart && first != 0)
        return QStringLiteral("not the start: ") + inWords(run.ids.first(1));
    return {};
}

QString ModelChecks::history(const ModelRoom &room, bool isCaughtUp)
{
    const RoomId id(room.id);
    const auto row = RoomTable(m_database).find(id);
    if (!row)
        return isCaughtUp && room.ownAt(room.events.constLast().place) == Membership::Join
                   ? QStringLiteral("the room is not there")
                   : QString();
    const QStringList truth = idsOf(room.visible());
    HistoryReader history(m_database);
    QStringList words;
    QSet<QString> covered;
    const HistoryWindow newest = history.before(id, 0, 5).take();
    bool isNewestSeen = false;
    for (qsizetype i = truth.size() - 1; i >= 0; --i) {
        if (covered.contains(truth.at(i)))
            continue;
        const auto seq = EventTable(m_database).seqOf(row->key, EventId(truth.at(i)));
        if (!seq)
            continue;
        auto around = history.around(id, EventId(truth.at(i)), 3);
        // Around an edit is what lies around the message that it is of, or nothing.
        if (!around || !holds(*around, truth.at(i)))
            around = history.before(id, *seq + 1, 3);
        const Run run = extended(id, *around);
        words << fault(run, truth);
        if (!isNewestSeen && !newest.events.isEmpty() && extended(id, newest).ids != run.ids)
            words << QStringLiteral("the newest window is not the newest run");
        if (run.hasNewer == !isNewestSeen && !newest.events.isEmpty())
            words << QStringLiteral("wrong about newer ones: ") + inWords(run.ids.mid(run.ids.size() - 1));
        isNewestSeen = true;
        for (const QString &each : run.ids)
            covered.insert(each);
    }
    if (isCaughtUp) {
        const bool isMarked = newest.edge == HistoryWindow::Edge::Gap;
        const QString last =
            newest.events.isEmpty() ? QString() : newest.events.constLast().event.id.toString();
        if (newest.events.isEmpty() ? !isMarked : last != truth.constLast())
            words << QStringLiteral("ends with %1").arg(last);
    }
    Statement count = m_database.query("SELECT count(*) FROM events WHERE room = ?", row->key);
    if (count.next() && count.integer(0) != covered.size())
        words << QStringLiteral("%1 are stored, %2 are true").arg(count.integer(0)).arg(covered.size());
    words << contents(room, false);
    words.removeAll(QString());
    return words.isEmpty() ? QString() : room.id + QStringLiteral(": ") + words.join(u"; ");
}

QString ModelChecks::contents(const ModelRoom &room, bool isWhole)
{
    const auto row = RoomTable(m_database).find(RoomId(room.id));
    MemberNames names(m_database, row->key);
    const EventTable events(m_database);
    for (const ModelEvent &event : room.visible()) {
        const auto seq = events.seqOf(row->key, EventId(event.id));
        const auto stored = seq ? events.at(row->key, *seq, names) : std::nullopt;
        if (!stored)
            continue;
        const bool mustBeRedacted =
            isWhole ? !event.redactedBy.isEmpty()
                    : !event.redactedBy.isEmpty() && events.seqOf(row->key, EventId(event.redactedBy));
        if (mustBeRedacted && !stored->event.isRedacted)
            return event.id + QStringLiteral(" should be redacted");
        if (stored->event.isRedacted && event.redactedBy.isEmpty())
            return event.id + QStringLiteral(" should not be redacted");
        const QJsonObject content = QJsonDocument::fromJson(stored->event.content).object();
        if (stored->event.isRedacted ? content.contains(QStringLiteral("body")) : content != event.content)
            return event.id + QStringLiteral(" has another content");
    }
    return {};
}

QString ModelChecks::wholeHistory(const ModelRoom &room)
{
    const RoomId id(room.id);
    const HistoryWindow newest = HistoryReader(m_database).before(id, 0, 5).take();
    const Run run = extended(id, newest);
    const QStringList truth = idsOf(room.visible());
    if (run.ids != truth || !run.isStart)
        return QStringLiteral("%1 is %2%3\n  should be %4")
            .arg(room.id, run.isStart ? QString() : QStringLiteral("... "), inWords(run.ids), inWords(truth));
    return contents(room, true);
}

QString ModelChecks::unread(const ModelRoom &room, bool isCaughtUp)
{
    const auto row = RoomTable(m_database).find(RoomId(room.id));
    // In a room that one has left nothing is counted any more.
    if (!row || row->membership != Membership::Join || row->readMarker.isEmpty())
        return {};
    const Room summary = RoomSummarizer(m_database, reader).summarize(*row);
    const QList<ModelEvent> truth = room.visible();
    const qsizetype marker = idsOf(truth).indexOf(row->readMarker.toString());
    if (marker < 0)
        return {};
    int messages = 0;
    int redacted = 0; // they count as long as one does not know it
    for (const ModelEvent &event : truth.mid(marker + 1)) {
        if (event.type != u"m.room.message" || event.content.contains(QStringLiteral("m.relates_to")))
            continue;
        if (event.sender != ModelWorld::self())
            ++(event.redactedBy.isEmpty() ? messages : redacted);
        else if (isCaughtUp && !summary.isUnreadAtLeast)
            return QStringLiteral("%1: one has written after %2").arg(room.id, row->readMarker.toString());
    }
    const bool isRight = isCaughtUp && !summary.isUnreadAtLeast ? summary.unread == messages
                                                                : summary.unread <= messages + redacted;
    return isRight ? QString()
                   : QStringLiteral("%1: %2%3 are unread after %4 instead of %5 + %6")
                         .arg(room.id)
                         .arg(summary.unread)
                         .arg(summary.isUnreadAtLeast ? u"+" : u"", row->readMarker.toString())
                         .arg(messages)
                         .arg(redacted);
}

QString ModelChecks::now(const ModelRoom &room)
{
    const auto row = RoomTable(m_database).find(RoomId(room.id));
    if (!row)
        return room.id + QStringLiteral(" is not there");
    const Room summary = RoomSummarizer(m_database, reader).summarize(*row);
    const Membership own = room.ownAt(room.events.constLast().place);
    if (summary.membership != own)
        return QStringLiteral("%1: the reader's membership is %2 instead of %3")
            .arg(room.id, toString(summary.membership), toString(own));
    if (own != Membership::Join)
        return {};
    if (summary.lastEventId.toString() != previewOf(room))
        return QStringLiteral("%1: the preview is %2 instead of %3")
            .arg(room.id, summary.lastEventId.toString(), previewOf(room));
    const QString wrongState = state(room, row->key);
    return wrongState.isEmpty() && row->areMembersLoaded ? members(room, row->key) : wrongState;
}

QString ModelChecks::state(const ModelRoom &room, qint64 key)
{
    QHash<QString, QString> stored;
    Statement rows = m_database.query("SELECT type, event_id, content FROM state WHERE room = ?", key);
    while (rows.next())
        stored.insert(rows.text(0), rows.text(1) + u' ' + QString::fromUtf8(rows.blob(2)));
    QHash<QString, QString> truth;
    const auto current = room.stateAt(room.events.constLast().place);
    for (const ModelEvent &event : current) {
        if (event.type == Member)
            continue;
        const QJsonObject content = event.redactedBy.isEmpty() ? event.content : QJsonObject();
        truth.insert(event.type,
                     event.id + u' ' +
                         QString::fromUtf8(QJsonDocument(content).toJson(QJsonDocument::Compact)));
    }
    if (stored == truth)
        return {};
    QStringList words;
    for (auto it = truth.cbegin(); it != truth.cend(); ++it) {
        if (stored.value(it.key()) != it.value())
            words << it.key() + QStringLiteral(" is ") + stored.value(it.key()) +
                         QStringLiteral(" instead of ") + it.value();
    }
    return room.id + QStringLiteral(": ") + words.join(u", ");
}

QString ModelChecks::members(const ModelRoom &room, qint64 key)
{
    QHash<QString, QString> stored;
    Statement rows = m_database.query(
        "SELECT user, membership, name FROM members WHERE room = ? AND membership IN (1, 2)", key);
    while (rows.next())
        stored.insert(rows.text(0), toString(Membership(rows.number(1))) + u' ' + rows.text(2));
    QHash<QString, QString> truth;
    const auto current = room.stateAt(room.events.constLast().place);
    for (const ModelEvent &event : current) {
        const QString membership = event.content.value(u"membership").toString();
        if (event.type != Member || (membership != u"join" && membership != u"invite"))
            continue;
        const QString name =
            event.redactedBy.isEmpty() ? event.content.value(u"displayname").toString() : QString();
        truth.insert(*event.stateKey, membership + u' ' + name);
    }
    if (stored == truth)
        return {};
    QStringList words;
    for (auto it = truth.cbegin(); it != truth.cend(); ++it)
        words << it.key() + u' ' + it.value() + QStringLiteral(" stored as ") + stored.value(it.key());
    for (auto it = stored.cbegin(); it != stored.cend(); ++it) {
        if (!truth.contains(it.key()))
            words << it.key() + QStringLiteral(" stored and gone");
    }
    return room.id + QStringLiteral(": members: ") + words.join(u", ");
}

}
