// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace linnet {

/// What a poll asks (MSC3381, in its stable names and in those of before).
struct PollContent
{
    static constexpr int MostAnswers = 20; ///< what stands behind them does not count

    struct Answer
    {
        QString id;
        QString text;
    };
    QString question;
    QList<Answer> answers;
    int maxSelections = 1;
    bool isDisclosed = false;
};

bool isPollStart(const QString &type);
bool isPollResponse(const QString &type);
bool isPollEnd(const QString &type);

/// None if it is no poll.
std::optional<PollContent> readPoll(const QByteArray &content);
/// The ids of the answers that a response chooses, as they stand there.
QStringList readSelections(const QByteArray &content);

}
