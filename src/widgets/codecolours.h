// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/codehighlight.h"

#include <QCache>
#include <QObject>
#include <QStringList>
#include <QThreadPool>

namespace linnet {

/// What the parts of code in messages are, so that they can be coloured. Found out on a thread of its own:
/// what was asked for last comes first, and what has long been scrolled away does not come. GUI thread.
class CodeColours : public QObject
{
    Q_OBJECT

public:
    using Spans = QList<CodeHighlight::Span>;
    static constexpr qsizetype LongestCode = 20 * 1024; ///< characters; longer code stays plain

    explicit CodeColours(QObject *parent = nullptr);

    /// Null if they are not known: want() asks. Good until control returns to the event loop.
    const Spans *spans(const QString &code, const QString &language) const;
    /// Asks for what is painted plain. found() comes later, also if it is known by now.
    void want(const QString &code, const QString &language);

Q_SIGNALS:
    void found(const QString &code);

private:
    struct Wish
    {
        QString code, language;
        bool operator==(const Wish &) const = default;
    };
    static bool isPlain(const QString &code, const QString &language);
    void next();

    QCache<QString, Spans> m_known; ///< cost: KiB
    QList<Wish> m_wishes;           ///< the latest last
    Wish m_current;                 ///< under way; no code: none is
    QThreadPool m_pool;
};

}
