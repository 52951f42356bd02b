// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/foundwords.h"
#include "widgets/linepainter.h"
#include "widgets/rowtext.h"
#include "widgets/theme.h"

#include <QStyledItemDelegate>

namespace linnet {

class Avatars;

/// Paints what FindModel found: a heading over each kind, picture, name, and a second line in which the words
/// that were looked for stand out. GUI thread.
class FindDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    FindDelegate(Avatars &avatars, const Theme &theme, QObject *parent = nullptr);

    void setTheme(const Theme &theme) { m_theme = theme; }
    void setWords(const QStringList &words) { m_words = FoundWords(words); } ///< see SearchQuery

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// The part of `text` that is worth showing where only `length` characters fit: from a little before the
    /// first of the words.
    static QString excerpt(const QString &text, const FoundWords &words, qsizetype length);

private:
    int headingHeight(const QFont &font, const QModelIndex &index) const;
    RowText::Marks hitsIn(const QString &text) const; ///< what stands out, and how
    void paintWords(QPainter *painter, const QRect &rect, const QString &text, const QFont &font,
                    const QPalette &palette, Qt::LayoutDirection direction) const;
    /// What is left of `line` after the time, and the place of a message, at its end.
    QRect paintEnd(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                   QRect line) const;

    Avatars &m_avatars;
    Theme m_theme;
    LinePainter m_lines;
    FoundWords m_words;
};

}
