// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/knockspopup.h"

#include "widgets/avatars.h"
#include "widgets/elidedlabel.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace linnet {

namespace {

constexpr qsizetype MostShown = 50; ///< at once; the next come as these are answered

}

KnockRow::KnockRow(const Knocks::Knock &knock, const Knocks &knocks, Avatars &avatars, QWidget *parent)
    : QAbstractButton(parent)
{
    const int unit = Theme::units(1, font());
    const Theme theme(palette());
    const QString id = knock.user.toString();
    const QString name = knock.name.isEmpty() ? id : knock.name;
    auto *picture = new QLabel(this);
    picture->setPixmap(avatars.pixmap(knock.avatarUrl, id, name, 9 * unit, devicePixelRatioF(), theme));
    auto *who = new ElidedLabel(this);
    who->setText(name);
    who->setFont(Theme::name(font()));
    who->setColor(theme.sender(knock.user));
    auto *where = new ElidedLabel(this);
    where->setText(name == id ? QString() : id);
    where->setFont(Theme::scaled(font(), 0.92));
    where->setColor(theme.dim);
    where->setVisible(name != id);
    auto *why = new QLabel(knock.reason, this);
    why->setTextFormat(Qt::PlainText);
    why->setWordWrap(true);
    why->setMinimumWidth(1); // a word of any length does not widen the list
    why->setVisible(!knock.reason.isEmpty());
    auto *buttons = new QHBoxLayout;
    QPushButton *letIn = addButton(tr("Let in"), name, knocks.canLetIn());
    QPushButton *decline = addButton(tr("Decline"), name, knocks.canDecline());
    QPushButton *ban = addButton(tr("Decline and ban"), name, knocks.canBan());
    for (QPushButton *button : {letIn, decline, ban})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *lines = new QVBoxLayout;
    lines->setSpacing(unit / 2);
    lines->addWidget(who);
    lines->addWidget(where);
    lines->addWidget(why);
    lines->addLayout(buttons);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(3 * unit, 2 * unit, 3 * unit, 2 * unit);
    layout->setSpacing(3 * unit);
    layout->addWidget(picture, 0, Qt::AlignTop);
    layout->addLayout(lines, 1);
    setAccessibleName(knock.reason.isEmpty() ? name : tr("%1: %2").arg(name, knock.reason));
    setFocusProxy(letIn->isEnabled() ? letIn : decline);
    connect(letIn, &QPushButton::clicked, this, &KnockRow::letInRequested);
    connect(decline, &QPushButton::clicked, this, &KnockRow::declineRequested);
    connect(ban, &QPushButton::clicked, this, &KnockRow::banRequested);
}

/// What one may not do is shown, with the reason.
QPushButton *KnockRow::addButton(const QString &text, const QString &who, bool isEnabled)
{
    auto *button = new QPushButton(text, this);
    button->setAutoDefault(false);
    button->setEnabled(isEnabled);
    button->setAccessibleName(tr("%1: %2").arg(text, who));
    if (!isEnabled)
        button->setToolTip(tr("You may not do this in this room."));
    return button;
}

QSize KnockRow::sizeHint() const
{
    return layout()->sizeHint();
}

KnocksPopup::KnocksPopup(const Knocks &knocks, Avatars &avatars, QWidget *parent)
    : ListPopup(tr("People who ask to join"), parent), m_knocks(knocks), m_avatars(avatars)
{
    setObjectName(QStringLiteral("knocksPopup"));
    connect(&knocks, &Knocks::changed, this, &KnocksPopup::refresh);
    refresh();
}

void KnocksPopup::refresh()
{
    QList<QAbstractButton *> rows;
    for (const Knocks::Knock &knock : m_knocks.all()) {
        if (rows.size() == MostShown)
            break;
        auto *row = new KnockRow(knock, m_knocks, m_avatars, this);
        connect(row, &KnockRow::letInRequested, this,
                [this, user = knock.user] { Q_EMIT letInRequested(user); });
        connect(row, &KnockRow::declineRequested, this,
                [this, user = knock.user] { Q_EMIT declineRequested(user); });
        connect(row, &KnockRow::banRequested, this, [this, user = knock.user] { Q_EMIT banRequested(user); });
        rows.append(row);
    }
    setRows(rows, tr("Nobody asks to join."));
}

}
