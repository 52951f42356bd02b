// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace linnet {

/// What stands in a QR code by which one signs in (MSC4108 as of 2024, "QR code format"). A value.
struct LoginCode
{
    bool isOfNewDevice = false; ///< who shows it wants to be signed in; else they sign in who scans it
    QString address;            ///< of the rendezvous; as it stands there
    QString server;             ///< the name of the home server; empty if isOfNewDevice

    /// Error: Invalid for codes of any other kind.
    static Result<LoginCode> read(const QByteArray &code);
};

/// The encrypted channel between two devices of which one has scanned the other's QR code (MSC4108 as of
/// 2024, "Secure channel"). Who shows the code accepts and cannot tell who has scanned it: before it says or
/// believes anything, the person has to type the check code that stands on the other screen. Messages are
/// read in the order in which they were written, each once. Move-only; any thread, one at a time.
class SecureChannel
{
public:
    SecureChannel(); ///< with a key of its own, used for nothing else
    ~SecureChannel();
    SecureChannel(SecureChannel &&) noexcept;
    SecureChannel &operator=(SecureChannel &&) noexcept;

    /// The bytes of a code with this one's key. With a `server` who scans it is signed in there; without one
    /// who shows it wants to be. Empty if `address` is none.
    QByteArray code(const QString &address, const QString &server) const;
    /// What the one who has scanned the code says first. One try; afterwards there is a channel. Error:
    /// Corrupt if it is by somebody who has not scanned it, or nonsense.
    Result<QByteArray> accept(const QByteArray &message);
    /// The way of the one who has scanned `code`: what is to be sent first, with `text` in it. One try.
    /// Error: Invalid if it is no such code.
    Result<QByteArray> open(const QByteArray &code, const QByteArray &text);

    /// Only once there is a channel: empty before.
    QByteArray encrypt(const QByteArray &text);
    /// Error: Corrupt if it is not the next message of the other, or there is no channel.
    Result<QByteArray> decrypt(const QByteArray &message);
    /// Two digits, the same on both sides if nobody is in between; empty before there is a channel.
    QString checkCode() const;

private:
    struct Handle;
    std::unique_ptr<Handle> m_handle;
};

}
