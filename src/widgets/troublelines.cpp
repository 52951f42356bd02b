// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/troublelines.h"

#include "widgets/announcement.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace linnet {

namespace {

QLabel *makeLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    // A server's text may be one word without an end.
    label->setMinimumWidth(1);
    return label;
}

}

TroubleLines::TroubleLines(QWidget *parent)
    : QWidget(parent), m_what(makeLabel(this)), m_detail(makeLabel(this))
{
    m_what->setObjectName(QStringLiteral("what"));
    m_detail->setObjectName(QStringLiteral("detail"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_what);
    layout->addWidget(m_detail);
    applyTheme();
    clear();
}

void TroubleLines::setText(const QString &what, const QString &detail)
{
    m_what->setText(what);
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
    setAccessibleName(what);
    setVisible(!what.isEmpty());
    Announcement::say(*this, what);
}

void TroubleLines::setError(const Error &error, ErrorText::During during)
{
    const ErrorText text = ErrorText::of(error, during);
    setText(text.what, text.detail);
}

QString TroubleLines::what() const
{
    return m_what->text();
}

QString TroubleLines::detail() const
{
    return m_detail->text();
}

void TroubleLines::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
}

void TroubleLines::applyTheme()
{
    // The colours are made for text on the base; here it stands on the window.
    QPalette ground = palette();
    ground.setColor(QPalette::Base, ground.color(QPalette::Active, QPalette::Window));
    ground.setColor(QPalette::Text, ground.color(QPalette::Active, QPalette::WindowText));
    const Theme theme(ground);
    QPalette colors = m_what->palette();
    colors.setColor(QPalette::WindowText, theme.warning);
    m_what->setPalette(colors);
    colors.setColor(QPalette::WindowText, theme.dim);
    m_detail->setPalette(colors);
    m_detail->setFont(Theme::scaled(font(), 0.92));
}

}
