// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;

namespace linnet {

/// A quiet line that says what is being waited for. It shows only when the waiting is long enough to be
/// noticed, and keeps its room so that nothing jumps. GUI thread.
class BusyLine : public QWidget
{
    Q_OBJECT

public:
    explicit BusyLine(QWidget *parent = nullptr);

    void start(const QString &words);
    void stop();
    bool isShown() const; ///< the waiting is long enough

Q_SIGNALS:
    void shown();

protected:
    void changeEvent(QEvent *event) override;

private:
    void setShown(bool isShown);
    void applyTheme();

    QTimer m_patience;
    QProgressBar *m_bar;
    QLabel *m_words;
};

}
