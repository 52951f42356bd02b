// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QMimeData;

namespace linnet {

/// Lets files be dropped anywhere on its parent; while they are over it, says what will become of them. GUI
/// thread; owned by the parent.
class DropOverlay : public QWidget
{
    Q_OBJECT

public:
    explicit DropOverlay(QWidget *parent);

    void setRoomName(const QString &name);
    void setHint(const QString &text);                   ///< in the place of a room's name
    void setReady(bool isReady) { m_isReady = isReady; } ///< false: nothing may be sent here

Q_SIGNALS:
    void dropped(const QMimeData &data);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    bool m_isReady = false;
};

}
