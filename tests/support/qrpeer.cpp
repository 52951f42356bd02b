// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/qrpeer.h"

#include "support/json.h"

namespace linnet::test {

LoginCode QrPeer::scan(const QByteArray &code)
{
    const auto read = LoginCode::read(code);
    const auto first = m_channel.open(code, "MATRIX_QR_CODE_LOGIN_INITIATE");
    if (!read || !first)
        qFatal("no code");
    m_last = *first;
    m_server.leave(m_last);
    return *read;
}

std::optional<QByteArray> QrPeer::next()
{
    if (m_server.newest() == m_last)
        return std::nullopt;
    m_last = m_server.newest();
    const auto text = m_channel.decrypt(m_last);
    return text ? std::optional(*text) : std::nullopt;
}

bool QrPeer::isLetIn()
{
    return next() == QByteArrayLiteral("MATRIX_QR_CODE_LOGIN_OK");
}

QString QrPeer::wrongCode() const
{
    return checkCode() == u"00" ? QStringLiteral("01") : QStringLiteral("00");
}

void QrPeer::say(const QJsonObject &message)
{
    sayText(toText(message));
}

void QrPeer::sayText(const QByteArray &text)
{
    m_last = m_channel.encrypt(text);
    m_server.leave(m_last);
}

std::optional<QJsonObject> QrPeer::hear()
{
    const auto text = next();
    return text ? std::optional(QJsonDocument::fromJson(*text).object()) : std::nullopt;
}

}
