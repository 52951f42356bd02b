// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

namespace linnet {

/// Looks from one thread at the stack of another, with glibc; elsewhere there is nothing to see.
namespace stacktaker {

/// The calling thread is the one to be looked at from now on.
void prepare();
/// The addresses on its stack, innermost first; empty if it did not answer. Not on that thread itself.
QList<quintptr> take();
/// The functions, and with addr2line the lines, at these addresses. May take a second.
QStringList name(const QList<quintptr> &addresses);

}

}
