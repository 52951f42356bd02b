// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/imagepack.h"
#include "widgets/drafttarget.h"
#include "widgets/soundrecorder.h"
#include "widgets/typedtext.h"

#include <QPointer>
#include <QWidget>

class QMimeData;

namespace linnet {

class AttachmentBar;
class Attachments;
class ComposerBox;
class ComposerEdit;
class ComposerFiles;
class ComposerNotice;
class TargetBar;
class VoiceBar;
class VoiceRecording;
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
    explicit Composer(QWidget *parent = nullptr, SoundRecorder::Maker makeRecorder = {});

    void setRoomName(const QString &name);
    void setHint(const QString &text); ///< shown while there is no text, in the place of the room's name
    void setCanPoll(bool can);         ///< what can be attached is a choice then
    void setMayMentionRoom(bool may) { m_mayMentionRoom = may; } ///< `@room` tells everybody
    void setMayDelete(bool may) { m_mayDelete = may; }           ///< one's own messages
    QString text() const;                                        ///< as PillText writes it
    void setText(const QString &text); ///< a draft: nothing is said to be typed, the target stays
    const DraftTarget &target() const { return m_target; }
    void setTarget(const DraftTarget &target); ///< of a draft
    /// The next message answers the row `key`, of which `text` is shown.
    void startReply(const QString &key, const QString &sender, const QString &text);
    /// The next message replaces the row `key`, whose text is edited. What was being written comes back
    /// afterwards.
    enum class Edits {
        Message, ///< the row says that already, so it is not sent unless it is changed
        Caption, ///< the same, of a file; it may be left empty
        Unsaid,  ///< what the row is to say is changed before others see it
    };
    void startEdit(const QString &key, const QString &text, Edits what = Edits::Message);
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
    QWidget &box(); ///< the frame around it

Q_SIGNALS:
    /// Ready to go out, with all files that can be sent if it is a new message. Nothing of it is in the box
    /// any more.
    void sendRequested(const linnet::Draft &draft);
    void commandRequested(const linnet::TypedText &command); ///< the same, of a command that is no message
    void targetActivated(const QString &key);                ///< its row is to be shown
    void editLastRequested();                                ///< one's last message is to be edited
    void deleteRequested(const QString &key);                ///< nothing is left of it
    void pollRequested();
    void emojiRequested(const QPoint &at); ///< the panel is to be opened with its end there (global)
    void textEdited();                     ///< or what it answers has changed
    /// False when the text is gone or sent.
    void typingChanged(bool isTyping);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectVoice();
    void send();
    void sayEmpty();
    void sendAsText();
    void sendDraft(Draft draft);
    void empty(const DraftTarget &next);
    void dropTarget();
    void onEdited();
    void onFilesChanged();
    void onRecorded(const OutgoingFile &file);
    void sendVoice(const OutgoingFile &file);
    void showSendable();
    bool hasFiles() const;

    TargetBar *m_bar;
    AttachmentBar *m_fileBar;
    ComposerBox *m_box;
    ComposerEdit *m_edit; ///< in m_box
    VoiceRecording *m_voice;
    VoiceBar *m_voiceBar;
    ComposerNotice *m_notice;
    ComposerFiles *m_files;
    QPointer<Attachments> m_voiceOf; ///< where what is being recorded belongs
    DraftTarget m_target;
    QString m_lastText; ///< what was sent last
    DraftTarget m_lastTarget;
    bool m_mayMentionRoom = false;
    bool m_mayDelete = false;
    bool m_isTyping = false;
    bool m_isWaiting = false; ///< to be sent as soon as all files were looked at
    bool m_isLoading = false;
};

}
