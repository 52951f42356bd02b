// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/unixsignals.h"

#include <QSocketNotifier>

#ifdef Q_OS_UNIX
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace linnet {

#ifdef Q_OS_UNIX

namespace {

constexpr int Watched[] = {SIGINT, SIGTERM, SIGHUP};
// A handler may touch nothing but such a number and write(2).
volatile std::sig_atomic_t writeEnd = -1;

void onSignal(int number)
{
    const int saved = errno;
    const char byte = char(number);
    if (write(int(writeEnd), &byte, 1) < 0)
        _exit(128 + number);
    errno = saved;
}

}

UnixSignals::UnixSignals(QObject *parent) : QObject(parent)
{
    int ends[2];
    if (pipe(ends) != 0)
        return;
    for (int end : ends)
        fcntl(end, F_SETFD, FD_CLOEXEC);
    m_readEnd = ends[0];
    writeEnd = ends[1];
    auto *notifier = new QSocketNotifier(m_readEnd, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        if (read(m_readEnd, &byte, 1) == 1)
            Q_EMIT endRequested();
    });
    struct sigaction action = {};
    action.sa_handler = onSignal;
    sigemptyset(&action.sa_mask);
    action.sa_flags = int(SA_RESTART | SA_RESETHAND);
    for (int number : Watched)
        sigaction(number, &action, nullptr);
}

UnixSignals::~UnixSignals()
{
    for (int number : Watched)
        std::signal(number, SIG_DFL);
    if (m_readEnd < 0)
        return;
    close(m_readEnd);
    close(int(writeEnd));
    writeEnd = -1;
}

#else

UnixSignals::UnixSignals(QObject *parent) : QObject(parent) {}
UnixSignals::~UnixSignals() = default;

#endif

}
