// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stacktaker.h"

#ifdef __GLIBC__
#include <QFileInfo>
#include <QMap>
#include <QProcess>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <dlfcn.h>
#include <execinfo.h>
#include <pthread.h>
#include <thread>
#endif

namespace linnet::stacktaker {

#ifdef __GLIBC__

namespace {

using namespace std::chrono_literals;

constexpr int MostFrames = 64;
constexpr int HandlerFrames = 2;       ///< the handler and what the kernel calls it through
constexpr auto Patience = 1s;          ///< on a busy machine the thread may have to wait for its turn
constexpr int NamingPatience = 10'000; // ms

// A handler may touch nothing else.
pthread_t watched;
void *frames[MostFrames];
std::atomic<int> frameCount = 0;
static_assert(std::atomic<int>::is_always_lock_free);

int signalNumber()
{
    return SIGRTMIN + 5;
}

void onSignal(int)
{
    // One that was waited for in vain comes late, maybe while the next one's frames are being read.
    if (frameCount != 0)
        return;
    const int saved = errno;
    frameCount = backtrace(frames, MostFrames);
    errno = saved;
}

/// As far as the dynamic linker knows: "where (function)".
QString plainName(quintptr address, const Dl_info &info)
{
    const QString module = QFileInfo(QString::fromLocal8Bit(info.dli_fname)).fileName();
    const QString at = info.dli_sname ? QString::fromLatin1(info.dli_sname)
                                      : QString::number(address - quintptr(info.dli_fbase), 16);
    return QStringLiteral("%1 (%2)").arg(module, at);
}

/// "function at file:line" of addresses in one module; empty if there is no addr2line.
QStringList linesOf(const QString &module, const QStringList &offsets)
{
    QProcess process;
    process.start(QStringLiteral("addr2line"), QStringList{QStringLiteral("-Cfpe"), module} + offsets);
    if (!process.waitForFinished(NamingPatience) || process.exitCode() != 0)
        return {};
    return QString::fromLocal8Bit(process.readAllStandardOutput()).split(u'\n');
}

}

void prepare()
{
    watched = pthread_self();
    backtrace(frames, MostFrames); // the first call loads a library, which a handler must not
    struct sigaction action = {};
    action.sa_handler = onSignal;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    sigaction(signalNumber(), &action, nullptr);
}

QList<quintptr> take()
{
    frameCount = 0;
    if (pthread_kill(watched, signalNumber()) != 0)
        return {};
    const auto start = std::chrono::steady_clock::now();
    while (frameCount == 0) {
        if (std::chrono::steady_clock::now() - start > Patience)
            return {};
        std::this_thread::sleep_for(1ms);
    }
    QList<quintptr> addresses;
    for (int i = HandlerFrames; i < frameCount; ++i)
        addresses.append(quintptr(frames[i]) - (i == HandlerFrames ? 0 : 1)); // the call, not what follows it
    return addresses;
}

QStringList name(const QList<quintptr> &addresses)
{
    QStringList names;
    QMap<QString, QList<int>> byModule;
    QMap<QString, QStringList> offsets;
    for (int i = 0; i < addresses.size(); ++i) {
        Dl_info info = {};
        if (dladdr(reinterpret_cast<void *>(addresses.at(i)), &info) == 0) {
            names.append(QStringLiteral("?"));
            continue;
        }
        names.append(plainName(addresses.at(i), info));
        const QString module = QString::fromLocal8Bit(info.dli_fname);
        byModule[module].append(i);
        offsets[module].append(QString::number(addresses.at(i) - quintptr(info.dli_fbase), 16));
    }
    for (auto it = byModule.cbegin(); it != byModule.cend(); ++it) {
        const QStringList lines = linesOf(it.key(), offsets.value(it.key()));
        for (int i = 0; i < it->size() && i < lines.size(); ++i) {
            if (!lines.at(i).startsWith(QLatin1String("??")))
                names[it->at(i)] = lines.at(i);
        }
    }
    return names;
}

#else

void prepare() {}

QList<quintptr> take()
{
    return {};
}

QStringList name(const QList<quintptr> &)
{
    return {};
}

#endif

}
