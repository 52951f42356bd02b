// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/transport.h"
#include "support/keyserver.h"

#include <QObject>

namespace linnet::test {

/// What a home server keeps of accounts beside their keys: account data, backups under their versions, files,
/// and whether it wants interactive authentication before an identity is replaced. Lets anybody join and be
/// invited. In memory.
class RecoveryServer
{
public:
    KeyServer keys;
    QHash<QString, QByteArray> accountData; ///< by type
    QString password;                       ///< of the account, wanted for another identity; empty: never
    QString resetPage; ///< where the account is managed elsewhere: the page that allows a reset
    bool isResetAllowed = false;
    bool isFirstFree = true;        ///< a first identity is taken without authentication
    QString backup;                 ///< the current version; empty: none
    bool isUploadForbidden = false; ///< of keys
    QList<UserId> members;          ///< of every room; empty: only who asks
    QList<QByteArray> files;        ///< that were uploaded, as `mxc://x/0`, `mxc://x/1`, …

    Result<Reply> answer(const KeyServer::Device &from, const Request &request);
    /// Another client has put a new backup in the place of the one that is there, or has deleted it.
    void replaceBackup(const QString &version) { backup = version; }

private:
    Result<Reply> answerAccountData(const Request &request, const QString &type);
    Result<Reply> answerBackup(const KeyServer::Device &from, const Request &request);
    Result<Reply> answerFile(const Request &request);
    Result<Reply> answerSigning(const KeyServer::Device &from, const Request &request);

    bool m_hasIdentity = false;
};

/// One session's way to a RecoveryServer, on which requests may go wrong.
class RecoveryTransport final : public Transport
{
public:
    enum class Fault {
        None,
        Refused,    ///< 500
        Forbidden,  ///< 403
        TimesOut,   ///< it did not arrive
        AnswerLost, ///< it did
        Twice,      ///< it arrived twice
    };

    RecoveryTransport(RecoveryServer &server, KeyServer::Device device)
        : m_server(server), m_device(std::move(device))
    {
    }

    /// "PUT m.secret_storage.default_key", "POST keys/query": of all requests, in order.
    QStringList sent;
    void breakAt(int number, Fault fault); ///< the request that many requests from now, 0: the next
    /// Requests whose name begins with this stay unanswered.
    void hold(const QString &name) { m_held = name; }
    /// Ends those that stay unanswered.
    void failHeld(const Error &error);

    Task<Reply> send(const QUrl &base, const Request &request, const QByteArray &token,
                     bool isTokenInQuery) override;
    void resetConnections() override {}
    void setProxy(const Proxy &proxy) override { m_proxy = proxy; }
    const Proxy &proxy() const override { return m_proxy; }
    std::unique_ptr<Transport> through(const Proxy &) const override { return nullptr; }

    static QString nameOf(const Request &request);

private:
    Result<Reply> answer(const Request &request);

    RecoveryServer &m_server;
    KeyServer::Device m_device;
    Proxy m_proxy;
    QString m_held;
    QList<Promise<Reply>> m_waiting;
    bool m_hasSynced = false; ///< the first `/sync` brings nothing, those after it stay open
    int m_faultAt = -1;
    Fault m_fault = Fault::None;
    QObject m_context; ///< of answers that are on their way
};

}

Q_DECLARE_METATYPE(linnet::test::RecoveryTransport::Fault)
