// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace linnet {

/// Reads what people type as Markdown. Pure, any thread.
class Markdown
{
public:
    /// HTML for `formatted_body`: CommonMark, `~~struck~~`, tables and `||spoilers||`; HTML that was typed is
    /// shown as text, and every line break is one. Empty if it would say nothing more than the text does:
    /// send the text alone then.
    static QString toHtml(const QString &text);
};

}
