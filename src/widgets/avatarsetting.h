// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/settingnote.h"

class QLabel;

namespace linnet {

class Avatars;

/// A room's picture, which can be changed and removed. GUI thread; must not outlive the Avatars.
class AvatarSetting : public QWidget
{
    Q_OBJECT

public:
    AvatarSetting(Avatars &avatars, QWidget *parent);

    /// `id` and `name` make the one that stands there where there is none.
    void setPicture(const QString &url, const QString &id, const QString &name);
    void setCanChange(const CanChange &may);
    void setSaved();
    void setFailed(const Error &error);

Q_SIGNALS:
    /// A SquarePicture.
    void pictureChosen(const QByteArray &picture, const QString &mimeType);
    void removeRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void choose();
    void read(const QString &path);
    void paintPicture();

    Avatars &m_avatars;
    QLabel *m_picture;
    QPushButton *m_change;
    QPushButton *m_remove;
    SettingNote *m_note;
    QString m_url, m_id, m_name;
    CanChange m_may;
};

}
