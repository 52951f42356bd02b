// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/attachmentcard.h"

#include "matrix/displayname.h"
#include "widgets/elidedlabel.h"
#include "widgets/icons.h"
#include "widgets/rowwords.h"
#include "widgets/theme.h"

#include <QAction>
#include <QApplication>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QTextDocument>
#include <QToolButton>

#include <algorithm>

namespace linnet {

namespace {

constexpr int CardUnits = 66;
constexpr int TileUnits = 14;

QString iconFor(const OutgoingFile &file)
{
    if (file.msgtype == u"m.audio")
        return QStringLiteral("audio-x-generic");
    if (file.msgtype == u"m.video")
        return QStringLiteral("video-x-generic");
    return file.mimeType.startsWith(u"image/") ? QStringLiteral("image-x-generic")
                                               : QStringLiteral("text-x-generic");
}

}

AttachmentCard::AttachmentCard(Attachments &attachments, int id, QWidget *parent)
    : QAbstractButton(parent), m_attachments(attachments), m_id(id), m_tile(new QWidget(this)),
      m_name(new ElidedLabel(this)), m_size(new ElidedLabel(this)), m_note(new ElidedLabel(this)),
      m_remove(new QToolButton(this)), m_options(new QToolButton(this))
{
    layOut();
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    for (QWidget *part : std::initializer_list<QWidget *>{m_tile, m_name, m_size, m_note})
        part->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_remove->setObjectName(QStringLiteral("remove"));
    m_remove->setToolTip(tr("Do not send (Del)"));
    m_remove->setAccessibleName(tr("Do not send"));
    m_options->setObjectName(QStringLiteral("options"));
    m_options->setToolTip(tr("Options"));
    m_options->setAccessibleName(tr("Options"));
    connect(m_remove, &QToolButton::clicked, this, &AttachmentCard::removeRequested);
    const auto open = [this] { showMenu(m_options->mapToGlobal(m_options->rect().bottomLeft())); };
    connect(m_options, &QToolButton::clicked, this, open);
    connect(this, &QAbstractButton::clicked, this, open);
    refresh();
}

void AttachmentCard::layOut()
{
    const int unit = Theme::units(1, font());
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(unit, unit, unit, unit);
    line->setSpacing(2 * unit);
    m_tile->setFixedSize(TileUnits * unit, TileUnits * unit);
    line->addWidget(m_tile);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addStretch();
    words->addWidget(m_name);
    m_name->setElideMode(Qt::ElideMiddle); // what kind of file it is stands at the end
    words->addWidget(m_size);
    words->addWidget(m_note);
    words->addStretch();
    line->addLayout(words, 1);
    auto *buttons = new QVBoxLayout;
    buttons->setSpacing(0);
    for (QToolButton *button : {m_remove, m_options}) {
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::NoFocus); // the card itself does the same by key
        button->setFixedSize(7 * unit, 7 * unit);
        button->setIconSize({4 * unit, 4 * unit});
        buttons->addWidget(button);
    }
    line->addLayout(buttons);
}

QSize AttachmentCard::sizeHint() const
{
    const int unit = Theme::units(1, font());
    const int lines =
        QFontMetrics(Theme::name(font())).height() + 2 * QFontMetrics(Theme::scaled(font(), 0.92)).height();
    return {CardUnits * unit, 2 * unit + qMax(TileUnits * unit, lines)};
}

const Attachments::Item *AttachmentCard::item() const
{
    const int place = m_attachments.placeOf(m_id);
    return place < 0 ? nullptr : &m_attachments.items().at(place);
}

void AttachmentCard::refresh()
{
    const Attachments::Item *now = item();
    if (!now)
        return;
    const OutgoingFile &file = now->prepared.file;
    const QString name = cleanName(file.name);
    const QString trouble = m_attachments.troubleOf(*now);
    QString note = trouble;
    if (note.isEmpty() && now->prepared.hasPlace)
        note = file.keepsMetadata ? tr("Location is kept") : tr("Location is removed");
    if (trouble.isEmpty() && now->isAsFile)
        note = note.isEmpty() ? tr("Sent as file") : tr("%1, sent as file").arg(note);
    m_hasTrouble = !trouble.isEmpty();
    m_name->setText(name);
    m_size->setText(!now->isReady             ? tr("Reading…")
                    : now->prepared.bytes > 0 ? RowWords::size(now->prepared.bytes)
                                              : QString());
    m_note->setText(note);
    m_size->setVisible(!m_size->text().isEmpty());
    m_note->setVisible(!note.isEmpty());
    m_options->setVisible(now->isReady && !m_hasTrouble && !now->prepared.preview.isNull());
    m_iconName = iconFor(file);
    m_preview = QPixmap::fromImage(now->prepared.preview);
    // A name that looks like HTML stands as it is.
    setToolTip(Qt::convertFromPlainText(note.isEmpty() ? name : name + u'\n' + note));
    setAccessibleName(name);
    setAccessibleDescription(note.isEmpty() ? m_size->text()
                                            : tr("%1, %2", "size, note").arg(m_size->text(), note));
    applyTheme();
}

void AttachmentCard::showMenu(const QPoint &globalAt)
{
    const Attachments::Item *now = item();
    if (!now)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString &text, bool isOn, auto set) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(isOn);
        connect(action, &QAction::toggled, &m_attachments,
                [attachments = &m_attachments, id = m_id, set](bool on) { (attachments->*set)(id, on); });
    };
    if (now->isReady && !m_hasTrouble && !now->prepared.preview.isNull())
        add(tr("Send as file"), now->isAsFile, &Attachments::setAsFile);
    if (now->prepared.hasPlace)
        add(tr("Keep location and camera details"), now->prepared.file.keepsMetadata,
            &Attachments::setKeepsPlace);
    connect(menu->addAction(tr("Do not send")), &QAction::triggered, this, &AttachmentCard::removeRequested);
    menu->popup(globalAt);
}

void AttachmentCard::mousePressEvent(QMouseEvent *event)
{
    m_pressedAt = event->pos();
    QAbstractButton::mousePressEvent(event);
}

void AttachmentCard::mouseMoveEvent(QMouseEvent *event)
{
    const int way = (event->pos() - m_pressedAt).manhattanLength();
    if (isDown() && (m_isDragged || way >= QApplication::startDragDistance())) {
        m_isDragged = true;
        update();
        Q_EMIT draggedTo(mapToParent(event->pos()));
        return;
    }
    QAbstractButton::mouseMoveEvent(event);
}

void AttachmentCard::mouseReleaseEvent(QMouseEvent *event)
{
    // What was dragged is not clicked.
    if (std::exchange(m_isDragged, false)) {
        setDown(false);
        update();
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

void AttachmentCard::keyPressEvent(QKeyEvent *event)
{
    const int forward = isRightToLeft() ? -1 : 1;
    const bool hasControl = event->modifiers() & Qt::ControlModifier;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const int steps = event->key() == Qt::Key_Right ? forward : -forward;
        if (hasControl)
            Q_EMIT moveRequested(steps);
        else
            Q_EMIT focusRequested(steps);
        return;
    }
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        Q_EMIT removeRequested();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT sendRequested();
        return;
    case Qt::Key_Down:
        Q_EMIT leaveRequested();
        return;
    default:
        QAbstractButton::keyPressEvent(event);
    }
}

void AttachmentCard::contextMenuEvent(QContextMenuEvent *event)
{
    showMenu(event->reason() == QContextMenuEvent::Mouse ? event->globalPos()
                                                         : mapToGlobal(rect().bottomLeft()));
}

void AttachmentCard::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    const int unit = Theme::units(1, font());
    const qreal radius = 1.5 * unit;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const QColor edge = m_hasTrouble ? theme.danger : hasFocus() ? theme.accent : theme.line;
    painter.setPen(QPen(edge, hasFocus() ? 2 : 1));
    painter.setBrush(m_isDragged || underMouse() ? theme.hover : theme.base);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius, radius);

    const QRectF tile = m_tile->geometry();
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.hover);
    painter.drawRoundedRect(tile, unit, unit);
    if (m_preview.isNull()) {
        const int side = 6 * unit;
        themedIcon(m_iconName, palette(), QPalette::Text)
            .paint(&painter, QRect(QPoint(), QSize(side, side))
                                 .translated((tile.center() - QPointF(side, side) / 2).toPoint()));
        return;
    }
    const QSizeF shown = m_preview.size().scaled(tile.size().toSize(), Qt::KeepAspectRatio);
    const QRectF place(tile.center() - QPointF(shown.width(), shown.height()) / 2, shown);
    painter.drawPixmap(place, m_preview, m_preview.rect());
}

void AttachmentCard::changeEvent(QEvent *event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
}

void AttachmentCard::applyTheme()
{
    const Theme theme(palette());
    const QFont nameFont = Theme::name(font()), second = Theme::scaled(font(), 0.92);
    if (m_name->font() != nameFont)
        m_name->setFont(nameFont);
    for (ElidedLabel *label : {m_size, m_note}) {
        if (label->font() != second)
            label->setFont(second);
        label->setColor(theme.dim);
    }
    m_name->setColor(theme.text);
    if (m_hasTrouble)
        m_note->setColor(Theme::readable(theme.danger, theme.text, theme.base));
    m_remove->setIcon(themedIcon(QStringLiteral("window-close"), palette(), QPalette::Text));
    m_options->setIcon(themedIcon(QStringLiteral("overflow-menu"), palette(), QPalette::Text));
    update();
}

}
