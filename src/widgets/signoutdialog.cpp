// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/signoutdialog.h"

#include "widgets/messagebar.h"
#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace linnet {

namespace {

/// What can be done about keys that would be lost. Before the server was asked only a file is certain.
QString helpOf(const RecoveryStatus &status)
{
    if (!status.isKnown)
        return SignOutDialog::tr("Settings, Encryption can write them into a file.");
    return status.remedy() == RecoveryStatus::Remedy::MakeKey
               ? SignOutDialog::tr("With a recovery key they are kept.")
               : SignOutDialog::tr("Settings, Encryption says what helps.");
}

QLabel *makeLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

}

SignOutDialog::SignOutDialog(const QString &account, int unsent, const RecoveryStatus &status,
                             QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sign out"));
    const int keys = status.keysAtRisk();
    const bool doesKeyHelp = keys > 0 && status.remedy() == RecoveryStatus::Remedy::MakeKey;
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(Theme::units(2, font()));
    auto *question = makeLabel(tr("Sign out of %1?").arg(account), this);
    question->setFont(Theme::name(font()));
    layout->addWidget(question);
    if (keys > 0) {
        auto *bar = new MessageBar(this);
        bar->setMessage(MessageBar::Tone::Warning, warning(keys), helpOf(status));
        layout->addWidget(bar);
    }
    if (unsent > 0)
        layout->addWidget(
            makeLabel(tr("%n message(s) that could not be sent yet will be lost.", nullptr, unsent), this));
    layout->addWidget(
        makeLabel(tr("Everything that Linnet has stored of this account on this computer will be erased. "
                     "Your settings, the words added to the spelling and what is on the server stay."),
                  this));
    layout->addStretch();
    setMinimumWidth(Theme::units(110, font()));
    addButtons(doesKeyHelp);
}

QString SignOutDialog::warning(int keys)
{
    return tr("The keys to encrypted messages are not all backed up: %n of them would be lost, and the "
              "messages could not be read again.",
              nullptr, keys);
}

void SignOutDialog::addButtons(bool doesKeyHelp)
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    const auto add = [this, buttons](const QString &text, QDialogButtonBox::ButtonRole role,
                                     void (SignOutDialog::*signal)()) {
        QPushButton *button = buttons->addButton(text, role);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, signal] {
            accept();
            Q_EMIT(this->*signal)();
        });
    };
    add(tr("Sign Out"), QDialogButtonBox::DestructiveRole, &SignOutDialog::signOutRequested);
    if (doesKeyHelp)
        add(tr("Set Up a Recovery Key…"), QDialogButtonBox::ActionRole, &SignOutDialog::recoveryRequested);
    buttons->button(QDialogButtonBox::Cancel)->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout()->addWidget(buttons);
}

}
