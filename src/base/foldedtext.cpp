// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/foldedtext.h"

#include <QList>

#include <algorithm>

namespace linnet {

namespace {

bool isAscii(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar character) { return character.unicode() < 0x80; });
}

bool isMark(char32_t character)
{
    const QChar::Category category = QChar::category(character);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_SpacingCombining;
}

bool isAccent(char32_t character)
{
    if (QChar::category(character) != QChar::Mark_NonSpacing)
        return false;
    const QChar::Script script = QChar::script(character);
    return script == QChar::Script_Inherited || script == QChar::Script_Hebrew ||
           script == QChar::Script_Arabic;
}

bool standsAlone(char32_t character)
{
    if (character < 0x0e00)
        return false;
    if (QChar::category(character) == QChar::Symbol_Other)
        return true;
    if (isMark(character))
        return false;
    switch (QChar::script(character)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Bopomofo:
    case QChar::Script_Hangul:
    case QChar::Script_Yi:
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
    case QChar::Script_Myanmar:
        return true;
    default:
        return false;
    }
}

}

QString foldedText(const QString &text)
{
    if (isAscii(text))
        return text.toLower();
    const QList<uint> characters = text.normalized(QString::NormalizationForm_KD).toUcs4();
    QString bare;
    bare.reserve(characters.size());
    for (const char32_t character : characters) {
        // Unicode folds it so; Qt does not.
        if (character == U'ß' || character == U'ẞ')
            bare += QStringLiteral("ss");
        else if (!isAccent(character))
            bare += QChar::fromUcs4(character);
    }
    return bare.toCaseFolded().normalized(QString::NormalizationForm_C);
}

QString indexableText(const QString &text)
{
    const QString folded = foldedText(text);
    if (isAscii(folded))
        return folded;
    QString parted;
    parted.reserve(folded.size() * 2);
    bool wasAlone = false;
    const QList<uint> characters = folded.toUcs4();
    for (const char32_t character : characters) {
        const bool isAlone = standsAlone(character);
        if (isAlone || (wasAlone && !isMark(character)))
            parted += u' ';
        parted += QChar::fromUcs4(character);
        wasAlone = isAlone || (wasAlone && isMark(character));
    }
    return parted;
}

}
