// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace linnet {

/// A name that somebody else chose (of a person, a room, a file) as it may stand in our own text: on one
/// line, without the marks and overrides that would turn what is around it, and without what nobody sees but
/// for joiners within words and emoji. May come out empty. Pure, any thread.
QString cleanName(const QString &name);
/// The same for two names that cannot be told apart by looking at them.
QString nameKey(const QString &name);
/// Whether the name reads as somebody's id, or as a name with an id behind it.
bool holdsUserId(const QString &name);

/// The same between a first-strong isolate and its end: it cannot turn the text around it, nor that it.
QString isolated(const QString &name);
/// Without what isolated() adds: for the clipboard.
QString withoutIsolates(QString text);

/// `text`, or as much of it as `longest` characters hold with an ellipsis at its end.
QString shortened(const QString &text, qsizetype longest);

/// The beginning of a text of any length on one line of at most `longest` characters.
QString oneLine(const QString &text, qsizetype longest);

}
