// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/peoplesearch.h"
#include "widgets/avatars.h"

#include <QListView>

class QLabel;
class QLineEdit;
class QStandardItemModel;

namespace linnet {

class MemberDelegate;
class Session;

/// Who may be meant by what is being typed into a field of Matrix ids, below it: by the last of several that
/// commas set apart. Up and Down go through them from the field, Enter or a click puts the id in the place of
/// what was typed. GUI thread; must not outlive its arguments.
class PeopleSuggestions : public QListView
{
    Q_OBJECT

public:
    /// `isOne`: one person is wanted, and no comma.
    PeopleSuggestions(QLineEdit &field, Session &session, bool isOne, QWidget *parent);
    ~PeopleSuggestions() override;

    QSize sizeHint() const override;
    bool hasFound() const; ///< there is somebody to choose

Q_SIGNALS:
    void chosen(const linnet::UserId &user);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QString question() const;
    void refresh();
    void choose(const QModelIndex &index);
    void step(int rows);
    QString emptyText() const;

    QLineEdit &m_field;
    bool m_isOne;
    PeopleSearch m_search;
    Avatars m_avatars;
    QStandardItemModel *m_model;
    MemberDelegate *m_delegate;
    QLabel *m_nothing;
};

}
