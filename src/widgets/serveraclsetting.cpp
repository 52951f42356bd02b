// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/serveraclsetting.h"

#include "matrix/servername.h"
#include "widgets/messagebar.h"
#include "widgets/settingnote.h"
#include "widgets/textsetting.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>

namespace linnet {

namespace {

QStringList linesOf(const QPlainTextEdit &edit)
{
    static const QRegularExpression between(QStringLiteral("[\\s,]+"));
    QStringList lines = edit.toPlainText().split(between, Qt::SkipEmptyParts);
    lines.removeDuplicates();
    return lines;
}

}

ServerAclSetting::ServerAclSetting(RoomSettings &settings, QWidget *parent)
    : RoomSettingsPage(settings, parent), m_summary(makeText()),
      m_edit(new QPushButton(tr("Choose &servers…"), this)), m_lists(new QWidget(this)),
      m_allow(new LinesEdit(m_lists)), m_deny(new LinesEdit(m_lists)),
      m_addresses(new QCheckBox(tr("Servers &without a name may take part"), m_lists)),
      m_apply(new QPushButton(tr("A&pply"), m_lists)), m_discard(new QPushButton(tr("&Discard"), m_lists)),
      m_warning(new MessageBar(this))
{
    m_summary->setObjectName(QStringLiteral("serverSummary"));
    m_edit->setObjectName(QStringLiteral("chooseServers"));
    m_allow->setObjectName(QStringLiteral("allowedServers"));
    m_deny->setObjectName(QStringLiteral("deniedServers"));
    m_addresses->setObjectName(QStringLiteral("numberedServers"));
    m_apply->setObjectName(QStringLiteral("applyServers"));
    for (QPushButton *button : {m_edit, m_apply, m_discard})
        button->setAutoDefault(false);
    auto *lists = new QVBoxLayout(m_lists);
    lists->setContentsMargins({});
    const auto addList = [&](const QString &text, LinesEdit *edit) {
        auto *label = new QLabel(text, m_lists);
        label->setBuddy(edit);
        edit->setFixedHeight(Theme::units(20, font()));
        edit->setLayoutDirection(Qt::LeftToRight);
        lists->addWidget(label);
        lists->addWidget(edit);
    };
    addList(tr("Servers that may take part, one a line; * stands for any letters:"), m_allow);
    addList(tr("Of these, servers that may not:"), m_deny);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_apply);
    buttons->addWidget(m_discard);
    buttons->addStretch();
    lists->addWidget(m_addresses);
    lists->addLayout(buttons);
    auto *top = new QHBoxLayout;
    top->addWidget(m_summary, 1);
    top->addWidget(m_edit);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(makeTitle(tr("Servers")));
    layout->addLayout(top);
    layout->addWidget(m_lists);
    layout->addWidget(m_warning);
    layout->addWidget(makeNote(RoomField::Acl));
    m_lists->hide();
    m_warning->hide();
    connect(m_edit, &QPushButton::clicked, this, [this] {
        m_edit->hide();
        m_lists->show();
        m_allow->setFocus();
    });
    for (LinesEdit *edit : {m_allow, m_deny})
        connect(edit, &QPlainTextEdit::textChanged, this, &ServerAclSetting::onEdited);
    connect(m_addresses, &QCheckBox::clicked, this, &ServerAclSetting::onEdited);
    connect(m_apply, &QPushButton::clicked, this, &ServerAclSetting::apply);
    connect(m_discard, &QPushButton::clicked, this, &ServerAclSetting::discard);
    connect(m_warning, &MessageBar::actionTriggered, this, &ServerAclSetting::applyNow);
    connect(m_warning, &MessageBar::secondTriggered, m_warning, &QWidget::hide);
    connect(&settings, &RoomSettings::failed, this, [this](RoomField field) {
        if (field == RoomField::Acl)
            m_isEdited = true; // what was typed stays
    });
    put({{QStringLiteral("*")}, {}, true});
}

void ServerAclSetting::onEdited()
{
    if (m_isPutting)
        return;
    m_isEdited = true;
    m_warning->hide();
    note(RoomField::Acl)->clear();
    refresh();
}

ServerAcl ServerAclSetting::typed() const
{
    return {linesOf(*m_allow), linesOf(*m_deny), m_addresses->isChecked()};
}

void ServerAclSetting::put(const ServerAcl &acl)
{
    m_isPutting = true;
    if (linesOf(*m_allow) != acl.allow)
        m_allow->setPlainText(acl.allow.join(u'\n'));
    if (linesOf(*m_deny) != acl.deny)
        m_deny->setPlainText(acl.deny.join(u'\n'));
    m_addresses->setChecked(acl.allowsAddresses);
    m_isPutting = false;
}

void ServerAclSetting::apply()
{
    const QString own = serverOf(settings().self());
    if (typed().allows(own))
        return applyNow();
    m_warning->setMessage(MessageBar::Tone::Warning, tr("This would shut out your own server"),
                          tr("Nobody on %1, you too, could take part any more or take it back.").arg(own));
    m_warning->setAction(tr("Shut it out"));
    m_warning->setSecondAction(tr("Cancel"));
    m_warning->show();
}

void ServerAclSetting::applyNow()
{
    m_warning->hide();
    m_isEdited = false;
    note(RoomField::Acl)->showSaving();
    settings().setAcl(typed());
}

void ServerAclSetting::discard()
{
    m_isEdited = false;
    m_warning->hide();
    note(RoomField::Acl)->clear();
    refresh();
}

void ServerAclSetting::refresh()
{
    const std::optional<ServerAcl> &acl = settings().facts().acl;
    const bool areAll = !acl || *acl == ServerAcl{{QStringLiteral("*")}, {}, true};
    m_summary->setText(areAll ? tr("All servers may take part.")
                              : tr("%n server(s) may not take part.", nullptr, int(acl->deny.size())));
    if (!areAll && acl->deny.isEmpty())
        m_summary->setText(tr("Only some servers may take part."));
    if (!m_isEdited)
        put(acl.value_or(ServerAcl{{QStringLiteral("*")}, {}, true}));
    const CanChange may = settings().rights().state(RoomStateType::Acl);
    m_allow->setReadOnly(!may.isAllowed);
    m_deny->setReadOnly(!may.isAllowed);
    note(RoomField::Acl)->setCanChange(may, {m_addresses});
    m_apply->setEnabled(may.isAllowed && m_isEdited);
    m_apply->setToolTip(may.reason);
    m_discard->setEnabled(m_isEdited);
}

}
