// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/timelineitem.h"

#include <QCoreApplication>
#include <QString>

namespace linnet {

/// The words a timeline row is shown with, for painting, copying and reading aloud. Pure.
class RowWords
{
    Q_DECLARE_TR_FUNCTIONS(linnet::RowWords)

public:
    /// "Monday, 23 November", with the year if it is not this one.
    static QString date(qint64 ts);
    static QString time(qint64 ts);
    static QString shortTime(qint64 ts); ///< of 24 hours, whatever is usual: no "PM"
    static QString dateAndTime(qint64 ts);
    static QString played(qint64 ms, qint64 ofMs);        ///< "0:12 / 0:40"
    static QString loading(int part);                     ///< "Loading… 45%"; 0 says nothing of how much
    static QString percent(int part);                     ///< "45%"
    static QString size(qint64 bytes);                    ///< empty if unknown
    static QString fetched(qint64 bytes, qint64 ofBytes); ///< "1.2 MB of 3.4 MB"; the whole is 0 if unknown
    static QString duration(qint64 ms);                   ///< "3:07"; empty if unknown
    static QString senderName(const TimelineItem &item);
    /// What the row says: its text, a stand-in where there is none, a file's name.
    static QString text(const TimelineItem &item);
    /// The beginning of the same in one line; spoilers stay covered.
    static QString shortText(const TimelineItem &item);
    static QString mediaName(const TimelineItem &item);
    /// Whether a file of the row can be had from there: `mxc://…`, in 2014 `http(s)://…`, and what is still
    /// to be sent from where it lies.
    static bool isAddress(const TimelineItem &item, const QString &url);
    static QString mediaKind(const TimelineItem &item); ///< "Picture", "Voice message"
    /// Whether a file's row says where the file is; a place needs none.
    static bool hasFile(const TimelineItem &item);
    /// "Picture", "1.2 MB" and so on, in one line.
    static QString mediaInfo(const TimelineItem &item);
    /// "Read by Alice and Bob", with at most ten names; empty if by nobody.
    static QString readers(const TimelineItem &item);
    /// What is to be said of how it came; empty: nothing.
    static QString shield(const TimelineItem &item);
    static QString state(const TimelineItem &item); ///< "Sending", "Not sent: reason"; empty if sent
};

}
