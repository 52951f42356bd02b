// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/errortext.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace linnet {

namespace {

using During = ErrorText::During;
using Kind = Error::Kind;

constexpr qsizetype longestDetail = 600;

QString tr(const char *words)
{
    return QCoreApplication::translate("linnet::ErrorText", words);
}

struct CodeWords
{
    const char *code;
    During during; ///< Anything: where no line above fits
    const char *words;
};

// Matrix error codes that mean something to a person, the special before the general.
constexpr CodeWords codeWords[] = {
    {"M_FORBIDDEN", During::SignIn,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "The user name or the password is wrong.")},
    {"M_FORBIDDEN", During::Registration,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "This server does not let you make an account here.")},
    {"M_FORBIDDEN", During::Sending,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "You may not write in this room.")},
    {"chat.linnet.NOT_STORED", During::Sending,
     QT_TRANSLATE_NOOP(
         "linnet::ErrorText",
         "This message could not be kept on this computer. Make room on the disk, then try again.")},
    {"chat.linnet.ENCRYPTED", During::Sending,
     QT_TRANSLATE_NOOP("linnet::ErrorText",
                       "This room is encrypted, and this connection to the server does not know how.")},
    {"chat.linnet.MAY_BE_SENT", During::Sending,
     QT_TRANSLATE_NOOP(
         "linnet::ErrorText",
         "This was on its way long ago and may have arrived. Look into the room before you send it "
         "again.")},
    {"chat.linnet.TARGET_GONE", During::Sending,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "The message that this belongs to was never sent.")},
    {"chat.linnet.TARGET_WAITS", During::Sending,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "It waits for a message that could not be sent.")},
    {"chat.linnet.FILE_GONE", During::Sending,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "The file is no longer there.")},
    {"chat.linnet.FILE_CHANGED", During::Sending,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "The file has changed since you chose it.")},
    {"chat.linnet.PHOTO_TOO_LARGE", During::Sending,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "This photo is too large to take out of it where it was taken.")},
    {"chat.linnet.NOT_CONNECTED", During::Sending,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "There is no connection to the server yet.")},
    {"chat.linnet.NOT_READY", During::Sending,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "This room is not loaded yet.")},
    {"chat.linnet.NO_KEYS", During::Sending,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "This session cannot encrypt any more. Settings, Encryption says "
                                            "what helps.")},
    {"chat.linnet.NOT_VERIFIED", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText",
                       "You trust verified sessions only, and this one is not verified. Settings, Encryption "
                       "says how to verify it.")},
    {"chat.linnet.IDENTITY_CHANGED", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText",
                       "You trust verified sessions only, and somebody here whom you had verified has "
                       "another identity now. Verify them again, or withdraw the verification.")},
    {"M_FORBIDDEN", During::Joining,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "You may not join this room without an invitation.")},
    {"M_FORBIDDEN", During::Inviting,
     QT_TRANSLATE_NOOP(
         "linnet::ErrorText",
         "This person could not be invited: they may be in the room already, or you may not invite.")},
    {"M_FORBIDDEN", During::Creating,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "This server does not let you make such a room.")},
    {"M_FORBIDDEN", During::History,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "You may not read older messages of this room.")},
    {"M_FORBIDDEN", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "You are not allowed to do this.")},
    {"M_BAD_STATE", During::Joining,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "You were banned from this room.")},
    {"M_USER_IN_USE", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "Somebody has this user name already. Choose another one.")},
    {"M_INVALID_USERNAME", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText",
                       "The server does not take this user name. Use small letters, digits and . _ - only, "
                       "and not too many.")},
    {"M_EXCLUSIVE", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText",
                       "This name is kept for something else on this server. Choose another one.")},
    {"M_WEAK_PASSWORD", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "This password is too easy to guess. Use a longer one.")},
    {"M_PASSWORD_TOO_SHORT", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "This password is too short.")},
    {"M_PASSWORD_NO_DIGIT", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "The password needs a digit.")},
    {"M_PASSWORD_NO_UPPERCASE", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "The password needs a capital letter.")},
    {"M_PASSWORD_NO_LOWERCASE", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "The password needs a small letter.")},
    {"M_PASSWORD_NO_SYMBOL", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText",
                       "The password needs a character that is neither letter nor digit.")},
    {"M_PASSWORD_IN_DICTIONARY", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "This password is too easy to guess.")},
    {"M_THREEPID_IN_USE", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "Another account has this address already. Use another one.")},
    {"M_THREEPID_DENIED", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "This server does not take this address. Use another one.")},
    {"M_THREEPID_MEDIUM_NOT_SUPPORTED", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "This server does not take addresses of this kind.")},
    {"M_THREEPID_NOT_FOUND", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "The server does not know this address.")},
    {"M_THREEPID_AUTH_FAILED", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "It is not shown yet that this address is yours.")},
    {"M_INVALID_EMAIL", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "This is no e-mail address.")},
    {"M_UNAUTHORIZED", During::Registration,
     QT_TRANSLATE_NOOP("linnet::ErrorText",
                       "The server does not accept this answer. Check it and try again.")},
    {"M_USER_DEACTIVATED", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "This account was closed.")},
    {"M_USER_LOCKED", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "This account is locked. Ask the people who run the server.")},
    {"M_USER_SUSPENDED", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "This account is suspended: you can read, but not write.")},
    {"access_denied", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "The sign-in was stopped in the browser.")},
    {"expired_token", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "The code is no longer good. Begin again to get a new one.")},
    {"temporarily_unavailable", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "The server has a problem of its own. Try again later.")},
    {"server_error", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "The server has a problem of its own. Try again later.")},
    {"M_UNKNOWN_TOKEN", During::SignIn,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "The server does not know this access token.")},
    {"M_UNKNOWN_TOKEN", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "The server has ended this sign-in. Sign in again.")},
    {"M_MISSING_TOKEN", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "The server has ended this sign-in. Sign in again.")},
    {"M_GUEST_ACCESS_FORBIDDEN", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "Guests may not do this.")},
    {"M_CONSENT_NOT_GIVEN", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "The server wants you to agree to its terms first.")},
    {"M_RESOURCE_LIMIT_EXCEEDED", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText",
                       "This server has reached a limit of its own. Ask the people who run it.")},
    {"M_ROOM_IN_USE", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "This address is taken by another room. Choose another one.")},
    {"M_INCOMPATIBLE_ROOM_VERSION", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "Your server is too old for this room.")},
    {"M_NOT_FOUND", During::Joining, QT_TRANSLATE_NOOP("linnet::ErrorText", "There is no such room.")},
    {"M_NOT_FOUND", During::Media,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "The server does not have this file any more.")},
    {"M_NOT_FOUND", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "The server could not find it.")},
    {"M_TOO_LARGE", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "This is too large for the server.")},
    {"M_UNRECOGNIZED", During::Anything,
     QT_TRANSLATE_NOOP("linnet::ErrorText", "This server cannot do this.")},
};

const char *wordsForCode(const Error &error, During during)
{
    for (const CodeWords &line : codeWords) {
        if (error.isMatrix(line.code) && (line.during == during || line.during == During::Anything))
            return line.words;
    }
    return nullptr;
}

/// What others wrote, on one line and without what may be secret: Qt's and the servers' words quote the URLs
/// that were asked.
QString cleaned(QString text)
{
    static const QRegularExpression query(QStringLiteral("(\\bhttps?://[^\\s?\"'<>]*)\\?[^\\s\"'<>]*"),
                                          QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression token(QStringLiteral("(access_token\\W{1,5}|\\bBearer\\s+)[^\\s&\"'<>]+"),
                                          QRegularExpression::CaseInsensitiveOption);
    text.replace(query, QStringLiteral("\\1"));
    text.replace(token, QStringLiteral("\\1…"));
    text = text.simplified();
    if (text.size() > longestDetail)
        text = text.left(longestDetail) + QChar(0x2026);
    return text;
}

/// For errors of 2014, which had no code, and codes that say nothing.
const char *wordsForStatus(const Error &error, During during)
{
    if (error.httpStatus >= 500)
        return QT_TRANSLATE_NOOP("linnet::ErrorText",
                                 "The server has a problem of its own. Try again later.");
    if (error.httpStatus == 404 && during == During::Joining)
        return QT_TRANSLATE_NOOP("linnet::ErrorText", "There is no such room.");
    switch (during) {
    case During::SignIn:
        return QT_TRANSLATE_NOOP("linnet::ErrorText", "The server refused to sign you in.");
    case During::Registration:
        return QT_TRANSLATE_NOOP("linnet::ErrorText", "The server refused to make this account.");
    case During::Sending:
        return QT_TRANSLATE_NOOP("linnet::ErrorText", "The server did not take the message.");
    default:
        return QT_TRANSLATE_NOOP("linnet::ErrorText", "The server refused this.");
    }
}

const char *wordsForNetwork(Kind kind, During during)
{
    switch (kind) {
    case Kind::Network:
        // Only who is signing in has typed a name.
        return during == During::SignIn || during == During::Registration
                   ? QT_TRANSLATE_NOOP("linnet::ErrorText",
                                       "The server cannot be reached. Check the name and your network.")
                   : QT_TRANSLATE_NOOP("linnet::ErrorText",
                                       "The server cannot be reached. Check your network.");
    case Kind::Tls:
        return QT_TRANSLATE_NOOP("linnet::ErrorText",
                                 "The connection to the server is not secure, so it was not used.");
    case Kind::Portal:
        return QT_TRANSLATE_NOOP("linnet::ErrorText", "This network wants you to sign in to it first.");
    case Kind::Timeout:
        return QT_TRANSLATE_NOOP("linnet::ErrorText", "The server did not answer in time. Try again.");
    case Kind::Cancelled:
        return QT_TRANSLATE_NOOP("linnet::ErrorText", "Stopped.");
    case Kind::Redirected:
        return QT_TRANSLATE_NOOP("linnet::ErrorText", "The server pointed to another address. It was not "
                                                      "followed, so that nobody else gets your sign-in.");
    case Kind::NotMatrix:
        return QT_TRANSLATE_NOOP("linnet::ErrorText", "There is no Matrix server at this address.");
    default:
        return QT_TRANSLATE_NOOP("linnet::ErrorText", "The server gave an answer that makes no sense.");
    }
}

const char *wordsForCertificate(Kind kind)
{
    switch (kind) {
    case Kind::CertificateExpired:
        return QT_TRANSLATE_NOOP("linnet::ErrorText", "The server's certificate has expired, so nothing was "
                                                      "sent to it. Only the people who run the server can "
                                                      "renew it.");
    case Kind::CertificateTooEarly:
        return QT_TRANSLATE_NOOP("linnet::ErrorText", "The server's certificate is not valid yet, so nothing "
                                                      "was sent to it. Check this computer's clock.");
    case Kind::CertificateClock:
        return QT_TRANSLATE_NOOP(
            "linnet::ErrorText",
            "This computer's clock is wrong, so the server cannot be trusted and nothing "
            "was sent to it. Set the date and the time.");
    case Kind::CertificateUntrusted:
        return QT_TRANSLATE_NOOP("linnet::ErrorText",
                                 "Nobody whom this computer trusts vouches for the server. Somebody may be "
                                 "listening in, so nothing was sent to it.");
    default:
        return QT_TRANSLATE_NOOP("linnet::ErrorText",
                                 "Another server answered under this name. Somebody may be listening in, so "
                                 "nothing was sent to it.");
    }
}

const char *wordsForProxy(Kind kind)
{
    switch (kind) {
    case Kind::ProxyNotFound:
        return QT_TRANSLATE_NOOP("linnet::ErrorText",
                                 "The proxy is not found. Check its address and your network.");
    case Kind::ProxyPassword:
        return QT_TRANSLATE_NOOP("linnet::ErrorText", "The proxy wants another user name or password.");
    default:
        return QT_TRANSLATE_NOOP(
            "linnet::ErrorText",
            "The proxy does not let Linnet through, or does not answer. Check its address and its port.");
    }
}

const char *wordsForComputer(Kind kind)
{
    switch (kind) {
    case Kind::KeychainLocked:
        return QT_TRANSLATE_NOOP("linnet::ErrorText", "Your keychain is locked. Unlock it and try again.");
    case Kind::KeychainMissing:
        return QT_TRANSLATE_NOOP("linnet::ErrorText",
                                 "No keychain is running on this computer, or it does not answer.");
    case Kind::KeychainRefused:
        return QT_TRANSLATE_NOOP("linnet::ErrorText", "The keychain does not let Linnet in.");
    case Kind::EntryNotFound:
        return QT_TRANSLATE_NOOP("linnet::ErrorText", "The keychain has nothing stored for this account.");
    case Kind::PassphraseNeeded:
        return QT_TRANSLATE_NOOP("linnet::ErrorText", "Linnet needs your passphrase.");
    case Kind::WrongPassphrase:
        return QT_TRANSLATE_NOOP("linnet::ErrorText", "The passphrase is wrong.");
    case Kind::DiskFull:
        return QT_TRANSLATE_NOOP("linnet::ErrorText", "The disk is full. Make room and try again.");
    case Kind::Corrupt:
        return QT_TRANSLATE_NOOP("linnet::ErrorText", "What Linnet stored on this computer is damaged.");
    case Kind::NewerVersion:
        return QT_TRANSLATE_NOOP("linnet::ErrorText",
                                 "A newer Linnet has written these files. Update Linnet to open them.");
    case Kind::InUse:
        return QT_TRANSLATE_NOOP("linnet::ErrorText", "Another Linnet has this account open already.");
    case Kind::OtherAccount:
        return QT_TRANSLATE_NOOP("linnet::ErrorText",
                                 "What Linnet stored on this computer belongs to another session.");
    case Kind::FileNotWritten:
        return QT_TRANSLATE_NOOP("linnet::ErrorText",
                                 "The file that you chose could not be written. Choose another place.");
    case Kind::FileInUse:
        return QT_TRANSLATE_NOOP("linnet::ErrorText",
                                 "This file is already being written by another export.");
    default:
        return QT_TRANSLATE_NOOP("linnet::ErrorText", "Linnet could not read or write its files.");
    }
}

QString wordsForWaiting(const Error &error)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(error.retryAfter).count();
    if (seconds <= 0)
        return tr(QT_TRANSLATE_NOOP("linnet::ErrorText",
                                    "The server asks to go slower. Wait a little and try again."));
    // Not in the call: lupdate never ends over a < in it.
    const int shown = int(std::min<qint64>(seconds, 86'400));
    return QCoreApplication::translate(
        "linnet::ErrorText", "The server asks to go slower. Try again in %n second(s).", nullptr, shown);
}

QString whatOf(const Error &error, During during)
{
    if (error.isOfCertificate())
        return tr(wordsForCertificate(error.kind));
    if (error.isOfProxy())
        return tr(wordsForProxy(error.kind));
    if (error.kind == Kind::RateLimited)
        return wordsForWaiting(error);
    if (const char *words = wordsForCode(error, during))
        return tr(words);
    switch (error.kind) {
    case Kind::Server:
        return tr(wordsForStatus(error, during));
    case Kind::Corrupt:
        return tr(during == During::Media
                      ? QT_TRANSLATE_NOOP("linnet::ErrorText", "This file is not the one that was sent.")
                      : wordsForComputer(error.kind));
    case Kind::TooLarge:
        return tr(QT_TRANSLATE_NOOP("linnet::ErrorText", "This is too large."));
    case Kind::NotFound:
        return tr(during == During::Joining ? QT_TRANSLATE_NOOP("linnet::ErrorText", "There is no such room.")
                                            : QT_TRANSLATE_NOOP("linnet::ErrorText", "It is not there."));
    case Kind::Unsupported:
        if (during == During::SignIn)
            return tr(QT_TRANSLATE_NOOP("linnet::ErrorText",
                                        "This server does not take a password here. Sign in on its web page, "
                                        "or with an access token."));
        return tr(QT_TRANSLATE_NOOP("linnet::ErrorText", "This server cannot do this."));
    case Kind::Invalid:
        // Our own words, made for a person by whoever refused the call.
        return error.text.isEmpty()
                   ? tr(QT_TRANSLATE_NOOP("linnet::ErrorText", "This cannot be right. Check what you typed."))
                   : cleaned(error.text);
    case Kind::NotMatrix:
        if (error.httpStatus >= 500)
            return tr(wordsForStatus(error, during));
        return tr(wordsForNetwork(error.kind, during));
    case Kind::Network:
    case Kind::Tls:
    case Kind::Timeout:
    case Kind::Cancelled:
    case Kind::Redirected:
    case Kind::Portal:
    case Kind::BadReply:
        return tr(wordsForNetwork(error.kind, during));
    default:
        return tr(wordsForComputer(error.kind));
    }
}

const char *codeOfKind(Kind kind)
{
    switch (kind) {
    case Kind::Network:
    case Kind::Tls:
    case Kind::Redirected:
    case Kind::Portal:
    case Kind::CertificateExpired:
    case Kind::CertificateTooEarly:
    case Kind::CertificateClock:
    case Kind::CertificateUntrusted:
    case Kind::CertificateOfAnother:
    case Kind::Proxy:
    case Kind::ProxyNotFound:
    case Kind::ProxyPassword:
        return "network";
    case Kind::Timeout:
        return "timeout";
    case Kind::Cancelled:
        return "cancelled";
    case Kind::NotMatrix:
        return "not_matrix";
    case Kind::BadReply:
        return "bad_reply";
    case Kind::Server:
        return "server";
    case Kind::RateLimited:
        return "M_LIMIT_EXCEEDED";
    case Kind::TooLarge:
        return "M_TOO_LARGE";
    case Kind::KeychainLocked:
    case Kind::KeychainMissing:
    case Kind::KeychainRefused:
    case Kind::EntryNotFound:
        return "keychain";
    case Kind::PassphraseNeeded:
    case Kind::WrongPassphrase:
        return "passphrase";
    case Kind::DiskFull:
        return "disk_full";
    case Kind::Storage:
    case Kind::FileNotWritten:
        return "storage";
    case Kind::Corrupt:
        return "corrupt";
    case Kind::NewerVersion:
        return "newer_version";
    case Kind::InUse:
    case Kind::FileInUse:
        return "in_use";
    case Kind::OtherAccount:
        return "other_account";
    case Kind::Invalid:
        return "usage";
    case Kind::NotFound:
        return "not_found";
    case Kind::Unsupported:
        return "unsupported";
    }
    return "server";
}

}

ErrorText ErrorText::of(const Error &error, During during)
{
    ErrorText text{whatOf(error, during), cleaned(error.text)};
    if (text.detail == text.what)
        text.detail.clear();
    return text;
}

QString ErrorText::code(const Error &error)
{
    return error.matrixCode.isEmpty() ? QLatin1String(codeOfKind(error.kind)) : error.matrixCode;
}

}
