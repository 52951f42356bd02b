// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace linnet {

/// `text` as a search compares it: without case, accents, and other ways to write the same letters (NFKC).
/// Vowel signs stay where they are part of how a script is written. Pure, any thread.
QString foldedText(const QString &text);

/// As foldedText(), cut so that a full-text index that parts words at spaces finds words in languages that
/// write none: every ideograph, kana, hangul syllable, letter of Thai, Lao, Khmer or Burmese, and every
/// emoji stands alone.
QString indexableText(const QString &text);

}
