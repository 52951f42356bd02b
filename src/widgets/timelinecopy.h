// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QClipboard>
#include <QString>

namespace linnet {

class TimelineGeometry;
class TimelineModel;
class TimelineSelection;
struct TimelineItem;

/// What of a timeline goes to the clipboard, as plain text and as HTML. What is hidden in it stays hidden.
/// GUI thread.
class TimelineCopy
{
public:
    struct Copied
    {
        QString text;
        QString html;

        bool isEmpty() const { return text.isEmpty(); }
        void put(QClipboard::Mode mode = QClipboard::Clipboard) const; ///< nothing if empty
    };

    TimelineCopy(const TimelineModel &model, const TimelineGeometry &geometry)
        : m_model(model), m_geometry(geometry)
    {
    }

    /// With time and sender before each message if it is of several rows.
    Copied selected(const TimelineSelection &selection) const;
    /// All that a row says, without sender and time.
    Copied row(int row) const;

private:
    Copied part(const TimelineItem &item, int start, int end) const;

    const TimelineModel &m_model;
    const TimelineGeometry &m_geometry;
};

}
