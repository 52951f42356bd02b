// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "session/apiclient.h"
#include "store/records.h"

#include <QHash>
#include <QJsonObject>
#include <QObject>

#include <functional>

namespace linnet {

class Store;

/// What the account's clients share and sync brings (client-server API, "Client Config"): direct chats,
/// ignored people, push rules and the like, of the types of keptAccountData(). GUI thread; owned by the
/// Session.
class AccountData : public QObject
{
    Q_OBJECT

public:
    /// Makes of a content the one that is to be.
    using Change = std::function<QJsonObject(QJsonObject content)>;

    AccountData(ApiClient &api, Store &store, UserId self, QObject *parent = nullptr);

    /// Servers of api/v1 have no place for it.
    bool isAvailable() const { return m_api.requests().version().dialect != Dialect::V1; }
    /// As it was last known; empty where there is none.
    QJsonObject content(const QString &type) const;
    /// Changes what the server has now, which may be newer than content(), one change of a type after the
    /// other. What comes of it is content() from then on. Errors: Unsupported; the server's.
    Task<Done> change(const QString &type, Change change);

    void load(const QHash<QString, QByteArray> &contents); ///< at a start; changed() tells of all of them
    void apply(const CommittedBatch &batch);

Q_SIGNALS:
    void changed(const QString &type);

private:
    struct Waiting
    {
        Change change;
        Promise<Done> promise;
    };
    void next(const QString &type);
    Task<QByteArray> read(const QString &type);
    Task<Done> write(const QString &type, const QByteArray &content);
    void set(const QString &type, const QByteArray &content);

    ApiClient &m_api;
    Store &m_store;
    UserId m_self;
    QHash<QString, QJsonObject> m_contents;
    QHash<QString, QList<Waiting>> m_waiting; ///< by type; the first is under way
};

}
