// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomgeneralpage.h"

#include "matrix/displayname.h"
#include "widgets/addressessetting.h"
#include "widgets/avatarsetting.h"
#include "widgets/textsetting.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace linnet {

RoomGeneralPage::RoomGeneralPage(RoomSettings &settings, Avatars &avatars, QWidget *parent)
    : RoomSettingsPage(settings, parent),
      m_notices(makeText(tr("Here your server tells you what you should know. Nobody else can write here."))),
      m_avatar(new AvatarSetting(avatars, this)), m_name(new TextSetting(tr("&Name"), false, this)),
      m_topic(new TextSetting(tr("&Topic"), true, this)), m_version(makeText()),
      m_upgrade(new QPushButton(tr("Up&grade…"), this)), m_leave(new QPushButton(tr("&Leave…"), this))
{
    m_notices->setObjectName(QStringLiteral("serverNotices"));
    m_notices->hide();
    m_name->setObjectName(QStringLiteral("roomName"));
    m_topic->setObjectName(QStringLiteral("roomTopic"));
    m_version->setObjectName(QStringLiteral("roomVersion"));
    m_upgrade->setObjectName(QStringLiteral("upgrade"));
    m_leave->setObjectName(QStringLiteral("leave"));
    for (QPushButton *button : {m_upgrade, m_leave})
        button->setAutoDefault(false);
    auto *version = new QHBoxLayout;
    version->addWidget(m_version, 1);
    version->addWidget(m_upgrade);
    auto *end = new QHBoxLayout;
    end->addWidget(m_leave);
    end->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_notices);
    layout->addWidget(m_avatar);
    layout->addWidget(m_name);
    layout->addWidget(m_topic);
    layout->addWidget(new AddressesSetting(settings, this));
    layout->addLayout(version);
    layout->addLayout(end);
    layout->addStretch();

    connect(m_avatar, &AvatarSetting::pictureChosen, &settings, &RoomSettings::setAvatar);
    connect(m_avatar, &AvatarSetting::removeRequested, &settings, &RoomSettings::removeAvatar);
    connect(m_name, &TextSetting::changeRequested, &settings, &RoomSettings::setName);
    connect(m_topic, &TextSetting::changeRequested, &settings, &RoomSettings::setTopic);
    connect(m_upgrade, &QPushButton::clicked, this, &RoomGeneralPage::upgradeRequested);
    connect(m_leave, &QPushButton::clicked, this, &RoomGeneralPage::leaveRequested);
    connect(&settings, &RoomSettings::saved, this, [this](RoomField field) {
        if (field == RoomField::Name)
            m_name->setSaved();
        else if (field == RoomField::Topic)
            m_topic->setSaved();
        else if (field == RoomField::Avatar)
            m_avatar->setSaved();
    });
    connect(&settings, &RoomSettings::failed, this, [this](RoomField field, const Error &error) {
        if (field == RoomField::Name)
            m_name->setFailed(error);
        else if (field == RoomField::Topic)
            m_topic->setFailed(error);
        else if (field == RoomField::Avatar)
            m_avatar->setFailed(error);
    });
}

void RoomGeneralPage::commit()
{
    m_name->commit();
    m_topic->commit();
}

void RoomGeneralPage::refresh()
{
    const RoomFacts &facts = settings().facts();
    const RoomRights rights = settings().rights();
    m_notices->setVisible(settings().isServerNotices());
    m_avatar->setPicture(facts.avatarUrl, settings().room().toString(), facts.name);
    m_avatar->setCanChange(rights.state(RoomStateType::Avatar));
    m_name->setValue(facts.name);
    m_name->setCanChange(rights.state(RoomStateType::Name));
    m_topic->setValue(facts.topic);
    m_topic->setCanChange(rights.state(RoomStateType::Topic));
    const QString version = facts.version.isEmpty() ? QStringLiteral("1") : oneLine(facts.version, 40);
    m_version->setText(facts.isSpace ? tr("This is a space of version %1.").arg(isolated(version))
                                     : tr("This is a room of version %1.").arg(isolated(version)));
    const CanChange upgrade = rights.upgrade();
    m_upgrade->setEnabled(upgrade.isAllowed);
    m_upgrade->setToolTip(upgrade.reason);
}

}
