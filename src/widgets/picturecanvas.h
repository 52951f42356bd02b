// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>
#include <QWidget>

namespace linnet {

/// One picture, to be looked at closely: fitted into the widget until one zooms, dragged where it is larger,
/// turned by quarters. A scale of 1 shows one pixel of it as one of the screen. GUI thread.
class PictureCanvas : public QWidget
{
    Q_OBJECT

public:
    explicit PictureCanvas(QWidget *parent = nullptr);

    /// The same picture in ever smaller versions of half the size, the largest first, so that it looks well
    /// at any scale. Any thread.
    static QList<QImage> levelsOf(const QImage &image);
    /// Another picture: fitted, not turned.
    void setPicture(const QList<QImage> &levels);
    /// A better version of the same, or its next frame: what one sees of it stays where it is.
    void replacePicture(const QList<QImage> &levels);
    void clear();
    bool isEmpty() const { return m_levels.isEmpty(); }
    /// A mark in its middle, that it could play.
    void setMark(const QPixmap &mark);
    /// Words in the place of the picture; empty: none.
    void setWords(const QString &words);

    double scale() const; ///< 1: real pixels
    bool isFitted() const { return m_isFitted; }
    void zoomBy(double factor, const QPointF &at); ///< `at`, in the widget, stays where it is
    void zoomBy(double factor) { zoomBy(factor, rect().center()); }
    void fit();
    void showRealPixels();
    void turn(int quarters); ///< clockwise
    /// False if all of it is seen in that direction.
    bool moveBy(const QPointF &pixels);

Q_SIGNALS:
    void painted();
    void clicked();
    void changed(); ///< scale or turn

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    void paintPicture(QPainter &painter);
    QSizeF turnedSize() const; ///< of the picture, real pixels
    double fittingScale() const;
    QPointF slack() const; ///< how far the picture's middle may be from the widget's
    void setScale(double scale, const QPointF &at);
    void settle();
    void updateCursor();

    QList<QPixmap> m_levels;
    QPixmap m_mark; ///< null: none
    QString m_words;
    double m_scale = 1;
    bool m_isFitted = true;
    int m_quarters = 0;
    QPointF m_offset; ///< of the picture's middle from the widget's, logical pixels
    QPointF m_dragged;
    QPointF m_pressedAt;
};

}
