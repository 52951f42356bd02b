// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/encryptionhealth.h"

#include "base/logging.h"
#include "session/apiclient.h"

namespace linnet {

EncryptionHealth::EncryptionHealth(ApiClient &api, QObject *parent) : QObject(parent)
{
    connect(&api, &ApiClient::timeHeard, this,
            [this](qint64 server, qint64 here) { update([&] { m_clock.hear(server, here); }); });
}

QList<EncryptionHealth::Problem> EncryptionHealth::problems() const
{
    QList<Problem> problems;
    if (m_isOfAnother)
        problems << Problem::KeysOfAnother;
    if (m_atServer == KeysAtServer::Other)
        problems << (m_isIntroduced ? Problem::DeviceClash : Problem::LostKeys);
    else if (isUnknownThere())
        problems << Problem::KeysRemoved;
    if (m_isOldCopy)
        problems << Problem::OldCopy;
    if (m_clock.isOff())
        problems << Problem::ClockSkew;
    return problems;
}

bool EncryptionHealth::isUnknownThere() const
{
    return m_atServer == KeysAtServer::Other || (m_atServer == KeysAtServer::Absent && m_isIntroduced);
}

void EncryptionHealth::setKeysOfAnother(bool isOfAnother)
{
    update([&] { m_isOfAnother = isOfAnother; });
}

void EncryptionHealth::setAtServer(KeysAtServer keys, bool isIntroduced)
{
    update([&] {
        m_atServer = keys;
        m_isIntroduced = isIntroduced;
    });
}

void EncryptionHealth::setOldCopy()
{
    update([&] { m_isOldCopy = true; });
}

void EncryptionHealth::update(const std::function<void()> &change)
{
    const QList<Problem> before = problems();
    change();
    const QList<Problem> now = problems();
    if (now == before)
        return;
    for (Problem problem : now) {
        if (!before.contains(problem))
            qCWarning(lcSession) << "keys or their times cannot be relied on:" << int(problem);
    }
    Q_EMIT changed();
}

}
