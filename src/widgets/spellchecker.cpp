// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/spellchecker.h"

#include "base/onpool.h"
#include "widgets/spellengine.h"

#include <QFile>
#include <QSaveFile>

namespace linnet {

/// Made when it is first needed, by the thread that uses it.
struct SpellChecker::Engine
{
    QList<SpellDictionary> dictionaries;
    std::unique_ptr<SpellEngine> made;

    const SpellEngine &get()
    {
        if (!made)
            made = std::make_unique<SpellEngine>(dictionaries);
        return *made;
    }
};

SpellChecker::SpellChecker(QString ownWords, QObject *parent) : QObject(parent), m_path(std::move(ownWords))
{
    m_pool.setMaxThreadCount(1);
    readOwnWords();
}

SpellChecker::~SpellChecker()
{
    m_pool.clear(); // what has not begun is not waited for
    m_pool.waitForDone();
}

void SpellChecker::readOwnWords()
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    constexpr qint64 mostBytes = 1 << 20;
    for (const QByteArray &line : file.read(mostBytes).split('\n')) {
        if (const QString word = QString::fromUtf8(line).trimmed(); !word.isEmpty())
            m_accepted.insert(word);
    }
}

void SpellChecker::setDictionaries(const QList<SpellDictionary> &dictionaries)
{
    if (m_dictionaries == dictionaries)
        return;
    m_dictionaries = dictionaries;
    m_engine = std::make_shared<Engine>();
    m_engine->dictionaries = dictionaries;
    m_known.clear();
    m_asked.clear();
    ++m_generation;
    Q_EMIT checked();
}

QSet<QString> SpellChecker::wrong(const QSet<QString> &words)
{
    QSet<QString> result;
    QStringList unknown;
    for (const QString &word : isOn() ? words : QSet<QString>()) {
        if (m_accepted.contains(word))
            continue;
        const auto known = m_known.constFind(word);
        if (known != m_known.cend()) {
            if (!*known)
                result.insert(word);
        } else if (!m_asked.contains(word)) {
            m_asked.insert(word);
            unknown.append(word);
        }
    }
    if (!unknown.isEmpty()) {
        onPool(
            m_pool, this,
            [engine = m_engine, unknown] {
                QHash<QString, bool> verdicts;
                for (const QString &word : unknown)
                    verdicts.insert(word, engine->get().isRight(word));
                return verdicts;
            },
            [this, generation = m_generation](const QHash<QString, bool> &verdicts) {
                if (generation == m_generation)
                    onChecked(verdicts);
            });
    }
    return result;
}

void SpellChecker::onChecked(const QHash<QString, bool> &verdicts)
{
    if (m_known.size() > MostKnown)
        m_known.clear();
    m_known.insert(verdicts);
    for (auto it = verdicts.keyBegin(); it != verdicts.keyEnd(); ++it)
        m_asked.remove(*it);
    Q_EMIT checked();
}

void SpellChecker::suggest(const QString &word, QObject *context, const Use &use)
{
    if (!isOn())
        return use({});
    onPool(
        m_pool, context, [engine = m_engine, word] { return engine->get().suggest(word); }, use);
}

bool SpellChecker::add(const QString &word)
{
    ignore(word);
    QFile before(m_path);
    QByteArray text;
    if (before.open(QIODevice::ReadOnly))
        text = before.readAll();
    if (!text.isEmpty() && !text.endsWith('\n'))
        text += '\n';
    QSaveFile file(m_path);
    text += word.toUtf8() + '\n';
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
}

void SpellChecker::ignore(const QString &word)
{
    m_accepted.insert(word);
    Q_EMIT checked();
}

}
