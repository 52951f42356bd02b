// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/inlinepicture.h"

#include <QCache>
#include <QFont>
#include <QRect>
#include <QString>
#include <QTextLayout>

#include <memory>

class QColor;
class QPainter;

namespace linnet {

/// Measures and draws single lines of text, those of a list's rows for one. It keeps what it has shaped, as
/// they are painted again and again. GUI thread.
class LinePainter
{
public:
    explicit LinePainter(int kept = 400) : m_lines(kept) {}

    /// How wide paint() paints it where there is room for `most`; whole pixels. Its letters run in `letters`.
    int width(const QString &text, const QFont &font, int most, Qt::LayoutDirection letters) const;
    /// Whether it is elided there.
    bool isCut(const QString &text, const QFont &font, int most, Qt::LayoutDirection letters) const;
    /// `text`, or its beginning and end where there is no room for all of it.
    QString withoutMiddle(const QString &text, const QFont &font, int most,
                          Qt::LayoutDirection letters) const;
    /// One line, elided where `rect` ends. It stands at the side where `direction` begins, or with `atEnd`
    /// ends; its own letters run as the painter's layout direction says.
    void paint(QPainter &painter, const QRect &rect, const QString &text, const QFont &font,
               const QColor &color, Qt::LayoutDirection direction, bool atEnd = false) const;

private:
    struct Key
    {
        QString text;
        QFont font;
        Qt::LayoutDirection direction = Qt::LayoutDirectionAuto;

        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.text, int(key.direction), key.font);
        }
    };
    struct Line
    {
        /// With its one line begun, the width of which is not set.
        Line(const QString &shown, const Key &key, QTextOption::WrapMode wrap);

        QString text;
        InlinePictures emoji;
        QTextLayout layout;
        QList<InlinePictures::Placed> places;
        qreal width = 0;
        int room = 0; ///< for which it was made
        bool isCut = false;
    };

    const Line &line(const Key &key, int room) const;
    static std::unique_ptr<Line> shape(const Key &key, int room);

    mutable QCache<Key, Line> m_lines;
};

}
