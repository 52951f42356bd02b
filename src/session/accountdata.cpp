// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/accountdata.h"

#include "store/store.h"

#include <QJsonDocument>

namespace linnet {

AccountData::AccountData(ApiClient &api, Store &store, UserId self, QObject *parent)
    : QObject(parent), m_api(api), m_store(store), m_self(std::move(self))
{
}

QJsonObject AccountData::content(const QString &type) const
{
    return m_contents.value(type);
}

void AccountData::load(const QHash<QString, QByteArray> &contents)
{
    for (auto each = contents.begin(); each != contents.end(); ++each)
        set(each.key(), each.value());
}

void AccountData::apply(const CommittedBatch &batch)
{
    for (auto each = batch.accountData.begin(); each != batch.accountData.end(); ++each)
        set(each.key(), each.value());
}

void AccountData::set(const QString &type, const QByteArray &content)
{
    const QJsonObject object = QJsonDocument::fromJson(content).object();
    if (m_contents.value(type) == object)
        return;
    m_contents.insert(type, object);
    Q_EMIT changed(type);
}

Task<Done> AccountData::change(const QString &type, Change change)
{
    if (!isAvailable())
        return Task<Done>::ready(Error::of(Error::Kind::Unsupported));
    Promise<Done> promise;
    QList<Waiting> &waiting = m_waiting[type];
    waiting.append({std::move(change), promise});
    if (waiting.size() == 1)
        next(type);
    return promise.task();
}

/// Whoever asked may have gone: what was asked for is done all the same.
void AccountData::next(const QString &type)
{
    read(type)
        .andThen([this, type](const QByteArray &content) {
            const QJsonObject before = QJsonDocument::fromJson(content).object();
            const QJsonObject after = m_waiting[type].constFirst().change(before);
            if (after == before)
                return Task<Done>::ready(Done{});
            return write(type, QJsonDocument(after).toJson(QJsonDocument::Compact));
        })
        .then(this, [this, type](const Status &status) {
            const Waiting done = m_waiting[type].takeFirst();
            if (!m_waiting[type].isEmpty())
                next(type);
            done.promise.resolve(status);
        });
}

Task<QByteArray> AccountData::read(const QString &type)
{
    return m_api.send(m_api.requests().accountData(m_self, type))
        .andThen([](const Reply &reply) { return reply.body; })
        .orElse([](const Error &error) -> Result<QByteArray> {
            if (error.isMatrix("M_NOT_FOUND"))
                return QByteArray(); // there is none yet
            return error;
        });
}

Task<Done> AccountData::write(const QString &type, const QByteArray &content)
{
    return m_api.send(m_api.requests().setAccountData(m_self, type, content))
        .andThen([this, type, content](const Reply &) {
            set(type, content);
            return m_store.setAccountData(type, content);
        });
}

}
