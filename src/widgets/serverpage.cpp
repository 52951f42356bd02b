// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/serverpage.h"

#include "session/errortext.h"
#include "ui_serverpage.h"
#include "widgets/proxydialog.h"

namespace linnet {

namespace {

/// "alice" of "@alice:example.org".
QString localPart(const QString &id)
{
    return id.startsWith(u'@') ? id.mid(1, id.indexOf(u':') - 1) : QString();
}

}

ServerPage::ServerPage(Transport &transport, std::optional<Dialect> forced, QWidget *parent)
    : SignInPage(parent), m_transport(transport), m_discovery(transport), m_forced(forced),
      m_ui(std::make_unique<Ui::ServerPage>())
{
    m_ui->setupUi(this);
    setUp({m_ui->form, m_ui->next}, m_ui->busy);
    // Few need the proxy, so it comes last.
    setTabOrder(m_ui->server, m_ui->back);
    setTabOrder(m_ui->back, m_ui->next);
    setTabOrder(m_ui->next, m_ui->proxy);
    m_ui->back->hide();
    updateButton();
    connect(m_ui->busy, &BusyLine::shown, m_ui->back, &QWidget::show);
    connect(m_ui->server, &QLineEdit::textEdited, m_ui->trouble, &TroubleLines::clear);
    connect(m_ui->server, &QLineEdit::textChanged, this, &ServerPage::updateButton);
    connect(m_ui->next, &QPushButton::clicked, this, &ServerPage::lookUp);
    connect(m_ui->proxy, &QPushButton::clicked, this, &ServerPage::showProxy);
    connect(m_ui->back, &QPushButton::clicked, this, &ServerPage::goBack);
}

ServerPage::~ServerPage() = default;

QString ServerPage::title() const
{
    return tr("Sign in to Matrix");
}

QWidget *ServerPage::firstField() const
{
    return m_ui->server;
}

QPushButton *ServerPage::defaultButton() const
{
    return m_ui->next;
}

void ServerPage::goBack()
{
    leave();
}

void ServerPage::leave()
{
    SignInPage::leave();
    m_ui->back->hide();
}

void ServerPage::updateButton()
{
    m_ui->next->setEnabled(!m_ui->server->text().trimmed().isEmpty());
}

void ServerPage::find(const QString &idOrName)
{
    m_ui->server->setText(idOrName);
    lookUp();
}

void ServerPage::lookUp()
{
    const QString typed = m_ui->server->text().trimmed();
    if (isBusy() || typed.isEmpty())
        return;
    m_ui->trouble->clear();
    QObject *context = beginWaiting(tr("Looking for the server…"));
    m_discovery.find(typed, m_forced).then(context, [this](const Result<Server> &server) {
        if (server)
            askMethods(*server);
        else
            setError(server.error());
    });
}

void ServerPage::askMethods(const Server &server)
{
    QObject *context = beginWaiting(tr("Asking %1 how to sign in…").arg(server.name));
    SignInMethods::ask(m_transport, server)
        .then(context, [this, server](const Result<SignInMethods> &methods) {
            // A server that has no such call at all may sign people in on a page of its own.
            const bool hasNoCall =
                !methods && (methods.error().isMatrix("M_UNRECOGNIZED") || methods.error().httpStatus == 404);
            if (!methods && !hasNoCall)
                return setError(methods.error());
            leave();
            Q_EMIT found(server, methods ? *methods : SignInMethods(),
                         localPart(m_ui->server->text().trimmed()));
        });
}

// What is chosen holds for all of the sign-in; with the account it is kept.
void ServerPage::showProxy()
{
    if (!m_proxyDialog) {
        const auto keep = [&transport = m_transport](const Proxy &proxy) {
            transport.setProxy(proxy);
            return Task<Done>::ready(Done{});
        };
        m_proxyDialog = new ProxyDialog(m_transport, m_ui->server->text().trimmed(), keep, this);
    }
    m_proxyDialog->show();
    m_proxyDialog->activateWindow();
}

void ServerPage::setError(const Error &error)
{
    leave();
    m_ui->trouble->setError(error, ErrorText::During::SignIn);
    m_ui->server->setFocus();
    m_ui->server->selectAll();
}

}
