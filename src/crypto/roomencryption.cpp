// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/roomencryption.h"

#include "matrix/content.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace linnet {

std::optional<RoomEncryption> RoomEncryption::read(const QByteArray &encryption,
                                                   const QByteArray &historyVisibility)
{
    const QJsonObject content = QJsonDocument::fromJson(encryption).object();
    const QString algorithm = content.value(QStringLiteral("algorithm")).toString();
    if (algorithm.isEmpty())
        return std::nullopt;

    RoomEncryption result;
    result.isSupported = algorithm == QLatin1String("m.megolm.v1.aes-sha2");
    const qint64 period = content.value(QStringLiteral("rotation_period_ms")).toInteger();
    if (period > 0)
        result.rotationPeriod = std::chrono::milliseconds(period);
    const qint64 messages = content.value(QStringLiteral("rotation_period_msgs")).toInteger();
    if (messages > 0)
        result.rotationMessages = int(qMin<qint64>(messages, 10'000));
    const QString visibility = readString(historyVisibility, "history_visibility");
    if (!visibility.isEmpty())
        result.historyVisibility = visibility;
    return result;
}

}
