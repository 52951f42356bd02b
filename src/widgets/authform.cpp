// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/authform.h"

#include "widgets/passwordedit.h"
#include "widgets/theme.h"
#include "widgets/troublelines.h"

#include <QDesktopServices>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace linnet {

AuthForm::AuthForm(QWidget *parent)
    : QWidget(parent), m_words(new QLabel(this)), m_password(new PasswordEdit(this)),
      m_open(new QPushButton(tr("&Open the Page"), this)), m_trouble(new TroubleLines(this))
{
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_password->setAccessibleName(tr("Password"));
    m_password->setPlaceholderText(tr("Password"));
    m_open->setAutoDefault(false);
    m_open->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::units(2, font()));
    for (QWidget *part : std::initializer_list<QWidget *>{m_words, m_password, m_open, m_trouble})
        layout->addWidget(part);
    connect(m_password, &QLineEdit::textChanged, this, &AuthForm::changed);
    connect(m_open, &QPushButton::clicked, this, &AuthForm::openPage);
    hide();
}

Task<AuthAnswer> AuthForm::ask(const AuthStage &stage)
{
    const bool isPassword = stage.kind == AuthStage::Kind::Password;
    m_stage = stage;
    m_isPageOpened = m_isPageOpened && stage.isRepeated;
    m_words->setText(isPassword ? tr("The server wants the password of your account for this.")
                                : tr("The server asks on a page of its own. Open it, do what it says, and "
                                     "come back here."));
    m_password->setVisible(isPassword);
    m_password->wipe();
    m_open->setVisible(!isPassword);
    m_open->setEnabled(!stage.page.isEmpty());
    m_trouble->clear();
    if (stage.isRepeated)
        m_trouble->setText(isPassword ? tr("The server does not take this password. Try again.")
                                      : tr("The server says that this is not done yet."),
                           ErrorText::of(stage.problem).detail);
    m_promise.emplace();
    show();
    (isPassword ? static_cast<QWidget *>(m_password) : m_open)->setFocus();
    Q_EMIT changed();
    return m_promise->task();
}

bool AuthForm::canSubmit() const
{
    if (!m_promise)
        return false;
    if (m_stage.kind == AuthStage::Kind::Password)
        return !m_password->text().isEmpty();
    return m_isPageOpened || m_stage.page.isEmpty();
}

void AuthForm::submit()
{
    if (!canSubmit())
        return;
    const Promise<AuthAnswer> promise = *std::exchange(m_promise, std::nullopt);
    const AuthAnswer answer{m_password->take()};
    hide();
    Q_EMIT changed();
    promise.resolve(answer);
}

void AuthForm::cancel()
{
    if (!m_promise)
        return;
    const Promise<AuthAnswer> promise = *std::exchange(m_promise, std::nullopt);
    m_password->wipe();
    hide();
    promise.resolve(Error::of(Error::Kind::Cancelled));
}

void AuthForm::openPage()
{
    m_isPageOpened = QDesktopServices::openUrl(m_stage.page);
    if (!m_isPageOpened)
        m_trouble->setText(tr("No program was found that opens this link."), m_stage.page.toDisplayString());
    Q_EMIT changed();
}

}
