// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/linepainter.h"
#include "widgets/theme.h"
#include "widgets/tinticons.h"

#include <QStyledItemDelegate>

namespace linnet {

class Avatars;

/// Paints a room in a space's lobby: picture, name, how many are in it and what it is about, who can join,
/// and a button for what one can do. GUI thread.
class LobbyDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    LobbyDelegate(Avatars &avatars, const Theme &theme, QObject *parent = nullptr);

    void setTheme(const Theme &theme) { m_theme = theme; }
    void setCanAsk(bool canAsk) { m_canAsk = canAsk; } ///< to be let in
    bool canAsk() const { return m_canAsk; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// What stands on the button; empty: there is none.
    QString verb(const QModelIndex &index) const;
    QRect buttonOf(const QStyleOptionViewItem &option, const QModelIndex &index) const; ///< as it is painted
    /// Where a click opens out a space in it.
    static QRect arrowOf(const QStyleOptionViewItem &option, const QModelIndex &index);
    static QString secondLine(const QModelIndex &index);

private:
    void paintButton(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    Avatars &m_avatars;
    Theme m_theme;
    LinePainter m_lines;
    mutable TintIcons m_icons;
    bool m_canAsk = false;
};

}
