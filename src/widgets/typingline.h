// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/elidedlabel.h"

#include <QStringList>

namespace linnet {

/// The line above the composer that says who is typing. Its height never changes. GUI thread.
class TypingLine : public ElidedLabel
{
    Q_OBJECT

public:
    using ElidedLabel::ElidedLabel;

    void setNames(const QStringList &names);
    static QString words(const QStringList &names); ///< empty for nobody
};

}
