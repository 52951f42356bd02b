// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/spelldictionary.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QStandardPaths>

#include <algorithm>

namespace linnet {

QString SpellDictionary::name() const
{
    const QLocale locale(code);
    const QString language = locale.nativeLanguageName();
    if (locale.language() == QLocale::C || language.isEmpty())
        return code;
    const QString place = locale.nativeCountryName();
    const bool isOfPlace = code.contains(u'_') && !place.isEmpty();
    const QString whole = isOfPlace ? QStringLiteral("%1 (%2)").arg(language, place) : language;
    // de_DE_frami beside de_DE
    return code.count(u'_') > 1 ? QStringLiteral("%1, %2").arg(whole, code) : whole;
}

QList<SpellDictionary> SpellDictionary::find(const QStringList &folders)
{
    QList<SpellDictionary> found;
    for (const QString &folder : folders) {
        const QFileInfoList files = QDir(folder).entryInfoList({QStringLiteral("*.aff")}, QDir::Files);
        for (const QFileInfo &rules : files) {
            const QString code = rules.completeBaseName();
            const QString words = rules.path() + u'/' + code + QStringLiteral(".dic");
            const bool isKnown =
                std::any_of(found.cbegin(), found.cend(),
                            [&code](const SpellDictionary &each) { return each.code == code; });
            if (!isKnown && QFileInfo(words).isFile())
                found.append({code, rules.filePath(), words});
        }
    }
    std::sort(found.begin(), found.end(),
              [](const SpellDictionary &a, const SpellDictionary &b) { return a.code < b.code; });
    return found;
}

QStringList SpellDictionary::systemFolders()
{
    QStringList folders;
    for (const char *name : {"hunspell", "myspell/dicts", "myspell"})
        folders += QStandardPaths::locateAll(QStandardPaths::GenericDataLocation, QLatin1String(name),
                                             QStandardPaths::LocateDirectory);
    return folders;
}

QList<SpellDictionary> SpellDictionary::chosen(const QList<SpellDictionary> &found,
                                               const std::optional<QStringList> &codes)
{
    const QStringList wanted = codes ? *codes : defaults(found, QLocale::system().uiLanguages());
    QList<SpellDictionary> chosen = found;
    chosen.removeIf([&wanted](const SpellDictionary &each) { return !wanted.contains(each.code); });
    return chosen;
}

QStringList SpellDictionary::defaults(const QList<SpellDictionary> &found, const QStringList &languages)
{
    QStringList codes;
    for (QString language : languages) {
        language.replace(u'-', u'_');
        const QString start = language.section(u'_', 0, 0);
        const SpellDictionary *best = nullptr;
        for (const SpellDictionary &each : found) {
            if (each.code == language)
                best = &each;
            else if (!best && each.code.section(u'_', 0, 0) == start)
                best = &each;
        }
        // "en" behind "en-GB" says nothing new
        const bool isSpoken = std::any_of(codes.cbegin(), codes.cend(), [&](const QString &code) {
            return code.section(u'_', 0, 0) == start && (!best || best->code != language);
        });
        if (best && !isSpoken && !codes.contains(best->code))
            codes.append(best->code);
    }
    return codes;
}

}
