// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/peopletrust.h"
#include "session/roomlist.h"

#include <QObject>

namespace linnet {

/// Whether all in an encrypted room are verified, and whose identity there is another one than it was. Of one
/// room at a time. GUI thread; must not outlive its arguments.
class RoomTrust : public QObject
{
    Q_OBJECT

public:
    RoomTrust(PeopleTrust &trust, Store &store, RoomList &rooms, UserId self, QObject *parent = nullptr);

    void setRoom(const RoomId &room); ///< empty: none
    /// The others who are in it, one at least, all of them.
    bool areAllVerified() const;
    /// Who is another one than they were, those first whom one had verified.
    QList<Member> changedPeople() const;

Q_SIGNALS:
    void changed();

private:
    void load();

    PeopleTrust &m_trust;
    Store &m_store;
    RoomList &m_rooms;
    UserId m_self;
    RoomId m_room;
    bool m_isEncrypted = false;
    QList<Member> m_others; ///< who are in it
};

}
