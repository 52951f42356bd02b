// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctlsyntax.h"
#include "session/errortext.h"

#include <QJsonValue>
#include <QObject>

namespace linnet {

/// One request of a `ctl` client while it is being carried out; answered exactly once. GUI thread. Owned by
/// the connection: it dies when it was answered or the client has gone, so it is the context for whatever
/// need not outlive the client.
///
/// On the wire an answer is `{"reply":…}`, a line of a stream `{"event":…}`, a failure
/// `{"error":{"code","message"}}`; the client prints what is inside.
class CtlCall : public QObject
{
    Q_OBJECT

public:
    CtlCall(CtlRequest request, QObject *parent = nullptr);

    const CtlRequest &request() const { return m_request; }
    QString text(QLatin1String name) const { return m_request.args.value(name).toString(); }
    bool flag(QLatin1String name) const { return m_request.args.value(name).toBool(); }
    int number(QLatin1String name, int otherwise) const
    {
        return m_request.args.value(name).toInt(otherwise);
    }
    QStringList list(QLatin1String name) const;
    bool isAnswered() const { return m_isAnswered; }

    void answer(const QJsonValue &value);
    void fail(const QString &code, const QString &message);
    void fail(const Error &error, ErrorText::During during = ErrorText::During::Anything);
    /// One line of a stream, which ends with the client or with answer() or fail().
    void stream(const QJsonObject &line);

    /// What a script goes by: the server's errcode, or a word of the README's table.
    static QString codeOf(const Error &error);
    static QByteArray failure(const QString &code, const QString &message);

Q_SIGNALS:
    void line(const QByteArray &line); ///< with its end
    void answered();

private:
    void finish(const QByteArray &line);

    CtlRequest m_request;
    bool m_isAnswered = false;
};

}
