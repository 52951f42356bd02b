// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QStringList>

class QFont;
class QPainter;
class QRect;

namespace linnet {

/// The fonts with pictures of emoji that the system has. GUI thread.
namespace EmojiFont {

const QStringList &families(); ///< the best first; may be empty
/// Whether there are pictures for all that `emoji` is made of; true if no such font is known.
bool has(const QString &emoji);
/// Whether paint() can paint it: not if there is no such font.
bool canPaint(const QString &emoji);
/// The place of one beside words in `font`.
QSize sizeIn(const QFont &font);
/// As large as `place` lets it be, from a picture that is kept.
void paint(QPainter &painter, const QRect &place, const QString &emoji);

}

}
