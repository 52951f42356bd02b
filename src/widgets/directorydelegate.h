// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/linepainter.h"
#include "widgets/theme.h"

#include <QStyledItemDelegate>

namespace linnet {

class Avatars;

/// Paints one room of a directory: picture, name and address, how many people are in it, and its topic in one
/// dim line. GUI thread.
class DirectoryDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    DirectoryDelegate(Avatars &avatars, const Theme &theme, QObject *parent = nullptr);

    void setTheme(const Theme &theme) { m_theme = theme; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    QString endOf(const QModelIndex &index, const QLocale &locale) const;

    Avatars &m_avatars;
    Theme m_theme;
    LinePainter m_lines;
};

}
