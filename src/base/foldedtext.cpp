// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/foldedtext.h"

#include <QList>

#include <array>

namespace linnet {

namespace {

constexpr char16_t firstAlone = 0x0e00; ///< from Thai on there are characters that are words by themselves

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
    if (character < firstAlone)
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

bool isPartOfWord(char32_t character)
{
    if (character < 0x80)
        return QChar::isLetterOrNumber(character);
    return QChar::isLetterOrNumber(character) || QChar::isMark(character) ||
           QChar::category(character) == QChar::Symbol_Other;
}

QString foldedWord(const QString &word)
{
    const QList<uint> characters = word.normalized(QString::NormalizationForm_KD).toUcs4();
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

bool isAsciiSpace(QChar character)
{
    return character == u' ' || character == u'\n' || character == u'\r' || character == u'\t';
}

/// What becomes of the letters of Europe and the near East, each by itself; 0 where it is not one character,
/// as with accents, which change what is before them.
class FoldedLetters
{
public:
    FoldedLetters()
    {
        for (size_t i = 0; i < m_folded.size(); ++i) {
            const QString folded = foldedWord(QString(QChar(char16_t(i))));
            m_folded[i] = folded.size() == 1 ? folded[0].unicode() : u'\0';
        }
    }
    char16_t of(char16_t letter) const
    {
        if (letter < m_folded.size())
            return m_folded[letter];
        return letter >= 0x4e00 && letter < 0x9fff ? letter : u'\0'; // ideographs
    }

private:
    std::array<char16_t, 0x700> m_folded;
};

}

// Word by word: what Unicode does to one does not depend on the others, and most need little of it.
QString foldedText(const QString &text)
{
    static const FoldedLetters letters;
    QString folded;
    folded.reserve(text.size());
    for (qsizetype begin = 0; begin < text.size();) {
        const qsizetype foldedBegin = folded.size();
        qsizetype end = begin;
        bool isSimple = true;
        for (; end < text.size() && !isAsciiSpace(text[end]); ++end) {
            const char16_t letter = letters.of(text[end].unicode());
            isSimple = isSimple && letter != 0;
            if (isSimple)
                folded += QChar(letter);
        }
        if (!isSimple) {
            folded.truncate(foldedBegin);
            folded += foldedWord(text.mid(begin, end - begin));
        }
        for (begin = end; begin < text.size() && isAsciiSpace(text[begin]); ++begin)
            folded += text[begin];
    }
    return folded;
}

qsizetype placeIn(QStringView text, QStringView word, qsizetype from)
{
    const QChar first = word.front();
    for (qsizetype at = text.indexOf(first, from); at >= 0 && at + word.size() <= text.size();
         at = text.indexOf(first, at + 1)) {
        if (text.sliced(at, word.size()) == word)
            return at;
    }
    return -1;
}

QString indexableText(const QString &text)
{
    const QString folded = foldedText(text);
    QString words;
    words.reserve(folded.size() + folded.size() / 4);
    bool isInWord = false;
    bool wasAlone = false;
    for (qsizetype at = 0, size = 1; at < folded.size(); at += size) {
        const bool isPair = folded[at].isHighSurrogate() && at + 1 < folded.size();
        size = isPair ? 2 : 1;
        const char32_t character =
            isPair ? QChar::surrogateToUcs4(folded[at], folded[at + 1]) : folded[at].unicode();
        if (!isPartOfWord(character)) {
            isInWord = false;
            continue;
        }
        const bool isAlone = standsAlone(character);
        const bool isNew = !isInWord || isAlone || (wasAlone && !isMark(character));
        if (isNew && !words.isEmpty())
            words += u' ';
        words += folded[at];
        if (isPair)
            words += folded[at + 1];
        wasAlone = isAlone || (wasAlone && isMark(character));
        isInWord = true;
    }
    return words;
}

}
