// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/verificationdialog.h"

#include "matrix/displayname.h"
#include "session/verificationtext.h"
#include "widgets/busyline.h"
#include "widgets/cameraview.h"
#include "widgets/emojiboard.h"
#include "widgets/qrcodeview.h"
#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace linnet {

namespace {

constexpr qsizetype LongestName = 60;

QLabel *makeLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

}

VerificationDialog::VerificationDialog(const QString &other, Camera::Maker makeCamera, QWidget *parent)
    : QDialog(parent), m_what(makeLabel(this)), m_more(makeLabel(this)), m_trouble(makeLabel(this)),
      m_board(new EmojiBoard(this)), m_code(new QrCodeView(this)),
      m_camera(new CameraView(std::move(makeCamera), this)), m_busy(new BusyLine(this)),
      m_buttons(new QDialogButtonBox(this))
{
    setObjectName(QStringLiteral("verification"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Verify"));
    m_what->setFont(Theme::name(font()));
    m_trouble->setForegroundRole(QPalette::WindowText);
    const int unit = Theme::units(1, font());
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(2 * unit);
    layout->addWidget(m_what);
    layout->addWidget(m_more);
    layout->addWidget(m_board);
    layout->addWidget(m_code, 0, Qt::AlignHCenter);
    layout->addWidget(m_camera, 0, Qt::AlignHCenter);
    layout->addStretch();
    layout->addWidget(m_trouble);
    layout->addWidget(m_busy);
    layout->addWidget(m_buttons);
    setMinimumWidth(Theme::units(110, font()));
    m_trouble->hide();
    m_camera->hide();
    connect(m_camera, &CameraView::found, this, [this](const QByteArray &code) {
        wait();
        Q_EMIT codeScanned(code);
    });
    setOther(other);
}

void VerificationDialog::setOther(const QString &other)
{
    const QString name = shortened(cleanName(other), LongestName);
    if (std::exchange(m_other, name) != name && !m_flow.id.isEmpty())
        refresh();
}

void VerificationDialog::setFlow(const VerificationFlow &flow)
{
    m_flow = flow;
    m_trouble->hide();
    refresh();
}

void VerificationDialog::setQrCode(const QByteArray &squares, int side)
{
    m_code->setSquares(squares, side);
    refresh();
}

void VerificationDialog::setTrouble(const QString &what)
{
    m_trouble->setText(what);
    m_trouble->setVisible(!what.isEmpty());
    refresh();
}

void VerificationDialog::reject()
{
    if (!m_flow.id.isEmpty() && !m_flow.isOver())
        Q_EMIT cancelRequested();
    QDialog::reject();
}

QString VerificationDialog::otherName() const
{
    return isolated(m_other.isEmpty() ? m_flow.user.toString() : m_other);
}

void VerificationDialog::say(const QString &what, const QString &more)
{
    m_what->setText(what);
    m_more->setText(more);
    m_more->setVisible(!more.isEmpty());
}

QPushButton *VerificationDialog::addButton(const QString &text, bool isDefault)
{
    auto *button = m_buttons->addButton(text, QDialogButtonBox::ActionRole);
    button->setAutoDefault(isDefault);
    button->setDefault(isDefault);
    return button;
}

void VerificationDialog::addStep(const QString &text, void (VerificationDialog::*signal)(), bool isDefault)
{
    QPushButton *button = addButton(text, isDefault);
    connect(button, &QPushButton::clicked, this, [this, signal] {
        wait();
        Q_EMIT(this->*signal)();
    });
    m_actions.append(button);
}

/// Until the flow has gone on. One may still give it up.
void VerificationDialog::wait()
{
    for (QPushButton *button : std::as_const(m_actions))
        button->setEnabled(false);
    m_busy->start(tr("Waiting for the server…"));
}

void VerificationDialog::addClose(const QString &text)
{
    connect(addButton(text, m_flow.isOver()), &QPushButton::clicked, this, &VerificationDialog::reject);
}

void VerificationDialog::refresh()
{
    // Not clear(): one of them may be speaking.
    for (QAbstractButton *button : m_buttons->buttons()) {
        m_buttons->removeButton(button);
        button->deleteLater();
    }
    m_actions.clear();
    m_busy->stop();
    m_board->hide();
    m_code->hide();
    m_isScanning = m_isScanning && m_flow.state == State::Ready && m_flow.supportsScanning;
    m_camera->setVisible(m_isScanning);
    switch (m_flow.state) {
    case State::Requested:
    case State::Started:
        showAsked();
        break;
    case State::Ready:
        showReady();
        break;
    case State::Comparing:
        showComparing();
        break;
    case State::Confirmed:
        say(m_flow.isOwnUser ? tr("Confirm it on the other session too")
                             : tr("Waiting for %1 to confirm").arg(otherName()));
        addClose(tr("Cancel"));
        break;
    case State::Scanned:
        say(tr("Does the other screen say that it worked?"), tr("Your code was scanned."));
        addStep(tr("&Yes"), &VerificationDialog::matchConfirmed, true);
        addClose(tr("No"));
        break;
    case State::Done:
    case State::Cancelled:
        showOver();
        break;
    }
    adjustSize();
}

void VerificationDialog::showAsked()
{
    if (m_flow.isByOther && m_flow.isOwnUser)
        say(VerificationText::askedBySession(m_other),
            tr("You compare what both screens show. So you know that nobody reads along in between."));
    else if (m_flow.isByOther)
        say(VerificationText::asked(false, true, otherName()),
            tr("Both of you compare what their screens show. So you know that you write to each other, and "
               "nobody reads along."));
    else if (m_flow.isOwnUser)
        say(m_other.isEmpty() ? tr("Accept this on another session of yours")
                              : tr("Accept this on your session %1").arg(otherName()),
            tr("Look at a device on which you are signed in: it asks you to go on."));
    else
        say(tr("Waiting for %1 to accept").arg(otherName()),
            tr("They are asked in your chat. This ends after ten minutes."));
    if (m_flow.isByOther)
        addStep(tr("&Go on"), &VerificationDialog::acceptRequested, true);
    addClose(tr("Cancel"));
}

void VerificationDialog::showReady()
{
    const bool hasCode = m_flow.supportsShowing && !m_code->isEmpty();
    m_code->setVisible(hasCode && !m_isScanning);
    if (m_isScanning) {
        say(tr("Hold their code before the camera"));
        connect(addButton(tr("&Back")), &QPushButton::clicked, this, [this] { setScanning(false); });
        addClose(tr("Cancel"));
        return;
    }
    if (hasCode)
        say(tr("Scan this with the other device"), tr("Or compare emoji, if one of you has no camera."));
    else if (m_flow.supportsScanning)
        say(tr("Scan the code on the other screen"),
            m_flow.supportsSas ? tr("Or compare emoji.") : QString());
    else if (m_flow.supportsSas)
        say(tr("Compare emoji"), m_flow.isOwnUser
                                     ? tr("Have both devices before you.")
                                     : tr("Meet, or call each other: do not send them as messages."));
    else
        say(tr("The other app does not know a way to verify that Linnet knows too."));
    if (m_flow.supportsScanning)
        connect(addButton(tr("&Scan their code"), !hasCode), &QPushButton::clicked, this,
                [this] { setScanning(true); });
    if (m_flow.supportsSas)
        addStep(tr("Compare &emoji"), &VerificationDialog::emojiRequested,
                !hasCode && !m_flow.supportsScanning);
    addClose(tr("Cancel"));
}

void VerificationDialog::setScanning(bool isScanning)
{
    m_isScanning = isScanning;
    m_trouble->hide();
    refresh();
}

void VerificationDialog::showComparing()
{
    const bool hasEmoji = !m_flow.emoji.isEmpty();
    say(hasEmoji ? tr("Does the other screen show the same emoji in the same order?")
                 : tr("Does the other screen show the same numbers?"),
        m_flow.isOwnUser ? QString() : tr("Ask %1, not in this chat.").arg(otherName()));
    m_board->setContent(m_flow.emoji, m_flow.decimals);
    m_board->setVisible(true);
    addStep(tr("They &match"), &VerificationDialog::matchConfirmed);
    addStep(tr("They &do not match"), &VerificationDialog::mismatchFound);
    addClose(tr("Cancel"));
}

void VerificationDialog::showOver()
{
    if (m_flow.state == State::Cancelled)
        say(tr("Not verified"), VerificationText::reason(m_flow, m_other));
    else if (m_flow.isOwnUser)
        say(tr("Verified"), tr("Your sessions trust each other now, and so do those who have verified you."));
    else
        say(tr("You and %1 have verified each other").arg(otherName()),
            tr("Should their identity ever change, Linnet tells you."));
    addClose(tr("Close"));
}

}
