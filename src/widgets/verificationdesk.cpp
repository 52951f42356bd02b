// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/verificationdesk.h"

#include "bridge/qrcode.h"
#include "crypto/devicedirectory.h"
#include "matrix/displayname.h"
#include "session/errortext.h"
#include "session/session.h"
#include "widgets/bringup.h"
#include "widgets/verificationdialog.h"

namespace linnet {

namespace {

constexpr qsizetype LongestName = 60;

}

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
        return nameOfSession(sessionOf(flow));
    const QString name = shortened(cleanName(nameOfPerson(flow)), LongestName);
    return name.isEmpty() ? flow.user.toString() : name;
}

QString VerificationDesk::nameOfPerson(const VerificationFlow &flow) const
{
    const QString name = m_nameOf(flow.user);
    const Room *chat = name.isEmpty() ? m_session.rooms().find(flow.room) : nullptr;
    const bool isOfTwo = chat && chat->isDirect && chat->joinedCount + chat->invitedCount <= 2;
    return isOfTwo ? chat->name : name;
}

/// Which one of one's own is at the other end; empty: not known.
QString VerificationDesk::sessionOf(const VerificationFlow &flow) const
{
    return flow.device.isEmpty() ? m_asked.value(flow.id) : flow.device;
}

/// With its id: anybody may call a session anything.
QString VerificationDesk::nameOfSession(const QString &session) const
{
    const QString name = shortened(cleanName(m_sessionNames.value(session)), LongestName);
    return name.isEmpty() ? session : name + QStringLiteral(" (") + session + u')';
}

/// What the keys call a session of one's own.
void VerificationDesk::learnName(const VerificationFlow &flow)
{
    const QString session = sessionOf(flow);
    if (!flow.isOwnUser || session.isEmpty() || m_sessionNames.contains(session))
        return;
    m_session.store()
        .crypto()
        .call<QList<DeviceInfo>>([self = m_session.self()](CryptoMachine &machine) {
            return DeviceDirectory(machine).devices(self);
        })
        .then(this, [this](const Result<QList<DeviceInfo>> &sessions) {
            if (sessions)
                takeNames(*sessions);
        });
}

void VerificationDesk::takeNames(const QList<DeviceInfo> &sessions)
{
    QHash<QString, QString> names;
    for (const DeviceInfo &each : sessions)
        names.insert(each.id, each.name);
    if (std::exchange(m_sessionNames, names) == names)
        return;
    for (const VerificationFlow &flow : m_session.verifications().flows()) {
        if (const QPointer<VerificationDialog> dialog = m_dialogs.value(flow.id))
            dialog->setOther(nameOf(flow));
    }
    Q_EMIT namesLearned();
}

void VerificationDesk::verifyUser(const UserId &user)
{
    if (goOn(user) || m_asking.contains(user))
        return;
    lookForCamera();
    ask(user, m_session.verifications().askUser(user));
}

void VerificationDesk::verifySession(const QString &session)
{
    const UserId self = m_session.self();
    if (goOn(self, session) || m_asking.contains(self))
        return;
    lookForCamera();
    ask(self, m_session.verifications().askOwn(session), session);
}

/// Whether there is a verification with them already, which comes to the front then: one whose dialog is
/// open, or one that they ask for, which another one would end.
bool VerificationDesk::goOn(const UserId &user, const QString &session)
{
    for (const VerificationFlow &flow : m_session.verifications().flows()) {
        const QPointer<VerificationDialog> dialog = m_dialogs.value(flow.id);
        const bool isOpen = dialog && dialog->isVisible();
        const bool isAskedFor = flow.isByOther && flow.state == VerificationFlow::State::Requested &&
                                (session.isEmpty() || flow.device == session);
        if (flow.user != user || !(isOpen || isAskedFor))
            continue;
        if (isOpen)
            bringUp(*dialog);
        else
            takeUp(QString(flow.id));
        return true;
    }
    return false;
}

/// There may be one now where there was none, and the other way round.
void VerificationDesk::lookForCamera()
{
    m_makeCamera = Camera::maker();
    m_session.verifications().setCanScan(bool(m_makeCamera));
}

void VerificationDesk::ask(const UserId &user, Task<QString> flow, const QString &session)
{
    m_asking.insert(user);
    std::move(flow).then(this, [this, user, session](const Result<QString> &asked) {
        m_asking.remove(user);
        if (asked && !session.isEmpty())
            m_asked.insert(*asked, session);
        onAsked(asked);
    });
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
    lookForCamera();
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
        dialog = new VerificationDialog(nameOf(*flow), m_makeCamera, &m_window);
        connectDialog(*dialog);
        learnName(*flow);
    }
    dialog->setFlow(*flow);
    bringUp(*dialog);
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
    connect(&dialog, &VerificationDialog::codeScanned, this, [this, &dialog, &flows](const QByteArray &code) {
        const QString flow = dialog.flow();
        flows.scan(flow, code).then(this, [this, flow](const Status &status) {
            if (!status)
                onRefused(flow, status.error());
        });
    });
}

void VerificationDesk::onChanged(const VerificationFlow &flow)
{
    learnName(flow);
    const QPointer<VerificationDialog> dialog = m_dialogs.value(flow.id);
    if (dialog)
        dialog->setOther(nameOf(flow));
    if (flow.isOver()) {
        m_dialogs.remove(flow.id);
        m_asked.remove(flow.id);
    }
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

/// What was scanned did not do.
void VerificationDesk::onRefused(const QString &flow, const Error &error)
{
    const QPointer<VerificationDialog> dialog = m_dialogs.value(flow);
    if (error.kind != Error::Kind::Invalid)
        fail(flow, error);
    else if (dialog)
        dialog->setTrouble(tr("This is not the code that belongs to this verification."));
}

void VerificationDesk::fail(const QString &flow, const Error &error)
{
    if (const QPointer<VerificationDialog> dialog = m_dialogs.value(flow))
        dialog->setTrouble(ErrorText::of(error).what);
}

}
