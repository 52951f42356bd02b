// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/emojitable.h"

#include "base/foldedtext.h"
#include "models/emojitones.h"

#include <QFile>

#include <algorithm>

// Outside of a namespace, as the macro wants it.
static void initEmojiResource()
{
    Q_INIT_RESOURCE(emoji);
}

namespace linnet {

namespace {

constexpr int NoMatch = 9;
constexpr QChar Picture(0xfe0f);

bool hasWord(const QString &text, const QString &typed)
{
    for (qsizetype at = text.indexOf(typed); at >= 0; at = text.indexOf(typed, at + 1)) {
        if (at == 0 || !text.at(at - 1).isLetterOrNumber())
            return true;
    }
    return false;
}

/// Lower is better. What is compared is lower case already.
int rankOf(const Emoji &emoji, const QString &typed)
{
    if (emoji.shortNames.contains(typed))
        return 0;
    int rank = NoMatch;
    for (qsizetype i = 0; i < emoji.shortNames.size(); ++i) {
        const QString &name = emoji.shortNames.at(i);
        if (name.startsWith(typed))
            rank = std::min(rank, i == 0 ? 1 : 2);
        else if (hasWord(name, typed))
            rank = std::min(rank, 3);
    }
    if (rank > 3 && emoji.keywords.contains(typed))
        return 4;
    if (rank > 3 && hasWord(emoji.name, typed))
        return 5;
    if (rank > 3 && std::any_of(emoji.keywords.begin(), emoji.keywords.end(),
                                [&](const QString &word) { return hasWord(word, typed); }))
        return 6;
    return rank;
}

/// With or without the sign that asks for a picture, and whatever its skin, it is the same one.
QString bare(const QString &emoji)
{
    return EmojiTones::withoutTone(emoji).remove(Picture);
}

QList<Emoji> readEmojis()
{
    static const QStringList groups{
        QStringLiteral("smileys-emotion"), QStringLiteral("people-body"),   QStringLiteral("animals-nature"),
        QStringLiteral("food-drink"),      QStringLiteral("travel-places"), QStringLiteral("activities"),
        QStringLiteral("objects"),         QStringLiteral("symbols"),       QStringLiteral("flags")};
    initEmojiResource();
    QFile file(QStringLiteral(":/emoji/emoji.txt"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<Emoji> emojis;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    emojis.reserve(lines.size());
    for (const QString &line : lines) {
        const QStringList parts = line.split(u'\t');
        if (parts.size() != 5)
            continue; // the remark on top
        emojis << Emoji{parts.at(0), Emoji::Group(qMax(0, groups.indexOf(parts.at(1)))), parts.at(2),
                        parts.at(3).split(u' '), parts.at(4).split(u',', Qt::SkipEmptyParts)};
    }
    std::stable_sort(emojis.begin(), emojis.end(),
                     [](const Emoji &a, const Emoji &b) { return a.group < b.group; });
    return emojis;
}

}

const QList<Emoji> &EmojiTable::all() const
{
    if (m_emojis.isEmpty()) {
        m_emojis = readEmojis();
        if (m_canShow)
            m_emojis.removeIf([this](const Emoji &emoji) { return !m_canShow(emoji.text); });
        for (qsizetype i = 0; i < m_emojis.size(); ++i)
            m_places.insert(bare(m_emojis.at(i).text), i);
    }
    return m_emojis;
}

const Emoji *EmojiTable::find(const QString &text) const
{
    const QList<Emoji> &emojis = all();
    const auto place = m_places.constFind(bare(text));
    return place == m_places.cend() ? nullptr : &emojis.at(*place);
}

QList<const Emoji *> EmojiTable::search(const QString &typed, int most) const
{
    const QString folded = foldedText(typed.left(60)).trimmed();
    QList<std::pair<int, const Emoji *>> found;
    if (folded.isEmpty())
        return {};
    for (const Emoji &emoji : all()) {
        if (const int rank = rankOf(emoji, folded); rank < NoMatch)
            found << std::pair(rank, &emoji);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    QList<const Emoji *> result;
    for (const auto &[rank, emoji] : std::as_const(found)) {
        if (result.size() >= most)
            break;
        result << emoji;
    }
    return result;
}

}
