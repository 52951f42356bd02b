// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace linnet {

/// The rounds in which a server is told who asks, before it does something that matters (client-server API,
/// "User-Interactive Authentication API"): reads its challenges and says which stage comes next. One for each
/// request. A plain value, any thread.
class AuthRounds
{
public:
    /// What a flow of these stages asks of a person, less first; nothing: it is not to be chosen.
    using Effort = std::optional<int> (*)(const QStringList &stages);
    static constexpr QLatin1String Dummy{"m.login.dummy"};

    explicit AuthRounds(Effort effort) : m_effort(effort) {}

    struct Stage
    {
        QString type;
        bool isRepeated = false; ///< it was answered just before, and the server is not content
        Error problem;           ///< why
        QJsonObject params;      ///< of all stages
    };
    /// The stage to be answered now, of the flow that asks least. Errors: BadReply, if none can be chosen;
    /// the server's, if it is not content after the last one.
    Result<Stage> next(const QJsonObject &challenge);

    const QString &session() const { return m_session; }
    const QString &stage() const { return m_stage; } ///< what next() has said last
    QJsonObject inSession(QJsonObject answer) const; ///< as the request is to hold it

private:
    Effort m_effort;
    QString m_session;
    std::optional<QStringList> m_flow; ///< the stages of the one that was chosen
    QString m_stage;
};

}
