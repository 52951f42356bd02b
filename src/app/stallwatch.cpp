// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stallwatch.h"

#include "app/stacktaker.h"
#include "base/logging.h"

#include <QThread>

#include <thread>

namespace linnet {

using namespace std::chrono_literals;

namespace {

constexpr auto LookEvery = 4ms;

}

bool StallWatch::isWanted()
{
#if defined(NDEBUG) || defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    // With a sanitizer everything takes long.
    return qEnvironmentVariableIsSet("LINNET_WATCH_STALLS");
#else
    return true;
#endif
}

void StallWatch::log(const Stall &stall)
{
    if (stall.isOver)
        qCWarning(lcApp) << "the window did not answer for" << stall.duration.count() << "ms";
    else
        qCWarning(lcApp).noquote() << "the window does not answer:\n   "
                                   << stall.stack.join(QLatin1String("\n    "));
}

StallWatch::StallWatch(Report report) : m_report(std::move(report))
{
    stacktaker::prepare();
    m_thread.reset(QThread::create([this] { run(); }));
    m_thread->setObjectName(QStringLiteral("stallwatch"));
    m_thread->start();
}

StallWatch::~StallWatch()
{
    m_isEnding = true;
    m_thread->wait();
}

qint64 StallWatch::now()
{
    return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

void StallWatch::begin()
{
    m_began = now();
}

void StallWatch::end()
{
    if (m_watched == m_began)
        m_ended = now();
    m_began = 0;
}

void StallWatch::run()
{
    while (!m_isEnding) {
        std::this_thread::sleep_for(LookEvery);
        const qint64 began = m_began;
        if (began != 0 && now() - began > std::chrono::nanoseconds(Limit).count())
            watch(began);
    }
}

/// One stall, from when it is seen to its end.
void StallWatch::watch(qint64 began)
{
    const auto since = [began](qint64 end) {
        return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::nanoseconds(end - began));
    };
    m_ended = 0;
    m_watched = began;
    const auto addresses = stacktaker::take();
    const qint64 seen = now();
    if (m_began != began)
        return; // it ended just then, and the stack is of something else
    // Naming takes long: what it is about may end meanwhile, and others begin.
    m_report({stacktaker::name(addresses), since(seen), false});
    while (m_began == began) {
        if (m_isEnding)
            return;
        std::this_thread::sleep_for(LookEvery);
    }
    const qint64 ended = m_ended;
    m_report({{}, since(ended != 0 ? ended : now()), true});
}

}
