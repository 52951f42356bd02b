// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/rowabilities.h"
#include "session/timelineitem.h"
#include "widgets/playback.h"
#include "widgets/rowhit.h"

#include <QCoreApplication>
#include <QKeySequence>

#include <optional>

namespace linnet {

/// One thing that can be done with a message, as its toolbar, its menu, a screen reader and the keyboard have
/// it. A value; GUI thread.
struct MessageAction
{
    Q_DECLARE_TR_FUNCTIONS(linnet::MessageAction)

public:
    /// Reactions that it offers beside one's own, the most frequent.
    static constexpr int MostReactions = 30;

    RowHit::Part part = RowHit::Part::None;
    QString name;  ///< "Reply"
    QString label; ///< the same for a menu
    QString icon;
    QKeySequence key;                   ///< while the message is the keyboard's
    bool isQuick = false;               ///< stands in the toolbar
    bool isHandy = false;               ///< its key works when the message was only clicked on
    QString text = {};                  ///< RowHit's, of a reaction or an answer
    QString menu = {};                  ///< the menu within the menu that has it; empty: none
    std::optional<bool> isChecked = {}; ///< of what is on or off

    RowHit hit() const { return {part, {}, text}; }

    /// In the order of the menu; what is not possible is not among them.
    static QList<MessageAction> of(const TimelineItem &item, const RowAbilities &can);
    /// The same of what plays, or can. `isRtl`: what is later stands further left.
    static QList<MessageAction> ofPlaying(const TimelineItem &item, const Playback::Look &look, bool isRtl);
    /// What others wrote, as a short label.
    static QString labelOf(const QString &text);
    /// Whether it does something with some message, as `key` of an action.
    static bool isKey(int key);
    /// Whether a click on this part of the message may do anything.
    static bool isAllowed(const RowHit &hit, const TimelineItem &item, const RowAbilities &can);

private:
    static QList<MessageAction> ofPoll(const TimelineItem &item, const RowAbilities &can);
    static QList<MessageAction> ofReactions(const TimelineItem &item, const RowAbilities &can);
};

}
