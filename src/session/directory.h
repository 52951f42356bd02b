// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/directoryrequests.h"
#include "session/apiclient.h"

#include <QObject>
#include <QSet>

#include <memory>

namespace linnet {

/// One look into a server's directory of rooms, page by page as they are wanted. A search ends the one before
/// it; who types waits before it calls. Servers may send anything: a room stands there once, and pages that
/// bring nothing new or go round in circles end it. Pages are read on the QThreadPool. GUI thread; must not
/// outlive its ApiClient.
class Directory : public QObject
{
    Q_OBJECT

public:
    using Query = DirectoryRequests::Query;
    enum class State {
        Loading,
        More,     ///< there is another page
        Complete, ///< there is none
        Failed,   ///< error() says why; what came before is still there
    };
    /// What ApiClient::has() calls `POST /publicRooms`, which looks for words.
    inline static const QString SearchEndpoint = QStringLiteral("publicRooms/search");
    static constexpr int PageSize = 30;
    static constexpr int ListPageSize = 500; ///< where the words are looked for here
    static constexpr int MostEmptyPages = 10;
    static constexpr qsizetype MostRooms = 10'000;

    explicit Directory(ApiClient &api, QObject *parent = nullptr);

    void search(const Query &query);
    void more();  ///< the next page; nothing unless More
    void retry(); ///< nothing unless Failed
    const Query &query() const { return m_query; }
    State state() const { return m_state; }
    const QList<PublicRoom> &rooms() const { return m_rooms; }
    const Error &error() const { return m_error; }
    /// It was another server than one's own that was asked, and it could not be found or does not answer.
    bool isServerMissing() const;

Q_SIGNALS:
    void reset();               ///< rooms() is empty
    void added(qsizetype from); ///< rooms() from there on are new
    void stateChanged();        ///< after these

private:
    bool isList() const;
    void ask();
    void onAnswer(const Result<DirectoryRequests::Page> &page, bool wasList);
    void take(const DirectoryRequests::Page &page, bool wasList);
    void setState(State state);

    ApiClient &m_api;
    Query m_query;
    State m_state = State::Complete;
    QList<PublicRoom> m_rooms;
    QSet<RoomId> m_known;
    QSet<QString> m_tokens; ///< that were asked with
    QString m_next;
    int m_emptyPages = 0; ///< in a row
    Error m_error;
    std::unique_ptr<QObject> m_asking; ///< context of what is under way
};

}
