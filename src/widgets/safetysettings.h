// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;

namespace linnet {

class Session;
struct Error;

/// Of the privacy settings what keeps others off: who may invite, whom one ignores, which policy lists one
/// uses. What is changed is written to the account at once. Hidden where the server has no place for it. GUI
/// thread; must not outlive its Session.
class SafetySettings : public QWidget
{
    Q_OBJECT

public:
    explicit SafetySettings(Session &session, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QLabel *heading(const QString &text);
    QLabel *note(const QString &text);
    QListWidget *list(const QString &name, const QString &title);
    void layOut();
    void refreshRule();
    void refreshIgnored();
    void refreshLists();
    void setRule(int index);
    void stopIgnoring();
    void unfollow();
    void fail(const QString &what, const Error &error);

    Session &m_session;
    QComboBox *m_who;
    QLabel *m_whoNote;
    QListWidget *m_ignored;
    QLabel *m_nobody;
    QPushButton *m_stopIgnoring;
    QListWidget *m_lists;
    QLabel *m_noList;
    QPushButton *m_unfollow;
    QLabel *m_failure;
};

}
