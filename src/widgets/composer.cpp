// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer.h"

#include "widgets/attachmentbar.h"
#include "widgets/attachments.h"
#include "widgets/composerbox.h"
#include "widgets/composeredit.h"
#include "widgets/composerfiles.h"
#include "widgets/composernotice.h"
#include "widgets/pilltext.h"
#include "widgets/targetbar.h"
#include "widgets/theme.h"
#include "widgets/voicebar.h"
#include "widgets/voicerecording.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace linnet {

namespace {

constexpr qsizetype MostShown = 300; ///< letters of what is answered

}

Composer::Composer(QWidget *parent, SoundRecorder::Maker makeRecorder)
    : QWidget(parent), m_bar(new TargetBar(this)), m_fileBar(new AttachmentBar(this)),
      m_box(new ComposerBox(AttachKey, this)), m_edit(&m_box->edit()),
      m_voice(new VoiceRecording(std::move(makeRecorder), this)), m_voiceBar(new VoiceBar(*m_voice, this)),
      m_notice(new ComposerNotice(this)), m_files(new ComposerFiles(*m_notice, this))
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    const int unit = Theme::units(1, font());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * unit, 0, 3 * unit, 3 * unit);
    layout->setSpacing(unit);
    for (QWidget *part : std::initializer_list<QWidget *>{m_bar, m_fileBar, m_notice, m_box, m_voiceBar})
        layout->addWidget(part);

    connect(m_bar, &TargetBar::closed, this, &Composer::dropTarget);
    connect(m_bar, &TargetBar::activated, this, [this] { Q_EMIT targetActivated(m_target.key); });
    connect(m_fileBar, &AttachmentBar::sendRequested, this, &Composer::send);
    connect(m_fileBar, &AttachmentBar::left, this, &Composer::focusText);
    connect(m_files, &ComposerFiles::changed, this, &Composer::onFilesChanged);
    connect(m_files, &ComposerFiles::left, this, &Composer::focusText);
    connect(m_box, &ComposerBox::attachRequested, this, &Composer::chooseFiles);
    connect(m_box, &ComposerBox::pollRequested, this, &Composer::pollRequested);
    connect(m_box, &ComposerBox::emojiRequested, this, &Composer::emojiRequested);
    connect(m_box, &ComposerBox::sendRequested, this, &Composer::send);
    connect(m_edit, &ComposerEdit::filesPasted, this, &Composer::attach);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &Composer::onEdited);
    connectVoice();
    m_edit->installEventFilter(this);
}

void Composer::connectVoice()
{
    connect(m_box, &ComposerBox::speakRequested, this, [this] {
        m_voiceOf = attachments();
        m_voice->start();
        if (m_voice->isRecording())
            m_voiceBar->setFocus(Qt::OtherFocusReason);
    });
    connect(m_voiceBar, &VoiceBar::left, this, &Composer::focusText);
    connect(m_voice, &VoiceRecording::changed, this, [this] { m_box->setVisible(!m_voice->isRecording()); });
    connect(m_voice, &VoiceRecording::finished, this, &Composer::onRecorded);
    connect(m_voice, &VoiceRecording::failed, this, [this](const QString &what) {
        showNotice(what);
        focusText();
    });
}

QWidget &Composer::box()
{
    return *m_box;
}

void Composer::setCanPoll(bool can)
{
    m_box->setCanPoll(can);
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
    setTarget({key, false, sender, text.left(MostShown).simplified(), {}, {}});
    focusText();
    Q_EMIT textEdited();
}

void Composer::startEdit(const QString &key, const QString &text, Edits what)
{
    const QString aside = m_target.isEdit ? m_target.aside : m_edit->source();
    setText(text);
    setTarget({key,
               true,
               {},
               PillText::plain(text.left(MostShown)).simplified(),
               aside,
               what == Edits::Unsaid ? QString() : m_edit->source(),
               what == Edits::Caption});
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
    m_notice->say(text);
}

void Composer::setAttachments(Attachments *attachments)
{
    m_fileBar->setAttachments(attachments);
    m_files->setAttachments(attachments);
    m_voice->finish(); // what was being said stays with its room
    m_isWaiting = false;
    m_box->setMayAttach(attachments);
    showSendable();
}

Attachments *Composer::attachments() const
{
    return m_files->attachments();
}

void Composer::chooseFiles()
{
    m_files->choose();
}

void Composer::attach(const QMimeData &carried)
{
    m_files->attach(carried);
}

bool Composer::hasFiles() const
{
    return attachments() && !m_target.isEdit && attachments()->hasSendable();
}

void Composer::onFilesChanged()
{
    showSendable();
    if (m_isWaiting && !attachments()->isPreparing()) {
        m_isWaiting = false;
        if (hasFiles()) // else the last was taken out, or cannot be sent
            send();
    }
}

void Composer::showSendable()
{
    const bool hasAnything = hasFiles() || m_target.isCaption || !m_edit->toPlainText().trimmed().isEmpty();
    m_box->setSendable(hasAnything, attachments() && !m_target.isEdit && m_voice->isAvailable());
}

void Composer::onRecorded(const OutgoingFile &file)
{
    if (!m_voiceOf)
        return;
    // Another room may be open by now: then it waits there. So it does while a message is edited.
    const bool isHere = m_voiceOf == attachments();
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

/// Of a message that is edited.
void Composer::sayEmpty()
{
    const QString what = tr("There is nothing left of the message.");
    if (!m_mayDelete)
        return showNotice(what);
    m_notice->offer(what, tr("Delete…"), [this, key = m_target.key] {
        dropTarget();
        Q_EMIT deleteRequested(key);
    });
}

void Composer::send()
{
    // Others would see it marked as edited.
    if (m_target.isEdit && !m_target.said.isEmpty() && m_edit->source() == m_target.said)
        return dropTarget();
    const TypedText typed = TypedText::read(m_edit->source());
    switch (typed.kind) {
    case TypedText::Kind::Nothing:
        if (hasFiles() || m_target.isCaption)
            sendDraft({});
        else if (m_target.isEdit)
            sayEmpty();
        return;
    case TypedText::Kind::Unknown:
        m_notice->offer(tr("There is no command “%1”. Two slashes send it as text.").arg(typed.command),
                        tr("Send as text"), [this] { sendAsText(); });
        return;
    case TypedText::Kind::Incomplete: {
        const Command *command = Command::find(typed.command.mid(1));
        m_notice->offer(
            tr("Write it as %1.").arg(QString(command->slashed() + u' ' + command->arguments).trimmed()),
            tr("Send as text"), [this] { sendAsText(); });
        return;
    }
    case TypedText::Kind::Command:
        if (typed.id == Command::Id::Help) {
            m_edit->setSource({});
            m_edit->insertPlainText(QStringLiteral("/")); // as by a person: what there is opens
            return;
        }
        empty(m_target.isEdit ? DraftTarget() : m_target);
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
    if (hasFiles() && attachments()->isPreparing()) {
        m_isWaiting = true;
        return;
    }
    (m_target.isEdit ? draft.edits : draft.inReplyTo) = m_target.key;
    draft.isCaption = m_target.isCaption;
    draft.mentions = PillText::users(m_edit->source());
    draft.mentionsRoom = m_mayMentionRoom && TypedText::callsRoom(draft);
    empty({});
    Q_EMIT sendRequested(draft);
}

/// Before anybody hears of it: what is sent must not stay as a draft. `next`: what the next text belongs to.
void Composer::empty(const DraftTarget &next)
{
    m_lastText = m_edit->source();
    m_lastTarget = m_target;
    if (next != m_target)
        setTarget(next);
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
                       PillText::emoticon(image.shortcode, image.url, image.body));
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
    const QRect frame = m_box->isHidden() ? m_voiceBar->geometry() : m_box->geometry();
    painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

}
