// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme.h"
#include "widgets/tinticons.h"

#include <QStyledItemDelegate>

namespace linnet {

class Avatars;

/// Paints a row of the bar of spaces: its picture, what waits in it, and an arrow where spaces stand in it,
/// which are drawn smaller. The selected one has a bar at its side. GUI thread.
class SpaceDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr double RailUnits = 12; ///< its width, units of 4 px

    SpaceDelegate(Avatars &avatars, const Theme &theme, QObject *parent = nullptr);

    void setTheme(const Theme &theme) { m_theme = theme; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// Where a click opens out the row, or closes it.
    static QRect arrowOf(const QStyleOptionViewItem &option);

private:
    void paintGround(QPainter &painter, const QStyleOptionViewItem &option) const;
    void paintPicture(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintBadge(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintArrow(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    Avatars &m_avatars;
    Theme m_theme;
    mutable TintIcons m_icons;
};

}
