// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/roompowers.h"

namespace linnet {

class Store;

/// Gives one person of a room another role, made of the power levels that the server has by then. GUI thread;
/// must not outlive its arguments.
class RoleChange : public QObject
{
    Q_OBJECT

public:
    struct Wish
    {
        RoomId room;
        UserId user;
        int level = 0;
    };
    RoleChange(ApiClient &api, Store &store, const UserId &self, Wish wish, QObject *parent = nullptr);

    const Wish &wish() const { return m_wish; }
    /// Without `isSure` what could not be taken back is not done: risky() comes instead. One at a time.
    void start(bool isSure = false);
    int before() const { return m_before; }    ///< what they had; once it is saved
    bool canUndo() const { return m_canUndo; } ///< one may give them before() again; once it is saved
    int everybodys() const { return m_usual; } ///< what who is not named has; once it is saved

Q_SIGNALS:
    void risky(linnet::PowerRules::Risk risk);
    void saved();
    void failed(const linnet::Error &error);

private:
    void askAll();
    void take(const RoomStateValues &values);
    PowerLevels levels() const;
    void change();
    void onSaved();
    void onFailed(const Error &error);

    ApiClient &m_api;
    Store &m_store;
    UserId m_self;
    Wish m_wish;
    RoomStateEdits m_edits;
    RoomPeople m_people;
    RoomPowers m_powers;
    bool m_isSure = false;
    bool m_isWaiting = false; ///< for m_people
    bool m_canUndo = false;
    int m_before = 0;
    int m_usual = 0;
};

}
