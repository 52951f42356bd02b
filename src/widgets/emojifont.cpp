// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/emojifont.h"

#include <QCache>
#include <QFont>
#include <QFontDatabase>
#include <QFontInfo>
#include <QFontMetrics>
#include <QHash>
#include <QImage>
#include <QPainter>

#include <algorithm>

namespace linnet {

namespace {

// The size in which the pictures of Noto Color Emoji are stored, in pixels.
constexpr int OwnSize = 109;
constexpr QChar Joiner(0x200d);
constexpr double SideInEm = 1.3; ///< no more than a line's height

QFont ownFont()
{
    QFont font(EmojiFont::families().first());
    font.setPixelSize(OwnSize);
    font.setStyleStrategy(QFont::NoFontMerging); // or all others are asked too
    return font;
}

int ownWidth()
{
    static const int width = QFontMetrics(ownFont()).horizontalAdvance(QStringLiteral("😀"));
    return width;
}

/// On a ground with room around it.
QImage drawn(const QString &emoji)
{
    QImage image(2 * OwnSize, 2 * OwnSize, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setFont(ownFont());
    painter.drawText(image.rect(), int(Qt::AlignCenter) | Qt::TextDontClip, emoji);
    return image;
}

/// Around a face in drawn(): metrics do not say how high Qt draws the pictures of a font.
QRect square()
{
    static const QRect found = [] {
        const QImage face = drawn(QStringLiteral("😀"));
        QRect touched;
        for (int y = 0; y < face.height(); ++y) {
            for (int x = 0; x < face.width(); ++x) {
                if (qAlpha(face.pixel(x, y)) > 0)
                    touched |= QRect(x, y, 1, 1);
            }
        }
        QRect square(0, 0, ownWidth(), ownWidth()); // flags are as wide
        square.moveCenter(touched.center());
        return square;
    }();
    return found;
}

/// What the font does not know to join stands there one after the other, and is wider.
bool isOne(const QString &emoji)
{
    return QFontMetrics(ownFont()).horizontalAdvance(emoji) < 1.5 * ownWidth();
}

/// `size` in real pixels.
QImage painted(const QString &emoji, const QSize &size, qreal ratio)
{
    QImage image = drawn(emoji).copy(square()).scaled(size, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    image.setDevicePixelRatio(ratio);
    return image;
}

struct Key
{
    QString emoji;
    QSize size; ///< real pixels
    qreal ratio = 1;

    friend bool operator==(const Key &, const Key &) = default;
    friend size_t qHash(const Key &key, size_t seed = 0)
    {
        return qHashMulti(seed, key.emoji, key.size.width(), key.size.height(), key.ratio);
    }
};

}

const QStringList &EmojiFont::families()
{
    static const QStringList found = [] {
        QStringList families;
        for (const char *family : {"Noto Color Emoji", "Segoe UI Emoji", "Apple Color Emoji"}) {
            if (QFontDatabase::hasFamily(QLatin1String(family)))
                families.append(QLatin1String(family));
        }
        return families;
    }();
    return found;
}

bool EmojiFont::has(const QString &emoji)
{
    if (families().isEmpty())
        return true;
    const QFontMetrics metrics(ownFont());
    const QList<uint> signs = emoji.toUcs4();
    const bool hasAll = std::all_of(signs.cbegin(), signs.cend(), [&metrics](uint sign) {
        const QChar::Category category = QChar::category(sign);
        const bool isPart = category == QChar::Mark_NonSpacing || category == QChar::Other_Format;
        return isPart || metrics.inFontUcs4(sign);
    });
    return hasAll && (!emoji.contains(Joiner) || isOne(emoji));
}

bool EmojiFont::canPaint(const QString &emoji)
{
    if (families().isEmpty())
        return false;
    static constexpr int Most = 2000;
    static QHash<QString, bool> known;
    const auto found = known.constFind(emoji);
    if (found != known.cend())
        return *found;
    if (known.size() >= Most)
        known.clear();
    return *known.insert(emoji, has(emoji) && isOne(emoji));
}

QSize EmojiFont::sizeIn(const QFont &font)
{
    const int side = qRound(SideInEm * QFontInfo(font).pixelSize());
    return {side, side};
}

void EmojiFont::paint(QPainter &painter, const QRect &place, const QString &emoji)
{
    static constexpr int MostBytes = 4 << 20;
    static QCache<Key, QImage> kept(MostBytes);
    const qreal ratio = painter.device()->devicePixelRatioF();
    const Key key{emoji, (QSizeF(place.size()) * ratio).toSize(), ratio};
    const QImage *known = kept.object(key);
    const QImage picture = known ? *known : painted(emoji, key.size, ratio);
    if (!known)
        kept.insert(key, new QImage(picture), picture.sizeInBytes());
    QRectF where({}, picture.deviceIndependentSize());
    where.moveCenter(QRectF(place).center());
    painter.drawImage(where.topLeft(), picture);
}

}
