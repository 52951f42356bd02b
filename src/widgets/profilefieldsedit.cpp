// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/profilefieldsedit.h"

#include "matrix/displayname.h"
#include "session/errortext.h"
#include "session/ownprofile.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace linnet {

namespace {

constexpr qsizetype LongestShown = 200;

}

ProfileFieldsEdit::ProfileFieldsEdit(OwnProfile &profile, QWidget *parent)
    : QWidget(parent), m_profile(profile), m_list(new QTreeWidget(this)),
      m_add(new QPushButton(tr("&Add Field…"), this)), m_change(new QPushButton(tr("C&hange…"), this)),
      m_remove(new QPushButton(tr("Rem&ove"), this))
{
    m_list->setObjectName(QStringLiteral("profileFields"));
    m_list->setHeaderLabels({tr("Field"), tr("What it says")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAccessibleName(tr("Further fields of your profile"));
    m_list->header()->setStretchLastSection(true);
    m_add->setObjectName(QStringLiteral("addField"));
    m_change->setObjectName(QStringLiteral("changeField"));
    m_remove->setObjectName(QStringLiteral("removeField"));
    for (QPushButton *button : {m_add, m_change, m_remove})
        button->setAutoDefault(false);
    layOut();
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &ProfileFieldsEdit::refresh);
    connect(m_list, &QTreeWidget::itemActivated, this, [this] {
        if (m_change->isEnabled())
            ask(chosen());
    });
    connect(m_add, &QPushButton::clicked, this, &ProfileFieldsEdit::askKey);
    connect(m_change, &QPushButton::clicked, this, [this] { ask(chosen()); });
    connect(m_remove, &QPushButton::clicked, this, [this] { send(chosen(), {}); });
    refresh();
}

void ProfileFieldsEdit::layOut()
{
    auto *note = new QLabel(tr("Everybody can see these."), this);
    note->setForegroundRole(QPalette::PlaceholderText);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_add);
    buttons->addWidget(m_change);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
    layout->addWidget(note);
    layout->addLayout(buttons);
    m_list->setMaximumHeight(Theme::units(30, font()));
}

void ProfileFieldsEdit::setFields(const QMap<QString, QString> &fields)
{
    const QString before = chosen();
    m_fields = fields;
    m_list->clear();
    for (auto it = fields.begin(); it != fields.end(); ++it) {
        auto *row = new QTreeWidgetItem(m_list, {it.key(), oneLine(cleanName(it.value()), LongestShown)});
        if (it.key() == before)
            m_list->setCurrentItem(row);
    }
    m_list->resizeColumnToContents(0);
    refresh();
}

void ProfileFieldsEdit::setCapabilities(const AccountCapabilities &can)
{
    m_can = can;
    refresh();
}

QString ProfileFieldsEdit::chosen() const
{
    const QList<QTreeWidgetItem *> rows = m_list->selectedItems();
    return rows.isEmpty() ? QString() : rows.first()->text(0);
}

void ProfileFieldsEdit::refresh()
{
    const QString key = chosen();
    const QString why = m_can.canChangeFields ? QString() : tr("Your server does not let you change this.");
    for (QPushButton *button : {m_add, m_change, m_remove})
        button->setToolTip(why);
    m_add->setEnabled(m_can.canChangeFields);
    m_change->setEnabled(!key.isEmpty() && m_can.canChangeField(key));
    m_remove->setEnabled(!key.isEmpty() && m_can.canChangeField(key));
}

void ProfileFieldsEdit::askKey()
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    dialog->setWindowTitle(tr("Add a field"));
    dialog->setLabelText(tr("Its name, such as org.example.pronouns:"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &text) {
        const QString key = text.trimmed();
        if (!ProfileRequests::isKey(key) || !m_can.canChangeField(key)) {
            Q_EMIT failed(tr("A field cannot have this name"),
                          tr("Use small letters, digits and . _ - only, and begin with a letter."));
            return;
        }
        ask(key);
    });
    dialog->open();
}

void ProfileFieldsEdit::ask(const QString &key)
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    dialog->setWindowTitle(tr("Change a field"));
    dialog->setLabelText(tr("What %1 says:").arg(key));
    dialog->setTextValue(m_fields.value(key));
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, key](const QString &value) { send(key, value.trimmed()); });
    dialog->open();
}

void ProfileFieldsEdit::send(const QString &key, const QString &value)
{
    if (key.isEmpty() || m_fields.value(key) == value)
        return;
    m_profile.set(key, value).then(this, [this](const Status &status) {
        if (!status)
            Q_EMIT failed(tr("The field could not be changed"), ErrorText::of(status.error()).what);
    });
}

}
