// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QCheckBox;
class QLabel;

namespace linnet {

/// Shows a recovery key, the one time that it is shown, and lets it be copied and saved. GUI thread.
class NewKeyPage : public QWidget
{
    Q_OBJECT

public:
    explicit NewKeyPage(QWidget *parent = nullptr);
    ~NewKeyPage() override;

    /// `account` names the file that is offered.
    void setKey(const QString &key, const QString &account);
    bool isConfirmed() const; ///< the person says that it is saved
    void saveTo(const QString &path);

Q_SIGNALS:
    void confirmationChanged();

private:
    void copy();
    void save();

    QString m_key;
    QString m_account;
    QLabel *m_shown;
    QLabel *m_outcome;
    QCheckBox *m_isSaved;
};

}
