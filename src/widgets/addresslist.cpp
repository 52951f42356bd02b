// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/addresslist.h"

#include "matrix/displayname.h"
#include "session/accountadmin.h"
#include "session/errortext.h"
#include "widgets/addaddressdialog.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace linnet {

namespace {

constexpr qsizetype LongestAddress = 200;

QString wordsOf(const Threepid &address)
{
    const QString text = shortened(cleanName(address.address), LongestAddress);
    return address.medium == Threepid::Medium::Phone && !text.startsWith(u'+') ? u'+' + text : text;
}

}

AddressList::AddressList(AccountAdmin &admin, QWidget *parent)
    : QWidget(parent), m_admin(admin), m_list(new QListWidget(this)), m_note(new QLabel(this)),
      m_addEmail(new QPushButton(tr("Add E-&Mail Address…"), this)),
      m_addPhone(new QPushButton(tr("Add Te&lephone Number…"), this)),
      m_remove(new QPushButton(tr("Remo&ve…"), this))
{
    m_list->setObjectName(QStringLiteral("addresses"));
    m_list->setAccessibleName(tr("Your e-mail addresses and telephone numbers"));
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_note->setObjectName(QStringLiteral("addressNote"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_addEmail->setObjectName(QStringLiteral("addEmail"));
    m_addPhone->setObjectName(QStringLiteral("addPhone"));
    m_remove->setObjectName(QStringLiteral("removeAddress"));
    for (QPushButton *button : {m_addEmail, m_addPhone, m_remove})
        button->setAutoDefault(false);
    layOut();
    connect(m_list, &QListWidget::itemSelectionChanged, this, &AddressList::refresh);
    connect(m_addEmail, &QPushButton::clicked, this, [this] { add(Threepid::Medium::Email); });
    connect(m_addPhone, &QPushButton::clicked, this, [this] { add(Threepid::Medium::Phone); });
    connect(m_remove, &QPushButton::clicked, this, &AddressList::remove);
    refresh();
}

void AddressList::layOut()
{
    auto *title = new QLabel(tr("E-mail and telephone"), this);
    title->setFont(Theme::name(font()));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_addEmail);
    buttons->addWidget(m_addPhone);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(title);
    layout->addWidget(m_list);
    layout->addWidget(m_note);
    layout->addLayout(buttons);
    m_list->setMaximumHeight(Theme::units(24, font()));
}

void AddressList::load()
{
    m_admin.addresses().then(this, [this](const Result<QList<Threepid>> &addresses) {
        if (addresses)
            return show(*addresses);
        if (ApiClient::isUnrecognized(addresses.error()))
            return hide();
        Q_EMIT failed(tr("Your addresses could not be loaded"), ErrorText::of(addresses.error()).what);
    });
}

void AddressList::setCapabilities(const AccountCapabilities &can)
{
    m_canChange = can.canChangeAddresses;
    refresh();
}

void AddressList::show(const QList<Threepid> &addresses)
{
    m_addresses = addresses;
    m_list->clear();
    for (const Threepid &address : addresses)
        m_list->addItem(wordsOf(address));
    setVisible(true);
    refresh();
}

void AddressList::refresh()
{
    const bool isChosen = !m_list->selectedItems().isEmpty();
    m_addEmail->setEnabled(m_canChange);
    m_addPhone->setEnabled(m_canChange);
    m_remove->setEnabled(m_canChange && isChosen);
    m_note->setText(!m_canChange ? tr("Your server does not let you change these.")
                    : m_addresses.isEmpty()
                        ? tr("With an e-mail address you can set another password if you forget yours.")
                        : QString());
    m_note->setVisible(!m_note->text().isEmpty());
}

void AddressList::add(Threepid::Medium medium)
{
    auto *dialog = new AddAddressDialog(m_admin, medium, this);
    connect(dialog, &AddAddressDialog::added, this, &AddressList::load);
    dialog->open();
}

void AddressList::remove()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_addresses.size())
        return;
    const Threepid address = m_addresses.at(row);
    auto *box = new QMessageBox(QMessageBox::Question, tr("Remove address"),
                                tr("Remove %1 from your account?").arg(isolated(wordsOf(address))),
                                QMessageBox::Cancel, this);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowModality(Qt::WindowModal);
    QPushButton *button = box->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    connect(button, &QPushButton::clicked, this, [this, address] {
        m_admin.remove(address).then(this, [this](const Status &status) {
            if (!status)
                Q_EMIT failed(tr("The address could not be removed"), ErrorText::of(status.error()).what);
            load();
        });
    });
    box->open();
}

}
