// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/profileedit.h"

#include "base/onpool.h"
#include "session/errortext.h"
#include "session/session.h"
#include "widgets/avatars.h"
#include "widgets/nowheel.h"
#include "widgets/profilefieldsedit.h"
#include "widgets/squarepicture.h"
#include "widgets/textsetting.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QFileDialog>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHideEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QTimeZone>
#include <QVBoxLayout>

namespace linnet {

namespace {

constexpr int PictureUnits = 16;
constexpr int LongestName = 250;

}

ProfileEdit::ProfileEdit(Session &session, QWidget *parent)
    : QWidget(parent), m_session(session), m_avatars(std::make_unique<Avatars>(session.media())),
      m_picture(new QLabel(this)), m_change(new QPushButton(tr("Change &Picture…"), this)),
      m_remove(new QPushButton(tr("R&emove Picture"), this)), m_name(new WrittenLine(this)),
      m_id(new QLineEdit(session.self().toString(), this)), m_copy(new QPushButton(tr("&Copy"), this)),
      m_zoneLabel(new QLabel(tr("&Time zone:"), this)), m_zone(new QComboBox(this)),
      m_more(new ProfileFieldsEdit(session.ownProfile(), this)), m_refused(new QLabel(this))
{
    m_picture->setObjectName(QStringLiteral("ownPicture"));
    m_picture->setAccessibleName(tr("Your picture"));
    m_change->setObjectName(QStringLiteral("changePicture"));
    m_remove->setObjectName(QStringLiteral("removePicture"));
    m_name->setObjectName(QStringLiteral("ownName"));
    m_name->setMaxLength(LongestName);
    m_id->setObjectName(QStringLiteral("ownId"));
    m_id->setReadOnly(true);
    m_copy->setObjectName(QStringLiteral("copyId"));
    NoWheel::keepFrom(*m_zone);
    m_zone->setObjectName(QStringLiteral("timeZone"));
    m_refused->setObjectName(QStringLiteral("refused"));
    m_refused->setText(tr("Your server does not let you change everything here."));
    m_refused->setWordWrap(true);
    m_refused->setForegroundRole(QPalette::PlaceholderText);
    for (QPushButton *button : {m_change, m_remove, m_copy})
        button->setAutoDefault(false);
    fillTimeZones();
    layOut();
    connect(m_change, &QPushButton::clicked, this, &ProfileEdit::choosePicture);
    connect(m_remove, &QPushButton::clicked, this, &ProfileEdit::removePicture);
    connect(m_name, &WrittenLine::left, this, &ProfileEdit::leaveName);
    connect(m_name, &QLineEdit::returnPressed, this, &ProfileEdit::sendName);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_id->text()); });
    connect(m_zone, &QComboBox::activated, this, &ProfileEdit::sendTimeZone);
    connect(m_avatars.get(), &Avatars::pictureArrived, this, &ProfileEdit::showAvatar);
    connect(m_more, &ProfileFieldsEdit::failed, this, &ProfileEdit::failed);
    connect(&session.ownProfile(), &OwnProfile::changed, this, &ProfileEdit::load);
    showAvatar();
    showAbilities();
}

ProfileEdit::~ProfileEdit() = default;

void ProfileEdit::layOut()
{
    const int unit = Theme::units(1, font());
    auto *pictureButtons = new QVBoxLayout;
    pictureButtons->addStretch();
    pictureButtons->addWidget(m_change);
    pictureButtons->addWidget(m_remove);
    pictureButtons->addStretch();
    auto *picture = new QHBoxLayout;
    picture->setSpacing(3 * unit);
    picture->addWidget(m_picture);
    picture->addLayout(pictureButtons);
    picture->addStretch();
    auto *id = new QHBoxLayout;
    id->addWidget(m_id, 1);
    id->addWidget(m_copy);
    auto *idLabel = new QLabel(tr("Your &id:"), this);
    idLabel->setBuddy(m_id);
    m_zoneLabel->setBuddy(m_zone);
    auto *form = new QFormLayout;
    form->addRow(tr("&Name:"), m_name);
    form->addRow(idLabel, id);
    form->addRow(m_zoneLabel, m_zone);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(picture);
    layout->addLayout(form);
    layout->addWidget(m_more);
    layout->addWidget(m_refused);
}

void ProfileEdit::fillTimeZones()
{
    m_zone->addItem(tr("Not told"), QString());
    const QList<QByteArray> ids = QTimeZone::availableTimeZoneIds();
    for (const QByteArray &id : ids) {
        const QString name = QString::fromLatin1(id);
        if (name.contains(u'/') || name == QLatin1String("UTC"))
            m_zone->addItem(name, name);
    }
    m_zone->setEditable(true); // to be found by typing
    m_zone->setInsertPolicy(QComboBox::NoInsert);
    m_zone->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_zone->completer()->setFilterMode(Qt::MatchContains);
    m_zone->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_zone->setMinimumContentsLength(24);
}

void ProfileEdit::load()
{
    m_session.ownProfile().load().then(this, [this](const Result<ProfileFields> &fields) {
        if (!fields) {
            const ErrorText text = ErrorText::of(fields.error());
            Q_EMIT failed(text.what, text.detail);
            return;
        }
        show(*fields);
        Q_EMIT loaded();
    });
}

void ProfileEdit::show(const ProfileFields &fields)
{
    m_fields = fields;
    m_isLoaded = true;
    if (!m_name->isModified())
        m_name->setText(fields.name);
    int zone = m_zone->findData(fields.timeZone);
    if (zone < 0) {
        // One that this computer does not know, or nonsense: what is there is shown.
        m_zone->addItem(fields.timeZone.left(60), fields.timeZone);
        zone = m_zone->count() - 1;
    }
    m_zone->setCurrentIndex(zone);
    m_more->setFields(fields.more);
    showAvatar();
    showAbilities();
}

void ProfileEdit::showAvatar()
{
    const int side = Theme::units(PictureUnits, font());
    const QString self = m_session.self().toString();
    m_picture->setPixmap(m_avatars->pixmap(m_fields.avatar, self,
                                           m_fields.name.isEmpty() ? self : m_fields.name, side,
                                           devicePixelRatioF(), Theme(palette())));
    m_picture->setFixedSize(side, side);
}

void ProfileEdit::setCapabilities(const AccountCapabilities &can)
{
    m_can = can;
    m_more->setCapabilities(can);
    showAbilities();
}

void ProfileEdit::showAbilities()
{
    const bool hasFields = m_session.ownProfile().hasFields();
    const bool canZone = m_can.canChangeField(ProfileRequests::TimeZone);
    const QString why = tr("Your server does not let you change this.");
    const auto set = [this, &why](QWidget *widget, bool can, bool isThere = true) {
        widget->setEnabled(m_isLoaded && can && isThere);
        widget->setToolTip(can ? QString() : why);
    };
    set(m_change, m_can.canChangeAvatar, !m_isSending);
    set(m_remove, m_can.canChangeAvatar, !m_isSending && !m_fields.avatar.isEmpty());
    set(m_name, m_can.canChangeName);
    set(m_zone, canZone);
    m_zoneLabel->setVisible(hasFields);
    m_zone->setVisible(hasFields);
    m_more->setVisible(hasFields);
    m_refused->setVisible(!m_can.canChangeAvatar || !m_can.canChangeName || (hasFields && !canZone));
}

void ProfileEdit::sendName()
{
    const QString name = m_name->text().trimmed();
    if (!m_name->isModified() || name == m_fields.name)
        return m_name->setModified(false);
    m_name->setModified(false);
    m_refusedName.reset();
    m_session.ownProfile().setName(name).then(this, [this, name](const Status &status) {
        if (!status) {
            m_name->setModified(true); // Enter tries again
            m_refusedName = name;
        }
        onSent(status, tr("Your name could not be changed"));
    });
}

void ProfileEdit::leaveName()
{
    if (m_name->text().trimmed() != m_refusedName)
        sendName();
}

void ProfileEdit::sendTimeZone()
{
    const QString zone = m_zone->currentData().toString();
    if (zone == m_fields.timeZone)
        return;
    m_session.ownProfile().set(ProfileRequests::TimeZone, zone).then(this, [this](const Status &status) {
        if (!status)
            show(m_fields);
        onSent(status, tr("Your time zone could not be changed"));
    });
}

void ProfileEdit::choosePicture()
{
    auto *dialog = new QFileDialog(
        this, tr("Choose a picture"), QStandardPaths::writableLocation(QStandardPaths::PicturesLocation),
        tr("Pictures (%1)").arg(QStringLiteral("*.png *.jpg *.jpeg *.gif *.webp *.bmp")));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ProfileEdit::sendPicture);
    dialog->open();
}

void ProfileEdit::sendPicture(const QString &path)
{
    m_isSending = true;
    showAbilities();
    onPool(*QThreadPool::globalInstance(), this, [path] { return SquarePicture::ofFile(path); })
        .andThen([this](const SquarePicture &picture) {
            return m_session.ownProfile().setAvatar(picture.bytes, picture.mimeType);
        })
        .then(this, [this](const Status &status) {
            m_isSending = false;
            showAbilities();
            onSent(status, tr("Your picture could not be changed"));
        });
}

void ProfileEdit::removePicture()
{
    m_session.ownProfile().removeAvatar().then(
        this, [this](const Status &status) { onSent(status, tr("Your picture could not be removed")); });
}

void ProfileEdit::onSent(const Status &status, const QString &what)
{
    if (!status)
        Q_EMIT failed(what, ErrorText::of(status.error()).what);
}

void ProfileEdit::keyPressEvent(QKeyEvent *event)
{
    // Enter ends the line, and not the window as well.
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return event->accept();
    QWidget::keyPressEvent(event);
}

// With the window or for another page: what was written is meant.
void ProfileEdit::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (!event->spontaneous())
        leaveName();
}

void ProfileEdit::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        showAvatar();
}

}
