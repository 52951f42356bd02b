// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/selectedmessages.h"

#include "models/timelinemodel.h"
#include "widgets/rowlayout.h"

namespace linnet {

QList<EventId> SelectedMessages::deletable(const TimelineModel &model, const TimelineSelection &selection,
                                           const RowStyle &style, const RowAbilities &can)
{
    TimelineSelection::Range range = selection.range(model);
    if (range.isEmpty())
        return {};
    // A row at whose edge it ends is not meant.
    const qsizetype first = RowLayout::plainText(model.item(range.firstRow), style).size();
    if (first > 0 && range.firstPosition >= first)
        ++range.firstRow;
    if (range.lastPosition == 0 && !RowLayout::plainText(model.item(range.lastRow), style).isEmpty())
        --range.lastRow;
    QList<EventId> events;
    if (range.firstRow >= range.lastRow)
        return events;
    for (int row = range.lastRow; row >= range.firstRow; --row) {
        const TimelineItem &item = model.item(row);
        if (item.kind != TimelineItem::Kind::State && can.redact(item))
            events.append(item.event);
    }
    return events;
}

bool SelectedMessages::touches(const TimelineModel &model, const TimelineSelection &selection, int row)
{
    const TimelineSelection::Range range = selection.range(model);
    return !range.isEmpty() && row >= range.firstRow && row <= range.lastRow;
}

}
