// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/accountpagefinder.h"
#include "session/keyexchange.h"

#include <QJsonObject>
#include <QObject>
#include <QUrl>

#include <optional>

namespace linnet {

/// One of the sessions of one's own account: of the server's list, and what the keys say of it.
struct OwnSession
{
    QString id;
    QString name;        ///< may be empty
    qint64 lastSeen = 0; ///< ms; 0: not known
    QString ip;
    bool isThis = false;
    bool hasKeys = false; ///< can read encrypted messages
    bool isVerified = false;
};

/// The sessions of one's own account, to look at, rename and sign out (client-server API, "Client
/// management"). GUI thread; owned by the Session.
class OwnSessions : public QObject
{
    Q_OBJECT

public:
    OwnSessions(ApiClient &api, KeyExchange &keys, Store &store, AccountPageFinder &pages, UserId self,
                QString device, QObject *parent = nullptr);

    /// This session first, then the last seen first.
    Task<QList<OwnSession>> load();
    Task<Done> rename(const QString &session, const QString &name);

    /// What became of a wish to sign sessions out.
    struct SignOut
    {
        bool isDone = false;
        bool wantsPassword = false; ///< else `page`
        bool wasRefused = false;    ///< the password was not that of the account
        QString uia;                ///< of the interactive authentication, for the next try
        QUrl page;                  ///< where the server wants it to be done, in a browser; may be empty
    };
    /// `password` and `uia` of what was asked before; both empty at first.
    Task<SignOut> signOut(const QStringList &sessions, const QString &password = {}, const QString &uia = {});

private:
    Task<SignOut> challenged(const QStringList &sessions, const QJsonObject &challenge);
    Task<SignOut> atAccountPage(const QStringList &sessions, const Error &error);
    Task<QUrl> accountPage(const QStringList &sessions);

    ApiClient &m_api;
    KeyExchange &m_keys;
    Store &m_store;
    AccountPageFinder &m_pages;
    UserId m_self;
    QString m_device;
};

}
