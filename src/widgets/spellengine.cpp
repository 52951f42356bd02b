// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/spellengine.h"

#ifdef LINNET_HUNSPELL
#include <QFile>
#include <QStringConverter>

#include <hunspell.hxx>

#include <algorithm>
#endif

namespace linnet {

#ifdef LINNET_HUNSPELL

namespace {

constexpr qsizetype LongestWord = 60; ///< hunspell's own limit is near a hundred

/// Dictionaries name their encodings as nobody else does.
QByteArray encodingName(QByteArray name)
{
    if (name.startsWith("ISO8859"))
        name.insert(3, '-');
    else if (name.startsWith("microsoft-cp"))
        name.replace("microsoft-cp", "windows-");
    return name;
}

}

/// One dictionary.
class SpellEngine::Book
{
public:
    explicit Book(const SpellDictionary &of)
        : m_hunspell(QFile::encodeName(of.rules).constData(), QFile::encodeName(of.words).constData()),
          m_encoding(encodingName(QByteArray::fromStdString(m_hunspell.get_dict_encoding())))
    {
    }

    bool isUsable() const { return QStringEncoder(m_encoding.constData()).isValid(); }
    bool has(const QString &word)
    {
        const auto text = encoded(word);
        return text && m_hunspell.spell(*text);
    }
    QStringList suggest(const QString &word)
    {
        QStringList words;
        const auto text = encoded(word);
        QStringDecoder decoder(m_encoding.constData());
        for (const std::string &each : text ? m_hunspell.suggest(*text) : std::vector<std::string>())
            words.append(decoder(QByteArrayView(each)));
        return words;
    }

private:
    std::optional<std::string> encoded(const QString &word) const
    {
        QStringEncoder encoder(m_encoding.constData());
        const QByteArray text = encoder(word);
        return encoder.hasError() ? std::nullopt : std::optional(text.toStdString());
    }

    Hunspell m_hunspell;
    QByteArray m_encoding;
};

SpellEngine::SpellEngine(const QList<SpellDictionary> &dictionaries)
{
    for (const SpellDictionary &each : dictionaries) {
        auto book = std::make_unique<Book>(each);
        if (book->isUsable())
            m_books.push_back(std::move(book));
    }
}

bool SpellEngine::isRight(const QString &word) const
{
    if (m_books.empty() || word.size() > LongestWord)
        return true;
    QString straight = word;
    straight.replace(QChar(0x2019), u'\'');
    return std::any_of(m_books.begin(), m_books.end(), [&](const auto &book) { return book->has(straight); });
}

QStringList SpellEngine::suggest(const QString &word) const
{
    if (word.size() > LongestWord)
        return {};
    QList<QStringList> all;
    qsizetype most = 0;
    for (const auto &book : m_books) {
        all.append(book->suggest(word));
        most = std::max(most, all.last().size());
    }
    QStringList words;
    for (qsizetype place = 0; place < most && words.size() < MostSuggestions; ++place) {
        for (const QStringList &each : std::as_const(all)) {
            if (place < each.size() && words.size() < MostSuggestions && !words.contains(each.at(place)))
                words.append(each.at(place));
        }
    }
    return words;
}

bool SpellEngine::isBuiltIn()
{
    return true;
}

#else

class SpellEngine::Book
{
};

SpellEngine::SpellEngine(const QList<SpellDictionary> &) {}

bool SpellEngine::isRight(const QString &) const
{
    return true;
}

QStringList SpellEngine::suggest(const QString &) const
{
    return {};
}

bool SpellEngine::isBuiltIn()
{
    return false;
}

#endif

SpellEngine::~SpellEngine() = default;

}
