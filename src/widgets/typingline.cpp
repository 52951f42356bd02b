// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/typingline.h"

#include "matrix/displayname.h"

namespace linnet {

void TypingLine::setNames(const QStringList &names)
{
    setText(words(names));
}

QString TypingLine::words(const QStringList &names)
{
    switch (names.size()) {
    case 0:
        return {};
    case 1:
        return tr("%1 is typing …").arg(isolated(names.at(0)));
    case 2:
        return tr("%1 and %2 are typing …").arg(isolated(names.at(0)), isolated(names.at(1)));
    case 3:
        return tr("%1, %2 and %3 are typing …")
            .arg(isolated(names.at(0)), isolated(names.at(1)), isolated(names.at(2)));
    default:
        return tr("Several people are typing …");
    }
}

}
