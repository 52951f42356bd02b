// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/hiding.h"

#include <QObject>
#include <QSet>

namespace linnet {

class IgnoredPeople;
class PolicyLists;

/// The one place that says whose words are not shown, and why: people whom one ignores, and such as a policy
/// list speaks against. GUI thread; must not outlive its arguments.
class HiddenPeople : public QObject
{
    Q_OBJECT

public:
    HiddenPeople(IgnoredPeople &ignored, PolicyLists &lists, QObject *parent = nullptr);

    Hiding of(const UserId &user) const;
    bool isHidden(const UserId &user) const { return of(user).isHidden(); }
    HidingRule rule() const; ///< of(), for who asks often; no longer than this lives
    /// Takes away the covers of what they said, until the program ends.
    void uncover(const UserId &user);

Q_SIGNALS:
    void changed();

private:
    const IgnoredPeople &m_ignored;
    const PolicyLists &m_lists;
    QSet<UserId> m_uncovered;
};

}
