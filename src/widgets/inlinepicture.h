// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QRectF>
#include <QString>
#include <QTextLayout>

#include <functional>

namespace linnet {

/// A picture in the place of a part of a text. The text's QTextLayout has a blank there that is as wide.
struct InlinePicture
{
    int start;
    int length;
    QSize size;
    QString url; ///< empty: what it stands for is an emoji, which EmojiFont paints

    int end() const { return start + length; }
    bool isEmoji() const { return url.isEmpty(); }
};

/// The pictures of one text, in order, without overlaps; positions are those in the text. GUI thread.
class InlinePictures
{
public:
    struct Placed
    {
        QRectF rect;
        int index;
    };

    InlinePictures() = default;
    explicit InlinePictures(const QList<InlinePicture> &pictures) : m_pictures(pictures) {}
    /// The emoji of a text in this font, as far as the system has pictures for them. They are painted from
    /// pictures that are kept, as Qt decodes an emoji each time it is shaped.
    static InlinePictures ofEmoji(QStringView text, const QFont &font);

    const QList<InlinePicture> &all() const { return m_pictures; }
    /// Takes in those of `others` that cover none of what is here already.
    void merge(const InlinePictures &others);
    void removeIf(const std::function<bool(const InlinePicture &)> &matches);

    /// Puts blanks in place of the parts, one for one so that positions stay; `shown` is the part of the text
    /// that begins at `start`.
    void makeBlank(QString &shown, int start) const;
    /// As wide as the pictures; of the layout of makeBlank()'s text.
    QList<QTextLayout::FormatRange> formats(int start, int length, const QFont &font) const;
    /// Where they stand in a layout that has its lines, around the middle of `font`.
    QList<Placed> placed(const QTextLayout &layout, int start, const QFont &font) const;
    int highest(int start, int length) const;        ///< 0 if there is none
    const InlinePicture *around(int position) const; ///< that `position` is inside of; null: there is none

private:
    QList<InlinePicture>::const_iterator firstAfter(int position) const;

    QList<InlinePicture> m_pictures;
};

}
