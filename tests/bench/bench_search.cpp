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
