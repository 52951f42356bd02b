// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace linnet {

/// A dictionary of hunspell that lies on this computer. A value.
struct SpellDictionary
{
    QString code;  ///< "de_DE"; what the files are called
    QString rules; ///< path of the .aff
    QString words; ///< path of the .dic

    QString name() const; ///< of its language, in that language

    /// All in these folders; of two with one code the first. Sorted by code.
    static QList<SpellDictionary> find(const QStringList &folders);
    static QStringList systemFolders(); ///< the person's own and the system's, by the XDG rules
    /// The codes to begin with for somebody who reads `languages` ("de-DE", "en"), best first.
    static QStringList defaults(const QList<SpellDictionary> &found, const QStringList &languages);

    /// What is chosen of `found`; without a choice the defaults for the system's languages.
    static QList<SpellDictionary> chosen(const QList<SpellDictionary> &found,
                                         const std::optional<QStringList> &codes);

    friend bool operator==(const SpellDictionary &, const SpellDictionary &) = default;
};

}
