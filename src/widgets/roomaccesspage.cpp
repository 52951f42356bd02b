// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomaccesspage.h"

#include "matrix/displayname.h"
#include "widgets/joinrulesetting.h"
#include "widgets/nowheel.h"
#include "widgets/serveraclsetting.h"
#include "widgets/settingnote.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace linnet {

RoomAccessPage::RoomAccessPage(RoomSettings &settings, RoomList &rooms, bool hasEncryption, QWidget *parent)
    : RoomSettingsPage(settings, parent), m_history(new QComboBox(this)),
      m_guests(new QCheckBox(tr("&Guests without an account can join"), this)), m_encryption(makeText()),
      m_encrypt(new QPushButton(tr("&Encrypt messages…"), this)), m_policy(makeText())
{
    m_history->setObjectName(QStringLiteral("history"));
    m_history->setAccessibleName(tr("Who can read what was said"));
    NoWheel::keepFrom(*m_history);
    m_history->addItem(tr("Anybody, without joining too"), QStringLiteral("world_readable"));
    m_history->addItem(tr("Members, from the beginning"), QStringLiteral("shared"));
    m_history->addItem(tr("Members, since they were invited"), QStringLiteral("invited"));
    m_history->addItem(tr("Members, since they joined"), QStringLiteral("joined"));
    m_guests->setObjectName(QStringLiteral("guests"));
    m_encrypt->setObjectName(QStringLiteral("encrypt"));
    m_encrypt->setAutoDefault(false);
    m_policy->setObjectName(QStringLiteral("policyServer"));
    auto *encryption = new QHBoxLayout;
    encryption->addWidget(m_encryption, 1);
    encryption->addWidget(m_encrypt);
    const int space = Theme::units(3, font());
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(new JoinRuleSetting(settings, rooms, this));
    layout->addSpacing(space);
    layout->addWidget(makeTitle(tr("Who can read what was said")));
    layout->addWidget(m_history);
    layout->addWidget(makeText(tr("This counts for what is said from then on.")));
    layout->addWidget(makeNote(RoomField::History));
    layout->addSpacing(space);
    layout->addWidget(m_guests);
    layout->addWidget(makeNote(RoomField::Guests));
    layout->addSpacing(space);
    QLabel *title = makeTitle(tr("Encryption"));
    layout->addWidget(title);
    layout->addLayout(encryption);
    for (QWidget *widget : {static_cast<QWidget *>(title), static_cast<QWidget *>(m_encryption),
                            static_cast<QWidget *>(m_encrypt)})
        widget->setVisible(hasEncryption);
    layout->addSpacing(space);
    layout->addWidget(new ServerAclSetting(settings, this));
    layout->addWidget(m_policy);
    layout->addStretch();
    connect(m_history, &QComboBox::activated, this, [this](int row) {
        const QString chosen = m_history->itemData(row).toString();
        if (chosen == this->settings().facts().history)
            return;
        note(RoomField::History)->showSaving();
        this->settings().setHistory(chosen);
    });
    connect(m_guests, &QCheckBox::clicked, this, [this](bool isChecked) {
        note(RoomField::Guests)->showSaving();
        this->settings().setGuestsAllowed(isChecked);
    });
    connect(m_encrypt, &QPushButton::clicked, this, &RoomAccessPage::encryptRequested);
}

void RoomAccessPage::refresh()
{
    const RoomFacts &facts = settings().facts();
    const RoomRights rights = settings().rights();
    m_history->setCurrentIndex(m_history->findData(facts.history));
    note(RoomField::History)->setCanChange(rights.state(RoomStateType::History), {m_history});
    m_guests->setChecked(facts.areGuestsAllowed);
    note(RoomField::Guests)->setCanChange(rights.state(RoomStateType::Guests), {m_guests});
    const CanChange encrypt = rights.encrypt();
    m_encryption->setText(facts.isEncrypted ? tr("Only who is in this room can read what is said. This can "
                                                 "never be turned off.")
                                            : tr("Messages are not encrypted."));
    m_encrypt->setEnabled(encrypt.isAllowed);
    m_encrypt->setToolTip(encrypt.reason);
    m_policy->setVisible(!facts.policyServer.isEmpty());
    m_policy->setText(tr("What is said here is looked at by %1 first, which may refuse it.")
                          .arg(isolated(oneLine(facts.policyServer, 100))));
}

}
