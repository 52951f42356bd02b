// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/accountrequests.h"
#include "matrix/threepidrequests.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;

namespace linnet {

class AccountAdmin;

/// The e-mail addresses and telephone numbers of one's own account, to be added and removed. Takes no room
/// where the server keeps none. GUI thread; must not outlive `admin`.
class AddressList : public QWidget
{
    Q_OBJECT

public:
    AddressList(AccountAdmin &admin, QWidget *parent = nullptr);

    void load();
    void setCapabilities(const AccountCapabilities &can);

Q_SIGNALS:
    void failed(const QString &what, const QString &detail);

private:
    void layOut();
    void refresh();
    void show(const QList<Threepid> &addresses);
    void add(Threepid::Medium medium);
    void remove();

    AccountAdmin &m_admin;
    QList<Threepid> m_addresses;
    bool m_canChange = true;
    QListWidget *m_list;
    QLabel *m_note;
    QPushButton *m_addEmail;
    QPushButton *m_addPhone;
    QPushButton *m_remove;
};

}
