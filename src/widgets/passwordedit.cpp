// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/passwordedit.h"

namespace linnet {

PasswordEdit::PasswordEdit(QWidget *parent) : QLineEdit(parent)
{
    setShown(false);
}

QString PasswordEdit::take()
{
    const QString secret = text();
    wipe();
    return secret;
}

void PasswordEdit::wipe()
{
    // Not clear(): that one can be undone.
    setText(QString());
}

void PasswordEdit::setShown(bool isShown)
{
    setEchoMode(isShown ? Normal : Password);
    // Neither a keyboard's word list nor a completion may learn it, also while it can be read.
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText |
                        Qt::ImhNoAutoUppercase);
}

}
