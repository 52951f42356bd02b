// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "matrix/request.h"

#include <QJsonObject>
#include <QUrl>

namespace linnet {

/// An e-mail address or a telephone number of an account, which the protocol calls a third-party identifier.
struct Threepid
{
    enum class Medium { Email, Phone };

    Medium medium = Medium::Email;
    QString address;    ///< of a telephone without its `+`
    qint64 addedAt = 0; ///< ms; 0: not known
    friend bool operator==(const Threepid &, const Threepid &) = default;
};

/// Somebody who has to show that an address is theirs. `id` is the server's name for it, `secret` ours.
struct AddressProof
{
    QString id;
    QString secret;
    QUrl codePage; ///< where a code that was sent goes; empty: there is none to type in
    bool isEmpty() const { return id.isEmpty(); }
};

/// The requests about e-mail addresses and telephone numbers (client-server API, "Adding Account
/// Administrative Contact Information", "Account registration"). Pure, any thread.
namespace ThreepidRequests {

enum class Purpose {
    Registration,
    Account,  ///< one more address of it
    Password, ///< of an account that has the address, and whose password is forgotten
};

/// Asks for a mail to `address`. The server sends it anew only if `attempt` is higher than before.
Request mail(const ServerVersion &version, Purpose purpose, const QString &address, const QString &secret,
             int attempt);
/// In which a number without a prefix is dialled, as this computer is set up: "GB".
QString homeCountry();
/// Asks for a code to a telephone. `country`: in which the number is dialled, "GB".
Request code(const ServerVersion &version, Purpose purpose, const QString &country, const QString &number,
             const QString &secret, int attempt);
/// Of the replies to both. A page for codes that is neither encrypted nor of `server` itself is left out: the
/// code is a secret.
Result<AddressProof> readProof(const QByteArray &reply, const QString &secret, const QUrl &server);

/// What is typed from a message goes to `proof.codePage`; codeBase() is the server of that.
Request submitCode(const AddressProof &proof, const QString &typed);
QUrl codeBase(const AddressProof &proof);
/// False: the code was wrong.
bool readSubmitted(const QByteArray &reply);
/// The answer to the stage of this type, in interactive authentication.
QJsonObject authOf(const QString &stage, const AddressProof &proof);

Request list(const ServerVersion &version);
/// Those that are neither are left out; 200 at most.
QList<Threepid> readList(const QByteArray &reply);
/// A 401 with `flows` comes as a Reply.
Request add(const ServerVersion &version, const AddressProof &proof, const QJsonObject &auth);
Request remove(const ServerVersion &version, const Threepid &threepid);

}

}
