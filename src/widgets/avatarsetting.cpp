// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/avatarsetting.h"

#include "base/onpool.h"
#include "widgets/avatars.h"
#include "widgets/squarepicture.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace linnet {

AvatarSetting::AvatarSetting(Avatars &avatars, QWidget *parent)
    : QWidget(parent), m_avatars(avatars), m_picture(new QLabel(this)),
      m_change(new QPushButton(tr("Change &picture…"), this)),
      m_remove(new QPushButton(tr("Remove pict&ure"), this)), m_note(new SettingNote(this))
{
    m_picture->setAccessibleName(tr("Picture"));
    m_change->setObjectName(QStringLiteral("changePicture"));
    m_remove->setObjectName(QStringLiteral("removePicture"));
    for (QPushButton *button : {m_change, m_remove})
        button->setAutoDefault(false);
    auto *line = new QHBoxLayout;
    line->addWidget(m_picture);
    line->addWidget(m_change);
    line->addWidget(m_remove);
    line->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(line);
    layout->addWidget(m_note);
    connect(m_change, &QPushButton::clicked, this, &AvatarSetting::choose);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        m_note->showSaving();
        Q_EMIT removeRequested();
    });
    connect(&avatars, &Avatars::pictureArrived, this, &AvatarSetting::paintPicture);
}

void AvatarSetting::setPicture(const QString &url, const QString &id, const QString &name)
{
    m_url = url;
    m_id = id;
    m_name = name;
    m_remove->setEnabled(m_may.isAllowed && !url.isEmpty());
    paintPicture();
}

void AvatarSetting::setCanChange(const CanChange &may)
{
    m_may = may;
    m_note->setCanChange(may, {m_change, m_remove});
    m_remove->setEnabled(may.isAllowed && !m_url.isEmpty());
}

void AvatarSetting::setSaved()
{
    m_note->showSaved();
}

void AvatarSetting::setFailed(const Error &error)
{
    m_note->showFailed(error);
}

void AvatarSetting::paintPicture()
{
    m_picture->setPixmap(m_avatars.pixmap(m_url, m_id, m_name, Theme::units(16, font()), devicePixelRatioF(),
                                          Theme(palette())));
}

void AvatarSetting::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        paintPicture();
}

void AvatarSetting::choose()
{
    auto *dialog = new QFileDialog(this, tr("Choose a picture"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setMimeTypeFilters({QStringLiteral("image/png"), QStringLiteral("image/jpeg"),
                                QStringLiteral("image/webp"), QStringLiteral("image/gif")});
    connect(dialog, &QFileDialog::fileSelected, this, &AvatarSetting::read);
    dialog->open();
}

void AvatarSetting::read(const QString &path)
{
    m_note->showSaving();
    onPool(*QThreadPool::globalInstance(), this, [path] {
        return SquarePicture::ofFile(path);
    }).then(this, [this](const Result<SquarePicture> &picture) {
        if (picture)
            Q_EMIT pictureChosen(picture->bytes, picture->mimeType);
        else
            m_note->showFailed(picture.error());
    });
}

}
