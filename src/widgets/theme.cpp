// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme.h"

#include "widgets/emojifont.h"

#include <QFontInfo>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace linnet {

namespace {

constexpr double NameChroma = 0.14;
constexpr double NeededContrast = 4.5;

using Rgb = std::array<double, 3>; ///< linear light

/// Björn Ottosson's OKLab, from lightness, chroma and hue to linear sRGB; values outside 0..1 are out of
/// gamut.
Rgb fromOklch(double lightness, double chroma, double degrees)
{
    const double angle = degrees * std::numbers::pi / 180;
    const double a = chroma * std::cos(angle);
    const double b = chroma * std::sin(angle);
    const double l = std::pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
    const double m = std::pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
    const double s = std::pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3);
    return {4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
}

bool isInGamut(const Rgb &rgb)
{
    return std::all_of(rgb.begin(), rgb.end(), [](double v) { return v > -0.0005 && v < 1.0005; });
}

double encoded(double linear)
{
    const double v = std::clamp(linear, 0.0, 1.0);
    return v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
}

double linear(double encoded)
{
    return encoded <= 0.04045 ? encoded / 12.92 : std::pow((encoded + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

/// The most colourful one the screen has at this lightness and hue, up to `chroma`.
QColor oklch(double lightness, double chroma, double degrees)
{
    Rgb rgb = fromOklch(lightness, chroma, degrees);
    if (!isInGamut(rgb)) {
        double low = 0;
        double high = chroma;
        for (int i = 0; i < 12; ++i) {
            const double middle = (low + high) / 2;
            (isInGamut(fromOklch(lightness, middle, degrees)) ? low : high) = middle;
        }
        rgb = fromOklch(lightness, low, degrees);
    }
    return QColor(qRound(encoded(rgb[0]) * 255), qRound(encoded(rgb[1]) * 255),
                  qRound(encoded(rgb[2]) * 255));
}

/// The lightness nearest to the pleasant one at which every hue can be read on all `grounds`.
double findReadableLightness(bool isDark, const std::array<QColor, 2> &grounds)
{
    const double step = isDark ? 0.01 : -0.01;
    double lightness = isDark ? 0.72 : 0.56;
    const auto isReadable = [&](double candidate) {
        for (int degrees = 0; degrees < 360; degrees += 10) {
            const QColor color = oklch(candidate, NameChroma, degrees);
            for (const QColor &ground : grounds) {
                // Hues between the sampled ones may lie a little lower.
                if (Theme::contrast(color, ground) < NeededContrast + 0.1)
                    return false;
            }
        }
        return true;
    };
    while (lightness > 0.02 && lightness < 0.98 && !isReadable(lightness))
        lightness += step;
    return lightness;
}

/// The same, remembered: it takes longer than many a painting, and the palette hardly ever changes.
double readableLightness(bool isDark, const std::array<QColor, 2> &grounds)
{
    struct Known
    {
        bool isDark = false;
        std::array<QRgb, 2> grounds{};
        double lightness = 0; ///< of nothing yet
    };
    static thread_local Known known;
    const std::array<QRgb, 2> asked{grounds[0].rgb(), grounds[1].rgb()};
    if (known.lightness == 0 || known.isDark != isDark || known.grounds != asked)
        known = {isDark, asked, findReadableLightness(isDark, grounds)};
    return known.lightness;
}

QColor readableOn(const QColor &ground, const QColor &wanted)
{
    if (Theme::contrast(wanted, ground) >= NeededContrast)
        return wanted;
    const QColor white(Qt::white);
    const QColor black(Qt::black);
    return Theme::contrast(white, ground) >= Theme::contrast(black, ground) ? white : black;
}

/// Not QHash's: that one is different at every start.
quint32 stableHash(const QString &text)
{
    quint32 hash = 2166136261U;
    const QByteArray bytes = text.toUtf8();
    for (const char byte : bytes) {
        hash ^= quint8(byte);
        hash *= 16777619U;
    }
    return hash ^ (hash >> 15);
}

}

Theme::Theme(const QPalette &palette)
    : base(palette.color(QPalette::Active, QPalette::Base)),
      text(palette.color(QPalette::Active, QPalette::Text)),
      accent(palette.color(QPalette::Active, QPalette::Highlight))
{
    isDark = luminance(base) < luminance(text);
    hover = mix(base, text, 0.06);
    selected = mix(base, accent, 0.16);
    line = mix(base, text, 0.12);
    // Where the system's own text is pale, 60 % of it would not be readable.
    double part = 0.6;
    dim = mix(base, text, part);
    while (part < 1 && contrast(dim, hover) < NeededContrast) {
        part = std::min(part + 0.05, 1.0);
        dim = mix(base, text, part);
    }

    m_lightness = readableLightness(isDark, {base, hover});
    onAccent = readableOn(accent, palette.color(QPalette::Active, QPalette::HighlightedText));
    danger = oklch(m_lightness, 0.2, 27);
    onDanger = readableOn(danger, isDark ? QColor(Qt::black) : QColor(Qt::white));
    warning = oklch(m_lightness, 0.16, 70);
    mention = mix(base, oklch(0.8, 0.16, 80), 0.12);
}

QColor Theme::sender(const UserId &user) const
{
    return hue(int(stableHash(user.toString()) % 360U));
}

QColor Theme::hue(int degrees) const
{
    // Remembered like the lightness: a list asks for one for every row at every frame.
    static thread_local double lightness = 0;
    static thread_local std::array<QRgb, 360> known;
    if (std::exchange(lightness, m_lightness) != m_lightness)
        known.fill(0);
    QRgb &color = known.at(size_t(degrees));
    if (color == 0)
        color = oklch(m_lightness, NameChroma, degrees).rgb();
    return QColor(color);
}

double Theme::contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor Theme::readable(const QColor &colour, const QColor &text, const QColor &ground, double contrast)
{
    for (double part = 0; part < 1; part += 0.1) {
        const QColor tried = mix(colour, text, part);
        if (Theme::contrast(tried, ground) >= contrast)
            return tried;
    }
    return text;
}

QColor Theme::mix(const QColor &under, const QColor &over, double part)
{
    const auto channel = [part](int low, int high) { return qRound(low + (high - low) * part); };
    return QColor(channel(under.red(), over.red()), channel(under.green(), over.green()),
                  channel(under.blue(), over.blue()));
}

int Theme::units(double count, const QFont &font)
{
    // Desktops come with 12 (Windows) or 13 pixels; both are 100 %.
    const int pixels = QFontInfo(font).pixelSize();
    const double scale = pixels == 12 ? 1.0 : std::max(pixels / 13.0, 0.75);
    return qRound(count * 4 * scale);
}

QFont Theme::scaled(const QFont &font, double factor)
{
    QFont result = font;
    if (font.pointSizeF() > 0)
        result.setPointSizeF(font.pointSizeF() * factor);
    else
        result.setPixelSize(std::max(1, qRound(font.pixelSize() * factor)));
    return result;
}

QFont Theme::name(const QFont &font)
{
    QFont result = font;
    result.setWeight(QFont::DemiBold);
    return result;
}

QFont Theme::withEmoji(QFont font)
{
    QStringList families = font.families();
    // A name that stands for another font ("Sans Serif") is passed over in a list, and digits and blanks
    // would come from the emoji.
    if (const QString own = QFontInfo(font).family(); !families.startsWith(own))
        families.prepend(own);
    font.setFamilies(families + EmojiFont::families());
    return font;
}

}
