// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/checkcodeedit.h"

#include "widgets/theme.h"

#include <QRegularExpressionValidator>

namespace linnet {

namespace {

constexpr int Units = 24;

}

CheckCodeEdit::CheckCodeEdit(QWidget *parent) : QLineEdit(parent)
{
    setObjectName(QStringLiteral("checkCode"));
    setAccessibleName(tr("The two digits that the other device shows"));
    setAlignment(Qt::AlignCenter);
    setFont(Theme::name(Theme::scaled(font(), 2.0)));
    setFixedWidth(Theme::units(Units, parent ? parent->font() : font()));
    setInputMethodHints(Qt::ImhDigitsOnly);
    static const QRegularExpression twoDigits(QStringLiteral("[0-9]{2}"));
    setValidator(new QRegularExpressionValidator(twoDigits, this));
}

}
