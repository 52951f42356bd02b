// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/discovery.h"
#include "session/signinmethods.h"
#include "widgets/signinpage.h"

namespace linnet {

namespace Ui {
class ServerPage;
}
class ProxyDialog;

/// Asks for a Matrix id or a server's name, finds the server behind it, its dialect and the ways in which it
/// signs people in. GUI thread.
class ServerPage : public SignInPage
{
    Q_OBJECT

public:
    ServerPage(Transport &transport, std::optional<Dialect> forced, QWidget *parent = nullptr);
    ~ServerPage() override;

    /// Fills the field and looks the server up.
    void find(const QString &idOrName);

    QString title() const override;
    QWidget *firstField() const override;
    QPushButton *defaultButton() const override;
    void goBack() override; ///< only stops: there is nothing before this page
    void leave() override;

Q_SIGNALS:
    /// `user` is the local part of the id that was typed, or empty.
    void found(const linnet::Server &server, const linnet::SignInMethods &methods, const QString &user);

private:
    void updateButton() override;
    void lookUp();
    void askMethods(const Server &server);
    void showProxy();
    void setError(const Error &error);

    Transport &m_transport;
    Discovery m_discovery;
    std::optional<Dialect> m_forced;
    std::unique_ptr<Ui::ServerPage> m_ui;
    QPointer<ProxyDialog> m_proxyDialog;
};

}
