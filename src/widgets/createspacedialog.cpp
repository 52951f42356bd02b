// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/createspacedialog.h"

#include "base/onpool.h"
#include "matrix/displayname.h"
#include "matrix/servername.h"
#include "session/session.h"
#include "ui_createspace.h"
#include "widgets/theme.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QRegularExpressionValidator>

namespace linnet {

CreateSpaceDialog::CreateSpaceDialog(Session &session, QWidget *parent)
    : RequestDialog(tr("Create a space"), tr("Create"), parent), m_session(session),
      m_ui(std::make_unique<Ui::CreateSpaceForm>())
{
    m_pool.setMaxThreadCount(1);
    m_ui->setupUi(form());
    m_ui->aliasEnd->setText(u':' + serverOf(session.self()));
    static const QRegularExpression localPart(QStringLiteral("[^\\s:#]*"));
    m_ui->alias->setValidator(new QRegularExpressionValidator(localPart, this));
    connect(m_ui->name, &QLineEdit::textChanged, this, &CreateSpaceDialog::check);
    connect(m_ui->choosePicture, &QPushButton::clicked, this, &CreateSpaceDialog::choosePicture);
    for (QLineEdit *line : form()->findChildren<QLineEdit *>())
        connect(line, &QLineEdit::textEdited, this, &CreateSpaceDialog::clearFailure);
    resize(sizeHint().expandedTo({Theme::units(110, font()), 0}));
    check();
}

CreateSpaceDialog::~CreateSpaceDialog() = default;

void CreateSpaceDialog::setSpace(const RoomId &outer, const QString &name)
{
    m_outer = outer;
    m_isForMembers = new QRadioButton(
        tr("&Members of %1").arg(shortened(cleanName(name.left(200)), 40).replace(u'&', u"&&"_qs)), form());
    auto *layout = static_cast<QFormLayout *>(form()->layout());
    int row = 0;
    QFormLayout::ItemRole role = QFormLayout::FieldRole;
    layout->getWidgetPosition(m_ui->isPublic, &row, &role);
    layout->insertRow(row, QString(), m_isForMembers);
    setTabOrder(m_ui->isPrivate, m_isForMembers);
    m_isForMembers->setChecked(true);
}

void CreateSpaceDialog::check()
{
    setReady(!m_ui->name->text().trimmed().isEmpty() && !m_isReading);
}

void CreateSpaceDialog::choosePicture()
{
    auto *dialog = new QFileDialog(this, tr("Choose a picture"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setMimeTypeFilters({QStringLiteral("image/png"), QStringLiteral("image/jpeg"),
                                QStringLiteral("image/gif"), QStringLiteral("image/webp"),
                                QStringLiteral("application/octet-stream")});
    connect(dialog, &QFileDialog::fileSelected, this, &CreateSpaceDialog::setPicture);
    dialog->open();
}

void CreateSpaceDialog::setPicture(const QString &path)
{
    m_isReading = true;
    clearFailure();
    check();
    onPool(
        m_pool, this, [path] { return SquarePicture::ofFile(path); },
        [this, path](const Result<SquarePicture> &picture) {
            m_isReading = false;
            m_picture = picture ? *picture : SquarePicture();
            check();
            m_ui->picture->setText(picture ? QFileInfo(path).fileName().left(60) : tr("Optional"));
            if (!picture)
                setProblem(tr("This file is no picture that can be shown."));
        });
}

void CreateSpaceDialog::send()
{
    NewRoom space;
    space.name = m_ui->name->text().trimmed();
    space.topic = m_ui->topic->text().trimmed();
    space.alias = m_ui->alias->text();
    space.isPublic = m_ui->isPublic->isChecked();
    space.isForSpace = m_isForMembers && m_isForMembers->isChecked();
    if (!m_outer.isEmpty())
        return sendInto(space);
    m_session.spaces()
        .editing()
        .create(space, m_picture.bytes, m_picture.mimeType)
        .then(this, [this](const Result<RoomId> &result) {
            if (!result)
                return setFailure(result.error(), ErrorText::During::Creating);
            Q_EMIT created(*result);
            accept();
        });
}

void CreateSpaceDialog::sendInto(const NewRoom &space)
{
    m_session.spaces()
        .editing()
        .createIn(m_outer, space, m_picture.bytes, m_picture.mimeType)
        .then(this, [this](const Result<SpaceEditing::Made> &result) {
            if (!result && result.error().kind == Error::Kind::Unsupported)
                return setProblem(tr("Your server has no spaces that open to the members of another one. "
                                     "Choose who can join in another way."));
            if (!result)
                return setFailure(result.error(), ErrorText::During::Creating);
            Q_EMIT created(result->room);
            if (result->notAdded)
                Q_EMIT notAdded(*result->notAdded);
            accept();
        });
}

}
