// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

namespace linnet {

/// Whether this computer's clock and the server's tell the same time, as far as the server's answers say.
/// One answer alone says nothing: it may have been read long after it came, as after sleep. A pure value.
class ClockSkew
{
public:
    static constexpr std::chrono::minutes Most{5}; ///< farther apart is told

    /// An answer that says `server` came at `here`; both in ms since the epoch.
    void hear(qint64 server, qint64 here);
    bool isOff() const { return m_farAnswers >= Answers; }

private:
    static constexpr int Answers = 3; ///< in a row

    int m_farAnswers = 0;
};

}
