// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/accountrequests.h"
#include "matrix/profilerequests.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace linnet {

class Avatars;
class ProfileFieldsEdit;
class Session;
class WrittenLine;

/// What one tells everybody of oneself, to be changed: picture, name, time zone, further fields, and the id,
/// which stays. What is changed applies at once. GUI thread; must not outlive the Session.
class ProfileEdit : public QWidget
{
    Q_OBJECT

public:
    ProfileEdit(Session &session, QWidget *parent = nullptr);
    ~ProfileEdit() override;

    void load();
    /// What the server does not let one change rests, and says so.
    void setCapabilities(const AccountCapabilities &can);

Q_SIGNALS:
    void failed(const QString &what, const QString &detail);
    void loaded();

protected:
    void changeEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void layOut();
    void fillTimeZones();
    void show(const ProfileFields &fields);
    void showAvatar();
    void showAbilities();
    void sendName();
    void leaveName();
    void sendTimeZone();
    void choosePicture();
    void sendPicture(const QString &path);
    void removePicture();
    void onSent(const Status &status, const QString &what);

    Session &m_session;
    std::unique_ptr<Avatars> m_avatars;
    ProfileFields m_fields;
    AccountCapabilities m_can;
    bool m_isLoaded = false;
    bool m_isSending = false;             ///< a picture
    std::optional<QString> m_refusedName; ///< leaving it does not try it again
    QLabel *m_picture;
    QPushButton *m_change;
    QPushButton *m_remove;
    WrittenLine *m_name;
    QLineEdit *m_id;
    QPushButton *m_copy;
    QLabel *m_zoneLabel;
    QComboBox *m_zone;
    ProfileFieldsEdit *m_more;
    QLabel *m_refused;
};

}
