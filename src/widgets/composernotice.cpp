// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composernotice.h"

#include "widgets/announcement.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace linnet {

ComposerNotice::ComposerNotice(QWidget *parent)
    : QWidget(parent), m_text(new QLabel(this)), m_button(new QPushButton(this))
{
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(m_text, 1);
    line->addWidget(m_button);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setMinimumWidth(1);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (const auto act = std::exchange(m_act, {}))
            act();
    });
    applyTheme();
    hide();
}

void ComposerNotice::say(const QString &text)
{
    m_text->setText(text);
    m_button->hide();
    m_act = {};
    setVisible(!text.isEmpty());
    Announcement::say(*this, text);
}

void ComposerNotice::offer(const QString &text, const QString &verb, std::function<void()> act)
{
    say(text);
    m_button->setText(verb);
    m_button->show();
    m_act = std::move(act);
}

void ComposerNotice::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
}

void ComposerNotice::applyTheme()
{
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, Theme(palette()).text);
    m_text->setPalette(colors);
}

}
