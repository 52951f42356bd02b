// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/privacysettingspage.h"

#include "session/session.h"
#include "widgets/preferences.h"

#include <QCheckBox>
#include <QLabel>
#include <QVBoxLayout>

namespace linnet {

PrivacySettingsPage::PrivacySettingsPage(Preferences &preferences, Session &session, QWidget *parent)
    : QWidget(parent)
{
    auto *read = new QCheckBox(tr("Tell others what I have &read"), this);
    read->setObjectName(QStringLiteral("tellRead"));
    read->setChecked(preferences.tellsRead());
    auto *readNote = new QLabel(tr("Your other devices always know, so that nothing is unread twice."), this);
    readNote->setWordWrap(true);
    readNote->setForegroundRole(QPalette::PlaceholderText);
    auto *typing = new QCheckBox(tr("Tell others when I am &typing"), this);
    typing->setObjectName(QStringLiteral("tellTyping"));
    typing->setChecked(preferences.tellsTyping());
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(read);
    layout->addWidget(readNote);
    layout->addWidget(typing);
    layout->addStretch();
    read->setVisible(session.hasReceipts());
    readNote->setVisible(session.hasReceipts());
    connect(read, &QCheckBox::toggled, &preferences, &Preferences::setTellsRead);
    connect(typing, &QCheckBox::toggled, &preferences, &Preferences::setTellsTyping);
}

}
