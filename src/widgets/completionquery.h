// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace linnet {

/// The word before the cursor that asks for suggestions: `@` people, `#` rooms, `:` emoji, `/` commands.
/// Pure.
struct CompletionQuery
{
    QChar sign;
    int start = 0; ///< where the sign stands in the line
    QString word;  ///< behind it

    /// `line` is what stands before the cursor in its line.
    static std::optional<CompletionQuery> at(const QString &line, bool isFirstLine);
    friend bool operator==(const CompletionQuery &, const CompletionQuery &) = default;
};

}
