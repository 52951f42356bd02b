// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/moderation.h"
#include "widgets/messagebar.h"

namespace linnet {

/// Carries out the same for several people or invitations, and says how far it is until it has ended or was
/// stopped. One thing at a time. GUI thread; what is carried out must outlive it.
class ModerationBar : public MessageBar
{
    Q_OBJECT

public:
    explicit ModerationBar(QWidget *parent = nullptr);

    bool isBusy() const { return m_run; }
    /// `words` say what is being done: "Removing people". finished() tells what came of it, at once where
    /// there is nothing to do.
    void begin(const QString &words, const QList<ModerationTarget> &targets, ModerationRun::Act act);

Q_SIGNALS:
    /// It is deleted soon after.
    void finished(const linnet::ModerationRun *run);

private:
    void refresh();
    void end();

    ModerationRun *m_run = nullptr; ///< null: none
    QString m_words;
};

}
