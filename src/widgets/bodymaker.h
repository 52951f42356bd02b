// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/bodytext.h"
#include "widgets/rowtext.h"

#include <optional>

namespace linnet {

class BodyStyle;
class RowStyle;

/// Wraps the texts of one formatted message: turns what is said of parts of them into looks, links and
/// patches of colour. GUI thread; lives while a RowBody is made.
class BodyMaker
{
public:
    BodyMaker(const RowStyle &style, const BodyText &flat, const RowOpened &opened);

    /// `part`: the index of the text in BodyText::starts().
    RowText make(int part, const QString &text, const QList<RichText::Span> &spans,
                 const RowText::Format &format, const RowText::Marks &before = {}) const;
    /// The looks of the parts of a code block; none: they are not known yet.
    std::optional<RowText::Marks> codeMarks(const RichText::Block &block) const;
    int startOf(int part) const { return m_flat.starts().at(part); }
    const QList<BodyText::Spoiler> &hidden() const { return m_hidden; } ///< those not opened

private:
    QTextCharFormat lookOf(const RichText::Span &span, const QFont &font) const;
    QList<RowText::Patch> patchesOf(const QList<RichText::Span> &spans) const;
    QList<RowText::Patch> withCovers(const QList<RowText::Patch> &patches, int start, int length) const;
    QList<Link> linksOf(const QString &text, const QList<RichText::Span> &spans, int maxLines) const;
    QList<RowText::Picture> picturesOf(const QList<RichText::Span> &spans,
                                       const RowText::Format &format) const;
    bool isSelf(const RichText::Span &span) const;

    const RowStyle &m_style;
    const BodyStyle &m_body;
    const BodyText &m_flat;
    QList<BodyText::Spoiler> m_hidden;
    mutable int m_pictures = 0; ///< so far
};

}
