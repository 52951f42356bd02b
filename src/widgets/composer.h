// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/imagepack.h"
#include "widgets/drafttarget.h"
#include "widgets/soundrecorder.h"
#include "widgets/typedtext.h"

#include <QPointer>
#include <QWidget>

#include <functional>

class QLabel;
class QMimeData;
class QPushButton;
class QToolButton;

namespace linnet {

class AttachmentBar;
class Attachments;
class ComposerEdit;
class TargetBar;
class VoiceBar;
class VoiceRecording;
struct CarriedFiles;
struct OutgoingFile;

/// Where one writes: text box and send button in one frame, above them what the text answers or replaces, the
/// files that go with it, and a line for what cannot be sent. Knows nothing of rooms; drafts and files are
/// kept by its owner. GUI thread.
class Composer : public QWidget
{
    Q_OBJECT

public:
    static constexpr QKeyCombination AttachKey = Qt::CTRL | Qt::SHIFT | Qt::Key_A; ///< chooseFiles()

    /// `makeRecorder`: of voice messages; empty: there are none.
    explicit Composer(QWidget *parent = nullptr, SoundRecorder::Maker makeRecorder = SoundRecorder::maker());

    void setRoomName(const QString &name);
    void setHint(const QString &text); ///< shown while there is no text, in the place of the room's name
    void setCanPoll(bool can) { m_canPoll = can; }               ///< what can be attached is a choice then
    void setMayMentionRoom(bool may) { m_mayMentionRoom = may; } ///< `@room` tells everybody
    QString text() const;                                        ///< as PillText writes it
    void setText(const QString &text); ///< a draft: nothing is said to be typed, the target stays
    const DraftTarget &target() const { return m_target; }
    void setTarget(const DraftTarget &target); ///< of a draft
    /// The next message answers the row `key`, of which `text` is shown.
    void startReply(const QString &key, const QString &sender, const QString &text);
    /// The next message replaces the row `key`, whose text is edited. What was being written comes back
    /// afterwards.
    void startEdit(const QString &key, const QString &text);
    /// The files that go with the next message; null: none may. They stay while a message is edited.
    void setAttachments(Attachments *attachments);
    Attachments *attachments() const;
    void chooseFiles(); ///< asks which ones, and attaches them
    /// Attaches what was pasted or dropped (CarriedFiles).
    void attach(const QMimeData &carried);
    void putBack(); ///< what was sent last could not be, and is edited again
    void focusText();
    /// A key that was pressed elsewhere in the window: takes the focus and types it, unless one speaks.
    void typeKey(QKeyEvent *event);
    void showNotice(const QString &text); ///< empty: none
    void insertEmoji(const QString &emoji);
    void insertImage(const PackImage &image); ///< a custom emoji
    ComposerEdit &edit() { return *m_edit; }
    QWidget &box() { return *m_box; } ///< the frame around it

Q_SIGNALS:
    /// Ready to go out, with all files that can be sent if it is a new message. Nothing of it is in the box
    /// any more.
    void sendRequested(const linnet::Draft &draft);
    void commandRequested(const linnet::TypedText &command); ///< the same, of a command that is no message
    void targetActivated(const QString &key);                ///< its row is to be shown
    void editLastRequested();                                ///< one's last message is to be edited
    void pollRequested();
    void emojiRequested(const QPoint &at); ///< the panel is to be opened with its end there (global)
    void textEdited();                     ///< or what it answers has changed
    /// False when the text is gone or sent.
    void typingChanged(bool isTyping);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOut();
    void send();
    void sendAsText();
    void sendDraft(Draft draft);
    void empty();
    void dropTarget();
    void onEdited();
    void applyTheme();
    void offer(const QString &text, const QString &verb, std::function<void()> act);
    void add(Attachments &to, const CarriedFiles &files);
    void clearFiles();
    void offerAttaching();
    void onFilesChanged();
    void connectVoice();
    void onRecorded(const OutgoingFile &file);
    void sendVoice(const OutgoingFile &file);
    void showSendable();
    bool hasFiles() const;

    TargetBar *m_bar;
    AttachmentBar *m_files;
    QWidget *m_box;
    QToolButton *m_attach;
    ComposerEdit *m_edit;
    QToolButton *m_emoji;
    QToolButton *m_send;
    QToolButton *m_microphone; ///< in the place of m_send while there is nothing to send
    VoiceRecording *m_voice;
    VoiceBar *m_voiceBar;
    QWidget *m_notice;
    QLabel *m_noticeText;
    QPushButton *m_act;
    std::function<void()> m_onAct; ///< what that button does
    QPointer<Attachments> m_attachments;
    QPointer<Attachments> m_voiceOf; ///< where what is being recorded belongs
    DraftTarget m_target;
    QString m_lastText; ///< what was sent last
    DraftTarget m_lastTarget;
    bool m_canPoll = false;
    bool m_mayMentionRoom = false;
    bool m_isTyping = false;
    bool m_isWaiting = false; ///< to be sent as soon as all files were looked at
    bool m_isLoading = false;
};

}
