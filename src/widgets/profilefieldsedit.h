// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/accountrequests.h"

#include <QMap>
#include <QWidget>

class QPushButton;
class QTreeWidget;

namespace linnet {

class OwnProfile;

/// The fields of one's profile that Linnet has no words of its own for, by their keys. GUI thread; must not
/// outlive `profile`.
class ProfileFieldsEdit : public QWidget
{
    Q_OBJECT

public:
    ProfileFieldsEdit(OwnProfile &profile, QWidget *parent = nullptr);

    void setFields(const QMap<QString, QString> &fields);
    void setCapabilities(const AccountCapabilities &can);

Q_SIGNALS:
    void failed(const QString &what, const QString &detail);

private:
    void layOut();
    void refresh();
    QString chosen() const;
    void ask(const QString &key);
    void askKey();
    void send(const QString &key, const QString &value);

    OwnProfile &m_profile;
    QMap<QString, QString> m_fields;
    AccountCapabilities m_can;
    QTreeWidget *m_list;
    QPushButton *m_add;
    QPushButton *m_change;
    QPushButton *m_remove;
};

}
