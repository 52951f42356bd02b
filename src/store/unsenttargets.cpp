// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/unsenttargets.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include <functional>

namespace linnet::unsenttargets {

namespace {

/// Calls `visit` with each place in the content that names an event, for it to be changed. False if it was
/// not.
using Visit = std::function<bool(QJsonValueRef)>;

bool visitKey(QJsonObject &object, const QString &key, const Visit &visit)
{
    const auto found = object.find(key);
    return found != object.end() && found->isString() && visit(*found);
}

bool visitTargets(QJsonObject &content, const Visit &visit)
{
    const QString eventId = QStringLiteral("event_id");
    const QString relates = QStringLiteral("m.relates_to");
    const QString answers = QStringLiteral("m.in_reply_to");
    QJsonObject relation = content.value(relates).toObject();
    QJsonObject answer = relation.value(answers).toObject();
    const bool isAnswerChanged = visitKey(answer, eventId, visit);
    if (isAnswerChanged)
        relation.insert(answers, answer);
    const bool isRelationChanged = visitKey(relation, eventId, visit) || isAnswerChanged;
    if (isRelationChanged)
        content.insert(relates, relation);
    return visitKey(content, QStringLiteral("redacts"), visit) || isRelationChanged;
}

QString prefix()
{
    return QStringLiteral("linnet-");
}

}

TxnId makeTxn()
{
    return TxnId(prefix() + QUuid::createUuid().toString(QUuid::Id128));
}

bool isTxn(const QString &id)
{
    return id.startsWith(prefix());
}

QList<TxnId> in(const QByteArray &content)
{
    if (!content.contains(prefix().toLatin1()))
        return {};
    QList<TxnId> txns;
    QJsonObject object = QJsonDocument::fromJson(content).object();
    visitTargets(object, [&txns](QJsonValueRef place) {
        if (const TxnId txn(place.toString()); isTxn(txn.toString()) && !txns.contains(txn))
            txns << txn;
        return false;
    });
    return txns;
}

QByteArray replaced(const QByteArray &content, const TxnId &txn, const EventId &event)
{
    QJsonObject object = QJsonDocument::fromJson(content).object();
    const bool isChanged = visitTargets(object, [&](QJsonValueRef place) {
        if (place.toString() != txn.toString())
            return false;
        place = event.toString();
        return true;
    });
    return isChanged ? QJsonDocument(object).toJson(QJsonDocument::Compact) : content;
}

}
