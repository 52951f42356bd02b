// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/guardeddialog.h"

#include "session/errortext.h"
#include "widgets/authform.h"
#include "widgets/busyline.h"
#include "widgets/messagebar.h"
#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace linnet {

GuardedDialog::GuardedDialog(const QString &title, const QString &verb, QWidget *parent)
    : QDialog(parent), m_form(new QWidget(this)), m_auth(new AuthForm(this)), m_busy(new BusyLine(this)),
      m_failure(new MessageBar(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(title);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_button = buttons->addButton(verb, QDialogButtonBox::ActionRole);
    m_button->setObjectName(QStringLiteral("verb"));
    m_button->setDefault(true);
    m_failure->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(Theme::units(2, font()));
    layout->addWidget(m_form);
    layout->addWidget(m_auth);
    layout->addWidget(m_failure);
    layout->addWidget(m_busy);
    layout->addWidget(buttons);
    setMinimumWidth(Theme::units(100, font()));
    connect(m_auth, &AuthForm::changed, this, &GuardedDialog::updateButton);
    connect(m_button, &QPushButton::clicked, this, &GuardedDialog::goOn);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    updateButton();
}

void GuardedDialog::setReady(bool isReady)
{
    m_isReady = isReady;
    updateButton();
}

void GuardedDialog::setVerb(const QString &verb)
{
    m_button->setText(verb);
}

void GuardedDialog::setProblem(const QString &what)
{
    m_failure->setMessage(MessageBar::Tone::Warning, what);
    m_failure->show();
}

void GuardedDialog::clearFailure()
{
    m_failure->hide();
}

void GuardedDialog::updateButton()
{
    m_button->setEnabled(m_isRunning ? m_auth->canSubmit() : m_isReady);
}

AskAuth GuardedDialog::asking()
{
    return [this](const AuthStage &stage) {
        m_busy->stop();
        return m_auth->ask(stage);
    };
}

void GuardedDialog::goOn()
{
    if (m_auth->isAsking()) {
        m_busy->start(tr("Asking the server…"));
        setFocus(); // a line that goes would hand it to Cancel
        return m_auth->submit();
    }
    if (m_isReady && !m_isRunning)
        run(carryOut(asking()));
}

void GuardedDialog::run(Task<Done> task)
{
    m_isRunning = true;
    m_failure->hide();
    setFocus();
    m_form->setEnabled(false);
    m_busy->start(tr("Asking the server…"));
    updateButton();
    std::move(task).then(this, [this](const Status &status) { onEnded(status); });
}

void GuardedDialog::onEnded(const Status &status)
{
    m_isRunning = false;
    m_busy->stop();
    m_form->setEnabled(true);
    updateButton();
    if (status)
        return onWorked();
    const ErrorText text = ErrorText::of(status.error());
    m_failure->setMessage(MessageBar::Tone::Failure, text.what, text.detail);
    m_failure->show();
    m_form->setFocus();
}

}
