// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/keysatserver.h"
#include "session/clockskew.h"

#include <QList>
#include <QObject>

#include <functional>

namespace linnet {

class ApiClient;

/// Why the keys of this session, or their times, cannot be relied on; what is seen of it elsewhere is decided
/// and kept here alone. GUI thread; owned by the KeyExchange.
class EncryptionHealth : public QObject
{
    Q_OBJECT

public:
    /// Gravest first. EncryptionText::problem() has the words.
    enum class Problem {
        KeysOfAnother, ///< the database of keys is of another user or session; nothing is fetched
        LostKeys,      ///< the server has this session's keys, here they are new: the database had gone
        DeviceClash,   ///< the server shows others the keys of another program for this session
        KeysRemoved,   ///< the server has none any more that it was given: the session was ended there
        OldCopy,       ///< one-time keys were made anew under names that are used: an older copy came back
        ClockSkew,     ///< the clocks here and there are minutes apart
    };

    explicit EncryptionHealth(ApiClient &api, QObject *parent = nullptr);

    QList<Problem> problems() const;
    bool has(Problem problem) const { return problems().contains(problem); }
    /// False while others are shown other keys than those that are here, or these are not this session's:
    /// what is encrypted then is of no use to anybody.
    bool areKeysOurs() const { return !m_isOfAnother && !isUnknownThere(); }
    /// False where nothing helps but a new session.
    static bool endsByItself(Problem problem) { return problem == Problem::ClockSkew; }

    void setKeysOfAnother(bool isOfAnother);
    /// What the server was seen to have. `isIntroduced`: it has been given the keys that are here before.
    void setAtServer(KeysAtServer keys, bool isIntroduced);
    /// The server has other one-time keys under the names of those that are made here. Nothing ends it.
    void setOldCopy();

Q_SIGNALS:
    void changed(); ///< problems()

private:
    bool isUnknownThere() const;
    void update(const std::function<void()> &change);

    KeysAtServer m_atServer = KeysAtServer::Absent;
    bool m_isIntroduced = false;
    bool m_isOfAnother = false;
    bool m_isOldCopy = false;
    ClockSkew m_clock;
};

}
