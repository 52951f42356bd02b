// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/errortext.h"

#include <QWidget>

class QLabel;

namespace linnet {

/// What went wrong, in the colour of a warning, and the server's own words for it, dim, on a line below.
/// Stands beside what it concerns; takes no room while there is nothing. All text is plain text. GUI thread.
class TroubleLines : public QWidget
{
    Q_OBJECT

public:
    explicit TroubleLines(QWidget *parent = nullptr);

    void setText(const QString &what, const QString &detail = {});
    void setError(const Error &error, ErrorText::During during = ErrorText::During::Anything);
    void clear() { setText({}); }
    QString what() const;
    QString detail() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyTheme();

    QLabel *m_what;
    QLabel *m_detail;
};

}
