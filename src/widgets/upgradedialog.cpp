// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/upgradedialog.h"

#include "matrix/displayname.h"
#include "session/session.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace linnet {

namespace {

constexpr int StableRole = Qt::UserRole + 1;

}

UpgradeDialog::UpgradeDialog(Session &session, const Room &room, QWidget *parent)
    : RequestDialog(tr("Replace this room"), tr("Replace"), parent), m_session(session), m_room(room),
      m_upgrade(session.api(), session.store(), session.actions(), session.spaces().editing(),
                session.rooms(), session.self()),
      m_version(new QComboBox(form())), m_versionHint(new QLabel(form())),
      m_creatorsLabel(new QLabel(tr("More &creators (like @name:server, apart by blanks):"), form())),
      m_creators(new QLineEdit(form())), m_invite(new QCheckBox(tr("&Invite everybody who is here"), form())),
      m_spaces(new QCheckBox(tr("&Put it into the spaces in place of this one"), form()))
{
    makeForm();
    connect(m_version, &QComboBox::currentIndexChanged, this, &UpgradeDialog::refresh);
    connect(m_creators, &QLineEdit::textChanged, this, &UpgradeDialog::clearFailure);
    connect(&m_upgrade, &RoomUpgrade::failed, this,
            [this](const Error &error) { setFailure(error, ErrorText::During::Creating); });
    connect(&m_upgrade, &RoomUpgrade::finished, this, [this](const RoomUpgrade::Outcome &outcome) {
        Q_EMIT upgraded(outcome.room, words(outcome));
        accept();
    });
    m_upgrade.versions().then(this, [this](const Result<RoomVersions> &versions) {
        if (versions)
            showVersions(*versions);
        else
            setFailure(versions.error(), ErrorText::During::Anything);
    });
    resize(Theme::units(120, font()), sizeHint().height());
}

void UpgradeDialog::makeForm()
{
    auto *what = new QLabel(
        tr("A new room takes the place of “%1”. What was said stays in this one, where nobody can write any "
           "more; its addresses lead to the new one. This cannot be undone.")
            .arg(shortened(m_room.name, 60)),
        form());
    what->setTextFormat(Qt::PlainText);
    what->setWordWrap(true);
    auto *versionLabel = new QLabel(tr("&Version:"), form());
    versionLabel->setBuddy(m_version);
    m_version->setAccessibleName(tr("Version"));
    m_versionHint->setTextFormat(Qt::PlainText);
    m_versionHint->setWordWrap(true);
    m_versionHint->setForegroundRole(QPalette::PlaceholderText);
    m_creatorsLabel->setBuddy(m_creators);
    m_creators->setMaxLength(2000);
    // Into a public room they come by themselves.
    m_invite->setChecked(!m_room.isPublic());
    m_spaces->setChecked(true);
    auto *layout = new QVBoxLayout(form());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::units(2, font()));
    for (QWidget *widget : std::initializer_list<QWidget *>{what, versionLabel, m_version, m_versionHint,
                                                            m_creatorsLabel, m_creators, m_invite, m_spaces})
        layout->addWidget(widget);
    layout->addStretch();
    refresh();
}

void UpgradeDialog::showVersions(const RoomVersions &versions)
{
    m_version->clear();
    const auto add = [&](const QString &version, bool isStable) {
        QString text = tr("Version %1").arg(version);
        if (version == versions.standard)
            text = tr("Version %1, which new rooms have").arg(version);
        else if (!isStable)
            text = tr("Version %1, not finished").arg(version);
        m_version->addItem(text, version);
        m_version->setItemData(m_version->count() - 1, isStable, StableRole);
    };
    for (const QString &version : versions.stable)
        add(version, true);
    for (const QString &version : versions.unstable)
        add(version, version == versions.standard);
    m_version->setCurrentIndex(qMax(0, m_version->findData(versions.standard)));
    refresh();
}

QString UpgradeDialog::version() const
{
    return m_version->currentData().toString();
}

void UpgradeDialog::refresh()
{
    const bool hasCreators = UpgradeRequests::hasCreators(version());
    m_creatorsLabel->setVisible(hasCreators);
    m_creators->setVisible(hasCreators);
    QStringList hints;
    if (!m_room.version.isEmpty())
        hints << tr("This room has version %1.").arg(m_room.version);
    if (hasCreators)
        hints << tr("Creators may do everything in it, and nobody can take that from them.");
    if (!version().isEmpty() && !m_version->currentData(StableRole).toBool())
        hints << tr("This version is not finished: other servers may not know it.");
    m_versionHint->setText(hints.join(u' '));
    m_versionHint->setVisible(!hints.isEmpty());
    setReady(!version().isEmpty());
}

void UpgradeDialog::send()
{
    RoomUpgrade::Plan plan;
    plan.room = m_room.id;
    plan.version = version();
    plan.doesInvite = m_invite->isChecked();
    plan.doesMoveInSpaces = m_spaces->isChecked();
    if (m_creators->isVisibleTo(this)) {
        static const QRegularExpression separators(QStringLiteral("[\\s,;]+"));
        const QStringList names = m_creators->text().split(separators, Qt::SkipEmptyParts);
        for (const QString &name : names) {
            const auto link = MatrixLink::parse(name);
            if (!link || link->isRoom())
                return setProblem(
                    tr("%1 is nobody: a Matrix id looks like @name:server.").arg(name.left(100)));
            plan.creators.append(UserId(link->target));
        }
    }
    m_upgrade.start(plan);
}

/// What was not done is dropped, but the old room is replaced all the same.
void UpgradeDialog::reject()
{
    const RoomUpgrade::Outcome outcome = m_upgrade.outcome();
    if (!outcome.room.isEmpty())
        Q_EMIT upgraded(outcome.room, words(outcome) + u' ' + tr("The rest was not done."));
    RequestDialog::reject();
}

QString UpgradeDialog::words(const RoomUpgrade::Outcome &outcome)
{
    QStringList parts{tr("The new room is there.")};
    if (outcome.invited > 0)
        parts << tr("%n invitation(s) sent.", nullptr, outcome.invited);
    if (outcome.notInvited > 0)
        parts << tr("%n person(s) could not be invited.", nullptr, outcome.notInvited);
    if (outcome.spacesNotChanged > 0)
        parts << tr("In %n space(s) you may not put it in place of the old one.", nullptr,
                    outcome.spacesNotChanged);
    if (outcome.spacesWithBoth > 0)
        parts << tr("It is in %n space(s) now, but the old room could not be taken out.", nullptr,
                    outcome.spacesWithBoth);
    return parts.join(u' ');
}

}
