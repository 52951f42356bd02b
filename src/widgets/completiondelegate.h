// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/linepainter.h"
#include "widgets/theme.h"

#include <QStyledItemDelegate>

namespace linnet {

class Avatars;
class Pictures;
struct Completion;

/// Paints one suggestion of the composer in one line: picture or emoji, name, what it is. GUI thread.
class CompletionDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    CompletionDelegate(Avatars &avatars, Pictures &pictures, const Theme &theme, QObject *parent = nullptr);

    void setTheme(const Theme &theme) { m_theme = theme; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int paintSign(QPainter *painter, const QStyleOptionViewItem &option, const Completion &row) const;

    Avatars &m_avatars;
    Pictures &m_pictures;
    Theme m_theme;
    LinePainter m_lines;
};

}
