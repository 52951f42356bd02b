// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/event.h"

#include <QHash>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QStringList>

namespace linnet::test {

/// An event as it is true, whoever knows of it.
struct ModelEvent
{
    int place = 0; ///< in the order of all rooms' events; the first is 1
    QString id, type, sender;
    std::optional<QString> stateKey;
    QJsonObject content, previous;
    QString redacts;
    QString redactedBy;                      ///< the redaction's id, or empty
    Membership own = Membership::None;       ///< the reader's, after it
    Membership ownBefore = Membership::None; ///< and before it

    bool isOwnMember() const;
};

struct ModelRoom
{
    QString id;
    bool isShared = true; ///< one may also read what was said while one was away
    int lastLeave = 0;    ///< the place where one left last
    QList<ModelEvent> events;

    Membership ownAt(int place) const;  ///< the reader's own membership after the event at `place`
    int lastOwn(int upTo) const;        ///< the place of the newest own member event; 0: none
    bool isVisible(qsizetype at) const; ///< to the reader, now
    /// What the reader may see of `events`, oldest first.
    QList<ModelEvent> visible() const;
    /// By type and key, as it is after the event at `place`.
    QHash<QPair<QString, QString>, ModelEvent> stateAt(int place) const;
};

/// Rooms and what happens in them: messages, edits, reactions, state, redactions, people who come and go, the
/// reader among them. Pure, and the same for the same seed and calls.
class ModelWorld
{
public:
    static QString self() { return QStringLiteral("@me:x"); }

    ModelWorld(quint32 seed, int rooms);

    int now() const { return m_now; } ///< the place of the newest event
    const QList<ModelRoom> &rooms() const { return m_rooms; }
    const ModelRoom &room(const QString &id) const;

    /// `count` things happen, now here now there.
    void happen(int count);
    /// The reader leaves, is removed, invited or joins, by another client. Answers what, in words.
    QString moveReader();

private:
    ModelEvent &add(ModelRoom &room, const QString &type, const QString &sender, const QJsonObject &content,
                    const std::optional<QString> &key = {});
    void addMember(ModelRoom &room, const QString &user, const QString &membership, const QString &sender,
                   const QString &name = {});
    void makeRoom(int number);
    void happenIn(ModelRoom &room);
    void redactSomething(ModelRoom &room);
    QString oneOf(const QStringList &words) { return words.at(m_random.bounded(int(words.size()))); }

    QRandomGenerator m_random;
    QList<ModelRoom> m_rooms;
    int m_now = 0;
};

}
