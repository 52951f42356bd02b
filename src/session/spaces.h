// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/spaceediting.h"
#include "session/spacehierarchy.h"
#include "session/spacetree.h"

namespace linnet {

class AccountData;

/// The spaces of an account: the tree of those one has joined in the order that its clients share
/// (`space_order` of the account data `chat.linnet.rooms`), what the server says of the rooms in them, and
/// what one changes there. GUI thread; owned by the Session.
class Spaces : public QObject
{
    Q_OBJECT

public:
    Spaces(ApiClient &api, Store &store, RoomList &rooms, AccountData &accountData, RoomActions &actions,
           const UserId &self, QObject *parent = nullptr);

    SpaceTree &tree() { return m_tree; }
    SpaceHierarchy &hierarchy() { return m_hierarchy; }
    SpaceEditing &editing() { return m_editing; }
    bool isAvailable() const; ///< api/v1 never had them

    void load(); ///< the order, once it is known
    /// Puts a space of the top level to another place there, which counts without it. Stands at once, and is
    /// kept for the account's other clients; where the server takes it not, until the end of this session.
    Task<Done> move(const RoomId &space, qsizetype to);

private:
    AccountData &m_accountData;
    const ApiClient &m_api;
    SpaceTree m_tree;
    SpaceHierarchy m_hierarchy;
    SpaceEditing m_editing;
};

}
