// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/addaddressdialog.h"

#include "matrix/displayname.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace linnet {

AddAddressDialog::AddAddressDialog(AccountAdmin &admin, Threepid::Medium medium, QWidget *parent)
    : GuardedDialog(medium == Threepid::Medium::Email ? tr("Add an e-mail address")
                                                      : tr("Add a telephone number"),
                    tr("Continue"), parent),
      m_admin(admin), m_medium(medium), m_words(new QLabel(form())), m_address(new QLineEdit(form())),
      m_code(new QLineEdit(form())), m_resend(new QPushButton(tr("&Send Again"), form())),
      m_other(new QPushButton(isEmail() ? tr("Use &Another Address") : tr("Use &Another Number"), form()))
{
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_address->setObjectName(QStringLiteral("address"));
    m_address->setAccessibleName(isEmail() ? tr("E-mail address") : tr("Telephone number"));
    m_code->setObjectName(QStringLiteral("code"));
    m_code->setAccessibleName(tr("Code from the message"));
    m_code->setPlaceholderText(tr("Code from the message"));
    m_resend->setObjectName(QStringLiteral("resend"));
    m_other->setObjectName(QStringLiteral("otherAddress"));
    m_resend->setAutoDefault(false);
    m_other->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_resend);
    buttons->addWidget(m_other);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(form());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::units(2, font()));
    layout->addWidget(m_words);
    layout->addWidget(m_address);
    layout->addWidget(m_code);
    layout->addLayout(buttons);
    for (QLineEdit *line : {m_address, m_code})
        connect(line, &QLineEdit::textChanged, this, &AddAddressDialog::check);
    connect(m_resend, &QPushButton::clicked, this, &AddAddressDialog::resend);
    connect(m_other, &QPushButton::clicked, this, &AddAddressDialog::changeAddress);
    showStep(Step::Address);
}

void AddAddressDialog::showStep(Step step)
{
    m_step = step;
    const QString address = isolated(shortened(cleanName(m_adding.address.address), 120));
    switch (step) {
    case Step::Address:
        m_words->setText(isEmail() ? tr("The server sends a mail there, to see that the address is yours.")
                                   : tr("The server sends a message there, to see that the number is yours. "
                                        "Begin with the country: +44 20…"));
        break;
    case Step::Code:
        m_words->setText(tr("A code is on its way to %1. Type it here.").arg(address));
        break;
    case Step::Link:
        m_words->setText(
            tr("A mail is on its way to %1. Open the link in it, then come back here.").arg(address));
        break;
    }
    m_address->setVisible(step == Step::Address);
    m_code->setVisible(step == Step::Code);
    m_code->clear();
    m_resend->setVisible(step != Step::Address);
    m_other->setVisible(step != Step::Address);
    setVerb(step == Step::Link ? tr("I Am Done") : tr("Continue"));
    check();
    if (step != Step::Link)
        (step == Step::Address ? m_address : m_code)->setFocus();
}

void AddAddressDialog::check()
{
    clearFailure();
    if (m_step == Step::Link)
        return setReady(true);
    const QString text = (m_step == Step::Address ? m_address : m_code)->text().trimmed();
    setReady(!text.isEmpty() && (m_step == Step::Code || !isEmail() || text.contains(u'@')));
}

Task<Done> AddAddressDialog::carryOut(const AskAuth &ask)
{
    m_isAsking = m_step == Step::Address;
    if (m_isAsking) {
        AccountAdmin::Adding adding;
        adding.address = {m_medium, m_address->text().trimmed(), 0};
        return askForMessage(adding);
    }
    if (m_step == Step::Link || m_isCodeTaken)
        return m_admin.add(m_adding, ask);
    return m_admin.giveCode(m_adding, m_code->text()).andThen([this, ask](Done) {
        m_isCodeTaken = true;
        return m_admin.add(m_adding, ask);
    });
}

Task<Done> AddAddressDialog::askForMessage(const AccountAdmin::Adding &adding)
{
    return m_admin.sendMessage(adding).andThen([this](const AccountAdmin::Adding &next) {
        m_adding = next;
        m_isCodeTaken = false;
        return Done{};
    });
}

void AddAddressDialog::onWorked()
{
    if (m_isAsking)
        return showStep(m_adding.proof.codePage.isEmpty() ? Step::Link : Step::Code);
    Q_EMIT added();
    accept();
}

void AddAddressDialog::resend()
{
    if (isRunning())
        return;
    m_isAsking = true;
    run(askForMessage(m_adding));
}

void AddAddressDialog::changeAddress()
{
    m_adding = {};
    showStep(Step::Address);
    m_address->selectAll();
}

}
