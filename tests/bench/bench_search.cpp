// SPDX-License-Identifier: GPL-3.0-or-later
#include "accountwindow.h"
#include "figures.h"
#include "store/archive.h"

using namespace linnet;
using namespace linnet::bench;

/// Searching as one types: each beginning of the words of sentences that were said, in the databases that
/// `makestore` made, from the question to the first page of hits with their names.
class BenchSearch : public QObject
{
    Q_OBJECT

    static constexpr int Sentences = 60;
    static constexpr int Phrases = 20;
    static constexpr int PageSize = 50;
    static constexpr int LongestBeginning = 8;
    static constexpr int MostPeople = 5;

    /// What somebody types who looks for two words of a sentence.
    static QStringList beginnings(Generator &generator)
    {
        const QStringList words = generator.text(2, 2).simplified().split(u' ');
        QStringList typed;
        QString before;
        for (const QString &word : words) {
            for (int length = 1; length <= std::min<qsizetype>(word.size(), LongestBeginning); ++length)
                typed.append(before + word.left(length));
            before += word + u' ';
        }
        return typed;
    }

private Q_SLOTS:
    void typing()
    {
        const auto all = stores();
        for (auto it = all.cbegin(); it != all.cend(); ++it) {
            const auto store = openStore(it.value());
            Generator generator(11);
            Figures figures;
            for (int i = 0; i < Sentences; ++i) {
                const QStringList questions = beginnings(generator);
                for (const QString &typed : questions) {
                    const SearchQuery query = SearchQuery::parse(typed, QDate(2026, 1, 1));
                    figures.time([&] { wait(store->archive().search(query, {}, PageSize)); });
                }
            }
            figures.tell("a letter typed to the first hits", it.key() == 1 ? 10 : 25);
            tellFigure("search as you type, p95", it.key(), figures.mostly());
        }
    }
    /// The index does not say where in a message a word is: what must stand side by side is read. The second
    /// is the worst of it, as most messages that hold both words hold them elsewhere.
    void phrases()
    {
        const auto all = stores();
        for (auto it = all.cbegin(); it != all.cend(); ++it) {
            const auto store = openStore(it.value());
            Generator generator(11);
            Figures said;
            Figures turned;
            for (int i = 0; i < Phrases; ++i) {
                const QStringList words = generator.text(2, 2).simplified().split(u' ');
                const auto ask = [&](const QString &first, const QString &second) {
                    const QString typed = u'"' + first + u' ' + second + u'"';
                    wait(store->archive().search(SearchQuery::parse(typed, QDate(2026, 1, 1)), {}, PageSize));
                };
                said.time([&] { ask(words.first(), words.last()); });
                turned.time([&] { ask(words.last(), words.first()); });
            }
            said.tell("a phrase", 1'000);
            turned.tell("a phrase, turned round", 1'000);
            tellFigure("a phrase, p95", it.key(), said.mostly());
            tellFigure("a phrase, turned round, p95", it.key(), turned.mostly());
        }
    }
    /// The people who are called so, beside the messages: each beginning of names that there are, and of one
    /// that there is not.
    void people()
    {
        const auto all = stores();
        for (auto it = all.cbegin(); it != all.cend(); ++it) {
            const auto store = openStore(it.value());
            QStringList names{QStringLiteral("qxnobody")};
            for (const FoundPerson &person : wait(store->archive().people(QStringLiteral("a"), MostPeople)))
                names.append(person.name.left(LongestBeginning));
            Figures figures;
            for (const QString &name : names) {
                for (int length = 2; length <= name.size(); ++length)
                    figures.time([&] { wait(store->archive().people(name.left(length), MostPeople)); });
            }
            figures.tell("a letter typed to the people", it.key() == 1 ? 10 : 25);
        }
    }
};

QTEST_GUILESS_MAIN(BenchSearch)
#include "bench_search.moc"
