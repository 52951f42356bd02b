// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/registerpage.h"

#include "session/errortext.h"
#include "ui_registerpage.h"

namespace linnet {

namespace {

constexpr std::chrono::milliseconds Rest{400};

bool isAboutUser(const Error &error)
{
    return error.isMatrix("M_USER_IN_USE") || error.isMatrix("M_INVALID_USERNAME") ||
           error.isMatrix("M_EXCLUSIVE");
}

bool isAboutPassword(const Error &error)
{
    return error.isMatrix("M_WEAK_PASSWORD") || error.matrixCode.startsWith(QLatin1String("M_PASSWORD_"));
}

}

RegisterPage::RegisterPage(Registration &registration, QWidget *parent)
    : SignInPage(parent), m_registration(registration), m_ui(std::make_unique<Ui::RegisterPage>())
{
    m_ui->setupUi(this);
    setUp({m_ui->form, m_ui->create}, m_ui->busy);
    m_ui->userFree->setForegroundRole(QPalette::PlaceholderText);
    m_ui->userFree->hide();
    m_rest.setSingleShot(true);
    m_rest.setInterval(Rest);
    connect(&m_rest, &QTimer::timeout, this, &RegisterPage::askName);
    connect(m_ui->user, &QLineEdit::textEdited, this, [this] {
        forgetName();
        m_rest.start();
    });
    connect(m_ui->user, &QLineEdit::textEdited, m_ui->userTrouble, &TroubleLines::clear);
    for (QLineEdit *line :
         {m_ui->user, static_cast<QLineEdit *>(m_ui->password), static_cast<QLineEdit *>(m_ui->repeat)}) {
        connect(line, &QLineEdit::textChanged, this, &RegisterPage::updateButton);
        connect(line, &QLineEdit::textEdited, m_ui->passwordTrouble, &TroubleLines::clear);
        connect(line, &QLineEdit::textEdited, m_ui->trouble, &TroubleLines::clear);
    }
    for (PasswordEdit *line : {m_ui->password, m_ui->repeat})
        connect(m_ui->show, &QCheckBox::toggled, line, &PasswordEdit::setShown);
    connect(m_ui->noPassword, &QCheckBox::toggled, this, &RegisterPage::onNoPassword);
    connect(m_ui->create, &QPushButton::clicked, this, &RegisterPage::create);
    connect(m_ui->back, &QPushButton::clicked, this, &RegisterPage::goBack);
}

RegisterPage::~RegisterPage() = default;

void RegisterPage::setServer(const Server &server, const QString &user)
{
    m_server = server;
    const bool is2014 = server.version.dialect == Dialect::V1;
    forgetName();
    m_ui->user->setText(user);
    m_ui->user->setPlaceholderText(is2014 ? tr("May stay empty: the server makes one up") : QString());
    m_ui->noPassword->setChecked(false);
    m_ui->noPassword->setVisible(is2014);
    updateButton();
}

QString RegisterPage::title() const
{
    return tr("Create an account");
}

QWidget *RegisterPage::firstField() const
{
    return m_ui->user;
}

QPushButton *RegisterPage::defaultButton() const
{
    return m_ui->create;
}

void RegisterPage::goBack()
{
    m_registration.cancel();
    SignInPage::goBack();
}

void RegisterPage::leave()
{
    SignInPage::leave();
    forgetName();
    m_ui->password->wipe();
    m_ui->repeat->wipe();
    m_ui->show->setChecked(false);
    for (TroubleLines *lines : {m_ui->userTrouble, m_ui->passwordTrouble, m_ui->trouble})
        lines->clear();
}

void RegisterPage::forgetName()
{
    m_rest.stop();
    m_nameAsking.reset();
    m_ui->userFree->hide();
}

void RegisterPage::askName()
{
    const QString name = m_ui->user->text().trimmed();
    if (name.isEmpty() || isBusy() || m_server.version.dialect == Dialect::V1)
        return;
    m_nameAsking = std::make_unique<QObject>();
    m_registration.askName(m_server, name).then(m_nameAsking.get(), [this](const Result<Done> &answer) {
        if (answer) {
            m_ui->userFree->setText(tr("That name is free."));
            m_ui->userFree->show();
        } else if (answer.error().isMatrix("M_USER_IN_USE")) {
            m_ui->userTrouble->setText(tr("That name is taken."), ErrorText::of(answer.error()).detail);
        } else if (isAboutUser(answer.error())) {
            m_ui->userTrouble->setError(answer.error(), ErrorText::During::Registration);
        }
    });
}

void RegisterPage::onNoPassword(bool isWithout)
{
    m_ui->passwords->setVisible(!isWithout);
    m_ui->passwordTrouble->clear();
    if (isWithout) {
        m_ui->password->wipe();
        m_ui->repeat->wipe();
        m_ui->warning->setText(tr("Without a password nobody can sign in to this account again, you "
                                  "included. Only the access token "
                                  "on this computer opens it: if you sign out or lose that token, the "
                                  "account is lost for ever."),
                               tr("Only servers of 2014 make such accounts."));
    } else {
        m_ui->warning->clear();
    }
    m_ui->create->setText(isWithout ? tr("Create Without Password") : tr("Create Account"));
    updateButton();
}

void RegisterPage::updateButton()
{
    const bool is2014 = m_server.version.dialect == Dialect::V1;
    const bool hasUser = is2014 || !m_ui->user->text().trimmed().isEmpty();
    // An empty password is answered in words: that it is needed is not plain to everybody.
    m_ui->create->setEnabled(hasUser);
}

bool RegisterPage::isPasswordFine()
{
    if (m_ui->password->text().isEmpty()) {
        m_ui->passwordTrouble->setText(
            m_ui->noPassword->isHidden()
                ? tr("This server wants a password. Only servers of 2014 make accounts without one.")
                : tr("Choose a password."));
        m_ui->password->setFocus();
        return false;
    }
    if (m_ui->password->text() != m_ui->repeat->text()) {
        m_ui->passwordTrouble->setText(tr("The two passwords are not the same."));
        m_ui->repeat->setFocus();
        m_ui->repeat->selectAll();
        return false;
    }
    return true;
}

void RegisterPage::create()
{
    if (isBusy())
        return;
    m_isWithoutPassword = m_ui->noPassword->isChecked();
    if (!m_isWithoutPassword && !isPasswordFine())
        return;
    for (TroubleLines *lines : {m_ui->userTrouble, m_ui->passwordTrouble, m_ui->trouble})
        lines->clear();
    forgetName();
    m_ui->repeat->wipe();
    beginWaiting(tr("Asking for an account…"));
    m_registration.start(m_server, m_ui->user->text().trimmed(), m_ui->password->take());
}

void RegisterPage::setError(const Error &error)
{
    endWaiting();
    TroubleLines *place = m_ui->trouble;
    QWidget *field = m_ui->passwords->isHidden() ? static_cast<QWidget *>(m_ui->user) : m_ui->password;
    if (isAboutUser(error)) {
        place = m_ui->userTrouble;
        field = m_ui->user;
    } else if (isAboutPassword(error)) {
        place = m_ui->passwordTrouble;
    }
    place->setError(error, ErrorText::During::Registration);
    field->setFocus();
}

}
