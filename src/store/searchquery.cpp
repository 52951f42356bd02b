// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/searchquery.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace linnet {

namespace {

/// One thing that was typed: a word, a phrase, or a filter with its value.
struct Piece
{
    QString filter; ///< lower case, empty if it is none
    QString text;
    bool isQuoted = false;
};

bool isFilter(const QString &name)
{
    static const QStringList known{QStringLiteral("from"), QStringLiteral("in"), QStringLiteral("before"),
                                   QStringLiteral("after"), QStringLiteral("has")};
    return known.contains(name);
}

QString takeQuoted(const QString &typed, qsizetype &at)
{
    const qsizetype begin = ++at;
    while (at < typed.size() && typed[at] != u'"')
        ++at;
    const QString text = typed.mid(begin, at - begin);
    ++at;
    return text;
}

QString takeWord(const QString &typed, qsizetype &at)
{
    const qsizetype begin = at;
    while (at < typed.size() && !typed[at].isSpace() && typed[at] != u'"')
        ++at;
    return typed.mid(begin, at - begin);
}

QList<Piece> piecesOf(const QString &typed)
{
    QList<Piece> pieces;
    qsizetype at = 0;
    while (at < typed.size()) {
        if (typed[at].isSpace()) {
            ++at;
            continue;
        }
        Piece piece;
        if (typed[at] == u'"') {
            piece.text = takeQuoted(typed, at);
            piece.isQuoted = true;
        } else {
            piece.text = takeWord(typed, at);
            const qsizetype colon = piece.text.indexOf(u':');
            const QString name = piece.text.left(qMax<qsizetype>(0, colon)).toLower();
            if (isFilter(name)) {
                piece.filter = name;
                piece.text = piece.text.mid(colon + 1);
                if (piece.text.isEmpty() && at < typed.size() && typed[at] == u'"')
                    piece.text = takeQuoted(typed, at);
            }
        }
        pieces.append(piece);
    }
    return pieces;
}

QDate dateOf(const QString &text, QDate today)
{
    const QString word = text.toLower();
    if (word == QLatin1String("today"))
        return today;
    if (word == QLatin1String("yesterday"))
        return today.addDays(-1);
    for (const char *format : {"yyyy-M-d", "yyyy-M", "yyyy"}) {
        if (const QDate date = QDate::fromString(text, QLatin1String(format)); date.isValid())
            return date;
    }
    QString form = QLocale().dateFormat(QLocale::ShortFormat);
    form.replace(QStringLiteral("dd"), QStringLiteral("d"))
        .replace(QStringLiteral("MM"), QStringLiteral("M"));
    form.replace(QStringLiteral("yyyy"), QStringLiteral("yy"));
    QDate date = QDate::fromString(text, form);
    // Qt takes two digits for a year of the last century.
    if (date.isValid() && date.year() < 1970)
        return date.addYears(100);
    return date.isValid()
               ? date
               : QDate::fromString(text, form.replace(QStringLiteral("yy"), QStringLiteral("yyyy")));
}

bool takeDate(const QString &text, QDate today, std::optional<qint64> &ms)
{
    const QDate date = dateOf(text, today);
    if (date.isValid())
        ms = date.startOfDay().toMSecsSinceEpoch();
    return date.isValid();
}

bool takeKind(const QString &text, SearchQuery &query)
{
    const QString name = text.toLower();
    if (name == QLatin1String("link")) {
        query.hasLink = true;
        return true;
    }
    const MessageText::Media media = mediaFromString(name);
    if (media == MessageText::Media::None)
        return false;
    if (!query.media.contains(media))
        query.media.append(media);
    return true;
}

bool takeFilter(const Piece &piece, QDate today, SearchQuery &query)
{
    if (piece.text.isEmpty())
        return false;
    if (piece.filter == QLatin1String("from"))
        query.from.append(piece.text);
    else if (piece.filter == QLatin1String("in"))
        query.in.append(piece.text);
    else if (piece.filter == QLatin1String("after"))
        return takeDate(piece.text, today, query.after);
    else if (piece.filter == QLatin1String("before"))
        return takeDate(piece.text, today, query.before);
    else
        return takeKind(piece.text, query);
    return true;
}

/// What has nothing that the index knows would be found nowhere; a smiley shall not hide all hits.
bool isFindable(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar character) {
        return character.isLetterOrNumber() || character.isSurrogate() ||
               character.category() == QChar::Symbol_Other;
    });
}

}

SearchQuery SearchQuery::parse(const QString &typed, QDate today)
{
    SearchQuery query;
    for (const Piece &piece : piecesOf(typed)) {
        if (!piece.filter.isEmpty()) {
            if (!takeFilter(piece, today, query))
                query.unreadable.append(piece.filter + u':' + piece.text);
        } else if (isFindable(piece.text)) {
            (piece.isQuoted ? query.phrases : query.words).append(piece.text);
        }
    }
    return query;
}

bool SearchQuery::isEmpty() const
{
    return words.isEmpty() && phrases.isEmpty() && from.isEmpty() && in.isEmpty() && !after && !before &&
           !hasLink && media.isEmpty();
}

}
