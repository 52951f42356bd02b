// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/privacysettingspage.h"

#include "session/session.h"
#include "widgets/ownstatusedit.h"
#include "widgets/preferences.h"
#include "widgets/safetysettings.h"

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
    const auto note = [this](const QString &text) {
        auto *label = new QLabel(text, this);
        label->setWordWrap(true);
        label->setForegroundRole(QPalette::PlaceholderText);
        return label;
    };
    auto *readNote = note(tr("Your other devices always know, so that nothing is unread twice."));
    auto *typing = new QCheckBox(tr("Tell others when I am &typing"), this);
    typing->setObjectName(QStringLiteral("tellTyping"));
    typing->setChecked(preferences.tellsTyping());
    auto *presence = new QCheckBox(tr("&Show when I am online"), this);
    presence->setObjectName(QStringLiteral("tellPresence"));
    presence->setChecked(preferences.tellsPresence());
    auto *presenceNote = note(tr("If not, you do not see it of others either."));
    auto *status = new OwnStatusEdit(session, this);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(read);
    layout->addWidget(readNote);
    layout->addWidget(typing);
    layout->addWidget(presence);
    layout->addWidget(presenceNote);
    layout->addWidget(status);
    layout->addWidget(new SafetySettings(session, this));
    layout->addStretch();
    read->setVisible(session.hasReceipts());
    readNote->setVisible(session.hasReceipts());
    presence->setVisible(session.canHidePresence());
    presenceNote->setVisible(session.canHidePresence());
    // Saying it would show that one is online.
    status->setVisible(session.canHidePresence() && preferences.tellsPresence());
    connect(presence, &QCheckBox::toggled, status, &QWidget::setVisible);
    connect(presence, &QCheckBox::toggled, &preferences, &Preferences::setTellsPresence);
    connect(read, &QCheckBox::toggled, &preferences, &Preferences::setTellsRead);
    connect(typing, &QCheckBox::toggled, &preferences, &Preferences::setTellsTyping);
}

}
