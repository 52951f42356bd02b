// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stateexplorer.h"

#include "matrix/displayname.h"
#include "models/statemodel.h"
#include "session/errortext.h"
#include "session/session.h"
#include "widgets/bodystyle.h"
#include "widgets/filteredit.h"
#include "widgets/messagebar.h"
#include "widgets/sourcewindow.h"
#include "widgets/stateeditdialog.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

namespace linnet {

namespace {

const QString Language = QStringLiteral("json");
constexpr qsizetype MostSpans = 4000;

}

StateExplorer::StateExplorer(Session &session, const RoomId &room, QWidget *parent)
    : QDialog(parent), m_session(session), m_room(room), m_model(new StateModel(this)),
      m_filter(new FilterEdit(tr("Find in the state"), this)), m_tree(new QTreeView(this)),
      m_json(new QPlainTextEdit(this)), m_trouble(new MessageBar(this))
{
    setObjectName(QStringLiteral("stateExplorer"));
    setAttribute(Qt::WA_DeleteOnClose);
    const Room *known = session.rooms().find(room);
    const QString name = known ? known->name : room.toString();
    setWindowTitle(tr("State of %1").arg(isolated(oneLine(name, 60))));
    m_tree->setModel(m_model);
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setAccessibleName(tr("State events"));
    m_json->setReadOnly(true);
    m_json->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_json->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_json->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_json->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    // Protocol text is written from the left, whatever stands in it.
    m_json->setLayoutDirection(Qt::LeftToRight);
    m_json->setAccessibleName(tr("The event"));
    m_trouble->setAction(tr("Try again"));
    m_trouble->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    const auto addButton = [&](const QString &text, const char *objectName) {
        QPushButton *button = buttons->addButton(text, QDialogButtonBox::ActionRole);
        button->setObjectName(QLatin1String(objectName));
        button->setAutoDefault(false);
        return button;
    };
    m_copy = addButton(tr("&Copy"), "copy");
    m_edit = addButton(tr("&Edit…"), "edit");
    QPushButton *send = addButton(tr("&New…"), "new");
    QPushButton *reload = addButton(tr("&Reload"), "reload");
    auto *left = new QWidget(this);
    auto *lines = new QVBoxLayout(left);
    lines->setContentsMargins({});
    lines->addWidget(m_filter);
    lines->addWidget(m_tree);
    auto *splitter = new QSplitter(this);
    splitter->addWidget(left);
    splitter->addWidget(m_json);
    splitter->setChildrenCollapsible(false);
    splitter->setStretchFactor(1, 1);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_trouble);
    layout->addWidget(splitter, 1);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QWidget::close);
    connect(m_trouble, &MessageBar::actionTriggered, this, &StateExplorer::load);
    connect(reload, &QPushButton::clicked, this, &StateExplorer::load);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_json->toPlainText()); });
    connect(m_edit, &QPushButton::clicked, this, [this] { edit(false); });
    connect(send, &QPushButton::clicked, this, [this] { edit(true); });
    connect(m_filter, &QLineEdit::textChanged, m_model, &StateModel::setFilter);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &StateExplorer::showCurrent);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        m_tree->setCurrentIndex(m_model->find(m_type, m_key));
        showCurrent();
    });
    connect(&m_colours, &CodeColours::found, this, &StateExplorer::colour);
    resize(Theme::units(200, font()), Theme::units(130, font()));
    splitter->setSizes({Theme::units(70, font()), Theme::units(130, font())});
    showCurrent();
    load();
    m_filter->setFocus();
}

void StateExplorer::load()
{
    m_trouble->hide();
    RoomStateDump::ask(m_session.api(), m_session.store(), m_room, this)
        .then(this, [this](const Result<RoomStateDump> &dump) {
            if (dump)
                m_model->setEntries(dump->entries);
            if (dump && dump->isFromServer)
                return;
            m_trouble->setMessage(dump ? MessageBar::Tone::Information : MessageBar::Tone::Failure,
                                  dump ? tr("The server cannot be reached: this is what is stored here")
                                       : tr("The state could not be loaded"),
                                  dump ? QString() : ErrorText::of(dump.error()).what);
            m_trouble->show();
        });
}

void StateExplorer::showCurrent()
{
    const QModelIndex current = m_tree->currentIndex();
    const QByteArray json = current.data(StateModel::JsonRole).toByteArray();
    if (!json.isEmpty()) {
        m_type = current.data(StateModel::TypeRole).toString();
        m_key = current.data(StateModel::KeyRole).toString();
    }
    m_json->setPlainText(json.isEmpty() ? QString() : SourceWindow::pretty(json));
    m_json->setExtraSelections({});
    m_copy->setEnabled(!json.isEmpty());
    m_edit->setEnabled(!json.isEmpty());
    m_colours.want(m_json->toPlainText(), Language);
}

void StateExplorer::colour()
{
    const QString text = m_json->toPlainText();
    const CodeColours::Spans *spans = m_colours.spans(text, Language);
    if (!spans)
        return;
    const BodyStyle style(Theme(palette()), font(), palette().color(QPalette::Link));
    QList<QTextEdit::ExtraSelection> coloured;
    for (const CodeHighlight::Span &span : *spans) {
        if (coloured.size() == MostSpans || span.start + span.length > text.size())
            break;
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(m_json->document());
        selection.cursor.setPosition(span.start);
        selection.cursor.setPosition(span.start + span.length, QTextCursor::KeepAnchor);
        selection.format.setForeground(style.codeColour(span.kind));
        coloured.append(selection);
    }
    m_json->setExtraSelections(coloured);
}

void StateExplorer::edit(bool isNew)
{
    const QModelIndex current = m_tree->currentIndex();
    const QJsonObject event =
        QJsonDocument::fromJson(current.data(StateModel::JsonRole).toByteArray()).object();
    auto *dialog = new StateEditDialog(m_session.api(), m_room, this);
    if (!isNew)
        dialog->setEvent(m_type, m_key, event.value(u"content").toObject());
    connect(dialog, &StateEditDialog::sent, this, [this](const QString &type, const QString &key) {
        m_type = type;
        m_key = key;
        load();
    });
    dialog->open();
}

void StateExplorer::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

}
