// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/linepainter.h"
#include "widgets/theme.h"
#include "widgets/tinticons.h"

#include <QStyledItemDelegate>

namespace linnet {

class Avatars;

/// Paints a row of the room list: picture, name and time, last words, badge, the bell of a muted room and the
/// mark of what was not sent; a compact one has neither time nor last words. GUI thread.
class RoomDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    RoomDelegate(Avatars &avatars, const Theme &theme, QObject *parent = nullptr);

    void setTheme(const Theme &theme) { m_theme = theme; }
    bool isCompact() const { return m_isCompact; }
    void setCompact(bool isCompact) { m_isCompact = isCompact; }
    /// The row with the keyboard's frame around it, or none.
    void setFramed(const QModelIndex &index) { m_framed = index; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// "@" before the number of mentions, so that the red badge is not told by its colour alone; at most
    /// "9,999+". `isAtLeast`: a plus behind the number; alone where it is 0.
    static QString badgeText(int unread, int highlight, bool isAtLeast, const QLocale &locale);

private:
    void paintGround(QPainter *painter, const QStyleOptionViewItem &option, bool isFramed) const;
    /// Draws the badge at the end of `line`; what is left of the line comes back.
    QRect paintBadge(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                     QRect line) const;
    QRect paintDot(QPainter *painter, const QStyleOptionViewItem &option, QRect line) const;
    QRect paintMuted(QPainter *painter, const QStyleOptionViewItem &option, QRect line) const;
    /// The same for the mark of a room in which something was not sent.
    QRect paintUnsent(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                      QRect line) const;

    Avatars &m_avatars;
    Theme m_theme;
    LinePainter m_lines;
    QPersistentModelIndex m_framed;
    bool m_isCompact = false;
    mutable TintIcons m_icons;
};

}
