// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace linnet {

/// What a click on some place of a row means. A value.
struct RowHit
{
    enum class Part {
        None,
        Text,
        Link,
        Spoiler,
        CopyCode,
        Picture, ///< in the text
        Open,
        Save,
        Retry,
        Edit, ///< of what was not sent
        Discard,
        Cancel, ///< stops what is being uploaded
        // Of sound and video
        Seek,
        Back, ///< a step
        Forward,
        Speed,
        Mute,
        Enlarge,   ///< shows a video in a window of its own
        Elsewhere, ///< opens it in another program
        Date,      ///< of the line where a day begins
        Run,       ///< opens, or closes again
        ShowAll,
        // Around a message
        RepliedTo,
        Versions,
        Reaction,
        Answer, ///< of a poll
        // What its toolbar and its menu offer
        React,
        Reply,
        EditMessage,
        Thread,
        CopyLink,
        CopyUri,
        Pin,
        EndPoll,
        Source,
        Report,
        Redact,
        RedactAll, ///< by the same person
        More,
    };
    Part part = Part::None;
    QUrl url; ///< of Link
    /// What Link says, Spoiler hides, CopyCode copies; of Reaction its key, of Answer its id.
    QString text;
    double share = 0; ///< of Seek: how far into it, 0 to 1

    /// Whether they mean the same thing, wherever on it.
    friend bool operator==(const RowHit &a, const RowHit &b)
    {
        return a.part == b.part && a.url == b.url && a.text == b.text;
    }
};

}
