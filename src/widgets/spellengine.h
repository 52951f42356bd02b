// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/spelldictionary.h"

#include <memory>
#include <vector>

namespace linnet {

/// Hunspell with several dictionaries at once: a word is right if one of them has it. Reading them takes a
/// tenth of a second, so it is made and used on one thread that is not the GUI's.
class SpellEngine
{
public:
    static constexpr int MostSuggestions = 5;

    explicit SpellEngine(const QList<SpellDictionary> &dictionaries);
    ~SpellEngine();
    Q_DISABLE_COPY_MOVE(SpellEngine)

    bool isRight(const QString &word) const; ///< everything is, without a dictionary
    /// The best of each dictionary in turn.
    QStringList suggest(const QString &word) const;

    static bool isBuiltIn(); ///< else there is none, whatever is installed

private:
    class Book;
    std::vector<std::unique_ptr<Book>> m_books;
};

}
