// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

class QMimeData;
class QWidget;

namespace linnet {

class Attachments;
class ComposerNotice;
struct CarriedFiles;

/// Brings files into the next message of a composer, by choosing, pasting or dropping them. GUI thread; must
/// not outlive `notice`.
class ComposerFiles : public QObject
{
    Q_OBJECT

public:
    /// Says in `notice` what did not work. `parent`: of the dialog.
    ComposerFiles(ComposerNotice &notice, QWidget *parent);

    void setAttachments(Attachments *attachments); ///< where they go; null: nowhere
    Attachments *attachments() const;
    void choose(); ///< asks which ones
    void attach(const QMimeData &carried);

Q_SIGNALS:
    void changed(); ///< what is in attachments()
    void left();    ///< the keyboard is to go back to the text

private:
    void add(Attachments &to, const CarriedFiles &files);

    ComposerNotice &m_notice;
    QWidget *m_parent;
    QPointer<Attachments> m_attachments;
};

}
