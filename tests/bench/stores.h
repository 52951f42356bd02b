// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/v3dialect.h"
#include "store/store.h"
#include "syncreplies.h"

#include <QEventLoop>

namespace linnet::bench {

/// Of all made-up accounts; they hold nothing that is secret.
inline QByteArray storeKey()
{
    return QByteArray(32, 'k');
}

/// The answer of a task that must not fail.
template <typename T>
T wait(Task<T> task)
{
    QObject context;
    std::optional<Result<T>> answer;
    QEventLoop loop;
    std::move(task).then(&context, [&](Result<T> result) {
        answer.emplace(std::move(result));
        loop.quit();
    });
    if (!answer)
        loop.exec();
    if (!answer->isOk())
        qFatal("failed: %s", qPrintable(answer->error().text));
    return answer->take();
}

inline std::unique_ptr<Store> openStore(const QString &path)
{
    return wait(Store::open(path, storeKey(), UserId(SyncReplies::self())));
}

/// From the bytes of a reply to the answer that they are committed.
inline CommittedBatch commit(Store &store, const QByteArray &position, const QByteArray &reply)
{
    static const auto dialect = std::make_shared<V3Dialect>(false, UserId(SyncReplies::self()));
    return wait(store.commitSync(dialect, position, reply, Dialect::V3, 1'800'000'000'000));
}

}
