// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/moderationbar.h"

#include <utility>

namespace linnet {

ModerationBar::ModerationBar(QWidget *parent) : MessageBar(parent)
{
    setObjectName(QStringLiteral("moderationBar"));
    setAction(tr("Stop"));
    hide();
    connect(this, &MessageBar::actionTriggered, this, [this] {
        if (m_run)
            m_run->stop();
    });
}

void ModerationBar::begin(const QString &words, const QList<ModerationTarget> &targets,
                          ModerationRun::Act act)
{
    if (m_run)
        return;
    m_words = words;
    m_run = new ModerationRun(targets, std::move(act), this);
    connect(m_run, &ModerationRun::progressed, this, &ModerationBar::refresh);
    connect(m_run, &ModerationRun::finished, this, &ModerationBar::end);
    refresh();
    if (targets.size() > 1) // one alone is over in a moment
        show();
    m_run->start();
}

void ModerationBar::refresh()
{
    const int tried = m_run->total() - m_run->left();
    const QString detail = m_run->failures().isEmpty()
                               ? QString()
                               : tr("%n could not be done so far.", nullptr, int(m_run->failures().size()));
    setMessage(Tone::Information,
               tr("%1: %2 of %3.").arg(m_words, locale().toString(tried), locale().toString(m_run->total())),
               detail);
}

void ModerationBar::end()
{
    hide();
    ModerationRun *run = std::exchange(m_run, nullptr);
    run->deleteLater(); // it is speaking
    Q_EMIT finished(run);
}

}
