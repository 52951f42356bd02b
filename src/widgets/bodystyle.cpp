// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bodystyle.h"

#include "widgets/emojitext.h"
#include "widgets/rowstyle.h"

#include <QFontDatabase>

#include <array>

namespace linnet {

namespace {

constexpr double GroundPart = 0.07;
constexpr double NeededContrast = 4.5;

QColor translucent(QColor colour, double alpha)
{
    colour.setAlphaF(float(alpha));
    return colour;
}

/// Fixed fonts look larger than others of their size.
QFont fixedFont(const QFont &font)
{
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (font.pointSizeF() > 0)
        fixed.setPointSizeF(font.pointSizeF());
    else
        fixed.setPixelSize(font.pixelSize());
    return Theme::withEmoji(Theme::scaled(fixed, 0.94));
}

}

BodyStyle::BodyStyle(const Theme &theme, const QFont &font, const QColor &link)
    : code(fixedFont(font)), codeHeight(RowStyle::lineHeightOf(code)),
      emoji(Theme::scaled(font, EmojiText::Scale)), ground(translucent(theme.text, GroundPart)),
      line(theme.line), quoteBar(Theme::mix(theme.base, theme.text, 0.3)),
      cover(Theme::mix(theme.base, theme.text, 0.75)), m_theme(theme), m_font(font),
      m_darkest(Theme::mix(theme.hover, theme.text, GroundPart))
{
    onCover = Theme::readable(theme.base, theme.isDark ? Qt::black : Qt::white, cover);
    pill = Theme::mix(theme.base, theme.accent, 0.16);
    onPill = Theme::readable(link, theme.text, pill);
    // The same hue as the row it stands in, but so that it is seen there.
    ownPill = Theme::mix(theme.base, theme.mention, 3.5);
    onOwnPill = Theme::readable(theme.text, theme.isDark ? Qt::white : Qt::black, ownPill);
}

QFont BodyStyle::heading(int level) const
{
    static constexpr std::array<double, 6> sizes{1.5, 1.3, 1.15, 1.05, 1, 1};
    QFont font = Theme::scaled(m_font, sizes.at(size_t(qBound(1, level, 6) - 1)));
    font.setWeight(QFont::Bold);
    return font;
}

QColor BodyStyle::codeColour(CodeHighlight::Kind kind) const
{
    using Kind = CodeHighlight::Kind;
    const auto readable = [this](const QColor &colour) {
        const QColor onRow = Theme::readable(colour, m_theme.text, m_darkest, NeededContrast);
        return Theme::readable(onRow, m_theme.text, Theme::mix(m_theme.mention, m_theme.text, GroundPart),
                               NeededContrast);
    };
    switch (kind) {
    case Kind::Comment:
        break;
    case Kind::String:
    case Kind::Inserted:
        return readable(m_theme.hue(145));
    case Kind::Number:
    case Kind::Constant:
        return readable(m_theme.hue(60));
    case Kind::Keyword:
        return readable(m_theme.hue(310));
    case Kind::Function:
        return readable(m_theme.hue(255));
    case Kind::Type:
    case Kind::Attribute:
        return readable(m_theme.hue(200));
    case Kind::Tag:
    case Kind::Deleted:
        return readable(m_theme.hue(25));
    }
    return readable(m_theme.dim);
}

QColor BodyStyle::text(quint32 colour) const
{
    return Theme::readable(QColor(QRgb(colour)), m_theme.text, m_darkest, NeededContrast);
}

QColor BodyStyle::background(quint32 colour, const QColor &text) const
{
    const QColor wanted{QRgb(colour)};
    for (double part = 0; part < 1; part += 0.1) {
        const QColor tried = Theme::mix(wanted, m_theme.base, part);
        if (Theme::contrast(text, tried) >= NeededContrast)
            return tried;
    }
    return m_theme.base;
}

}
