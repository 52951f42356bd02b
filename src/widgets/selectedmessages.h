// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "session/rowabilities.h"
#include "widgets/timelineselection.h"

#include <QList>

namespace linnet {

class TimelineModel;
class RowStyle;

/// The messages that a selection of text touches. Pure; GUI thread.
namespace SelectedMessages {

/// Those that may be deleted, the newest first; nothing if it touches but one row. What is no message, as
/// that somebody came, is left out.
QList<EventId> deletable(const TimelineModel &model, const TimelineSelection &selection,
                         const RowStyle &style, const RowAbilities &can);
/// Whether a row is among those that it touches.
bool touches(const TimelineModel &model, const TimelineSelection &selection, int row);

}

}
