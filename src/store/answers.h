// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <deque>
#include <functional>
#include <memory>
#include <mutex>

namespace linnet {

/// Carries what a thread of the store has found out to the Tasks that wait for it. Lives on the GUI thread;
/// when it is destroyed, answers that were not delivered are dropped.
class Answers : public QObject
{
    Q_OBJECT

public:
    /// A Task on the GUI thread that give() resolves; `id` names it. `onDropped` is called if nobody wants
    /// the answer any more, as long as this lives; give() is to be called all the same.
    template <typename T>
    Task<T> expect(quint64 &id, const std::function<void()> &onDropped = {})
    {
        Promise<T> promise;
        if (onDropped) {
            promise.onAbort([guard = QPointer<Answers>(this), onDropped] {
                if (guard)
                    onDropped();
            });
        }
        id = ++m_lastId;
        m_waiting.insert(
            id, [promise](void *result) { promise.resolve(std::move(*static_cast<Result<T> *>(result))); });
        return promise.task();
    }
    /// From any thread, once for each id.
    template <typename T>
    void give(quint64 id, Result<T> result)
    {
        post(id, std::make_shared<Result<T>>(std::move(result)));
    }

private:
    struct Answer
    {
        quint64 id;
        std::shared_ptr<void> result;
    };

    void post(quint64 id, std::shared_ptr<void> result);
    void deliver();

    QHash<quint64, std::function<void(void *)>> m_waiting;
    quint64 m_lastId = 0;

    // A queue of our own: the event is only the bell.
    std::mutex m_mutex;
    std::deque<Answer> m_answers;
};

}
