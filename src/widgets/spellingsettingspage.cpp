// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/spellingsettingspage.h"

#include "widgets/preferences.h"

#include <QCheckBox>
#include <QLabel>
#include <QVBoxLayout>

namespace linnet {

SpellingSettingsPage::SpellingSettingsPage(Preferences &preferences, const QList<SpellDictionary> &found,
                                           QWidget *parent)
    : QWidget(parent), m_preferences(preferences)
{
    auto *layout = new QVBoxLayout(this);
    auto *words = new QLabel(this);
    words->setWordWrap(true);
    words->setText(
        found.isEmpty()
            ? tr("No dictionary is installed. On Debian and Ubuntu they are packages like "
                 "hunspell-en-us and hunspell-de-de, on Fedora hunspell-en, on Arch hunspell-en_us.")
            : tr("A word is right if one of these languages has it:"));
    layout->addWidget(words);
    const auto chosen = SpellDictionary::chosen(found, preferences.spellingLanguages());
    for (const SpellDictionary &each : found) {
        auto *box = new QCheckBox(each.name().replace(u'&', QLatin1String("&&")), this);
        box->setObjectName(each.code);
        box->setChecked(chosen.contains(each));
        connect(box, &QCheckBox::toggled, this, &SpellingSettingsPage::choose);
        layout->addWidget(box);
        m_boxes.append({each.code, box});
    }
    layout->addStretch();
}

void SpellingSettingsPage::choose()
{
    QStringList codes;
    for (const auto &[code, box] : std::as_const(m_boxes)) {
        if (box->isChecked())
            codes.append(code);
    }
    m_preferences.setSpellingLanguages(codes);
}

}
