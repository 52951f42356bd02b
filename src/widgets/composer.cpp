// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer.h"

#include "widgets/attachmentbar.h"
#include "widgets/attachments.h"
#include "widgets/carriedfiles.h"
#include "widgets/composeredit.h"
#include "widgets/icons.h"
#include "widgets/pilltext.h"
#include "widgets/targetbar.h"
#include "widgets/theme.h"
#include "widgets/voicebar.h"
#include "widgets/voicerecording.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QRegularExpression>
#include <QToolButton>
#include <QVBoxLayout>

namespace linnet {

namespace {

constexpr qsizetype MostShown = 300; ///< letters of what is answered

}

Composer::Composer(QWidget *parent, SoundRecorder::Maker makeRecorder)
    : QWidget(parent), m_bar(new TargetBar(this)), m_files(new AttachmentBar(this)), m_box(new QWidget(this)),
      m_attach(new QToolButton(m_box)), m_edit(new ComposerEdit(m_box)), m_emoji(new QToolButton(m_box)),
      m_send(new QToolButton(m_box)), m_microphone(new QToolButton(m_box)),
      m_voice(new VoiceRecording(std::move(makeRecorder), this)), m_voiceBar(new VoiceBar(*m_voice, this)),
      m_notice(new QWidget(this)), m_noticeText(new QLabel(m_notice)), m_act(new QPushButton(m_notice))
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    layOut();
    m_noticeText->setTextFormat(Qt::PlainText);
    m_noticeText->setWordWrap(true);
    m_noticeText->setMinimumWidth(1);
    m_notice->hide();
    m_send->setObjectName(QStringLiteral("send"));
    m_attach->setObjectName(QStringLiteral("attach"));
    m_attach->setToolTip(
        tr("Attach files (%1)").arg(QKeySequence(AttachKey).toString(QKeySequence::NativeText)));
    m_attach->setAccessibleName(tr("Attach files"));
    m_attach->hide();
    m_emoji->setObjectName(QStringLiteral("emoji"));
    m_emoji->setToolTip(tr("Emoji"));
    m_emoji->setAccessibleName(tr("Emoji"));
    m_send->setToolTip(tr("Send (Enter)"));
    m_send->setAccessibleName(tr("Send"));
    m_send->setEnabled(false);
    m_microphone->setObjectName(QStringLiteral("microphone"));
    m_microphone->setToolTip(tr("Record a voice message"));
    m_microphone->setAccessibleName(tr("Record a voice message"));
    m_microphone->hide();
    connectVoice();
    m_box->setCursor(Qt::IBeamCursor);
    connect(m_emoji, &QToolButton::clicked, this, [this] {
        const QPoint corner = isRightToLeft() ? m_emoji->rect().topLeft() : m_emoji->rect().topRight();
        Q_EMIT emojiRequested(m_emoji->mapToGlobal(corner));
    });
    connect(m_attach, &QToolButton::clicked, this, &Composer::offerAttaching);
    connect(m_files, &AttachmentBar::sendRequested, this, &Composer::send);
    connect(m_files, &AttachmentBar::left, this, &Composer::focusText);
    connect(m_edit, &ComposerEdit::filesPasted, this, &Composer::attach);
    connect(m_act, &QPushButton::clicked, this, [this] {
        if (const auto act = std::exchange(m_onAct, {}))
            act();
    });
    connect(m_send, &QToolButton::clicked, this, &Composer::send);
    connect(m_bar, &TargetBar::closed, this, &Composer::dropTarget);
    connect(m_bar, &TargetBar::activated, this, [this] { Q_EMIT targetActivated(m_target.key); });
    connect(m_edit, &ComposerEdit::sendRequested, this, &Composer::send);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &Composer::onEdited);
    m_edit->installEventFilter(this);
    applyTheme();
}

void Composer::layOut()
{
    const int unit = Theme::units(1, font());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * unit, 0, 3 * unit, 3 * unit);
    layout->setSpacing(unit);
    layout->addWidget(m_bar);
    layout->addWidget(m_files);
    layout->addWidget(m_notice);
    layout->addWidget(m_box);
    layout->addWidget(m_voiceBar);
    m_voiceBar->hide();

    auto *noticeLine = new QHBoxLayout(m_notice);
    noticeLine->setContentsMargins(0, 0, 0, 0);
    noticeLine->addWidget(m_noticeText, 1);
    noticeLine->addWidget(m_act);

    auto *line = new QHBoxLayout(m_box);
    line->setContentsMargins(unit, 0, unit, 0);
    line->setSpacing(unit);
    line->addWidget(m_attach, 0, Qt::AlignBottom);
    line->addWidget(m_edit, 1, Qt::AlignVCenter);
    line->addWidget(m_emoji, 0, Qt::AlignBottom);
    line->addWidget(m_send, 0, Qt::AlignBottom);
    line->addWidget(m_microphone, 0, Qt::AlignBottom);
    for (QToolButton *button : {m_attach, m_emoji, m_send, m_microphone}) {
        button->setAutoRaise(true);
        button->setFixedSize(10 * unit, 10 * unit);
        button->setIconSize(QSize(5 * unit, 5 * unit));
        button->setFocusPolicy(Qt::TabFocus);
        button->setCursor(Qt::ArrowCursor);
    }
}

void Composer::setRoomName(const QString &name)
{
    setHint(tr("Message %1…").arg(name.left(300).simplified()));
}

void Composer::setHint(const QString &text)
{
    m_edit->setHint(text);
}

QString Composer::text() const
{
    return m_edit->source();
}

void Composer::setText(const QString &text)
{
    m_isLoading = true;
    m_edit->setSource(text);
    m_isLoading = false;
    m_isTyping = false;
    showNotice({});
}

void Composer::setTarget(const DraftTarget &target)
{
    if (m_target != target)
        m_isWaiting = false; // it is not what was to be sent any more
    m_target = target;
    m_bar->setTarget(target);
    showSendable();
}

void Composer::startReply(const QString &key, const QString &sender, const QString &text)
{
    if (m_target.isEdit)
        setText(m_target.aside);
    setTarget({key, false, sender, text.left(MostShown).simplified(), {}});
    focusText();
    Q_EMIT textEdited();
}

void Composer::startEdit(const QString &key, const QString &text)
{
    const QString aside = m_target.isEdit ? m_target.aside : m_edit->source();
    setTarget({key, true, {}, PillText::plain(text.left(MostShown)).simplified(), aside});
    setText(text);
    focusText();
    Q_EMIT textEdited();
}

void Composer::dropTarget()
{
    const DraftTarget before = m_target;
    setTarget({});
    if (before.isEdit)
        setText(before.aside);
    focusText();
    Q_EMIT textEdited();
}

void Composer::putBack()
{
    setText(m_lastText);
    setTarget(m_lastTarget);
}

void Composer::focusText()
{
    if (m_voice->isRecording())
        m_voiceBar->setFocus(Qt::OtherFocusReason);
    else
        m_edit->setFocus(Qt::OtherFocusReason);
}

void Composer::typeKey(QKeyEvent *event)
{
    focusText();
    if (m_voice->isRecording())
        return; // nobody would see the text
    m_edit->moveCursor(QTextCursor::End);
    QKeyEvent copy(event->type(), event->key(), event->modifiers(), event->text(), event->isAutoRepeat());
    QCoreApplication::sendEvent(m_edit, &copy);
}

void Composer::showNotice(const QString &text)
{
    m_noticeText->setText(text);
    m_act->hide();
    m_onAct = {};
    m_notice->setVisible(!text.isEmpty());
}

void Composer::offer(const QString &text, const QString &verb, std::function<void()> act)
{
    showNotice(text);
    m_act->setText(verb);
    m_act->show();
    m_onAct = std::move(act);
}

void Composer::setAttachments(Attachments *attachments)
{
    if (m_attachments)
        m_attachments->disconnect(this);
    m_attachments = attachments;
    m_voice->finish(); // what was being said stays with its room
    m_isWaiting = false;
    m_files->setAttachments(attachments);
    m_attach->setVisible(attachments);
    if (attachments)
        connect(attachments, &Attachments::changed, this, &Composer::onFilesChanged);
    showSendable();
}

Attachments *Composer::attachments() const
{
    return m_attachments;
}

void Composer::offerAttaching()
{
    if (!m_canPoll)
        return chooseFiles();
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("attachMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *files = menu->addAction(QIcon::fromTheme(QStringLiteral("mail-attachment")),
                                     tr("&Attach files…"), this, &Composer::chooseFiles);
    files->setShortcut(AttachKey);
    files->setShortcutContext(Qt::WidgetShortcut);
    menu->addAction(QIcon::fromTheme(QStringLiteral("office-chart-bar")), tr("Make a &poll…"), this,
                    &Composer::pollRequested);
    const QSize size = menu->sizeHint();
    const int left = isRightToLeft() ? m_attach->width() - size.width() : 0;
    menu->popup(m_attach->mapToGlobal(QPoint(left, -size.height())));
}

void Composer::chooseFiles()
{
    if (!m_attachments)
        return;
    auto *dialog = new QFileDialog(this, tr("Attach files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setLabelText(QFileDialog::Accept, tr("Attach"));
    // Another room may be open by then.
    connect(dialog, &QFileDialog::filesSelected, m_attachments,
            [this, attachments = m_attachments.data()](const QStringList &paths) {
                CarriedFiles files;
                files.paths = paths;
                add(*attachments, files);
            });
    connect(dialog, &QDialog::finished, this, &Composer::focusText);
    dialog->open();
}

void Composer::attach(const QMimeData &carried)
{
    if (!m_attachments)
        return;
    add(*m_attachments, CarriedFiles::read(carried));
    focusText();
}

void Composer::add(Attachments &to, const CarriedFiles &files)
{
    const bool haveRoom = (files.png.isEmpty() || to.addPicture(files.png)) &&
                          (files.picture.isNull() || to.addPicture(files.picture)) && to.add(files.paths);
    if (!haveRoom)
        showNotice(tr("%n file(s) go at a time, no more.", nullptr, Attachments::Most));
}

void Composer::clearFiles()
{
    m_isWaiting = false; // else the text would go alone
    const QList<Attachments::Item> removed = m_attachments->takeAll();
    offer(tr("%n file(s) removed.", nullptr, int(removed.size())), tr("Put back"),
          [this, removed, attachments = m_attachments] {
              showNotice({});
              if (attachments)
                  attachments->putBack(removed);
              focusText();
          });
}

bool Composer::hasFiles() const
{
    return m_attachments && !m_target.isEdit && m_attachments->hasSendable();
}

void Composer::onFilesChanged()
{
    showSendable();
    if (m_isWaiting && !m_attachments->isPreparing()) {
        m_isWaiting = false;
        if (hasFiles()) // else the last was taken out, or cannot be sent
            send();
    }
}

void Composer::showSendable()
{
    const bool hasAnything = hasFiles() || !m_edit->toPlainText().trimmed().isEmpty();
    const bool maySpeak = !hasAnything && m_attachments && !m_target.isEdit && m_voice->isAvailable();
    m_send->setEnabled(hasAnything);
    m_send->setVisible(!maySpeak);
    m_microphone->setVisible(maySpeak);
}

void Composer::connectVoice()
{
    connect(m_microphone, &QToolButton::clicked, this, [this] {
        m_voiceOf = m_attachments;
        m_voice->start();
        if (m_voice->isRecording())
            m_voiceBar->setFocus(Qt::OtherFocusReason);
    });
    connect(m_voiceBar, &VoiceBar::sendRequested, m_voice, &VoiceRecording::finish);
    connect(m_voiceBar, &VoiceBar::cancelRequested, this, [this] {
        m_voice->cancel();
        focusText();
    });
    connect(m_voice, &VoiceRecording::changed, this, [this] {
        m_voiceBar->setVisible(m_voice->isRecording());
        m_box->setVisible(!m_voice->isRecording());
    });
    connect(m_voice, &VoiceRecording::finished, this, &Composer::onRecorded);
    connect(m_voice, &VoiceRecording::failed, this, [this](const QString &what) {
        showNotice(what);
        focusText();
    });
}

void Composer::onRecorded(const OutgoingFile &file)
{
    if (!m_voiceOf)
        return;
    // Another room may be open by now: then it waits there. So it does while a message is edited.
    const bool isHere = m_voiceOf == m_attachments;
    if (isHere && !m_target.isEdit)
        sendVoice(file);
    else
        m_voiceOf->addVoice(file);
    if (isHere)
        focusText();
}

/// Alone: text and files that came meanwhile wait for somebody to send them.
void Composer::sendVoice(const OutgoingFile &file)
{
    const QList<Attachments::Item> others = m_voiceOf->takeAll();
    m_voiceOf->addVoice(file);
    if (m_voiceOf->hasSendable()) {
        Draft draft;
        draft.inReplyTo = m_target.key;
        m_lastText = m_edit->source();
        m_lastTarget = m_target;
        setTarget({});
        Q_EMIT sendRequested(draft);
    }
    m_voiceOf->putBack(others);
}

void Composer::send()
{
    const TypedText typed = TypedText::read(m_edit->source());
    switch (typed.kind) {
    case TypedText::Kind::Nothing:
        if (hasFiles())
            sendDraft({});
        return;
    case TypedText::Kind::Unknown:
        offer(tr("There is no command “%1”. Two slashes send it as text.").arg(typed.command),
              tr("Send as text"), [this] { sendAsText(); });
        return;
    case TypedText::Kind::Incomplete: {
        const Command *command = Command::find(typed.command.mid(1));
        offer(tr("Write it as %1 %2.").arg(command->slashed(), command->arguments), tr("Send as text"),
              [this] { sendAsText(); });
        return;
    }
    case TypedText::Kind::Command:
        if (typed.id == Command::Id::Help)
            return m_edit->setSource(QStringLiteral("/"));
        m_lastText = m_edit->source();
        m_lastTarget = m_target;
        m_edit->setSource({});
        Q_EMIT commandRequested(typed);
        return;
    case TypedText::Kind::Message:
        sendDraft(typed.draft);
        return;
    }
}

void Composer::sendAsText()
{
    focusText();
    sendDraft(TypedText::read(m_edit->source()).draft);
}

void Composer::sendDraft(Draft draft)
{
    static const QRegularExpression room(QStringLiteral(R"((?<![\w@])@room(?![\w:]))"),
                                         QRegularExpression::UseUnicodePropertiesOption);
    if (hasFiles() && m_attachments->isPreparing()) {
        m_isWaiting = true;
        return;
    }
    (m_target.isEdit ? draft.edits : draft.inReplyTo) = m_target.key;
    draft.mentions = PillText::users(m_edit->source());
    draft.mentionsRoom = m_mayMentionRoom && draft.text.contains(room);
    empty();
    Q_EMIT sendRequested(draft);
}

/// Before anybody hears of it: what is sent must not stay as a draft.
void Composer::empty()
{
    m_lastText = m_edit->source();
    m_lastTarget = std::exchange(m_target, {});
    m_bar->setTarget({});
    m_edit->setSource(m_lastTarget.aside);
}

void Composer::insertEmoji(const QString &emoji)
{
    m_edit->insertPlainText(emoji);
    focusText();
}

void Composer::insertImage(const PackImage &image)
{
    const QTextCursor cursor = m_edit->textCursor();
    m_edit->insertPill(cursor.selectionStart(), cursor.selectionEnd() - cursor.selectionStart(),
                       PillText::emoticon(image.shortcode, image.url));
    focusText();
}

void Composer::onEdited()
{
    const bool hasText = !m_edit->toPlainText().trimmed().isEmpty();
    showSendable();
    if (m_isLoading)
        return;
    m_isWaiting = false; // it is not what was to be sent any more
    showNotice({});
    Q_EMIT textEdited();
    if (hasText || m_isTyping) {
        m_isTyping = hasText;
        Q_EMIT typingChanged(hasText);
    }
}

void Composer::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_notice->isVisible())
        showNotice({});
    else if (event->key() == Qt::Key_Escape && !m_target.isEmpty())
        dropTarget();
    else if (event->key() == Qt::Key_Escape && m_attachments && !m_attachments->isEmpty())
        clearFiles();
    else
        QWidget::keyPressEvent(event);
}

bool Composer::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut))
        update();
    if (watched == m_edit && event->type() == QEvent::KeyPress && m_edit->document()->isEmpty() &&
        !m_edit->isComposing()) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Up && !(key->modifiers() & ~Qt::KeypadModifier)) {
            Q_EMIT editLastRequested();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void Composer::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    const bool hasFocus = m_edit->hasFocus();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(hasFocus ? theme.accent : Theme::mix(theme.base, theme.text, 0.3), 1));
    painter.setBrush(theme.base);
    const double radius = Theme::units(1.5, font());
    const QRect frame = (m_box->isHidden() ? m_voiceBar : m_box)->geometry();
    painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

void Composer::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
}

void Composer::applyTheme()
{
    m_attach->setIcon(themedIcon(QStringLiteral("mail-attachment"), palette(), QPalette::Text));
    m_emoji->setIcon(themedIcon(QStringLiteral("smiley"), palette(), QPalette::Text));
    m_microphone->setIcon(themedIcon(QStringLiteral("audio-input-microphone"), palette(), QPalette::Text));
    m_send->setIcon(themedIcon(QStringLiteral("mail-send"), palette(), QPalette::Text));
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, Theme(palette()).text);
    m_noticeText->setPalette(colors);
    update();
}

}
