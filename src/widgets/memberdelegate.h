// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/linepainter.h"
#include "widgets/theme.h"
#include "widgets/tinticons.h"

#include <QStyledItemDelegate>

namespace linnet {

class Avatars;

/// Paints a row of the member list: picture with a presence dot, name, role and presence in words; or what
/// heads a part of it. GUI thread.
class MemberDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    MemberDelegate(Avatars &avatars, const Theme &theme, QObject *parent = nullptr);

    void setTheme(const Theme &theme) { m_theme = theme; }
    /// "Admin · Online"; empty for an ordinary member of unknown presence.
    static QString secondLine(const QModelIndex &index);
    static QString heading(const QModelIndex &index); ///< "Admins – 2", of a row that heads a part

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    Avatars &m_avatars;
    Theme m_theme;
    LinePainter m_lines;
    mutable TintIcons m_icons; ///< keeps what it has painted
};

}
