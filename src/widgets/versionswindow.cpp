// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/versionswindow.h"

#include "bridge/coveredtext.h"
#include "matrix/content.h"
#include "matrix/messagetext.h"
#include "widgets/rowwords.h"
#include "widgets/theme.h"

#include <QAction>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace linnet {

VersionsWindow::VersionsWindow(QWidget *parent)
    : QDialog(parent), m_list(new QTreeWidget(this)), m_note(new QLabel(this))
{
    setObjectName(QStringLiteral("versionsWindow"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Earlier versions"));
    m_list->setColumnCount(2);
    m_list->setHeaderLabels({tr("When"), tr("What it said")});
    m_list->setRootIsDecorated(false);
    m_list->setWordWrap(true);
    m_list->setTextElideMode(Qt::ElideNone);
    m_list->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_list->header()->setStretchLastSection(true);
    m_list->setAccessibleName(windowTitle());
    auto *copy = new QAction(tr("&Copy text"), m_list);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    m_list->addAction(copy);
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_note);
    layout->addWidget(m_list);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QWidget::close);
    connect(copy, &QAction::triggered, this, [this] {
        if (const QTreeWidgetItem *item = m_list->currentItem())
            QGuiApplication::clipboard()->setText(item->text(1));
    });
    resize(Theme::units(140, font()), Theme::units(80, font()));
}

void VersionsWindow::setVersions(const QList<Event> &versions)
{
    QList<Event> sorted = versions;
    std::stable_sort(sorted.begin(), sorted.end(), [](const Event &a, const Event &b) {
        const bool isEdit = readMessageEdit(a).has_value();
        if (isEdit != readMessageEdit(b).has_value())
            return isEdit; // whatever its clock says, the original was the first
        return a.ts > b.ts;
    });
    m_list->clear();
    for (const Event &event : std::as_const(sorted)) {
        const auto edit = readMessageEdit(event);
        const QByteArray &content = edit ? edit->content : event.content;
        const QString said = coveredText(readMessage(content).body, readString(content, "formatted_body"));
        auto *item = new QTreeWidgetItem(m_list);
        item->setText(0, RowWords::dateAndTime(event.ts));
        item->setText(1, event.isRedacted ? tr("Message deleted") : said);
        item->setTextAlignment(0, Qt::AlignTop);
    }
    if (m_list->topLevelItemCount() > 0)
        m_list->setCurrentItem(m_list->topLevelItem(0));
    m_note->hide();
    m_list->show();
}

void VersionsWindow::setFailed(const QString &why)
{
    m_note->setText(why);
    m_note->show();
    m_list->setVisible(m_list->topLevelItemCount() > 0);
}

}
