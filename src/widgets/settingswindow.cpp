// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settingswindow.h"

#include "widgets/mediasettingspage.h"
#include "widgets/privacysettingspage.h"
#include "widgets/spellengine.h"
#include "widgets/spellingsettingspage.h"
#include "widgets/theme.h"
#include "widgets/timelinesettingspage.h"

#include <QDialogButtonBox>
#include <QListWidget>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace linnet {

SettingsWindow::SettingsWindow(Preferences &preferences, Session &session, QWidget *parent)
    : QDialog(parent), m_names(new QListWidget(this)), m_pages(new QStackedWidget(this))
{
    setWindowTitle(tr("Settings"));
    m_names->setAccessibleName(tr("Pages"));
    m_names->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    m_names->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    addPage(QStringLiteral("image-x-generic"), tr("Pictures and files"),
            new MediaSettingsPage(preferences, session, this));
    addPage(QStringLiteral("preferences-system-privacy"), tr("Privacy"),
            new PrivacySettingsPage(preferences, session, this));
    if (SpellEngine::isBuiltIn())
        addPage(QStringLiteral("tools-check-spelling"), tr("Spelling"),
                new SpellingSettingsPage(preferences, SpellDictionary::find(SpellDictionary::systemFolders()),
                                         this));
    addPage(QStringLiteral("dialog-messages"), tr("Messages"), new TimelineSettingsPage(preferences, this));
    connect(m_names, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    m_names->setCurrentRow(0);
    m_names->setFixedWidth(m_names->sizeHintForColumn(0) + Theme::units(6, font()));

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *sides = new QHBoxLayout;
    sides->addWidget(m_names);
    sides->addWidget(m_pages, 1);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(sides, 1);
    layout->addWidget(buttons);
    resize(Theme::units(160, font()), Theme::units(110, font()));
    m_names->setFocus();
}

void SettingsWindow::addPage(const QString &icon, const QString &name, QWidget *page)
{
    // A small window scrolls; nothing may be out of reach.
    auto *area = new QScrollArea(m_pages);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setWidget(page);
    area->setAccessibleName(name);
    m_pages->addWidget(area);
    m_names->addItem(new QListWidgetItem(QIcon::fromTheme(icon), name));
}

}
