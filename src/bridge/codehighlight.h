// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace linnet {

/// Says what the parts of a program's text are, by the grammars of Sublime Text (crate syntect).
class CodeHighlight
{
public:
    enum class Kind {
        Comment,
        String,
        Number,
        Constant,
        Keyword,
        Function,
        Type,
        Tag,
        Attribute,
        Inserted, ///< a line of a diff
        Deleted,  ///< the same
    };
    /// `start` and `length` in UTF-16 units.
    struct Span
    {
        int start = 0;
        int length = 0;
        Kind kind = Kind::Comment;
        bool operator==(const Span &) const = default;
    };

    /// In order, without overlaps; what is in none is plain. `language` is a name or a file's extension in
    /// any case ("C++", "rs"). None if the language is not known, the code is over 20 KB or has lines over
    /// 400 bytes. Any thread, but not the GUI's: 16 KB take 50 ms, a language for the first time 30 ms (PHP
    /// 400) more, and hostile code 200 ms, after which the rest stays plain.
    static QList<Span> spans(const QString &code, const QString &language);
};

}
