// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/requests.h"
#include "matrix/transport.h"
#include "session/profile.h"

#include <QWidget>

#include <memory>

class QPushButton;

namespace linnet {

/// A button for each place where a server lets people sign in in the browser, with its icon as soon as that
/// is here; one button where it names none. GUI thread; must not outlive the Transport.
class ProviderButtons : public QWidget
{
    Q_OBJECT

public:
    explicit ProviderButtons(Transport &transport, QWidget *parent = nullptr);
    ~ProviderButtons() override;

    /// `single`: the words of the one button without a name.
    void setProviders(const Server &server, const QList<IdentityProvider> &providers, const QString &single);
    QPushButton *first() const; ///< null before setProviders()

Q_SIGNALS:
    void chosen(const QString &provider); ///< its id; empty: the server's page asks

private:
    QPushButton *add(const QString &words, const QString &provider);
    void fetchIcon(const Server &server, const QString &mxc, QPushButton *button);

    Transport &m_transport;
    QList<QPushButton *> m_buttons;
    std::unique_ptr<QObject> m_round; ///< of the icons
};

}
