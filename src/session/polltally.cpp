// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/polltally.h"

#include "matrix/pollcontent.h"

#include <QSet>

#include <algorithm>
#include <tuple>

namespace linnet {

namespace {

/// The answers that a response chooses, by their place.
QSet<int> choiceOf(const QByteArray &content, const Poll &poll)
{
    QSet<int> choice;
    const QStringList selections = readSelections(content).mid(0, poll.maxSelections);
    for (const QString &id : selections) {
        const auto answer = std::find_if(poll.answers.cbegin(), poll.answers.cend(),
                                         [&id](const Poll::Answer &each) { return each.id == id; });
        if (answer == poll.answers.cend())
            return {};
        choice.insert(int(answer - poll.answers.cbegin()));
    }
    return choice;
}

}

void PollTally::add(const Event &event, bool isUnsent)
{
    if (isPollResponse(event.type)) {
        m_responses[event.sender].append({event.id, event.ts, event.content, isUnsent});
    } else if (isPollEnd(event.type) &&
               (event.sender == m_creator || m_powers.powerOf(event.sender) >= m_powers.redact)) {
        m_endTs = std::min(m_endTs.value_or(event.ts), event.ts);
    }
}

void PollTally::count(Poll &poll) const
{
    // What one is about to say is the newest, whatever the clocks say; the last of it stands last.
    const auto isOlder = [](const Response &a, const Response &b) {
        return a.isUnsent || b.isUnsent ? std::pair(a.isUnsent, a.ts) <= std::pair(b.isUnsent, b.ts)
                                        : std::tie(a.ts, a.id) < std::tie(b.ts, b.id);
    };
    poll.isEnded = m_endTs.has_value();
    for (auto it = m_responses.cbegin(); it != m_responses.cend(); ++it) {
        const Response *newest = nullptr;
        for (const Response &response : *it) {
            const bool isInTime = !m_endTs || (!response.isUnsent && response.ts <= *m_endTs);
            if (isInTime && (!newest || isOlder(*newest, response)))
                newest = &response;
        }
        const QSet<int> choice = newest ? choiceOf(newest->content, poll) : QSet<int>();
        poll.voters += choice.isEmpty() ? 0 : 1;
        for (const int at : choice) {
            ++poll.answers[at].votes;
            poll.answers[at].isOwn = poll.answers[at].isOwn || it.key() == m_self;
        }
    }
}

}
