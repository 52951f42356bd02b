// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace linnet {

/// A pattern in which `*` stands for anything and `?` for one character (appendices, "Glob-style matching").
/// Whatever the pattern, a match takes no more steps than it has characters times those of the text. A value,
/// any thread.
class Glob
{
public:
    static constexpr qsizetype Longest = 255; ///< of ids; a longer pattern fits nothing

    explicit Glob(const QString &pattern);

    bool isExact() const { return !m_hasWildcards; }
    const QString &pattern() const { return m_pattern; }
    /// `steps` grows by the characters that were compared.
    bool matches(QStringView text, qint64 &steps) const;

    friend bool operator==(const Glob &, const Glob &) = default;

private:
    QString m_pattern;
    bool m_hasWildcards = false;
};

}
