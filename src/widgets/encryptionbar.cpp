// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/encryptionbar.h"

#include "session/encryptiontext.h"
#include "session/session.h"

#include <algorithm>

namespace linnet {

EncryptionBar::EncryptionBar(Session &session, QWidget *parent) : MessageBar(parent), m_session(session)
{
    setObjectName(QStringLiteral("encryptionBar"));
    setClosable(true);
    connect(this, &MessageBar::closed, this, [this] {
        m_dismissed.append(message());
        refresh();
    });
    connect(this, &MessageBar::actionTriggered, this, [this] {
        if (m_request)
            Q_EMIT(this->*m_request)();
    });
    connect(&session.recovery(), &Recovery::changed, this, &EncryptionBar::refresh);
    connect(&session.encryptionHealth(), &EncryptionHealth::changed, this, &EncryptionBar::refresh);
    hide();
    refresh();
}

/// Gravest first.
QList<EncryptionBar::Notice> EncryptionBar::notices() const
{
    QList<Notice> all = problems(false);
    // Where they are not, nothing was asked, and making a key would not help.
    if (m_session.encryptionHealth().areKeysOurs())
        all += ofRecovery();
    return all + problems(true);
}

/// Those that end by themselves, or those that do not.
QList<EncryptionBar::Notice> EncryptionBar::problems(bool doEnd) const
{
    QList<Notice> found;
    for (EncryptionHealth::Problem problem : m_session.encryptionHealth().problems()) {
        if (EncryptionHealth::endsByItself(problem) != doEnd)
            continue;
        const auto text = EncryptionText::problem(problem);
        if (doEnd)
            found.append(Notice{Tone::Information, text.what, text.help, {}, nullptr});
        else
            found.append(Notice{Tone::Failure, text.what, text.help, tr("Sign Out…"),
                                &EncryptionBar::signOutRequested});
    }
    return found;
}

/// One at most, where something that a click begins puts it right.
QList<EncryptionBar::Notice> EncryptionBar::ofRecovery() const
{
    using State = RecoveryStatus::State;
    using Remedy = RecoveryStatus::Remedy;
    const RecoveryStatus &status = m_session.recovery().status();
    const auto ask = [](const QString &what, const QString &action, Request request) {
        return QList<Notice>{Notice{Tone::Information, what, {}, action, request}};
    };
    const auto broken = [](const QString &action) {
        return QList<Notice>{Notice{Tone::Warning, tr("The recovery key does not open everything."),
                                    tr("Encrypted messages may be lost with this session."), action,
                                    &EncryptionBar::recoveryRequested}};
    };
    switch (status.state()) {
    case State::Unknown:
    case State::Ready:
        return {};
    case State::None:
        return ask(tr("Set up a recovery key, so that you never lose your encrypted messages."),
                   tr("Set Up…"), &EncryptionBar::recoveryRequested);
    case State::Locked:
        if (status.remedy() == Remedy::EnterKey)
            return ask(tr("Enter your recovery key to read your encrypted messages of before."),
                       tr("Enter Key…"), &EncryptionBar::recoveryRequested);
        if (status.canBeVerified())
            return ask(tr("Verify this session to read your encrypted messages of before."), tr("Verify…"),
                       &EncryptionBar::verifyRequested);
        return {};
    case State::Broken:
        if (status.remedy() == Remedy::EnterKey)
            return broken(tr("Enter Key…"));
        return broken(status.remedy() == Remedy::MakeKey ? tr("New Recovery Key…") : tr("Reset…"));
    }
    return {};
}

void EncryptionBar::refresh()
{
    const QList<Notice> all = notices();
    const auto next = std::find_if(all.cbegin(), all.cend(), [this](const Notice &notice) {
        return !m_dismissed.contains(notice.what);
    });
    if (next == all.cend())
        return hide();
    setMessage(next->tone, next->what, next->help);
    setAction(next->action);
    m_request = next->request;
    show();
}

}
