// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"

#include <QTest>

namespace linnet::test {

/// Runs the event loop until the task has answered; Timeout if it never does.
template <typename T>
Result<T> await(Task<T> task)
{
    QObject context;
    std::optional<Result<T>> answer;
    std::move(task).then(&context, [&](Result<T> result) { answer = std::move(result); });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, 30'000))
        return Error::of(Error::Kind::Timeout, QStringLiteral("the test waited in vain"));
    return std::move(*answer);
}

}
