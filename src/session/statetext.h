// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/event.h"

namespace linnet {

/// State events as short sentences in the person's language. Pure, any thread.
namespace StateText {

/// "Alice invited Bob". `sender` and `target` are display names; `target` is the subject of a member event.
/// Names are cut where they would leave no room for the rest, and isolated where they run the other way.
/// Empty for what is no row of a timeline: state that Linnet does not know, that only machines read, or that
/// changed nothing a person sees.
QString of(const Event &event, const QString &sender, const QString &target);

/// A name as it may be part of a sentence: short enough to leave room for the rest of it, and set apart where
/// its own direction would turn the sentence around.
QString inSentence(const QString &name);

}

}
