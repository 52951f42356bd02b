// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

namespace linnet {

struct Emoji
{
    enum class Group { Smileys, People, Nature, Food, Places, Activities, Objects, Symbols, Flags };
    QString text;
    Group group = Group::Smileys;
    QString name;           ///< English
    QStringList shortNames; ///< without colons, the common one first
    QStringList keywords;
};

/// The emoji of Unicode, with names to find them by (resources/emoji), read when they are first wanted. GUI
/// thread.
class EmojiTable
{
public:
    static constexpr int Groups = int(Emoji::Group::Flags) + 1;

    /// Whether there is a picture for it.
    using CanShow = std::function<bool(const QString &emoji)>;
    /// Without those that cannot be shown: Unicode has new ones each year, of which fonts know later.
    explicit EmojiTable(CanShow canShow = {}) : m_canShow(std::move(canShow)) {}

    const QList<Emoji> &all() const;              ///< in Unicode's order, group by group
    const Emoji *find(const QString &text) const; ///< in whatever skin tone; null if it is none
    /// Those of which a name or a keyword begins with what was typed, the best first, at most `most`.
    QList<const Emoji *> search(const QString &typed, int most) const;

private:
    CanShow m_canShow;
    mutable QList<Emoji> m_emojis;
    mutable QHash<QString, qsizetype> m_places; ///< by their text without what may be left out
};

}
