// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>

namespace linnet {

/// Why something failed for an outside reason. A plain value, copied freely between threads.
///
/// Behaviour follows `kind` and `matrixCode`, never `text` and never `httpStatus` alone.
struct Error
{
    enum class Kind {
        // Network
        Network,    ///< no answer: host unknown, refused, cut off
        Tls,        ///< no secure connection came about; nothing was sent
        Timeout,    ///< no answer in time
        Cancelled,  ///< dropped by ourselves
        Redirected, ///< the server pointed to another host; it was not followed
        Portal,     ///< the network answered in the server's place: it wants one to sign in to it first
        // The server's certificate was refused; nothing was sent
        CertificateExpired,
        CertificateTooEarly,  ///< it is not valid yet
        CertificateClock,     ///< its time is wrong, and so is this computer's clock
        CertificateUntrusted, ///< self-signed, or by nobody whom this computer trusts
        CertificateOfAnother, ///< it is for another name
        // The proxy
        Proxy,         ///< it refuses, or does not answer
        ProxyNotFound, ///< there is no such host
        ProxyPassword, ///< it wants a user name and a password, or others
        // The answer
        NotMatrix,   ///< HTML or something else that is no Matrix server
        BadReply,    ///< JSON cut off, or of a shape that the spec does not allow
        Server,      ///< a Matrix error with `matrixCode`
        RateLimited, ///< M_LIMIT_EXCEEDED or 429; `retryAfter` is set
        TooLarge,    ///< bigger than the server or Linnet takes
        // This computer
        KeychainLocked,
        KeychainMissing,  ///< no Secret Service, or it does not answer in time
        KeychainRefused,  ///< the person or the system said no
        EntryNotFound,    ///< the keychain works but has no such entry
        PassphraseNeeded, ///< the secrets are in a file that nobody has unlocked yet
        WrongPassphrase,
        DiskFull,
        Storage,      ///< any other failure to read or write
        Corrupt,      ///< the database is damaged or the key does not fit
        NewerVersion, ///< the database was written by a newer Linnet
        InUse,        ///< another instance has the profile open
        OtherAccount, ///< the database is of another user or session
        // A file that the person chose
        FileNotWritten, ///< it cannot be, for any other reason than a full disk
        FileInUse,      ///< somebody is writing it already
        // The caller
        Invalid,     ///< the request itself makes no sense (bad id, empty text)
        NotFound,    ///< no such room, event or file here
        Unsupported, ///< this server or dialect has no such call
    };

    Kind kind = Kind::Network;
    QString matrixCode; ///< `M_FORBIDDEN` and the like, OAuth's `invalid_grant`; empty: the server named none
    int httpStatus = 0; ///< 0 when there was no answer
    QString text;       ///< the server's or the system's own words, for the second line; may be empty
    std::chrono::milliseconds retryAfter{0};
    /// Of M_UNKNOWN_TOKEN: whoever signs in again may go on as the same session (1.19 section "Soft logout").
    bool isSoftLogout = false;

    static Error of(Kind kind, QString text = {}) { return {kind, {}, 0, std::move(text), {}}; }
    bool isMatrix(const char *code) const { return matrixCode == QLatin1String(code); }
    /// True if the same request may succeed later without anybody changing it.
    bool isTransient() const
    {
        return isOfTheWay() || kind == Kind::Timeout || kind == Kind::RateLimited || httpStatus >= 500;
    }
    /// True if the server was not reached: the way to it is cut, or something else stands in it. Says nothing
    /// of the request, nor of the account.
    bool isOfTheWay() const
    {
        return kind == Kind::Network || kind == Kind::Tls || kind == Kind::Portal || isOfCertificate() ||
               isOfProxy();
    }
    bool isOfCertificate() const
    {
        return kind >= Kind::CertificateExpired && kind <= Kind::CertificateOfAnother;
    }
    bool isOfProxy() const { return kind >= Kind::Proxy && kind <= Kind::ProxyPassword; }
    /// True if the access token is no longer good (1.19 section "Using access tokens"; 2014: 403).
    bool isUnknownToken() const { return isMatrix("M_UNKNOWN_TOKEN") || isMatrix("M_MISSING_TOKEN"); }
};

}
