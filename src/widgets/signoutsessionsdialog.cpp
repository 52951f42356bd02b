// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/signoutsessionsdialog.h"

#include "matrix/displayname.h"
#include "widgets/passwordedit.h"
#include "widgets/theme.h"

#include <QLabel>
#include <QVBoxLayout>

namespace linnet {

namespace {

constexpr qsizetype LongestName = 80;

}

SignOutSessionsDialog::SignOutSessionsDialog(OwnSessions &sessions, const QList<OwnSession> &which,
                                             QWidget *parent)
    : RequestDialog(tr("Sign out sessions"), tr("&Sign out"), parent), m_sessions(sessions),
      m_passwordLabel(new QLabel(tr("Your &password:"), form())), m_password(new PasswordEdit(form()))
{
    for (const OwnSession &session : which)
        m_ids.append(session.id);
    const QString name = which.size() == 1 ? cleanName(which.first().name) : QString();
    auto *question = new QLabel(form());
    question->setTextFormat(Qt::PlainText);
    question->setWordWrap(true);
    question->setText(
        which.size() == 1
            ? tr("Sign out %1?")
                  .arg(isolated(shortened(name.isEmpty() ? which.first().id : name, LongestName)))
            : tr("Sign out %n other session(s)?", nullptr, int(which.size())));
    auto *warning =
        new QLabel(tr("They can no longer read or write anything. What nobody but them has a key to "
                      "is lost."),
                   form());
    warning->setTextFormat(Qt::PlainText);
    warning->setWordWrap(true);
    m_passwordLabel->setBuddy(m_password);
    m_passwordLabel->hide();
    m_password->hide();
    auto *layout = new QVBoxLayout(form());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(question);
    layout->addWidget(warning);
    layout->addWidget(m_passwordLabel);
    layout->addWidget(m_password);
    layout->addStretch();
    setMinimumWidth(Theme::units(90, font()));
    setReady(!m_ids.isEmpty());
    connect(m_password, &QLineEdit::textChanged, this, [this](const QString &text) {
        clearFailure();
        setReady(!text.isEmpty());
    });
}

void SignOutSessionsDialog::send()
{
    const QString password = m_password->isHidden() ? QString() : m_password->take();
    m_sessions.signOut(m_ids, password, m_uia).then(this, [this](const Result<OwnSessions::SignOut> &answer) {
        if (!answer)
            return setFailure(answer.error(), ErrorText::During::Anything);
        onAnswer(*answer);
    });
}

void SignOutSessionsDialog::onAnswer(const OwnSessions::SignOut &answer)
{
    if (answer.isDone)
        return accept();
    if (!answer.wantsPassword) {
        if (answer.page.isEmpty())
            return setProblem(
                tr("The server wants to be sure that it is you, in a way that Linnet does not know."));
        Q_EMIT pageRequested(answer.page);
        return reject();
    }
    m_uia = answer.uia;
    m_passwordLabel->show();
    m_password->show();
    setReady(false);
    setProblem(answer.wasRefused ? tr("This is not your password.")
                                 : tr("The server wants your password before it does that."));
    m_password->setFocus();
}

}
