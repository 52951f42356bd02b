// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/addressessetting.h"

#include "matrix/displayname.h"
#include "matrix/servername.h"
#include "widgets/settingnote.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <QSignalBlocker>

namespace linnet {

namespace {

constexpr int Rest = 400; ///< ms

/// All of them, the main one first.
QStringList addressesOf(const RoomSettings &settings)
{
    const RoomAddresses &named = settings.facts().addresses;
    QStringList all = named.others + settings.listing().addresses();
    if (!named.main.isEmpty())
        all.prepend(named.main);
    all.removeDuplicates();
    return all;
}

}

AddressesSetting::AddressesSetting(RoomSettings &settings, QWidget *parent)
    : RoomSettingsPage(settings, parent), m_list(new QListWidget(this)), m_name(new QLineEdit(this)),
      m_add(new QPushButton(tr("&Add"), this)),
      m_makeMain(new QPushButton(tr("Make it the &main one"), this)),
      m_remove(new QPushButton(tr("&Remove"), this)),
      m_listed(new QCheckBox(tr("Show it in the server's &directory of rooms"), this)),
      m_server(serverOf(settings.self()))
{
    m_list->setObjectName(QStringLiteral("addresses"));
    m_list->setAccessibleName(tr("Addresses"));
    m_list->setFixedHeight(Theme::units(24, font()));
    m_name->setObjectName(QStringLiteral("newAddress"));
    m_name->setPlaceholderText(tr("new-address"));
    m_name->setAccessibleName(tr("New address"));
    static const QRegularExpression localPart(QStringLiteral("[^\\s:#]*"));
    m_name->setValidator(new QRegularExpressionValidator(localPart, this));
    m_add->setObjectName(QStringLiteral("addAddress"));
    m_makeMain->setObjectName(QStringLiteral("makeMain"));
    m_remove->setObjectName(QStringLiteral("removeAddress"));
    m_listed->setObjectName(QStringLiteral("listed"));
    for (QPushButton *button : {m_add, m_makeMain, m_remove})
        button->setAutoDefault(false);
    m_rest.setSingleShot(true);
    m_rest.setInterval(Rest);

    auto *actions = new QHBoxLayout;
    actions->addWidget(m_makeMain);
    actions->addWidget(m_remove);
    actions->addStretch();
    auto *line = new QHBoxLayout;
    line->addWidget(new QLabel(QStringLiteral("#"), this));
    line->addWidget(m_name, 1);
    line->addWidget(new QLabel(u':' + m_server, this));
    line->addWidget(m_add);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(makeTitle(tr("Addresses")));
    layout->addWidget(m_list);
    layout->addLayout(actions);
    layout->addLayout(line);
    layout->addWidget(makeNote(RoomField::Addresses));
    layout->addWidget(m_listed);
    layout->addWidget(makeNote(RoomField::Listing));

    connect(m_list, &QListWidget::currentRowChanged, this, &AddressesSetting::showActions);
    connect(m_name, &QLineEdit::textChanged, this, [this] {
        note(RoomField::Addresses)->clear();
        m_rest.start();
        showActions();
    });
    connect(m_name, &QLineEdit::returnPressed, this, &AddressesSetting::add);
    connect(&m_rest, &QTimer::timeout, this, &AddressesSetting::look);
    connect(m_add, &QPushButton::clicked, this, &AddressesSetting::add);
    connect(m_makeMain, &QPushButton::clicked, this, [this] {
        note(RoomField::Addresses)->showSaving();
        this->settings().setMainAddress(selected());
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        note(RoomField::Addresses)->showSaving();
        this->settings().removeAddress(selected());
    });
    connect(m_listed, &QCheckBox::clicked, this, [this](bool isChecked) {
        note(RoomField::Listing)->showSaving();
        this->settings().setListed(isChecked);
    });
    connect(&settings, &RoomSettings::saved, this, [this](RoomField field) {
        if (field != RoomField::Addresses || !addressesOf(this->settings()).contains(typed()))
            return;
        const QSignalBlocker quiet(m_name); // the note says that it was saved
        m_name->clear();
        showActions();
    });
}

QString AddressesSetting::typed() const
{
    const QString name = m_name->text().trimmed();
    return name.isEmpty() ? QString() : u'#' + name + u':' + m_server;
}

QString AddressesSetting::selected() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? item->data(Qt::UserRole).toString() : QString();
}

void AddressesSetting::add()
{
    m_rest.stop();
    if (typed().isEmpty() || !m_add->isEnabled())
        return;
    note(RoomField::Addresses)->showSaving();
    settings().addAddress(typed());
}

void AddressesSetting::look()
{
    const QString address = typed();
    if (address.isEmpty())
        return;
    settings().lookUp(address).then(this, [this, address](const Result<RoomListing::Place> &place) {
        if (!place || address != typed())
            return; // adding it says what is wrong
        if (*place == RoomListing::Place::Free)
            note(RoomField::Addresses)->showHint(tr("This address is free."));
        else if (*place == RoomListing::Place::Taken)
            note(RoomField::Addresses)->showHint(tr("Another room has this address."));
        else
            note(RoomField::Addresses)->showHint(tr("This address leads here already."));
    });
}

void AddressesSetting::refresh()
{
    const QString before = selected();
    const QString main = settings().facts().addresses.main;
    const QStringList addresses = addressesOf(settings());
    // Nothing is selected in between: a button below would lose the focus.
    QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const QString &address : addresses) {
        const QString shown = isolated(oneLine(address, 255));
        auto *item =
            new QListWidgetItem(address == main ? tr("%1 (main address)").arg(shown) : shown, m_list);
        item->setData(Qt::UserRole, address);
        if (address == before)
            m_list->setCurrentItem(item);
    }
    quiet.unblock();
    const RoomRights rights = settings().rights();
    note(RoomField::Addresses)->setCanChange(rights.addresses(), {m_name});
    const std::optional<bool> isListed = settings().listing().isListed();
    m_listed->setVisible(isListed.has_value());
    m_listed->setChecked(isListed.value_or(false));
    // By what servers let one do; they say themselves where they are stricter.
    note(RoomField::Listing)->setCanChange(rights.state(RoomStateType::Addresses), {m_listed});
    showActions();
}

void AddressesSetting::showActions()
{
    const RoomRights rights = settings().rights();
    const CanChange named = rights.state(RoomStateType::Addresses);
    const QString address = selected();
    const bool isMain = address == settings().facts().addresses.main;
    m_makeMain->setEnabled(named.isAllowed && !address.isEmpty() && !isMain);
    m_makeMain->setToolTip(named.reason);
    m_remove->setEnabled(rights.addresses().isAllowed && !address.isEmpty());
    m_add->setEnabled(rights.addresses().isAllowed && !typed().isEmpty());
}

void AddressesSetting::keyPressEvent(QKeyEvent *event)
{
    // Enter adds it, and does not close the window as well.
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return event->accept();
    QWidget::keyPressEvent(event);
}

}
