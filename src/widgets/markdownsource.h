// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace linnet {

/// The Markdown that gives this HTML again, if it holds nothing but bold, italic, struck and code text,
/// links, people and line breaks; else none. Pure.
std::optional<QString> markdownSource(const QString &html);

}
