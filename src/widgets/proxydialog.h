// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/transport.h"
#include "widgets/requestdialog.h"

#include <functional>
#include <memory>

namespace linnet {

struct Server;

namespace Ui {
class ProxyForm;
}

/// Asks how the server is to be reached: as the system says, directly, or through a proxy; and tries it out
/// beside the connections that are under way. Not modal. GUI thread; dies before `transport`.
class ProxyDialog : public RequestDialog
{
    Q_OBJECT

public:
    /// Keeps what was chosen, and goes that way.
    using Keep = std::function<Task<Done>(const Proxy &)>;

    /// Begins with the proxy of `transport`. `server` (a name or a URL) is what the test asks; empty: there
    /// is nothing to ask yet.
    ProxyDialog(Transport &transport, const QString &server, Keep keep, QWidget *parent);
    ~ProxyDialog() override;

protected:
    void send() override;

private:
    void fill(const Proxy &proxy);
    Proxy proxy() const;
    void onKindChanged();
    void onChanged();
    void test();
    QString wordsFor(const Server &reached) const;
    void endTest();

    Transport &m_transport;
    QString m_server;
    Keep m_keep;
    std::unique_ptr<Ui::ProxyForm> m_ui;
    std::unique_ptr<Transport> m_trial; ///< of the test that is under way
    std::unique_ptr<QObject> m_round;   ///< of its answer; goes first
};

}
