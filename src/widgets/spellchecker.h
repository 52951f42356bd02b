// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/spelldictionary.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace linnet {

class SpellEngine;

/// Tells which words are spelled wrong, in several languages at once. It answers from what it knows and looks
/// up the rest on a thread of its own; checked() tells when there is more to know. Words that a person has
/// added are kept in a file, one a line. GUI thread.
class SpellChecker : public QObject
{
    Q_OBJECT

public:
    /// `ownWords` is the path of that file, which need not be there.
    explicit SpellChecker(QString ownWords, QObject *parent = nullptr);
    ~SpellChecker() override;

    void setDictionaries(const QList<SpellDictionary> &dictionaries); ///< none: everything is right
    bool isOn() const { return !m_dictionaries.isEmpty(); }

    /// The wrong ones, as far as is known; the others are looked up.
    QSet<QString> wrong(const QSet<QString> &words);
    using Use = std::function<void(const QStringList &)>;
    /// The best words in its place, at most five; `use` is called later, unless `context` dies before.
    void suggest(const QString &word, QObject *context, const Use &use);
    bool
    add(const QString &word); ///< false: it could not be written, and counts up to the end of the program
    void ignore(const QString &word); ///< up to the end of the program

Q_SIGNALS:
    void checked(); ///< more is known, or something else than before

private:
    static constexpr qsizetype MostKnown = 20'000;

    void readOwnWords();
    void onChecked(const QHash<QString, bool> &verdicts);

    QString m_path;
    QThreadPool m_pool; ///< one thread
    struct Engine;
    std::shared_ptr<Engine> m_engine; ///< of that thread
    QList<SpellDictionary> m_dictionaries;
    QHash<QString, bool> m_known; ///< whether it is right
    QSet<QString> m_asked;
    QSet<QString> m_accepted; ///< a person's own words, and what is ignored
    int m_generation = 0;     ///< of the dictionaries: late answers of others do not count
};

}
