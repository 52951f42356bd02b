// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/verificationdesk.h"

#include "bridge/qrcode.h"
#include "session/errortext.h"
#include "session/session.h"
#include "widgets/verificationdialog.h"

namespace linnet {

VerificationDesk::VerificationDesk(Session &session, std::function<QString(const UserId &)> nameOf,
                                   QWidget &window)
    : m_session(session), m_nameOf(std::move(nameOf)), m_window(window)
{
    connect(&session.verifications(), &VerificationFlows::changed, this, &VerificationDesk::onChanged);
}

VerificationDesk::~VerificationDesk()
{
    for (const QPointer<VerificationDialog> &dialog : std::as_const(m_dialogs)) {
        if (dialog)
            dialog->disconnect(this);
    }
}

QString VerificationDesk::nameOf(const VerificationFlow &flow) const
{
    if (flow.isOwnUser)
        return {};
    const QString name = m_nameOf(flow.user);
    return name.isEmpty() ? flow.user.toString() : name;
}

void VerificationDesk::verifyUser(const UserId &user)
{
    m_session.verifications().askUser(user).then(this,
                                                 [this](const Result<QString> &flow) { onAsked(flow); });
}

void VerificationDesk::verifySession(const QString &session)
{
    m_session.verifications().askOwn(session).then(this,
                                                   [this](const Result<QString> &flow) { onAsked(flow); });
}

void VerificationDesk::onAsked(const Result<QString> &flow)
{
    if (flow)
        open(*flow);
    else if (flow.error().kind == Error::Kind::NotFound)
        Q_EMIT failed(tr("They cannot be verified yet"),
                      tr("None of their apps has set up an identity that could be verified."));
    else
        Q_EMIT failed(tr("Could not ask to verify"), ErrorText::of(flow.error()).what);
}

void VerificationDesk::takeUp(const QString &flow)
{
    open(flow);
    m_session.verifications().accept(flow).then(this, [this, flow](const Status &status) {
        if (!status)
            fail(flow, status.error());
    });
}

void VerificationDesk::open(const QString &id)
{
    const VerificationFlow *flow = m_session.verifications().find(id);
    if (!flow)
        return;
    QPointer<VerificationDialog> &dialog = m_dialogs[id];
    if (!dialog) {
        dialog = new VerificationDialog(nameOf(*flow), &m_window);
        connectDialog(*dialog);
    }
    dialog->setFlow(*flow);
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
    if (flow->state == VerificationFlow::State::Ready)
        showCode(id);
}

void VerificationDesk::connectDialog(VerificationDialog &dialog)
{
    VerificationFlows &flows = m_session.verifications();
    const auto act = [this, &dialog, &flows](auto signal, auto action) {
        connect(&dialog, signal, this, [this, &dialog, &flows, action] {
            const QString flow = dialog.flow();
            (flows.*action)(flow).then(this, [this, flow](const Status &status) {
                if (!status)
                    fail(flow, status.error());
            });
        });
    };
    act(&VerificationDialog::acceptRequested, &VerificationFlows::accept);
    act(&VerificationDialog::emojiRequested, &VerificationFlows::startSas);
    act(&VerificationDialog::matchConfirmed, &VerificationFlows::confirm);
    act(&VerificationDialog::mismatchFound, &VerificationFlows::mismatch);
    act(&VerificationDialog::cancelRequested, &VerificationFlows::cancel);
}

void VerificationDesk::onChanged(const VerificationFlow &flow)
{
    const QPointer<VerificationDialog> dialog = m_dialogs.value(flow.id);
    if (flow.isOver())
        m_dialogs.remove(flow.id);
    if (!dialog)
        return;
    dialog->setFlow(flow);
    using State = VerificationFlow::State;
    if (flow.state == State::Ready)
        showCode(flow.id);
    // Who was asked to compare has agreed to that before.
    else if (flow.state == State::Started && flow.isByOther)
        Q_EMIT dialog->acceptRequested();
}

void VerificationDesk::showCode(const QString &id)
{
    const VerificationFlow *flow = m_session.verifications().find(id);
    if (!flow || !flow->supportsShowing)
        return;
    m_session.verifications().qrCode(id).then(this, [this, id](const Result<QByteArray> &bytes) {
        const QPointer<VerificationDialog> dialog = m_dialogs.value(id);
        if (!bytes || !dialog)
            return;
        const QrCode code = QrCode::of(*bytes);
        dialog->setQrCode(code.squares, code.side);
    });
}

void VerificationDesk::fail(const QString &flow, const Error &error)
{
    if (const QPointer<VerificationDialog> dialog = m_dialogs.value(flow))
        dialog->setTrouble(ErrorText::of(error).what);
}

}
