// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <optional>
#include <type_traits>

namespace linnet {

namespace detail {

/// What a Promise and its Task share. GUI thread only.
template <typename T>
struct TaskState
{
    std::optional<Result<T>> result;
    std::function<void(Result<T> &&)> continuation;
    std::function<void()> abort;
    QMetaObject::Connection contextGone;
    bool isFinished = false;

    void resolve(Result<T> &&value)
    {
        if (isFinished)
            return;
        if (!continuation) {
            if (!result)
                result = std::move(value);
            return;
        }
        isFinished = true;
        QObject::disconnect(contextGone);
        auto call = std::exchange(continuation, nullptr);
        abort = nullptr;
        call(std::move(value));
    }
    void cancel()
    {
        if (isFinished)
            return;
        isFinished = true;
        QObject::disconnect(contextGone);
        continuation = nullptr;
        result.reset();
        if (auto call = std::exchange(abort, nullptr))
            call();
    }
};

template <typename T>
struct IsResult : std::false_type
{
};
template <typename T>
struct IsResult<Result<T>> : std::true_type
{
    using Value = T;
};

}

template <typename T>
class Task;

/// The producing end of a Task. Copyable, GUI thread only; a promise that is dropped unresolved leaves its
/// task unanswered for ever, so every path must resolve.
template <typename T>
class Promise
{
public:
    Promise() : m_state(std::make_shared<detail::TaskState<T>>()) {}

    Task<T> task() const { return Task<T>(m_state); }
    /// The first call wins; later ones and those after an abort do nothing.
    void resolve(Result<T> result) const { m_state->resolve(std::move(result)); }
    /// Runs once if the task is dropped, or its context dies, before it was resolved.
    void onAbort(std::function<void()> abort) const
    {
        if (!m_state->isFinished)
            m_state->abort = std::move(abort);
    }
    bool isAbandoned() const { return m_state->isFinished; }

private:
    std::shared_ptr<detail::TaskState<T>> m_state;
};

/// One answer to one question, on the GUI thread.
///
/// The answer is delivered once, to the continuation given to then(); if the answer is there already, at
/// once. When the context object dies first, the continuation is dropped and the work behind it aborted;
/// dropping a Task that nobody waits for aborts it too.
template <typename T>
class [[nodiscard]] Task
{
public:
    using Value = T;

    static Task ready(Result<T> result)
    {
        Promise<T> promise;
        promise.resolve(std::move(result));
        return promise.task();
    }

    Task(Task &&other) noexcept : m_state(std::move(other.m_state)) {}
    Task &operator=(Task &&other) noexcept
    {
        if (this != &other) {
            abort();
            m_state = std::move(other.m_state);
        }
        return *this;
    }
    ~Task() { abort(); }

    /// Drops the question; nothing will be called.
    void abort()
    {
        if (auto state = std::exchange(m_state, nullptr))
            state->cancel();
    }

    /// Ends the chain: calls `next(Result<T>)` unless `context` dies before.
    template <typename F>
    void then(const QObject *context, F next) &&
    {
        std::move(*this).deliver(std::move(next));
        if (!m_last || m_last->isFinished)
            return;
        std::weak_ptr<detail::TaskState<T>> weak = m_last;
        m_last->contextGone = QObject::connect(context, &QObject::destroyed, [weak] {
            if (auto state = weak.lock())
                state->cancel();
        });
        m_last.reset();
    }

    /// Goes on with the value: `next(T)` may return a plain U, a Result<U> or a Task<U>. An Error passes by.
    template <typename F>
    auto andThen(F next) &&
    {
        using R = std::invoke_result_t<F, T>;
        if constexpr (requires { typename R::Value; }) {
            return std::move(*this).template chain<typename R::Value>(
                [next = std::move(next)](Result<T> &&result, const auto &forward) mutable {
                    if (!result.isOk())
                        forward(Result<typename R::Value>(result.error()));
                    else
                        forward(next(result.take()));
                });
        } else {
            return std::move(*this).template chain<R>(
                [next = std::move(next)](Result<T> &&result, const auto &forward) mutable {
                    if (!result.isOk())
                        forward(Result<R>(result.error()));
                    else
                        forward(Result<R>(next(result.take())));
                });
        }
    }

    /// Goes on after an Error: `next(Error)` returns a Result<T> or a Task<T>. A value passes by.
    template <typename F>
    Task<T> orElse(F next) &&
    {
        return std::move(*this).template chain<T>(
            [next = std::move(next)](Result<T> &&result, const auto &forward) mutable {
                if (result.isOk())
                    forward(std::move(result));
                else
                    forward(next(result.error()));
            });
    }

private:
    friend class Promise<T>;
    template <typename U>
    friend class Task;
    explicit Task(std::shared_ptr<detail::TaskState<T>> state) : m_state(std::move(state)) {}

    template <typename F>
    void deliver(F next) &&
    {
        m_last = std::exchange(m_state, nullptr);
        if (!m_last || m_last->isFinished)
            return;
        auto state = m_last;
        if (state->result) {
            state->isFinished = true;
            state->abort = nullptr;
            Result<T> result = std::move(*state->result);
            state->result.reset();
            next(std::move(result));
        } else {
            state->continuation = [next = std::make_shared<F>(std::move(next))](Result<T> &&result) {
                (*next)(std::move(result));
            };
        }
    }

    /// `step(Result<T>, forward)` where forward takes a Result<U> or a Task<U>.
    template <typename U, typename F>
    Task<U> chain(F step) &&
    {
        Promise<U> promise;
        auto source = m_state;
        promise.onAbort([weak = std::weak_ptr(source)] {
            if (auto state = weak.lock())
                state->cancel();
        });
        auto forward = [promise](auto &&outcome) {
            using O = std::decay_t<decltype(outcome)>;
            if constexpr (detail::IsResult<O>::value) {
                promise.resolve(std::forward<decltype(outcome)>(outcome));
            } else {
                Task<U> inner = std::move(outcome);
                auto innerState = inner.m_state;
                promise.onAbort([weak = std::weak_ptr(innerState)] {
                    if (auto state = weak.lock())
                        state->cancel();
                });
                std::move(inner).deliver(
                    [promise](Result<U> &&result) { promise.resolve(std::move(result)); });
            }
        };
        std::move(*this).deliver([step = std::move(step), forward](Result<T> &&result) mutable {
            step(std::move(result), forward);
        });
        m_last.reset();
        return promise.task();
    }

    std::shared_ptr<detail::TaskState<T>> m_state;
    std::shared_ptr<detail::TaskState<T>> m_last;
};

}
