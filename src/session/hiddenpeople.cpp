// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/hiddenpeople.h"

#include "session/ignoredpeople.h"
#include "session/policylists.h"

namespace linnet {

HiddenPeople::HiddenPeople(IgnoredPeople &ignored, PolicyLists &lists, QObject *parent)
    : QObject(parent), m_ignored(ignored), m_lists(lists)
{
    connect(&ignored, &IgnoredPeople::changed, this, &HiddenPeople::changed);
    connect(&lists, &PolicyLists::changed, this, &HiddenPeople::changed);
}

Hiding HiddenPeople::of(const UserId &user) const
{
    if (m_ignored.contains(user))
        return {Hiding::Way::LeftOut, {}, {}};
    if (m_uncovered.contains(user))
        return {};
    if (const auto match = m_lists.matchOf(user))
        return {Hiding::Way::Covered, match->listName, match->reason};
    return {};
}

HidingRule HiddenPeople::rule() const
{
    return [this](const UserId &user) { return of(user); };
}

void HiddenPeople::uncover(const UserId &user)
{
    if (m_uncovered.contains(user))
        return;
    m_uncovered.insert(user);
    Q_EMIT changed();
}

}
