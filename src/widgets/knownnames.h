// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QHash>
#include <QObject>

#include <memory>

namespace linnet {

class MemberList;
class Session;

/// What the people and rooms are called that messages of one room name. Reads the room's members the first
/// time that one of them is named; asks the server for them only in rooms that are not large. GUI thread;
/// must not outlive its Session.
class KnownNames : public QObject
{
    Q_OBJECT

public:
    explicit KnownNames(Session &session, QObject *parent = nullptr);
    ~KnownNames() override;

    void setRoom(const RoomId &room); ///< empty: none
    /// Of a person as they are called in the room, or of a room by id or alias; empty: not known, or not yet.
    QString of(const QString &target);

Q_SIGNALS:
    void changed(); ///< people are called otherwise

private:
    QString nameOf(const QString &user) const;
    void readMembers();

    Session &m_session;
    RoomId m_room;
    std::unique_ptr<MemberList> m_members; ///< once somebody was named
    QHash<QString, QString> m_told;        ///< what was said of whom; of very many members few are named
};

}
