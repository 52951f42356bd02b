// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/enterkeydialog.h"

#include "widgets/passwordedit.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace linnet {

EnterKeyDialog::EnterKeyDialog(Recovery &recovery, QWidget *parent)
    : RequestDialog(tr("Enter recovery key"), tr("Unlock"), parent), m_recovery(recovery),
      m_secret(new PasswordEdit(form()))
{
    setWindowModality(Qt::NonModal);
    auto *words =
        new QLabel(tr("With your recovery key this session can read your encrypted messages of "
                      "before, and others see that it is yours. If you have chosen a passphrase for "
                      "it, you can enter that."),
                   form());
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    m_secret->setAccessibleName(tr("Recovery key or passphrase"));
    m_secret->setPlaceholderText(tr("Recovery key or passphrase"));
    m_secret->setMinimumWidth(Theme::units(80, font()));
    auto *show = new QCheckBox(tr("&Show it"), form());
    auto *lost = new QPushButton(tr("I Have &Lost It…"), form());
    lost->setAutoDefault(false);
    lost->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *layout = new QVBoxLayout(form());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::units(2, font()));
    for (QWidget *part : std::initializer_list<QWidget *>{words, m_secret, show, lost})
        layout->addWidget(part);
    connect(show, &QCheckBox::toggled, m_secret, &PasswordEdit::setShown);
    connect(m_secret, &QLineEdit::textChanged, this, [this](const QString &text) {
        clearFailure();
        setReady(!text.trimmed().isEmpty());
    });
    connect(lost, &QPushButton::clicked, this, [this] {
        Q_EMIT resetRequested();
        reject();
    });
}

void EnterKeyDialog::send()
{
    m_recovery.use(m_secret->text().trimmed(), [](RecoveryStep) {}).then(this, [this](const Status &status) {
        onEnded(status);
    });
}

void EnterKeyDialog::onEnded(const Status &status)
{
    if (status) {
        m_secret->wipe();
        return accept();
    }
    switch (status.error().kind) {
    case Error::Kind::Invalid:
        return setProblem(tr("This is no recovery key: a letter is missing or wrong. Check what you typed."));
    case Error::Kind::WrongPassphrase:
        return setProblem(tr("This is not the recovery key of this account, nor its passphrase. Maybe it was "
                             "changed since."));
    case Error::Kind::NotFound:
        return setProblem(tr("The account has no recovery key any more. Close this and set one up."));
    default:
        setFailure(status.error(), ErrorText::During::Anything);
    }
}

}
