// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/securechannel.h"

#include "bridge/ruststring.h"

namespace linnet {

namespace {

Result<QByteArray> bytesOf(const rust_bridge::ChannelBytes &answer)
{
    if (!answer.is_good)
        return Error::of(Error::Kind::Corrupt);
    return fromRust(answer.bytes);
}

}

struct SecureChannel::Handle
{
    rust::Box<rust_bridge::SecureChannel> channel = rust_bridge::new_channel();
};

Result<LoginCode> LoginCode::read(const QByteArray &code)
{
    const auto read = rust_bridge::read_login_code(toRustBytes(code));
    if (!read.is_valid)
        return Error::of(Error::Kind::Invalid);
    return LoginCode{read.is_login, fromRust(read.address), fromRust(read.server)};
}

SecureChannel::SecureChannel() : m_handle(std::make_unique<Handle>()) {}

SecureChannel::~SecureChannel() = default;

SecureChannel::SecureChannel(SecureChannel &&) noexcept = default;

SecureChannel &SecureChannel::operator=(SecureChannel &&) noexcept = default;

QByteArray SecureChannel::code(const QString &address, const QString &server) const
{
    const QByteArray addressBytes = address.toUtf8();
    const QByteArray serverBytes = server.toUtf8();
    return fromRust(m_handle->channel->code(toRustBytes(addressBytes), toRustBytes(serverBytes)));
}

Result<QByteArray> SecureChannel::accept(const QByteArray &message)
{
    return bytesOf(m_handle->channel->accept(toRustBytes(message)));
}

Result<QByteArray> SecureChannel::open(const QByteArray &code, const QByteArray &text)
{
    const QByteArray message =
        fromRust(m_handle->channel->open(toRustBytes(code), toRustBytes(text))).toUtf8();
    if (message.isEmpty())
        return Error::of(Error::Kind::Invalid);
    return message;
}

QByteArray SecureChannel::encrypt(const QByteArray &text)
{
    return fromRust(m_handle->channel->encrypt(toRustBytes(text))).toUtf8();
}

Result<QByteArray> SecureChannel::decrypt(const QByteArray &message)
{
    return bytesOf(m_handle->channel->decrypt(toRustBytes(message)));
}

QString SecureChannel::checkCode() const
{
    constexpr int NoCode = 100;
    const int code = m_handle->channel->check_code();
    return code < NoCode ? QString::number(code).rightJustified(2, u'0') : QString();
}

}
