// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QTimer>
#include <QVariantAnimation>

namespace linnet {

class TimelineGeometry;
class TimelineView;

/// Floats over the upper end of a timeline while one scrolls and says of which day its uppermost rows are; a
/// click on it asks for another one. It is not there where a date line is. GUI thread; a child of the
/// viewport.
class FloatingDate : public QAbstractButton
{
    Q_OBJECT

public:
    FloatingDate(TimelineView &view, TimelineGeometry &geometry);

    void appear();    ///< one has scrolled; it goes again after a rest
    void disappear(); ///< at once
    void refresh();   ///< rows may have moved
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QRect place() const;
    bool isOnDateLine(const QRect &place) const;
    void rest();

    TimelineView &m_view;
    TimelineGeometry &m_geometry;
    qint64 m_ts = 0; ///< ms, of a row of that day
    bool m_isWanted = false;
    QTimer m_rest;
    QVariantAnimation m_fade; ///< from 1 to 0
};

}
