// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/fakerooms.h"
#include "support/httpserver.h"

#include <QTimer>

namespace linnet::test {

/// A home server of 2014 on loopback, for tests: Synapse 0.2 or 0.3 as `legacy/api-v1.md` measured them, with
/// their oddities (tokens in the query only, 403 for bad ones, `""` answers, errors without `errcode`, pages
/// that overlap, `{}` for the initialSync of one room). Everything is in memory. Lives in one thread's event
/// loop.
class FakeHomeserver : public QObject
{
    Q_OBJECT

public:
    explicit FakeHomeserver(Era era, QObject *parent = nullptr);

    bool listen(quint16 port = 0) { return m_http.listen(port); }
    QUrl url() const { return m_http.url(); }
    static QString serverName() { return QStringLiteral("localhost"); }

    // The other people, without the way through HTTP. Open polls learn of it at once.
    QByteArray addUser(const QString &localPart, const QString &password); ///< returns a token
    static QString idOf(const QString &localPart);
    FakeRooms &rooms() { return m_rooms; } ///< call wake() after changing them
    QString say(const QString &localPart, const QString &room, const QString &text); ///< returns the event id
    void wake();
    void setPresence(const QString &localPart, const QString &presence);

    // Trouble
    void killToken(const QByteArray &token) { m_tokens.remove(token); }
    void killAllTokens() { m_tokens.clear(); }
    /// After so many more messages each gets 429; -1: never.
    void setMessagesLeft(int count, int retryAfterMs = 500);
    /// Answers everything with this status and an HTML page; 0: as usual.
    void setDown(int status) { m_downStatus = status; }
    void cutConnections() { m_http.closeAll(); }
    /// Answers all open polls with nothing.
    void endPolls();

    // What was asked: "GET /_matrix/client/api/v1/login", without query
    const QStringList &asked() const { return m_asked; }
    int count(const QString &asked) const { return int(m_asked.count(asked)); }
    int openPolls() const { return int(m_polls.size()); }
    bool hasSeenHeaderToken() const { return m_hasSeenHeaderToken; }

private:
    struct Poll
    {
        Exchange exchange;
        QString user;
        int from = 0;
        int presenceFrom = 0;
        std::shared_ptr<QTimer> timer;
    };
    struct Person
    {
        QString password;
        QJsonValue displayName, avatarUrl;
        QJsonValue presence;
        QJsonValue status;
        int presenceChange = 0;
    };
    /// One call of api/v1 that may be made only with a token.
    struct Call
    {
        Exchange exchange;
        QByteArray method;
        QStringList path;    ///< behind api/v1, decoded
        QStringList rawPath; ///< the same, as it came
        QJsonObject body;
        QString user;
    };

    void handle(const Exchange &exchange);
    void handleV1(Call call);
    std::optional<Answer> answerOpen(const Call &call);
    std::optional<Answer> answer(const Call &call);
    std::optional<Answer> answerRooms(const Call &call);
    std::optional<Answer> answerMembership(const Call &call, const QString &room, const QString &action);
    std::optional<Answer> answerPeople(const Call &call);
    Answer once(const Call &call, const std::function<Answer()> &make);
    Answer registerUser(const QJsonObject &body);
    Answer logIn(const QJsonObject &body);
    Answer initialSync(const Call &call) const;
    Answer sendMessage(const Call &call, const QString &room);
    void poll(const Call &call);
    bool answerPoll(const Poll &poll, bool isLast);
    QJsonArray presenceSince(const QString &user, int change) const;
    QByteArray newToken(const QString &user);
    QString position() const;
    static void reply(const Exchange &exchange, const Answer &answer);

    Era m_era;
    FakeRooms m_rooms;
    QMap<QString, Person> m_people; ///< by full id
    QHash<QByteArray, QString> m_tokens;
    QHash<QString, Answer> m_transactions;
    QHash<QString, std::pair<QByteArray, QByteArray>>
        m_content; ///< 2014's content repository: type and bytes
    QList<Poll> m_polls;
    QStringList m_asked;
    int m_presenceChanges = 0;
    int m_messagesLeft = -1;
    int m_retryAfterMs = 500;
    int m_downStatus = 0;
    int m_tokenCount = 0;
    bool m_hasSeenHeaderToken = false;
    HttpServer m_http; ///< last: its connections go first
};

}
