// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/linepainter.h"
#include "widgets/theme.h"

#include <QStyledItemDelegate>

namespace linnet {

/// Paints an invitation of a stranger as text alone: the room's name, who invites with the id, and what there
/// is to go by. No picture is fetched. All rows are of one height. GUI thread.
class InviteDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit InviteDelegate(const Theme &theme, QObject *parent = nullptr);

    void setTheme(const Theme &theme) { m_theme = theme; }
    static QString inviterLine(const QModelIndex &index);
    /// "You are in 3 rooms together", with why one is invited; or what a policy list says.
    static QString trustLine(const QModelIndex &index);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    Theme m_theme;
    LinePainter m_lines;
};

}
