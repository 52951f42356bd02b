// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/levelchange.h"

#include "widgets/settingnote.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace linnet {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(linnet::LevelChange)
};

template <typename What>
void change(RoomSettings &settings, SettingNote &note, const What &what, int level,
            std::function<void()> onNo)
{
    const PowerRules::Risk risk = settings.powers().riskOf(what, level);
    const auto set = [&settings, &note, what, level](bool isSure) {
        note.showSaving();
        settings.powers().set(what, level, isSure);
    };
    if (risk == PowerRules::Risk::None)
        return set(false);
    LevelChange::confirm(
        *note.window(), note, risk, [set] { set(true); }, std::move(onNo));
}

}

void LevelChange::confirm(QWidget &window, QObject &asker, PowerRules::Risk risk, std::function<void()> onYes,
                          std::function<void()> onNo)
{
    const bool isLast = risk == PowerRules::Risk::NobodyLeft;
    const QString title = isLast ? Words::tr("Leave nobody in charge?") : Words::tr("Lower yourself?");
    const QString what =
        isLast
            ? Words::tr("Nobody would be left here who can change permissions. That can never be mended, "
                        "not by the people who run the server either. Give the role to somebody else first.")
            : Words::tr("You could not take this back yourself: somebody who stands above you would have "
                        "to.");
    auto *box = new QMessageBox(QMessageBox::Warning, title, title, QMessageBox::Cancel, &window);
    box->setObjectName(QStringLiteral("levelQuestion"));
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(what);
    QPushButton *button = box->addButton(Words::tr("Do it all the same"), QMessageBox::DestructiveRole);
    button->setObjectName(QStringLiteral("doIt"));
    box->setDefaultButton(QMessageBox::Cancel);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(box, &QDialog::finished, &asker, [box, button, onYes, onNo] {
        if (box->clickedButton() == button)
            onYes();
        else
            onNo();
    });
    box->open();
}

void LevelChange::ask(RoomSettings &settings, SettingNote &note, const UserId &user, int level,
                      std::function<void()> onNo)
{
    change(settings, note, user, level, std::move(onNo));
}

void LevelChange::ask(RoomSettings &settings, SettingNote &note, const PowerAction &action, int level,
                      std::function<void()> onNo)
{
    change(settings, note, action, level, std::move(onNo));
}

}
