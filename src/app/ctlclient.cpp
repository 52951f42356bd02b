// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlclient.h"

#include "app/ctlcall.h"
#include "app/ctlserver.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileDevice>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QThread>

namespace linnet {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(linnet::CtlClient)
};

bool connectTo(QLocalSocket &socket, const QString &path)
{
    socket.connectToServer(path);
    return socket.waitForConnected(5000) && CtlServer::isSameUser(socket.socketDescriptor());
}

/// A whole line, or nothing if it does not come in time (-1: for ever) or the other side has gone.
QByteArray readLine(QLocalSocket &socket, int patience)
{
    QElapsedTimer timer;
    timer.start();
    while (!socket.canReadLine()) {
        const int left = patience < 0 ? -1 : int(qMax<qint64>(0, patience - timer.elapsed()));
        if (left == 0 || !socket.waitForReadyRead(left))
            return {};
    }
    return socket.readLine();
}

bool isEvent(const QByteArray &line)
{
    return QJsonDocument::fromJson(line).object().contains(QLatin1String("event"));
}

QByteArray toText(const QJsonValue &value)
{
    const QJsonDocument document =
        value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    return document.toJson(QJsonDocument::Compact).append('\n');
}

}

CtlClient::CtlClient(QString socketPath, QIODevice &in, QIODevice &out)
    : m_socketPath(std::move(socketPath)), m_in(in), m_out(out)
{
}

int CtlClient::run(const QStringList &arguments)
{
    if (arguments.value(0) == QLatin1String("--help") || arguments.value(0) == QLatin1String("-h")) {
        m_out.write(CtlSyntax::help().toUtf8());
        return 0;
    }
    Result<CtlRequest> request = CtlSyntax::parse(arguments);
    if (!request)
        return fail("usage", request.error().text);
    const CtlSyntax *syntax = CtlSyntax::find(request->command);
    if (syntax->wantsSecret(request->args)) {
        QByteArray line = m_in.readLine();
        while (line.endsWith('\n') || line.endsWith('\r'))
            line.chop(1);
        if (line.isEmpty())
            return fail("usage", Words::tr("The secret is read from the first line of standard input."));
        request->secret = QString::fromUtf8(line);
    }
    return carryOut(*syntax, *request);
}

int CtlClient::carryOut(const CtlSyntax &syntax, const CtlRequest &request)
{
    QLocalSocket socket;
    if (!connectTo(socket, m_socketPath))
        return fail("not_running", Words::tr("Linnet is not running with this profile."));
    socket.write(request.toLine());
    if (!syntax.isStream) {
        const bool isPatient = syntax.takesTime || syntax.waitsForPerson(request.args);
        QByteArray line = readLine(socket, isPatient ? -1 : AnswerTime);
        // What one has to know meanwhile.
        while (isEvent(line)) {
            printAnswer(line);
            flush();
            line = readLine(socket, -1);
        }
        if (!line.isEmpty())
            return syntax.asksBack ? askBack(socket, line) : printAnswer(line);
        if (socket.state() == QLocalSocket::ConnectedState)
            return fail("timeout", Words::tr("Linnet did not answer in time."));
        return fail("not_running", Words::tr("Linnet has quit."));
    }
    while (true) {
        const QByteArray line = readLine(socket, -1);
        if (line.isEmpty())
            return 0; // it has quit: the stream ends
        if (const int code = printAnswer(line); code != 0)
            return code;
    }
}

/// Of what is to be compared, on a line of its own; a person may look for as long as they want.
int CtlClient::askBack(QLocalSocket &socket, const QByteArray &line)
{
    if (const int code = printAnswer(line); code != 0)
        return code;
    flush();
    const QJsonObject shown = QJsonDocument::fromJson(line).object().value(QLatin1String("reply")).toObject();
    const QByteArray answer = m_in.readLine().trimmed().toLower();
    CtlRequest request;
    request.command = QStringLiteral("compared");
    request.args.insert(QStringLiteral("flow"), shown.value(QLatin1String("flow")));
    request.args.insert(QStringLiteral("match"), answer == "yes" || answer == "y");
    socket.write(request.toLine());
    const QByteArray outcome = readLine(socket, -1);
    return outcome.isEmpty() ? fail("not_running", Words::tr("Linnet has quit.")) : printAnswer(outcome);
}

void CtlClient::flush()
{
    if (auto *file = qobject_cast<QFileDevice *>(&m_out))
        file->flush();
}

int CtlClient::printAnswer(const QByteArray &line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    int code = 0;
    if (object.contains(QLatin1String("reply"))) {
        m_out.write(toText(object.value(QLatin1String("reply"))));
    } else if (object.contains(QLatin1String("event"))) {
        m_out.write(toText(object.value(QLatin1String("event"))));
    } else {
        m_out.write(toText(object));
        code = 1;
    }
    return code;
}

int CtlClient::fail(const char *code, const QString &message)
{
    return printAnswer(CtlCall::failure(QLatin1String(code), message));
}

bool CtlClient::handOver(const QString &socketPath, const QString &link, int patience)
{
    CtlRequest request;
    request.command = QStringLiteral("show");
    if (!link.isEmpty())
        request.args.insert(QStringLiteral("link"), link);
    QElapsedTimer timer;
    timer.start();
    do {
        QLocalSocket socket;
        if (connectTo(socket, socketPath)) {
            socket.write(request.toLine());
            return QJsonDocument::fromJson(readLine(socket, patience))
                .object()
                .contains(QLatin1String("reply"));
        }
        QThread::msleep(50); // whoever has the lock will listen in a moment
    } while (timer.elapsed() < patience);
    return false;
}

}
