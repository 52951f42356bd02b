// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/appearance.h"
#include "app/application.h"
#include "app/ctlcall.h"
#include "app/ctlclient.h"
#include "app/cursorrest.h"
#include "app/messagehandler.h"
#include "app/profilelock.h"
#include "app/unixsignals.h"
#include "app/watchedapplication.h"
#include "base/application.h"
#include "base/logging.h"
#include "session/errortext.h"

#include <QApplication>
#include <QFile>
#include <QTextStream>

#include <cstdio>
#include <memory>

namespace {

using namespace linnet;

/// Another program of this profile may have gone, or not listen yet, between a look at its lock and one at
/// its socket.
constexpr int HandOverPatience = 5'000; // ms

int complain(const QString &text)
{
    QTextStream(stderr) << application::Executable << ": " << text << Qt::endl;
    return 1;
}

int print(const QString &text)
{
    QTextStream(stdout) << text << Qt::flush;
    return 0;
}

void nameApplication()
{
    QCoreApplication::setApplicationName(QLatin1String(application::Executable));
    QCoreApplication::setApplicationVersion(QLatin1String(application::Version));
    QGuiApplication::setApplicationDisplayName(QLatin1String(application::Name));
    QGuiApplication::setDesktopFileName(QLatin1String(application::Id));
    QGuiApplication::setQuitOnLastWindowClosed(false);
}

/// No windows, no event loop and none of their cost.
int runCtl(int &argc, char **argv, const CommandLine &line)
{
    QCoreApplication application(argc, argv);
    nameApplication();
    QFile in;
    QFile out;
    // Unbuffered: who reads a pipe of `follow` wants each line when it comes.
    if (!in.open(stdin, QIODevice::ReadOnly) ||
        !out.open(fileno(stdout), QIODevice::WriteOnly | QIODevice::Unbuffered))
        return 1;
    return CtlClient(Profile(line.profile).socketPath(), in, out).run(line.ctlArguments);
}

int runWindows(int &argc, char **argv, const CommandLine &line)
{
    const std::unique_ptr<QApplication> application = StallWatch::isWanted()
                                                          ? std::make_unique<WatchedApplication>(argc, argv)
                                                          : std::make_unique<QApplication>(argc, argv);
    nameApplication();
    appearance::setPalette(line.palette);
    appearance::setIcons();
    appearance::setLanguage(*application);
    const CursorRest cursorRest;

    const Profile profile(line.profile);
    ProfileLock lock(profile);
    if (const Status status = lock.take(); !status) {
        if (status.error().kind == Error::Kind::InUse &&
            CtlClient::handOver(profile.socketPath(), line.link, HandOverPatience))
            return 0;
        return complain(ErrorText::of(status.error()).what);
    }
    Application linnet(line, Application::Edges::real(profile));
    QObject::connect(&linnet, &Application::quitRequested, application.get(), &QCoreApplication::quit,
                     Qt::QueuedConnection);
    UnixSignals signals;
    QObject::connect(&signals, &UnixSignals::endRequested, application.get(), &QCoreApplication::quit);
    if (const Status status = linnet.start(); !status)
        return complain(ErrorText::of(status.error()).what);
    return QApplication::exec();
}

QStringList argumentsOf(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    return arguments;
}

}

int main(int argc, char **argv)
{
    installMessageHandler();
    const QStringList arguments = argumentsOf(argc, argv);
    const Result<CommandLine> line = CommandLine::parse(arguments);
    if (!line) {
        // Scripts get JSON whatever was wrong.
        if (arguments.contains(QLatin1String("ctl")))
            print(QString::fromUtf8(CtlCall::failure(QStringLiteral("usage"), line.error().text)));
        return complain(line.error().text);
    }
    switch (line->action) {
    case CommandLine::Action::ShowHelp:
        return print(CommandLine::help());
    case CommandLine::Action::ShowVersion:
        return print(QStringLiteral("%1 %2\n").arg(QLatin1String(application::Name),
                                                   QLatin1String(application::Version)));
    case CommandLine::Action::Ctl:
        return runCtl(argc, argv, *line);
    case CommandLine::Action::Run:
        break;
    }
    return runWindows(argc, argv, *line);
}
