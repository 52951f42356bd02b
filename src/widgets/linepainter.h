// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCache>
#include <QFont>
#include <QRect>
#include <QStaticText>
#include <QString>

class QColor;
class QPainter;

namespace linnet {

/// Draws the single lines of a list's rows. It keeps what it has shaped: a list is painted again and again,
/// and to shape an emoji Qt decodes its picture. GUI thread.
class LinePainter
{
public:
    /// One line, elided where `rect` ends. It stands at the side where `direction` begins, or with `atEnd`
    /// ends; its own letters run as the painter's layout direction says.
    void paint(QPainter &painter, const QRect &rect, const QString &text, const QFont &font,
               const QColor &color, Qt::LayoutDirection direction, bool atEnd = false) const;

private:
    struct Key
    {
        QString text;
        QFont font;
        int width = 0;
        Qt::LayoutDirection direction = Qt::LayoutDirectionAuto;

        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.text, key.width, int(key.direction), key.font);
        }
    };
    struct Line
    {
        QFont font; ///< that of the key, with emoji
        QStaticText text;
    };
    static constexpr int Kept = 400;

    static Line *shape(const Key &key);

    mutable QCache<Key, Line> m_lines{Kept};
};

}
