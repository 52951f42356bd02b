// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pills.h"

#include <QList>
#include <QSet>
#include <QString>

namespace linnet {

struct TimelineItem;

/// The one text in which positions of a formatted message count: the texts of all its blocks, and of the
/// cells of its tables, one below or beside the other. Pure, any thread.
class BodyText
{
public:
    /// Text that is hidden until somebody wants to see it; maybe over several blocks.
    struct Spoiler
    {
        int start = 0;
        int length = 0;
        QString reason; ///< may be empty
        QString text;   ///< of the message; tells it from the others of its row, also after an edit
    };

    explicit BodyText(const RichText &rich);

    const QString &text() const { return m_text; }
    /// Where the texts begin in text(), in the order of blocks and cells; a rule has an empty one.
    const QList<int> &starts() const { return m_starts; }
    const QList<Spoiler> &spoilers() const { return m_spoilers; }

    /// The formatting of a message; empty if it has none that can be read. Begins with the name, of an emote.
    /// `nameOf`: who is in its pills.
    static RichText read(const TimelineItem &item, const Pills::NameOf &nameOf);

private:
    void add(const QString &text, const QList<RichText::Span> &spans, QChar separator);

    QString m_text;
    QList<int> m_starts;
    QList<Spoiler> m_spoilers;
};

/// What somebody has opened of a row.
struct RowOpened
{
    RowOpened(bool isAll_ = false) : isAll(isAll_) {}

    bool isAll;             ///< a long text is shown in full
    QSet<QString> spoilers; ///< their texts
};

}
