// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composerfiles.h"

#include "widgets/attachments.h"
#include "widgets/carriedfiles.h"
#include "widgets/composernotice.h"

#include <QFileDialog>

namespace linnet {

ComposerFiles::ComposerFiles(ComposerNotice &notice, QWidget *parent)
    : QObject(parent), m_notice(notice), m_parent(parent)
{
}

void ComposerFiles::setAttachments(Attachments *attachments)
{
    if (m_attachments)
        m_attachments->disconnect(this);
    m_attachments = attachments;
    if (attachments)
        connect(attachments, &Attachments::changed, this, &ComposerFiles::changed);
}

Attachments *ComposerFiles::attachments() const
{
    return m_attachments;
}

void ComposerFiles::choose()
{
    if (!m_attachments)
        return;
    auto *dialog = new QFileDialog(m_parent, tr("Attach files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setLabelText(QFileDialog::Accept, tr("Attach"));
    // Another room may be open by then.
    connect(dialog, &QFileDialog::filesSelected, m_attachments,
            [this, attachments = m_attachments.data()](const QStringList &paths) {
                CarriedFiles files;
                files.paths = paths;
                add(*attachments, files);
            });
    connect(dialog, &QDialog::finished, this, &ComposerFiles::left);
    dialog->open();
}

void ComposerFiles::attach(const QMimeData &carried)
{
    if (!m_attachments)
        return;
    add(*m_attachments, CarriedFiles::read(carried));
    Q_EMIT left();
}

void ComposerFiles::add(Attachments &to, const CarriedFiles &files)
{
    const bool haveRoom = (files.png.isEmpty() || to.addPicture(files.png)) &&
                          (files.picture.isNull() || to.addPicture(files.picture)) && to.add(files.paths);
    if (!haveRoom)
        m_notice.say(tr("%n file(s) go at a time, no more.", nullptr, Attachments::Most));
}

}
