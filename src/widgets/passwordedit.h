// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace linnet {

/// A line for a secret: hidden unless somebody asks to see it, and gone from the line once it was taken.
/// GUI thread.
class PasswordEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit PasswordEdit(QWidget *parent = nullptr);

    /// The secret. The line is empty afterwards, what can be undone in it included.
    QString take();
    void wipe();
    void setShown(bool isShown);
};

}
