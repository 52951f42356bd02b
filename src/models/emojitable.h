// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

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

/// The emoji of Unicode, with names to find them by (resources/emoji). GUI thread.
class EmojiTable
{
public:
    static constexpr int Groups = int(Emoji::Group::Flags) + 1;

    static const EmojiTable &instance(); ///< read the first time

    const QList<Emoji> &all() const { return m_emojis; } ///< in Unicode's order, group by group
    const Emoji *find(const QString &text) const;        ///< null if it is none
    /// Those of which a name or a keyword begins with what was typed, the best first, at most `most`.
    QList<const Emoji *> search(const QString &typed, int most) const;

private:
    EmojiTable();

    QList<Emoji> m_emojis;
};

}
