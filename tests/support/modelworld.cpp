// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/modelworld.h"

#include <algorithm>

namespace linnet::test {

namespace {

const QString Member = QStringLiteral("m.room.member");
const QString Message = QStringLiteral("m.room.message");

QJsonObject textContent(const QString &body)
{
    return {{QStringLiteral("msgtype"), QStringLiteral("m.text")}, {QStringLiteral("body"), body}};
}

Membership membershipOf(const QJsonObject &content)
{
    return membershipFromString(content.value(u"membership").toString());
}

}

bool ModelEvent::isOwnMember() const
{
    return type == Member && stateKey == ModelWorld::self();
}

Membership ModelRoom::ownAt(int place) const
{
    for (auto event = events.crbegin(); event != events.crend(); ++event) {
        if (event->place <= place)
            return event->own;
    }
    return Membership::None;
}

int ModelRoom::lastOwn(int upTo) const
{
    for (auto event = events.crbegin(); event != events.crend(); ++event) {
        if (event->place <= upTo && event->isOwnMember())
            return event->place;
    }
    return 0;
}

bool ModelRoom::isVisible(qsizetype at) const
{
    const ModelEvent &event = events.at(at);
    if (events.constLast().own != Membership::Join && event.place > lastLeave)
        return false;
    return isShared || event.own == Membership::Join || event.ownBefore == Membership::Join;
}

QList<ModelEvent> ModelRoom::visible() const
{
    QList<ModelEvent> seen;
    for (qsizetype i = 0; i < events.size(); ++i) {
        if (isVisible(i))
            seen << events.at(i);
    }
    return seen;
}

QHash<QPair<QString, QString>, ModelEvent> ModelRoom::stateAt(int place) const
{
    QHash<QPair<QString, QString>, ModelEvent> state;
    for (const ModelEvent &event : events) {
        if (event.place <= place && event.stateKey)
            state.insert({event.type, *event.stateKey}, event);
    }
    return state;
}

ModelWorld::ModelWorld(quint32 seed, int rooms) : m_random(seed)
{
    for (int i = 0; i < rooms; ++i)
        makeRoom(i);
    happen(m_random.bounded(60));
}

const ModelRoom &ModelWorld::room(const QString &id) const
{
    const auto found = std::find_if(m_rooms.cbegin(), m_rooms.cend(),
                                    [&id](const ModelRoom &each) { return each.id == id; });
    if (found == m_rooms.cend())
        qFatal("the model has no room %s", qPrintable(id));
    return *found;
}

ModelEvent &ModelWorld::add(ModelRoom &room, const QString &type, const QString &sender,
                            const QJsonObject &content, const std::optional<QString> &key)
{
    ModelEvent event;
    event.place = ++m_now;
    event.id = QStringLiteral("$%1").arg(m_now);
    event.type = type;
    event.sender = sender;
    event.content = content;
    event.stateKey = key;
    if (key)
        event.previous = room.stateAt(m_now).value({type, *key}).content;
    event.ownBefore = event.own = room.ownAt(m_now);
    if (event.isOwnMember())
        event.own = membershipOf(content);
    if (event.ownBefore == Membership::Join && event.own != Membership::Join)
        room.lastLeave = event.place;
    room.events << event;
    return room.events.last();
}

void ModelWorld::addMember(ModelRoom &room, const QString &user, const QString &membership,
                           const QString &sender, const QString &name)
{
    QJsonObject content{{QStringLiteral("membership"), membership}};
    if (!name.isEmpty())
        content.insert(QStringLiteral("displayname"), name);
    add(room, Member, sender, content, user);
}

void ModelWorld::makeRoom(int number)
{
    const QString bob = QStringLiteral("@bob:x");
    ModelRoom room;
    room.id = QStringLiteral("!r%1:x").arg(number);
    room.isShared = m_random.bounded(3) > 0;
    add(room, QStringLiteral("m.room.create"), bob, {}, QString());
    addMember(room, bob, QStringLiteral("join"), bob, QStringLiteral("Bob"));
    for (int i = m_random.bounded(6); i > 0; --i)
        happenIn(room);
    addMember(room, self(), QStringLiteral("join"), self(), QStringLiteral("Me"));
    m_rooms << room;
}

void ModelWorld::happen(int count)
{
    // Mostly in one room, so that long stretches come about.
    const qsizetype favourite = m_random.bounded(int(m_rooms.size()));
    for (; count > 0; --count) {
        const bool isElsewhere = m_random.bounded(4) == 0;
        happenIn(m_rooms[isElsewhere ? m_random.bounded(int(m_rooms.size())) : favourite]);
    }
}

void ModelWorld::happenIn(ModelRoom &room)
{
    const QStringList people{QStringLiteral("@carol:x"), QStringLiteral("@dave:x"), QStringLiteral("@eve:x")};
    const QString bob = QStringLiteral("@bob:x");
    const int dice = m_random.bounded(100);
    const QString number = QString::number(m_now + 1);
    if (dice < 50) {
        add(room, Message, bob, textContent(QStringLiteral("text ") + number));
    } else if (dice < 56) {
        if (room.ownAt(m_now) == Membership::Join)
            add(room, Message, self(), textContent(QStringLiteral("own ") + number));
    } else if (dice < 62) {
        add(room, QStringLiteral("m.reaction"), bob, {});
    } else if (dice < 68) {
        const ModelEvent &target = room.events.at(m_random.bounded(int(room.events.size())));
        if (target.type != Message || !target.redactedBy.isEmpty() ||
            target.content.contains(QStringLiteral("m.relates_to")))
            return;
        QJsonObject content = textContent(QStringLiteral("* edit ") + number);
        content.insert(QStringLiteral("m.new_content"), textContent(QStringLiteral("edit ") + number));
        content.insert(QStringLiteral("m.relates_to"),
                       QJsonObject{{QStringLiteral("rel_type"), QStringLiteral("m.replace")},
                                   {QStringLiteral("event_id"), target.id}});
        add(room, Message, target.sender, content);
    } else if (dice < 78) {
        redactSomething(room);
    } else if (dice < 88) {
        const bool isName = m_random.bounded(2);
        const QString field = isName ? QStringLiteral("name") : QStringLiteral("topic");
        add(room, QStringLiteral("m.room.") + field, bob, {{field, QString(field + u' ' + number)}},
            QString());
    } else {
        const QString user = oneOf(people);
        const bool isIn = membershipOf(room.stateAt(m_now).value({Member, user}).content) == Membership::Join;
        const bool isLeaving = isIn && m_random.bounded(2);
        addMember(room, user, isLeaving ? QStringLiteral("leave") : QStringLiteral("join"), user,
                  isLeaving ? QString() : QStringLiteral("Name ") + number);
    }
}

// Not edits: once they are gone nothing tells them from messages. And only where the reader will be told.
void ModelWorld::redactSomething(ModelRoom &room)
{
    if (!room.isShared && room.ownAt(m_now) != Membership::Join)
        return;
    const qsizetype at = m_random.bounded(int(room.events.size()));
    const ModelEvent target = room.events.at(at);
    const bool isMine = target.isOwnMember() || target.type == u"m.room.create";
    if (!target.redacts.isEmpty() || !target.redactedBy.isEmpty() || isMine ||
        target.content.contains(QStringLiteral("m.relates_to")))
        return;
    ModelEvent &redaction = add(room, QStringLiteral("m.room.redaction"), QStringLiteral("@bob:x"),
                                {{QStringLiteral("redacts"), target.id}});
    redaction.redacts = target.id;
    room.events[at].redactedBy = redaction.id;
}

QString ModelWorld::moveReader()
{
    ModelRoom &room = m_rooms[m_random.bounded(int(m_rooms.size()))];
    const QString bob = QStringLiteral("@bob:x");
    const Membership membership = room.ownAt(m_now);
    const bool isByOther = m_random.bounded(2);
    QString to = QStringLiteral("leave");
    if (membership == Membership::Leave && m_random.bounded(3) == 0)
        to = QStringLiteral("invite");
    else if (membership != Membership::Join)
        to = QStringLiteral("join");
    const QString name = to == u"join" ? QStringLiteral("Me") : QString();
    addMember(room, self(), to, (isByOther && to != u"join") || to == u"invite" ? bob : self(), name);
    return room.id + QStringLiteral(": reader to ") + to;
}

}
