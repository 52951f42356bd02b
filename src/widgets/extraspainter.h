// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/rowextras.h"
#include "widgets/smallpicture.h"

#include <QCoreApplication>
#include <QPoint>

class QPainter;

namespace linnet {

class RowStyle;
class TintIcons;

/// Paints what surrounds a message. GUI thread.
class ExtrasPainter
{
    Q_DECLARE_TR_FUNCTIONS(linnet::ExtrasPainter)

public:
    explicit ExtrasPainter(TintIcons &icons) : m_icons(icons) {}

    struct Look
    {
        QPoint mouse{-1, -1};      ///< in the row, if it is over it
        bool isSelected = false;   ///< all of it, of what cannot be selected in part
        SmallPicture smallPicture; ///< null: there are none
        bool canVote = false;      ///< answers of polls may be clicked
    };
    /// At the row's corner.
    void paint(QPainter &painter, const RowExtras &extras, const TimelineItem &item, const RowStyle &style,
               const Look &look) const;

private:
    void paintReply(QPainter &painter, const RowExtras &extras, const TimelineItem &item,
                    const RowStyle &style, const QPoint &mouse) const;
    void paintReactions(QPainter &painter, const RowPills &reactions, const RowStyle &style,
                        const Look &look) const;
    void paintThread(QPainter &painter, const RowExtras &extras, const TimelineItem &item,
                     const RowStyle &style, const QPoint &mouse) const;
    void paintPreview(QPainter &painter, const RowPreview &preview, const RowStyle &style,
                      const Look &look) const;
    void awaitPreview(QPainter &painter, const RowPreview &preview, const RowStyle &style) const;
    void paintPoll(QPainter &painter, const RowPoll &poll, const RowStyle &style, const QPoint &mouse,
                   bool isSelected) const;
    /// A picture; what stands for one where there is none.
    void paintReaction(QPainter &painter, const RowPills::Pill &pill, const RowStyle &style,
                       const Look &look) const;
    void paintMark(QPainter &painter, const RowPoll::Answer &answer, bool isRound,
                   const RowStyle &style) const;
    void line(QPainter &painter, const QString &text, const QRect &rect, const QFont &font,
              const QColor &colour, const RowStyle &style) const;

    TintIcons &m_icons;
};

}
