// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/createspacedialog.h"

#include "base/onpool.h"
#include "session/session.h"
#include "ui_createspace.h"
#include "widgets/peopletext.h"
#include "widgets/theme.h"

#include <QBuffer>
#include <QFileDialog>
#include <QFileInfo>
#include <QImageReader>
#include <QRegularExpressionValidator>

namespace linnet {

namespace {

constexpr int Side = 512;           ///< pixels
constexpr int LargestSide = 16'384; ///< of what is read

/// A small PNG of a file; empty if that is no picture, or an absurd one.
QByteArray smallPicture(const QString &path)
{
    QImageReader reader(path);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (size.isEmpty() || size.width() > LargestSide || size.height() > LargestSide)
        return {};
    if (size.width() > Side || size.height() > Side)
        reader.setScaledSize(size.scaled(Side, Side, Qt::KeepAspectRatio).expandedTo({1, 1}));
    const QImage image = reader.read();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (image.isNull() || !QImage(image.convertToFormat(QImage::Format_ARGB32)).save(&buffer, "PNG"))
        return {};
    return bytes;
}

}

CreateSpaceDialog::CreateSpaceDialog(Session &session, QWidget *parent)
    : RequestDialog(tr("Create a space"), tr("Create"), parent), m_session(session),
      m_ui(std::make_unique<Ui::CreateSpaceForm>())
{
    m_pool.setMaxThreadCount(1);
    m_ui->setupUi(form());
    m_ui->aliasEnd->setText(u':' + PeopleText::serverOf(session.self()));
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
        m_pool, this, [path] { return smallPicture(path); },
        [this, path](const QByteArray &bytes) {
            m_isReading = false;
            m_picture = bytes;
            check();
            m_ui->picture->setText(bytes.isEmpty() ? tr("Optional") : QFileInfo(path).fileName().left(60));
            if (bytes.isEmpty())
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
    m_session.spaces()
        .editing()
        .create(space, m_picture, QStringLiteral("image/png"))
        .then(this, [this](const Result<RoomId> &result) {
            if (!result)
                return setFailure(result.error(), ErrorText::During::Creating);
            Q_EMIT created(*result);
            accept();
        });
}

}
