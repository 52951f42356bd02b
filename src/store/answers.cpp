// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/answers.h"

namespace linnet {

void Answers::post(quint64 id, std::shared_ptr<void> result)
{
    bool isFirst = false;
    {
        const std::lock_guard lock(m_mutex);
        isFirst = m_answers.empty();
        m_answers.push_back({id, std::move(result)});
    }
    if (isFirst)
        QMetaObject::invokeMethod(
            this, [this] { deliver(); }, Qt::QueuedConnection);
}

void Answers::deliver()
{
    std::deque<Answer> answers;
    {
        const std::lock_guard lock(m_mutex);
        answers.swap(m_answers);
    }
    // A continuation may delete the Store and this with it; what was still to be said goes with it.
    const QPointer<Answers> guard(this);
    for (Answer &each : answers) {
        if (const auto resolve = m_waiting.take(each.id))
            resolve(each.result.get());
        if (!guard)
            return;
    }
}

}
