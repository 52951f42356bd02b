// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/deactivatedialog.h"

#include "widgets/theme.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace linnet {

DeactivateDialog::DeactivateDialog(AccountAdmin &admin, const UserId &self, QWidget *parent)
    : GuardedDialog(tr("Deactivate account"), tr("&Deactivate for Ever"), parent), m_admin(admin),
      m_erase(new QCheckBox(tr("&Hide what I wrote from those who come later"), form())),
      m_typed(new QLineEdit(form()))
{
    m_erase->setObjectName(QStringLiteral("erase"));
    m_typed->setObjectName(QStringLiteral("typedId"));
    const auto line = [this](const QString &text) {
        auto *label = new QLabel(text, form());
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        return label;
    };
    auto *ask = line(tr("Type %1 to go on:").arg(self.toString()));
    ask->setBuddy(m_typed);
    m_typed->setAccessibleName(ask->text());
    auto *layout = new QVBoxLayout(form());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::units(2, font()));
    layout->addWidget(line(tr("You leave all rooms and can never sign in again. Nobody, you included, can "
                              "have this name again.")));
    layout->addWidget(line(tr("All sessions end, and the keys to your encrypted messages are lost. What is "
                              "stored on this computer goes, too. What you sent stays with those who "
                              "have it.")));
    layout->addWidget(m_erase);
    layout->addWidget(ask);
    layout->addWidget(m_typed);
    m_typed->setFocus();
    connect(m_typed, &QLineEdit::textChanged, this,
            [this, id = self.toString()](const QString &text) { setReady(text.trimmed() == id); });
}

Task<Done> DeactivateDialog::carryOut(const AskAuth &ask)
{
    return m_admin.deactivate(m_erase->isChecked(), ask);
}

void DeactivateDialog::onWorked()
{
    Q_EMIT deactivated();
    accept();
}

}
