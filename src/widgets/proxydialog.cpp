// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/proxydialog.h"

#include "session/discovery.h"
#include "ui_proxy.h"
#include "widgets/theme.h"

namespace linnet {

namespace {

using Kind = ProxySettings::Kind;

constexpr int HttpPort = 8080;
constexpr int SocksPort = 1080;

}

ProxyDialog::ProxyDialog(Transport &transport, const QString &server, Keep keep, QWidget *parent)
    : RequestDialog(tr("Network"), tr("Save"), parent), m_transport(transport), m_server(server),
      m_keep(std::move(keep)), m_ui(std::make_unique<Ui::ProxyForm>())
{
    setWindowModality(Qt::NonModal);
    m_ui->setupUi(form());
    m_ui->kind->addItem(tr("as this computer is set up"), int(Kind::System));
    m_ui->kind->addItem(tr("directly"), int(Kind::None));
    m_ui->kind->addItem(tr("through an HTTP proxy"), int(Kind::Http));
    m_ui->kind->addItem(tr("through a SOCKS5 proxy"), int(Kind::Socks5));
    m_ui->result->setForegroundRole(QPalette::PlaceholderText);
    fill(m_transport.proxy());
    connect(m_ui->kind, &QComboBox::currentIndexChanged, this, &ProxyDialog::onKindChanged);
    connect(m_ui->port, &QSpinBox::valueChanged, this, &ProxyDialog::onChanged);
    for (QLineEdit *line : std::initializer_list<QLineEdit *>{m_ui->host, m_ui->user, m_ui->password})
        connect(line, &QLineEdit::textChanged, this, &ProxyDialog::onChanged);
    connect(m_ui->test, &QPushButton::clicked, this, &ProxyDialog::test);
    onChanged(); // not as if the kind had been chosen: a port that was kept is one's own
    resize(Theme::units(110, font()), sizeHint().height());
}

ProxyDialog::~ProxyDialog() = default;

void ProxyDialog::fill(const Proxy &proxy)
{
    m_ui->kind->setCurrentIndex(m_ui->kind->findData(int(proxy.settings.kind)));
    if (!proxy.settings.isManual())
        return;
    m_ui->host->setText(proxy.settings.host);
    m_ui->port->setValue(proxy.settings.port);
    m_ui->user->setText(proxy.settings.user);
    m_ui->password->setText(proxy.password);
}

Proxy ProxyDialog::proxy() const
{
    const ProxySettings settings{Kind(m_ui->kind->currentData().toInt()), m_ui->host->text().trimmed(),
                                 quint16(m_ui->port->value()), m_ui->user->text()};
    if (!settings.isManual())
        return {{settings.kind, {}, 0, {}}, {}};
    return {settings, settings.user.isEmpty() ? QString() : m_ui->password->text()};
}

void ProxyDialog::onKindChanged()
{
    const Kind kind = proxy().settings.kind;
    // The usual port, unless it is one of the person's own.
    if (kind == Kind::Socks5 && m_ui->port->value() == HttpPort)
        m_ui->port->setValue(SocksPort);
    if (kind == Kind::Http && m_ui->port->value() == SocksPort)
        m_ui->port->setValue(HttpPort);
    onChanged();
}

void ProxyDialog::onChanged()
{
    endTest();
    clearFailure();
    m_ui->trouble->clear();
    const bool isManual = proxy().settings.isManual();
    for (QWidget *field : std::initializer_list<QWidget *>{m_ui->hostLabel, m_ui->host, m_ui->portLabel,
                                                           m_ui->port, m_ui->userLabel, m_ui->user})
        field->setEnabled(isManual);
    const bool hasUser = isManual && !m_ui->user->text().isEmpty();
    m_ui->passwordLabel->setEnabled(hasUser);
    m_ui->password->setEnabled(hasUser);
    QUrl url;
    url.setHost(proxy().settings.host, QUrl::StrictMode);
    const bool isWhole = !isManual || !url.host().isEmpty();
    setReady(isWhole);
    m_ui->test->setEnabled(isWhole && !m_server.isEmpty());
    m_ui->result->setText(m_server.isEmpty() ? tr("Type the server first; then this can be tested.")
                                             : QString());
}

void ProxyDialog::test()
{
    endTest();
    m_ui->trouble->clear();
    m_ui->result->setText(tr("Looking for the server…"));
    m_trial = m_transport.through(proxy());
    m_round = std::make_unique<QObject>();
    Discovery(*m_trial).find(m_server).then(m_round.get(), [this](const Result<Server> &server) {
        m_ui->result->setText(server ? wordsFor(*server) : QString());
        if (!server)
            m_ui->trouble->setError(server.error(), ErrorText::During::SignIn);
    });
}

QString ProxyDialog::wordsFor(const Server &reached) const
{
    if (proxy().settings.isManual() && isWithoutProxy(reached.base.host()))
        return tr(
            "The server was reached, but not through the proxy: what is on this computer is always reached "
            "directly.");
    return tr("The server was reached.");
}

void ProxyDialog::endTest()
{
    m_round.reset();
    m_trial.reset();
}

void ProxyDialog::send()
{
    endTest();
    m_keep(proxy()).then(this, [this](const Result<Done> &kept) {
        if (kept)
            accept();
        else
            setFailure(kept.error(), ErrorText::During::Anything);
    });
}

}
