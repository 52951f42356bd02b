// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QList>
#include <QString>

namespace linnet {

/// A message that a person has written and what it belongs to. A value.
struct Draft
{
    enum class Form {
        Markdown, ///< CommonMark without raw HTML
        Plain,    ///< just as it stands
        Html,     ///< `html` is given, `text` is what stands in for it
    };
    QString text;
    QString html; ///< of Form::Html
    Form form = Form::Markdown;
    QString msgtype = QStringLiteral("m.text"); ///< m.text, m.emote or m.notice
    QString inReplyTo;      ///< key of the row that it answers, which may be unsent itself; empty: none
    QString edits;          ///< key of the row that it is to replace; empty: it is a new message
    bool isCaption = false; ///< of an edit: it stands beside a file, which stays, and may be empty
    EventId thread;         ///< the root of the thread that it belongs to; empty: none
    QList<UserId> mentions; ///< who is meant by pills in it, for `m.mentions`
    bool mentionsRoom = false;

    friend bool operator==(const Draft &, const Draft &) = default;
};

}
