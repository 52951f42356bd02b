// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/signinpage.h"

#include "widgets/busyline.h"

namespace linnet {

SignInPage::SignInPage(QWidget *parent) : QWidget(parent) {}

SignInPage::~SignInPage() = default;

void SignInPage::setUp(QList<QWidget *> form, BusyLine *busy)
{
    m_form = std::move(form);
    m_busy = busy;
    connect(busy, &BusyLine::shown, this, [this] { setFormEnabled(false); });
}

void SignInPage::goBack()
{
    Q_EMIT backRequested();
}

void SignInPage::leave()
{
    endWaiting();
}

QObject *SignInPage::beginWaiting(const QString &words)
{
    m_round = std::make_unique<QObject>();
    m_busy->start(words);
    return m_round.get();
}

void SignInPage::endWaiting()
{
    m_round.reset();
    m_busy->stop();
    setFormEnabled(true);
}

void SignInPage::setFormEnabled(bool isEnabled)
{
    QWidget *focus = focusWidget();
    if (!isEnabled) {
        m_focus = focus;
        // Else it would move on to Back, and a second Enter would press that.
        if (focus && window()->focusWidget() == focus)
            setFocus();
    }
    for (QWidget *widget : m_form)
        widget->setEnabled(isEnabled);
    if (isEnabled && m_focus && window()->focusWidget() == this)
        m_focus->setFocus();
    if (!isEnabled)
        return;
    m_focus.clear();
    updateButton();
}

}
