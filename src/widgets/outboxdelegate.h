// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/linepainter.h"
#include "widgets/theme.h"
#include "widgets/tinticons.h"

#include <QStyledItemDelegate>

namespace linnet {

/// Paints a row of the unsent messages: room and time, what it says, below, with an icon, what holds it up,
/// and the server's own words if it gave any. What does not fit is in the tool tip. GUI thread.
class OutboxDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit OutboxDelegate(const Theme &theme, QObject *parent = nullptr);

    void setTheme(const Theme &theme) { m_theme = theme; }
    /// "Not sent: you may not write in this room." and the like.
    static QString stateLine(const QModelIndex &index);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    Theme m_theme;
    LinePainter m_lines;
    mutable TintIcons m_icons;
};

}
