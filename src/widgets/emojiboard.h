// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/verificationflow.h"

#include <QWidget>

namespace linnet {

/// The seven pictures that two people compare, big and with their names, or the three numbers that stand for
/// them where an app knows no pictures. GUI thread.
class EmojiBoard : public QWidget
{
    Q_OBJECT

public:
    explicit EmojiBoard(QWidget *parent = nullptr);

    void setContent(const QList<VerificationEmoji> &emoji, const QList<int> &decimals);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    static constexpr int Columns = 4; ///< of the first line; the second is centred below it

    struct Place
    {
        QRect emoji;
        QRect name;
    };
    Place placeOf(int index) const;
    int cellWidth() const;
    int cellHeight() const;
    QString numbers() const;

    QList<VerificationEmoji> m_emoji;
    QList<int> m_decimals;
};

}
