// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace linnet {

/// Takes the two digits that another device shows. GUI thread.
class CheckCodeEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit CheckCodeEdit(QWidget *parent = nullptr);

    bool isWhole() const { return hasAcceptableInput(); }
};

}
