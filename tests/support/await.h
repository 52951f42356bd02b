// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"

#include <QEventLoop>
#include <QTest>
#include <QTimer>

namespace linnet::test {

/// Runs the event loop until the task has answered; Timeout if it never does.
template <typename T>
Result<T> await(Task<T> task)
{
    std::optional<Result<T>> answer;
    QEventLoop loop;
    std::move(task).then(&loop, [&](Result<T> result) {
        answer = std::move(result);
        loop.quit();
    });
    QTimer::singleShot(30'000, &loop, &QEventLoop::quit);
    if (!answer)
        loop.exec();
    return std::move(answer).value_or(
        Error::of(Error::Kind::Timeout, QStringLiteral("the test waited in vain")));
}

}
