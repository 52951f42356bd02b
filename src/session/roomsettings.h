// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/roomlisting.h"
#include "session/roompeople.h"
#include "session/roompowers.h"
#include "session/roomrights.h"
#include "session/roomstateedits.h"

#include <memory>

namespace linnet {

class RoomList;

/// How a room is set up and what of it one may change, live, and the changes of it. A change counts at once;
/// saved() or failed() says what came of it, each field by itself. Rooms of any size: members are not loaded.
/// GUI thread; must not outlive its parts.
class RoomSettings : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        ApiClient &api;
        Store &store;
        RoomList &rooms;
        UserId self;
    };
    RoomSettings(const Parts &parts, RoomId room, QObject *parent = nullptr);

    const RoomId &room() const { return m_room; }
    const UserId &self() const { return m_parts.self; }
    void load();                               ///< asks for all of it, also again
    bool isReady() const { return m_isReady; } ///< facts() are there
    bool isComplete() const;                   ///< nothing is waited for any more
    /// Why something is not there, of the last load().
    std::optional<Error> error() const;

    const RoomFacts &facts() const { return m_facts; } ///< with what is under way
    const RoomPeople &people() const { return m_people; }
    const RoomListing &listing() const { return m_listing; }
    RoomRights rights() const;
    bool isServerNotices() const;           ///< the server itself speaks there, and nobody else
    QList<UserId> peopleWithLevels() const; ///< who is named in the power levels, the highest first
    bool isOld() const;                     ///< the server is of 2014, and knows but a part of it

    /// Where an address leads to, before it is added.
    Task<RoomListing::Place> lookUp(const QString &alias) { return m_listing.look(alias); }

    // Changes. What one may not, the server refuses.
    void setName(const QString &name);
    void setTopic(const QString &topic);
    /// Uploads it as it is: what a camera wrote into it is for the caller to take out (SquarePicture).
    void setAvatar(const QByteArray &picture, const QString &mimeType);
    void removeAvatar();
    void setJoinRules(const JoinRules &rules);
    void setHistory(const QString &visibility);
    void setGuestsAllowed(bool areAllowed);
    void setAcl(const ServerAcl &acl);
    void addAddress(const QString &alias);     ///< of the own server; M_ROOM_IN_USE: another room's
    void removeAddress(const QString &alias);  ///< the room no longer names it either
    void setMainAddress(const QString &alias); ///< empty: none
    void setListed(bool isListed);
    RoomPowers &powers() { return m_powers; }
    bool isBusy() const { return m_edits.isBusy() || m_tasks > 0; }

Q_SIGNALS:
    void changed(); ///< whatever can be asked for here
    void saved(linnet::RoomField field);
    void failed(linnet::RoomField field, const linnet::Error &error);
    void idle(); ///< nothing is under way any more

private:
    void readStore();
    void takeStore(const QList<StateEntry> &entries);
    bool isStored(const QList<StateEntry> &entries) const;
    void askAll();
    void askRest();
    void ask(const QString &type);
    void refresh();
    Membership membership() const;
    template <typename T, typename Use>
    void follow(RoomField field, Task<T> task, Use use);
    void setContent(RoomField field, const QString &type, const QByteArray &content);

    Parts m_parts;
    RoomId m_room;
    RoomStateEdits m_edits;
    RoomPeople m_people;
    RoomListing m_listing;
    RoomPowers m_powers;
    RoomFacts m_facts;
    RoomStateValues m_stored; ///< as the store had them last
    QList<UserId> m_named;
    std::optional<Error> m_error;
    int m_asked = 0;                            ///< contents that the server is asked for
    int m_tasks = 0;                            ///< changes that are no state
    Membership m_membership = Membership::None; ///< as rights() was last told of
    bool m_isReady = false;
    bool m_isReading = false;
    bool m_isReadWanted = false;
};

}
