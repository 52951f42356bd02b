// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"

#include "app/ctlaccount.h"
#include "app/ctlarchive.h"
#include "app/ctldirectory.h"
#include "app/ctlencryption.h"
#include "app/ctlmessages.h"
#include "app/ctlmoderation.h"
#include "app/ctlorder.h"
#include "app/ctlrooms.h"
#include "app/ctlsending.h"
#include "app/ctlsettings.h"
#include "app/ctlspaces.h"
#include "app/ctlverification.h"
#include "app/ctlwindows.h"
#include "matrix/networktransport.h"
#include "session/keychaincredentials.h"
#include "session/plainfolder.h"

#include <QGuiApplication>
#include <QSessionManager>

namespace linnet {

Application::Edges Application::Edges::real(const Profile &profile)
{
    Edges edges;
    edges.clock = std::make_unique<SystemClock>();
    edges.transport = std::make_unique<NetworkTransport>();
    edges.keychain = std::make_unique<KeychainCredentials>();
    edges.file = std::make_unique<PassphraseFileCredentials>(profile.passphraseFilePath());
    return edges;
}

Application::Application(const CommandLine &line, Edges edges, QObject *parent)
    : QObject(parent), m_edges(std::move(edges)), m_line(line), m_profile(line.profile),
      m_accounts(m_profile, *m_edges.keychain, *m_edges.file),
      m_keeper(m_profile, m_accounts, *m_edges.transport, *m_edges.clock, line.dialect),
      m_windows(m_keeper, m_accounts, *m_edges.file, *m_edges.transport, *m_edges.clock, line.dialect,
                line.server),
      m_commands(m_keeper), m_server([this](CtlCall &call) { m_commands.carryOut(call); }),
      m_network(*m_edges.clock)
{
    addCommands();
    connect(&m_windows, &Windows::quitRequested, this, &Application::quitRequested);
    connect(&m_network, &NetworkWatch::isBack, this, [this] {
        if (Session *session = m_keeper.session())
            session->wakeUp();
        else
            m_edges.transport->resetConnections();
    });
    // What waits for an answer gets a refusal and tries again, as it may be for a server on this computer.
    connect(&m_network, &NetworkWatch::isLost, this, [this] { m_edges.transport->resetConnections(); });
    connect(qGuiApp, &QGuiApplication::lastWindowClosed, this, &Application::onLastWindowClosed);
    connect(qGuiApp, &QGuiApplication::saveStateRequest, this, [this](QSessionManager &manager) {
        manager.setRestartCommand(
            {QCoreApplication::applicationFilePath(), QStringLiteral("--profile"), m_profile.name()});
    });
    if (!line.link.isEmpty())
        m_windows.openLink(line.link);
}

Application::~Application() = default;

Status Application::start()
{
    PlainFolder(m_profile.cacheDir()).empty();
    const Status status = m_server.listen(m_profile.socketPath());
    if (status)
        m_keeper.restore();
    return status;
}

void Application::addCommands()
{
    new CtlAccount(m_commands, m_keeper, m_accounts, *m_edges.transport, *m_edges.clock, m_line.dialect,
                   this);
    new CtlMessages(m_commands, m_keeper, this);
    new CtlSending(m_commands, m_keeper, this);
    new CtlArchive(m_commands, m_keeper, this);
    new CtlVerification(m_commands, this);
    new CtlModeration(m_commands, this);
    new CtlRooms(m_commands, m_keeper, *m_edges.clock, this);
    new CtlSettings(m_commands, m_keeper, this);
    new CtlDirectory(m_commands, m_keeper, this);
    new CtlOrder(m_commands, this);
    new CtlSpaces(m_commands, m_keeper, this);
    new CtlEncryption(m_commands, *m_edges.clock, this);
    auto *windows = new CtlWindows(m_commands, m_windows, this);
    connect(windows, &CtlWindows::quitRequested, this, &Application::quitRequested);
}

void Application::onLastWindowClosed()
{
    // Between two windows there may be none for a moment; that is no wish to quit.
    const AccountKeeper::State state = m_keeper.state();
    if (state != AccountKeeper::State::Starting && state != AccountKeeper::State::SigningOut)
        Q_EMIT quitRequested();
}

}
