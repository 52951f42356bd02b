// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/codecolours.h"

#include "base/onpool.h"

#include <utility>

namespace linnet {

namespace {

constexpr int CacheKiB = 4 * 1024;
constexpr qsizetype MostWishes = 16; ///< about what a screen can show
constexpr qsizetype LongestLanguage = 40;

QString keyOf(const QString &code, const QString &language)
{
    return language.toLower() + u'\n' + code;
}

}

CodeColours::CodeColours(QObject *parent) : QObject(parent), m_known(CacheKiB)
{
    m_pool.setMaxThreadCount(1);
}

bool CodeColours::isPlain(const QString &code, const QString &language)
{
    return code.isEmpty() || language.isEmpty() || language.size() > LongestLanguage ||
           code.size() > LongestCode;
}

const CodeColours::Spans *CodeColours::spans(const QString &code, const QString &language) const
{
    return isPlain(code, language) ? nullptr : m_known.object(keyOf(code, language));
}

void CodeColours::want(const QString &code, const QString &language)
{
    if (isPlain(code, language))
        return;
    if (spans(code, language)) {
        const auto tell = [this, code] { Q_EMIT found(code); };
        QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
        return;
    }
    const Wish wish{code, language};
    if (wish == m_current)
        return;
    m_wishes.removeOne(wish);
    m_wishes.append(wish);
    if (m_wishes.size() > MostWishes)
        m_wishes.removeFirst();
    next();
}

void CodeColours::next()
{
    if (!m_current.code.isEmpty() || m_wishes.isEmpty())
        return;
    m_current = m_wishes.takeLast();
    const auto work = [wish = m_current] { return CodeHighlight::spans(wish.code, wish.language); };
    onPool(m_pool, this, work, [this](const Spans &spans) {
        const Wish wish = std::exchange(m_current, {});
        const qsizetype bytes = 2 * wish.code.size() + spans.size() * qsizetype(sizeof(Spans::value_type));
        m_known.insert(keyOf(wish.code, wish.language), new Spans(spans), int(1 + bytes / 1024));
        Q_EMIT found(wish.code);
        next();
    });
}

}
