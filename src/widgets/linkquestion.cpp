// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/linkquestion.h"

#include "matrix/displayname.h"
#include "widgets/onscreen.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace linnet {

namespace {

constexpr qsizetype Longest = 400;

QLabel *makeLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

/// An address in which lines may break anywhere: it has no words.
QString breakable(const QString &address)
{
    QString result;
    for (const QChar c : address) {
        result += c;
        if (!c.isLetterOrNumber())
            result += QChar(0x200b);
    }
    return result;
}

}

LinkQuestion::LinkQuestion(const QUrl &url, QWidget *parent) : QFrame(parent, Qt::Popup), m_url(url)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("linkQuestion"));
    setFrameShape(QFrame::StyledPanel);
    const int unit = Theme::units(1, font());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * unit, 3 * unit, 4 * unit, 3 * unit);
    layout->setSpacing(2 * unit);
    layout->addWidget(makeLabel(tr("This link leads elsewhere than it says:"), this));
    const QString address = shortened(url.toString(QUrl::FullyEncoded), Longest);
    QLabel *where = makeLabel(breakable(address), this);
    where->setObjectName(QStringLiteral("address"));
    where->setFont(Theme::name(font()));
    where->setLayoutDirection(Qt::LeftToRight);
    layout->addWidget(where);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    auto *copy = new QPushButton(tr("&Copy"), this);
    auto *open = new QPushButton(tr("&Open"), this);
    copy->setObjectName(QStringLiteral("copy"));
    open->setObjectName(QStringLiteral("open"));
    buttons->addWidget(copy);
    buttons->addWidget(open);
    layout->addLayout(buttons);
    setFixedWidth(90 * unit);
    setAccessibleName(tr("This link leads elsewhere than it says: %1").arg(address));
    // Whoever presses Enter without reading has not opened it.
    copy->setFocus();
    connect(copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_url.toString(QUrl::FullyEncoded));
        close();
    });
    connect(open, &QPushButton::clicked, this, [this] {
        Q_EMIT opened(m_url);
        close();
    });
}

void LinkQuestion::popup(const QPoint &global)
{
    adjustSize();
    OnScreen::move(*this, global);
    show();
}

}
