// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/clockskew.h"

#include <algorithm>

namespace linnet {

void ClockSkew::hear(qint64 server, qint64 here)
{
    const std::chrono::milliseconds apart(qAbs(server - here));
    m_farAnswers = apart > Most ? std::min(m_farAnswers + 1, Answers) : 0;
}

}
