// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/requestdialog.h"

#include "widgets/messagebar.h"
#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace linnet {

namespace {

constexpr std::chrono::milliseconds Patience{300}; ///< what is quicker needs no progress

}

RequestDialog::RequestDialog(const QString &title, const QString &verb, QWidget *parent)
    : QDialog(parent), m_form(new QWidget(this)), m_progress(new QProgressBar(this)),
      m_failure(new MessageBar(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(title);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_button = buttons->addButton(verb, QDialogButtonBox::ActionRole);
    m_button->setDefault(true);
    m_button->setEnabled(false);
    connect(m_button, &QPushButton::clicked, this, &RequestDialog::submit);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    // Keeps its room, so that nothing jumps when it comes and goes.
    QSizePolicy keeps = m_progress->sizePolicy();
    keeps.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(keeps);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(Theme::units(1, font()));
    m_progress->setAccessibleName(tr("Asking the server"));
    m_progress->hide();
    m_failure->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(Theme::units(2, font()));
    layout->addWidget(m_form, 1);
    layout->addWidget(m_failure);
    layout->addWidget(m_progress);
    layout->addWidget(buttons);
}

// The buttons were made before what a form's class puts into it, so the form would come after Cancel.
void RequestDialog::showEvent(QShowEvent *event)
{
    if (QWidget *chosen = focusWidget(); !chosen || !m_form->isAncestorOf(chosen)) {
        const QList<QWidget *> fields = m_form->findChildren<QWidget *>();
        const auto first = std::find_if(fields.cbegin(), fields.cend(), [](const QWidget *field) {
            return field->focusPolicy() & Qt::TabFocus && !qobject_cast<const QLabel *>(field) &&
                   field->isEnabled();
        });
        if (first != fields.cend())
            (*first)->setFocus();
    }
    QDialog::showEvent(event);
}

// What comes into it would take its room from the lines of text, which can be squeezed.
bool RequestDialog::event(QEvent *event)
{
    const bool isTaken = QDialog::event(event);
    if (event->type() == QEvent::LayoutRequest && isVisible()) {
        const int needed = layout()->totalHeightForWidth(width());
        if (needed > height())
            resize(width(), needed);
    }
    return isTaken;
}

void RequestDialog::setReady(bool isReady)
{
    m_isReady = isReady;
    m_button->setEnabled(isReady && !m_isBusy);
}

void RequestDialog::clearFailure()
{
    m_failure->hide();
}

void RequestDialog::submit()
{
    if (m_isBusy || !m_isReady)
        return;
    m_failure->hide();
    setBusy(true);
    send();
}

void RequestDialog::setBusy(bool isBusy)
{
    // A widget that is disabled loses the focus, mostly to Cancel, and Enter would then drop what was typed.
    if (isBusy && !m_isBusy) {
        m_hadFocus = focusWidget();
        setFocus();
    }
    m_isBusy = isBusy;
    m_form->setEnabled(!isBusy);
    m_button->setEnabled(m_isReady && !isBusy);
    if (!isBusy) {
        m_progress->hide();
        if (m_hadFocus)
            m_hadFocus->setFocus();
        return;
    }
    QTimer::singleShot(Patience, this, [this] { m_progress->setVisible(m_isBusy); });
}

void RequestDialog::setFailure(const Error &error, ErrorText::During during)
{
    const ErrorText text = ErrorText::of(error, during);
    setBusy(false);
    m_failure->setMessage(MessageBar::Tone::Failure, text.what, text.detail);
    m_failure->show();
}

void RequestDialog::setProblem(const QString &what)
{
    setBusy(false);
    m_failure->setMessage(MessageBar::Tone::Warning, what);
    m_failure->show();
}

}
