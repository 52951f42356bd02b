// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/displayname.h"

#include <QList>
#include <QRegularExpression>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace linnet {

namespace {

constexpr qsizetype MostOfOne = 40; ///< UTF-16 units of one character as it is read

constexpr QChar FirstStrongIsolate = QChar(0x2068);
constexpr QChar PopDirectionalIsolate = QChar(0x2069);

/// What has no shape of its own (Unicode's Default_Ignorable_Code_Point).
bool isInvisible(char32_t c)
{
    constexpr std::pair<char32_t, char32_t> Ranges[]{
        {0x00AD, 0x00AD},   {0x034F, 0x034F},  {0x061C, 0x061C}, {0x115F, 0x1160}, {0x17B4, 0x17B5},
        {0x180B, 0x180F},   {0x200B, 0x200F},  {0x202A, 0x202E}, {0x2060, 0x206F}, {0x3164, 0x3164},
        {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},  {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB}, {0x1BCA0, 0x1BCA3},
        {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}};
    return std::any_of(std::begin(Ranges), std::end(Ranges),
                       [c](const auto &range) { return c >= range.first && c <= range.second; });
}

bool isJoiner(QChar c)
{
    return c == QChar(0x200C) || c == QChar(0x200D);
}

/// Chooses how what is before it looks.
bool isSelector(QChar c)
{
    return (c.unicode() >= 0xFE00 && c.unicode() <= 0xFE0F) ||
           (c.unicode() >= 0x180B && c.unicode() <= 0x180D);
}

/// Takes room and shows nothing.
bool isBlank(char32_t c)
{
    return c == 0x2800 || QChar::isSpace(c) || QChar::category(c) == QChar::Other_Control;
}

/// Whether what has no shape is still wanted at this place, as within a word or an emoji.
bool isNeeded(const QString &name, qsizetype at, const QString &before)
{
    if (before.isEmpty() || before.back() == u' ')
        return false;
    if (isSelector(name.at(at)))
        return true;
    const QChar next = at + 1 < name.size() ? name.at(at + 1) : QChar(u' ');
    return isJoiner(name.at(at)) && !isBlank(next.unicode()) && !isInvisible(next.unicode());
}

}

QString cleanName(const QString &name)
{
    QString clean;
    clean.reserve(name.size());
    for (qsizetype i = 0; i < name.size(); ++i) {
        const QChar c = name.at(i);
        if (isBlank(c.unicode()))
            clean.append(u' ');
        else if (!isInvisible(c.unicode()) || isNeeded(name, i, clean))
            clean.append(c);
    }
    return clean.simplified();
}

QString nameKey(const QString &name)
{
    std::u32string seen;
    for (const uint c : name.normalized(QString::NormalizationForm_C).toUcs4()) {
        if (isBlank(c))
            seen += U' ';
        else if (!isInvisible(c))
            seen += c;
    }
    return QString::fromUcs4(seen.data(), qsizetype(seen.size())).simplified();
}

bool holdsUserId(const QString &name)
{
    static const QRegularExpression id(QStringLiteral("@[^\\s:]+:[^\\s:]"));
    return nameKey(name).contains(id);
}

QString isolated(const QString &name)
{
    return FirstStrongIsolate + cleanName(name) + PopDirectionalIsolate;
}

QString withoutIsolates(QString text)
{
    return text.remove(FirstStrongIsolate).remove(PopDirectionalIsolate);
}

QString shortened(const QString &text, qsizetype longest)
{
    if (text.size() <= longest)
        return text;
    // Not inside of what is read as one character, such as a flag.
    const QString beginning = text.first(qMin(text.size(), longest + MostOfOne));
    QTextBoundaryFinder graphemes(QTextBoundaryFinder::Grapheme, beginning);
    graphemes.setPosition(longest - 1);
    const qsizetype before = graphemes.isAtBoundary() ? longest - 1 : graphemes.toPreviousBoundary();
    const qsizetype whole = text.at(longest - 2).isHighSurrogate() ? longest - 2 : longest - 1;
    return text.first(before > 0 ? before : whole).trimmed() + QChar(0x2026);
}

QString oneLine(const QString &text, qsizetype longest)
{
    QString line = text.left(2 * longest).simplified().left(longest);
    if (!line.isEmpty() && line.back().isHighSurrogate())
        line.chop(1);
    return line;
}

}
