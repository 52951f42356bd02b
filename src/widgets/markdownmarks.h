// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QPlainTextEdit;

namespace linnet {

/// The marks of Markdown around what is selected in a text box. GUI thread.
namespace MarkdownMarks {

/// Puts `marks` (`**`, `*` or a backtick) around the selection, or takes them away if they are there. Where
/// nothing is selected one stands between them, and behind them when they end there.
void toggle(QPlainTextEdit &edit, const QString &marks);

}

}
