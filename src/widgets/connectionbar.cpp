// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connectionbar.h"

#include "base/clock.h"
#include "session/errortext.h"

namespace linnet {

namespace {

constexpr std::chrono::milliseconds Patience{2000};
constexpr std::chrono::milliseconds Tick{1000};

}

ConnectionBar::ConnectionBar(Clock &clock, QWidget *parent) : MessageBar(parent), m_clock(clock)
{
    connect(this, &MessageBar::actionTriggered, this, &ConnectionBar::onAction);
    hide();
}

void ConnectionBar::onAction()
{
    const Error &error = m_connection.error;
    if (m_connection.phase == Connection::Phase::Failed && error.isUnknownToken())
        Q_EMIT signInRequested();
    else if (error.kind == Error::Kind::Portal)
        Q_EMIT pageRequested(QUrl(error.text));
    else if (error.isOfProxy())
        Q_EMIT networkRequested();
    else
        Q_EMIT retryRequested();
}

void ConnectionBar::setConnection(const Connection &connection)
{
    m_connection = connection;
    if (connection.phase == Connection::Phase::Syncing) {
        m_patience.reset();
        m_isTroubled = false;
    } else if (connection.phase == Connection::Phase::Failed) {
        m_patience.reset();
        m_isTroubled = true;
    } else if (!m_isTroubled && !m_patience) {
        m_patience = std::make_unique<QObject>();
        m_clock.after(Patience, m_patience.get(), [this] {
            m_isTroubled = true;
            refresh();
        });
    }
    refresh();
}

void ConnectionBar::setStanding(const AccountStanding &standing)
{
    m_standing = standing;
    refresh();
}

void ConnectionBar::refresh()
{
    const Connection::Phase phase = m_connection.phase;
    if (showStanding())
        return;
    setVisible(m_isTroubled && phase != Connection::Phase::Syncing);
    if (phase == Connection::Phase::Offline && m_isTroubled)
        countDown();
    switch (phase) {
    case Connection::Phase::Syncing:
        break;
    case Connection::Phase::Connecting:
        setMessage(Tone::Information, tr("Connecting…"));
        setAction({});
        break;
    case Connection::Phase::Offline:
        showOffline();
        break;
    case Connection::Phase::Failed:
        showFailed();
        break;
    }
}

/// While the server cannot be reached nobody knows how the account stands.
bool ConnectionBar::showStanding()
{
    using Kind = AccountStanding::Kind;
    const bool isLocked = m_standing.kind == Kind::Locked && m_connection.phase != Connection::Phase::Offline;
    const bool isSuspended =
        m_standing.kind == Kind::Suspended && m_connection.phase == Connection::Phase::Syncing;
    if (!isLocked && !isSuspended)
        return false;
    const QString detail = ErrorText::of(m_standing.why).detail;
    if (isLocked)
        setMessage(
            Tone::Failure,
            tr("Your account is locked by its server. Linnet looks by itself whether it is open again."),
            detail);
    else
        setMessage(Tone::Warning, tr("Your account is suspended by its server: you can read, but not write."),
                   detail);
    setAction(isLocked ? tr("Try again") : QString());
    setVisible(true);
    return true;
}

void ConnectionBar::showFailed()
{
    const ErrorText text = ErrorText::of(m_connection.error);
    const bool isSoft = m_standing.kind == AccountStanding::Kind::SignedOut && m_standing.isSoft &&
                        m_connection.error.isUnknownToken();
    setMessage(isSoft ? Tone::Warning : Tone::Failure,
               isSoft ? tr("Your sign-in has run out. Sign in again to go on where you were.") : text.what,
               text.detail);
    const Error::Kind kind = m_connection.error.kind;
    const bool isFinal = kind == Error::Kind::Corrupt || kind == Error::Kind::NewerVersion ||
                         kind == Error::Kind::OtherAccount;
    setAction(m_connection.error.isUnknownToken() ? tr("Sign in again")
              : isFinal                           ? QString()
                                                  : tr("Try again"));
}

void ConnectionBar::showOffline()
{
    const Error &error = m_connection.error;
    const QString what = ErrorText::of(error).what;
    if (error.kind == Error::Kind::Portal) {
        setMessage(Tone::Warning, what, tr("Linnet goes on by itself afterwards."));
        return setAction(tr("Open the page"));
    }
    const auto left =
        std::chrono::ceil<std::chrono::seconds>(m_connection.retryAt - m_clock.elapsed()).count();
    const QString text =
        left > 0 ? tr("Offline – reconnecting in %n s", nullptr, int(left)) : tr("Offline – reconnecting…");
    // What is wrong with the network one sees oneself; what is wrong with a certificate one does not.
    const bool isPlain = error.kind == Error::Kind::Network || error.kind == Error::Kind::Timeout;
    setMessage(Tone::Warning, text, isPlain ? QString() : what);
    setAction(error.isOfProxy() ? tr("Set up…") : tr("Now"));
}

void ConnectionBar::countDown()
{
    if (m_isCounting)
        return;
    m_isCounting = true;
    m_clock.after(Tick, this, [this] {
        m_isCounting = false;
        refresh();
    });
}

}
