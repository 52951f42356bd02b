// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/resetpage.h"

#include "matrix/displayname.h"
#include "session/errortext.h"
#include "widgets/busyline.h"
#include "widgets/passwordedit.h"
#include "widgets/theme.h"
#include "widgets/troublelines.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace linnet {

namespace {

QLabel *makeText(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

bool isAboutPassword(const Error &error)
{
    return error.isMatrix("M_WEAK_PASSWORD") || error.matrixCode.startsWith(QLatin1String("M_PASSWORD_"));
}

}

ResetPage::ResetPage(Transport &transport, QWidget *parent)
    : SignInPage(parent), m_reset(transport), m_intro(makeText(this)), m_form(new QWidget(this)),
      m_address(new QLineEdit(m_form)), m_password(new PasswordEdit(m_form)),
      m_repeat(new PasswordEdit(m_form)), m_show(new QCheckBox(tr("S&how password"), m_form)),
      m_signOut(new QCheckBox(tr("All my &sessions are signed out"), m_form)), m_note(makeText(m_form)),
      m_again(new QPushButton(tr("&Send Again"), this)), m_trouble(new TroubleLines(this)),
      m_busy(new BusyLine(this)), m_back(new QPushButton(tr("Back"), this)), m_next(new QPushButton(this))
{
    m_intro->setObjectName(QStringLiteral("intro"));
    m_address->setObjectName(QStringLiteral("address"));
    m_password->setObjectName(QStringLiteral("password"));
    m_repeat->setObjectName(QStringLiteral("repeat"));
    m_show->setObjectName(QStringLiteral("show"));
    m_signOut->setObjectName(QStringLiteral("signOutAll"));
    m_again->setObjectName(QStringLiteral("resend"));
    m_trouble->setObjectName(QStringLiteral("trouble"));
    m_back->setObjectName(QStringLiteral("back"));
    m_next->setObjectName(QStringLiteral("next"));
    m_address->setInputMethodHints(Qt::ImhEmailCharactersOnly);
    m_note->setText(tr("They can no longer read or write anything. What nobody but them has a key to is "
                       "lost."));
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->hide();
    layOut();
    setUp({m_form, m_again, m_next}, m_busy);
    for (QLineEdit *line :
         {m_address, static_cast<QLineEdit *>(m_password), static_cast<QLineEdit *>(m_repeat)}) {
        connect(line, &QLineEdit::textChanged, this, &ResetPage::updateButton);
        connect(line, &QLineEdit::textEdited, m_trouble, &TroubleLines::clear);
    }
    for (PasswordEdit *line : {m_password, m_repeat})
        connect(m_show, &QCheckBox::toggled, line, &PasswordEdit::setShown);
    connect(m_signOut, &QCheckBox::toggled, m_note, &QWidget::setVisible);
    connect(m_again, &QPushButton::clicked, this, &ResetPage::sendMail);
    connect(m_next, &QPushButton::clicked, this, &ResetPage::goOn);
    connect(m_back, &QPushButton::clicked, this, &ResetPage::goBack);
    setStep(Step::Form);
}

ResetPage::~ResetPage() = default;

void ResetPage::layOut()
{
    const int unit = Theme::units(1, font());
    auto *fields = new QVBoxLayout(m_form);
    fields->setContentsMargins(0, 0, 0, 0);
    fields->setSpacing(3 * unit);
    const auto addField = [&](const QString &words, const QString &name, QLineEdit *line) {
        auto *label = new QLabel(words, m_form);
        label->setBuddy(line);
        line->setAccessibleName(name);
        auto *field = new QVBoxLayout;
        field->setSpacing(unit);
        field->addWidget(label);
        field->addWidget(line);
        fields->addLayout(field);
    };
    addField(tr("&E-mail address"), tr("E-mail address"), m_address);
    addField(tr("&New password"), tr("New password"), m_password);
    addField(tr("Password &again"), tr("Password again"), m_repeat);
    fields->addWidget(m_show);
    fields->addWidget(m_signOut);
    fields->addWidget(m_note);
    auto *again = new QHBoxLayout;
    again->addWidget(m_again);
    again->addStretch();
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_back);
    buttons->addStretch();
    buttons->addWidget(m_next);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3 * unit);
    column->addWidget(m_intro);
    column->addWidget(m_form);
    column->addLayout(again);
    column->addWidget(m_trouble);
    column->addWidget(m_busy);
    column->addLayout(buttons);
}

void ResetPage::setServer(const Server &server, const QString &user)
{
    m_reset.forget();
    m_mailed.clear();
    m_server = server;
    m_address->setText(user.indexOf(u'@') > 0 ? user : QString());
    m_signOut->setChecked(false);
    setStep(Step::Form);
}

void ResetPage::setStep(Step step)
{
    m_step = step;
    const bool isSent = step == Step::Mail;
    m_intro->setText(isSent ? tr("A mail is on its way to %1. Open the link in it and do what its page says, "
                                 "then come back here.")
                                  .arg(isolated(shortened(cleanName(m_address->text().trimmed()), 120)))
                            : tr("The server sends a mail to an address that your account has. With the link "
                                 "in it you set a new password."));
    m_form->setVisible(!isSent);
    m_again->setVisible(isSent);
    updateButton();
}

QString ResetPage::title() const
{
    return tr("Set a new password");
}

QWidget *ResetPage::firstField() const
{
    if (m_step == Step::Mail)
        return m_next;
    return m_address->text().isEmpty() ? m_address : m_password;
}

QPushButton *ResetPage::defaultButton() const
{
    return m_next;
}

void ResetPage::goBack()
{
    if (m_step == Step::Form)
        return SignInPage::goBack();
    // Another address, or another password.
    endWaiting();
    m_trouble->clear();
    setStep(Step::Form);
    m_address->setFocus();
}

void ResetPage::leave()
{
    SignInPage::leave();
    m_reset.forget();
    m_mailed.clear();
    m_password->wipe();
    m_repeat->wipe();
    m_show->setChecked(false);
    m_trouble->clear();
    setStep(Step::Form);
}

bool ResetPage::needsMail() const
{
    return m_mailed.isEmpty() || m_mailed != m_address->text().trimmed();
}

void ResetPage::updateButton()
{
    if (m_step == Step::Mail)
        m_next->setText(tr("I Have Opened the Link"));
    else
        m_next->setText(needsMail() ? tr("Send Mail") : tr("Set Password"));
    m_next->setEnabled(m_step == Step::Mail ||
                       (!m_address->text().trimmed().isEmpty() && !m_password->text().isEmpty() &&
                        !m_repeat->text().isEmpty()));
}

bool ResetPage::isPasswordFine()
{
    if (m_password->text() == m_repeat->text())
        return true;
    m_trouble->setText(tr("The two passwords are not the same."));
    m_repeat->setFocus();
    m_repeat->selectAll();
    return false;
}

void ResetPage::goOn()
{
    if (isBusy())
        return;
    if (m_step == Step::Form && !isPasswordFine())
        return;
    if (m_step == Step::Form && needsMail())
        sendMail();
    else
        change();
}

void ResetPage::sendMail()
{
    if (isBusy())
        return;
    m_trouble->clear();
    QObject *context = beginWaiting(tr("Asking for a mail…"));
    m_reset.sendMail(m_server, m_address->text()).then(context, [this](const Result<Done> &result) {
        endWaiting();
        if (!result)
            return setError(result.error());
        m_mailed.clear();
        setStep(Step::Mail);
        m_next->setFocus();
    });
}

void ResetPage::change()
{
    m_trouble->clear();
    QObject *context = beginWaiting(tr("Setting the new password…"));
    m_reset.setPassword(m_password->text(), m_signOut->isChecked())
        .then(context, [this](const Result<Done> &result) {
            endWaiting();
            if (result)
                Q_EMIT changedPassword(m_address->text().trimmed());
            else
                setError(result.error());
        });
}

void ResetPage::setError(const Error &error)
{
    const QString detail = ErrorText::of(error).detail;
    if (PasswordReset::isMissing(error)) {
        setStep(Step::Form);
        m_trouble->setText(
            tr("This server sends no mails for forgotten passwords. Ask the people who run it."), detail);
        Q_EMIT missing();
        return;
    }
    if (m_reset.isMailSent() && error.isMatrix("M_THREEPID_AUTH_FAILED")) {
        setStep(Step::Mail);
        m_trouble->setText(tr("The server says that nobody has opened the link in the mail yet."), detail);
        m_next->setFocus();
        return;
    }
    if (error.isMatrix("M_THREEPID_NOT_FOUND")) {
        m_trouble->setText(tr("No account of this server has this address. Try another one."), detail);
        m_address->setFocus();
        return;
    }
    if (isAboutPassword(error)) {
        // The mail is good for the next one too.
        m_mailed = m_address->text().trimmed();
        setStep(Step::Form);
        m_password->setFocus();
    }
    m_trouble->setError(error);
}

}
