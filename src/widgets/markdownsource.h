// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace linnet {

/// The Markdown that gives this HTML again, if it holds nothing but bold, italic, struck, hidden and code
/// text, links, people, custom emoji and line breaks; else none. Pure.
std::optional<QString> markdownSource(const QString &html);

/// What there is to edit of a message: that Markdown; where there is none, its `body`, which is what was
/// typed in most clients, with the people and custom emoji that the HTML has and the body only names. Pure.
QString editableSource(const QString &body, const QString &html);

}
