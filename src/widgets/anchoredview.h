// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/timelineanchor.h"

#include <QAbstractItemView>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace linnet {

class RowLayout;
class RowStyle;
class TimelineGeometry;
class TimelineModel;

/// Shows rows of any height, laid out only near what is visible, scrolled by pixel. The anchor is the truth,
/// heights are a cache (design, section 5): rows that come, go or turn out higher than guessed never move
/// what one reads, and the bottom is followed only by those who are at it. What the rows look like and what
/// one can do with them is for who inherits this. GUI thread.
class AnchoredView : public QAbstractItemView
{
    Q_OBJECT

public:
    explicit AnchoredView(QWidget *parent = nullptr);
    ~AnchoredView() override;

    TimelineAnchor anchor() const;
    /// Also before the rows are there: it waits for the first ones. Follows the bottom if the row is not
    /// among them.
    void restoreAnchor(const TimelineAnchor &anchor);
    bool isFollowing() const;
    void scrollToLatest();
    void scrollByPixels(int pixels); ///< down is positive
    int layoutsMade() const;         ///< since the beginning; for tests

    QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint &point) const override;
    void doItemsLayout() override;
    void reset() override;
    void keyboardSearch(const QString &) override {} ///< letters are for the composer

Q_SIGNALS:
    void scrolled(); ///< by a person

protected:
    void setRows(TimelineModel *model); ///< null: none
    const TimelineModel *rows() const;
    bool hasRows() const;
    TimelineGeometry &geometry() const { return *m_geometry; }
    /// Before the geometry is asked where rows are.
    void resolve() const;
    void restyle(); ///< rowStyle() has changed
    void layOutAgain(const std::function<bool(const RowLayout &)> &isStale);

    virtual RowStyle rowStyle() const;
    virtual int headerHeight() const { return 0; } ///< of what is above the first row
    virtual void onMoved();                        ///< after everything that may have moved rows

    QModelIndex moveCursor(CursorAction, Qt::KeyboardModifiers) override { return currentIndex(); }
    int horizontalOffset() const override { return 0; }
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex &) const override { return false; }
    // Text is selected, not rows.
    void setSelection(const QRect &, QItemSelectionModel::SelectionFlags) override {}
    QRegion visualRegionForSelection(const QItemSelection &) const override { return {}; }

    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;
    void updateGeometries() override;

    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void syncScrollBar();
    void takePendingAnchor();

    std::unique_ptr<TimelineGeometry> m_geometry;
    std::optional<TimelineAnchor> m_pending; ///< waits for its row
    QTimer m_preparing;                      ///< runs while the geometry has something left that can wait
    qreal m_wheelRest = 0;                   ///< pixels, less than one
    bool m_isSyncing = false;
};

}
