// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>
#include <QUrl>

namespace linnet::test {

/// Somebody at another client of a real home server: plain calls of today's client-server API over a socket
/// of its own, so that nothing of Linnet's network stands between a test and what the server really holds.
/// Every call blocks until the answer is here; a refusal where none is expected is written to the test's
/// output and gives an empty answer.
class Person
{
public:
    struct Answer
    {
        int status = 0; ///< 0: there was none
        QJsonObject body;
        QString code() const { return body.value(QLatin1String("errcode")).toString(); }
    };
    static constexpr const char *Password = "correct horse 7f3a battery";

    explicit Person(QUrl server) : m_server(std::move(server)) {}
    /// A new account on `server`; "name" becomes unique.
    static Person make(const QUrl &server, const QString &name);
    static QString uniqueName(const QString &name);

    const QString &id() const { return m_id; }
    QString localPart() const { return m_id.mid(1).section(u':', 0, 0); }
    const QString &token() const { return m_token; }
    bool isSignedIn() const { return !m_token.isEmpty(); }
    bool signUp(const QString &name);
    bool signIn(const QString &name);

    /// `path` is below `/_matrix/client/v3/`, with its query, and already percent-encoded.
    Answer call(const char *method, const QString &path, const QJsonObject &body = {}) const;
    Answer callAs(const QString &token, const char *method, const QString &path,
                  const QJsonObject &body = {}) const;

    // Each is one call; the answer is the id that it is about
    QString createRoom(const QJsonObject &what);
    QString join(const QString &roomOrAlias);
    bool leave(const QString &room);
    bool invite(const QString &room, const QString &user);
    bool kick(const QString &room, const QString &user, const QString &reason);
    bool ban(const QString &room, const QString &user, const QString &reason);
    QString say(const QString &room, const QString &text);
    QString send(const QString &room, const QJsonObject &content);
    bool setState(const QString &room, const QString &type, const QJsonObject &content);
    bool setTyping(const QString &room, bool isTyping);
    bool read(const QString &room, const QString &event);
    bool setPresence(const QString &presence, const QString &status);

    // What the server holds
    /// All events of the room that this person may see, oldest first.
    QJsonArray events(const QString &room) const;
    /// The messages among them.
    QStringList bodies(const QString &room) const;
    QStringList messageIds(const QString &room) const;
    /// By the room's state, which only those in it may read.
    QString membershipOf(const QString &room, const QString &user) const;
    bool isInvitedTo(const QString &room) const;
    QJsonObject state(const QString &room, const QString &type) const;
    /// What is new since the last call; does not wait.
    QJsonObject sync();

private:
    QJsonObject ask(const char *method, const QString &path, const QJsonObject &body = {}) const;
    bool act(const char *method, const QString &path, const QJsonObject &body) const;

    QUrl m_server;
    QString m_id;
    QString m_token;
    QString m_since;
};

/// One HTTP exchange on a blocking socket: the whole answer, or nothing. `server` is an address of loopback.
QByteArray exchange(const QUrl &server, const QByteArray &request);

}
