// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"

#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>

#include <memory>
#include <type_traits>
#include <utility>

namespace linnet {

/// Runs `work` on a thread of `pool` and `then` with its answer in the thread of `context`, which is the
/// calling one; not at all if `context` dies before, or the pool is cleared. `work` must hold all that it
/// needs.
template <typename Work, typename Then>
auto onPool(QThreadPool &pool, QObject *context, Work work, Then then) -> QFuture<std::invoke_result_t<Work>>
{
    using Answer = std::invoke_result_t<Work>;
    auto promise = std::make_shared<QPromise<Answer>>();
    auto *watcher = new QFutureWatcher<Answer>(context);
    QObject::connect(watcher, &QFutureWatcher<Answer>::finished, context, [watcher, then] {
        watcher->deleteLater();
        if (!watcher->isCanceled())
            then(watcher->result());
    });
    promise->start();
    const QFuture<Answer> future = promise->future();
    watcher->setFuture(future);
    // Once only, so what it holds may be used up.
    pool.start([promise, work = std::move(work)]() mutable {
        promise->addResult(work());
        promise->finish();
    });
    return future;
}

/// The same with what `work` comes to, a Result, as a Task.
template <typename Work>
auto onPool(QThreadPool &pool, QObject *context, Work work)
    -> Task<typename std::invoke_result_t<Work>::Value>
{
    using Answer = std::invoke_result_t<Work>;
    const Promise<typename Answer::Value> promise;
    onPool(pool, context, std::move(work), [promise](const Answer &answer) { promise.resolve(answer); });
    return promise.task();
}

}
