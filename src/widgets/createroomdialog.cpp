// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/createroomdialog.h"

#include "matrix/displayname.h"
#include "matrix/servername.h"
#include "session/session.h"
#include "ui_createroom.h"
#include "widgets/peopletext.h"
#include "widgets/theme.h"

#include <QRegularExpressionValidator>

namespace linnet {

CreateRoomDialog::CreateRoomDialog(Session &session, QWidget *parent)
    : RequestDialog(tr("Create a room"), tr("Create"), parent), m_session(session),
      m_ui(std::make_unique<Ui::CreateRoomForm>())
{
    m_ui->setupUi(form());
    m_ui->aliasEnd->setText(u':' + serverOf(session.self()));
    static const QRegularExpression localPart(QStringLiteral("[^\\s:#]*"));
    m_ui->alias->setValidator(new QRegularExpressionValidator(localPart, this));
    for (QLineEdit *line : {m_ui->name, m_ui->alias, m_ui->invite})
        connect(line, &QLineEdit::textChanged, this, &CreateRoomDialog::check);
    for (QLineEdit *line : form()->findChildren<QLineEdit *>())
        connect(line, &QLineEdit::textEdited, this, &CreateRoomDialog::clearFailure);
    m_ui->isEncrypted->setVisible(session.hasEncryption());
    connect(m_ui->isPublic, &QRadioButton::toggled, this, [this](bool isPublic) {
        m_ui->isEncrypted->setEnabled(!isPublic);
        m_ui->isEncrypted->setChecked(!isPublic);
    });
    resize(sizeHint().expandedTo({Theme::units(110, font()), 0}));
    check();
}

CreateRoomDialog::~CreateRoomDialog() = default;

void CreateRoomDialog::setDirectWith(const UserId &user)
{
    m_direct = user;
    setWindowTitle(tr("Start a chat"));
    m_ui->name->setPlaceholderText(tr("Optional"));
    m_ui->invite->setText(user.toString());
}

void CreateRoomDialog::setSpace(const RoomId &space, const QString &name)
{
    m_space = space;
    m_isForSpace = new QRadioButton(
        tr("&Members of %1").arg(shortened(cleanName(name.left(200)), 40).replace(u'&', u"&&"_qs)), form());
    auto *layout = static_cast<QFormLayout *>(form()->layout());
    int row = 0;
    QFormLayout::ItemRole role = QFormLayout::FieldRole;
    layout->getWidgetPosition(m_ui->isPublic, &row, &role);
    layout->insertRow(row, QString(), m_isForSpace);
    setTabOrder(m_ui->isPrivate, m_isForSpace);
    m_isForSpace->setChecked(true);
}

void CreateRoomDialog::check()
{
    // A room needs something by which people can tell it from others.
    setReady(!m_ui->name->text().trimmed().isEmpty() || !m_ui->alias->text().isEmpty() ||
             !m_ui->invite->text().trimmed().isEmpty());
}

void CreateRoomDialog::send()
{
    const PeopleText people = PeopleText::read(m_ui->invite->text(), serverOf(m_session.self()));
    if (!people.wrong.isEmpty()) {
        setProblem(tr("“%1” is no Matrix id. One looks like @name:example.org.").arg(people.wrong.first()));
        m_ui->invite->setFocus();
        return;
    }
    NewRoom room;
    room.name = m_ui->name->text().trimmed();
    room.topic = m_ui->topic->text().trimmed();
    room.alias = m_ui->alias->text();
    room.isPublic = m_ui->isPublic->isChecked();
    room.isEncrypted = !room.isPublic && m_session.hasEncryption() && m_ui->isEncrypted->isChecked();
    room.invite = people.users;
    room.isDirect = !m_direct.isEmpty() && people.users == QList<UserId>{m_direct};
    room.isForSpace = m_isForSpace && m_isForSpace->isChecked();
    sendTo(room);
}

void CreateRoomDialog::sendTo(const NewRoom &room)
{
    if (!m_space.isEmpty()) {
        m_session.spaces()
            .editing()
            .createIn(m_space, room)
            .then(this, [this](const Result<SpaceEditing::Made> &result) {
                if (!result && result.error().kind == Error::Kind::Unsupported)
                    return setProblem(tr("Your server has no rooms that open to the members of a space. "
                                         "Choose who can join in another way."));
                if (!result)
                    return setFailure(result.error(), ErrorText::During::Creating);
                Q_EMIT created(result->room);
                if (result->notAdded)
                    Q_EMIT notAdded(*result->notAdded);
                accept();
            });
        return;
    }
    m_session.actions().create(room).then(this, [this](const Result<RoomId> &result) {
        if (!result)
            return setFailure(result.error(), ErrorText::During::Creating);
        Q_EMIT created(*result);
        accept();
    });
}

}
