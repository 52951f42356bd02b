// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctlsyntax.h"

#include <QString>

#include <functional>

class QIODevice;
class QLocalSocket;

namespace linnet {

/// `linnet ctl …`: sends one command to the running program of a profile and prints its answer. Blocks; it
/// has no windows and no event loop, so that a script's call costs little.
class CtlClient
{
public:
    static constexpr int AnswerTime = 60'000; ///< ms a command may take, unless CtlSyntax says otherwise

    /// `in` is asked for a secret only if the command wants one. Prints to `out`.
    CtlClient(QString socketPath, QIODevice &in, QIODevice &out);

    /// The exit code of the program.
    int run(const QStringList &arguments);
    /// For a second start: lets the running program show itself, and open `link` if there is one. It may
    /// still be starting; waits up to `patience` ms for it. False if nobody took it.
    static bool handOver(const QString &socketPath, const QString &link, int patience);

private:
    int carryOut(const CtlSyntax &syntax, const CtlRequest &request);
    int askBack(QLocalSocket &socket, const QByteArray &line);
    int printAnswer(const QByteArray &line);
    void flush();
    int fail(const char *code, const QString &message);

    QString m_socketPath;
    QIODevice &m_in;
    QIODevice &m_out;
};

}
