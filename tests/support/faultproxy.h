// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/httpserver.h"

#include <QStringList>

namespace linnet::test {

/// What happens to one request on its way to the server, or to its answer on the way back.
struct Fault
{
    enum class Kind {
        None,
        Delay,         ///< the answer waits for `amount` ms
        LoseRequest,   ///< the connection is cut before it reaches the server
        LoseAnswer,    ///< the server has answered, but the connection is cut
        Truncate,      ///< only `amount` bytes of the answer, its head included, come; then the end
        RepeatRequest, ///< the server gets it twice; the client, the first answer
        RepeatAnswer,  ///< its bytes come twice
        Garble,        ///< some bytes of the answer's body are others
        Status,        ///< a web page of status `amount` in place of the answer
        Redirect,      ///< 302 to another host
        Page,          ///< a web page with 200
        BlackHole,     ///< nothing comes, and the connection stays
        Hang,          ///< as BlackHole, but the server gets the request
    };
    Kind kind = Kind::None;
    int amount = 0;
};

/// Stands between a client and a home server and does to what passes what a test says. Speaks HTTP/1.1; each
/// request goes to the server over a connection of its own. Lives in one thread's event loop.
class FaultProxy : public QObject
{
    Q_OBJECT

public:
    /// `server` is http, on this machine.
    explicit FaultProxy(QUrl server, QObject *parent = nullptr);

    bool listen() { return m_http.listen(); }
    QUrl url() const { return m_http.url(); }

    /// The next request whose "METHOD /path" has `part` in it suffers `fault`.
    void next(const QString &part, Fault fault) { m_script.append({part, fault}); }
    /// Decides over each request that the script says nothing of.
    void setChooser(std::function<Fault(const HttpExchange &)> chooser) { m_chooser = std::move(chooser); }
    bool isDone() const { return m_script.isEmpty(); } ///< all of the script has happened
    int faults() const { return m_faults; }            ///< how many have happened
    /// "GET /_matrix/…" of each request that was passed on to the server, in order, without query.
    const QStringList &passed() const { return m_passed; }
    int connections() const { return m_http.connections(); }

private:
    Fault faultOf(const HttpExchange &exchange);
    void handle(const Exchange &exchange);
    void pass(const Exchange &exchange, std::function<void(const QByteArray &answer)> onAnswer);
    static void answer(const Exchange &exchange, Fault fault, QByteArray bytes);

    QUrl m_server;
    QList<std::pair<QString, Fault>> m_script;
    std::function<Fault(const HttpExchange &)> m_chooser;
    QStringList m_passed;
    int m_faults = 0;
    HttpServer m_http; ///< last: its connections go first
};

}
