// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/content.h"
#include "session/timelineitem.h"

namespace linnet {

/// Counts the votes of a poll (MSC3381): of each person the newest response that is no newer than the first
/// valid end, whichever order they came in. One that names an answer that is none chooses nothing. Pure.
class PollTally
{
public:
    PollTally(UserId self, UserId creator, const PowerLevels &powers)
        : m_self(std::move(self)), m_creator(std::move(creator)), m_powers(powers)
    {
    }

    /// A response, or an end, which only the poll's creator and those who may redact can set.
    void add(const Event &event, bool isUnsent = false);
    /// Puts the result into `poll`, which has no votes yet.
    void count(Poll &poll) const;

private:
    struct Response
    {
        EventId id;
        qint64 ts = 0;
        QByteArray content;
        bool isUnsent = false;
    };

    UserId m_self;
    UserId m_creator;
    const PowerLevels &m_powers;
    QHash<UserId, QList<Response>> m_responses;
    std::optional<qint64> m_endTs;
};

}
