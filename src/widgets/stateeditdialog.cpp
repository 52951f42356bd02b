// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stateeditdialog.h"

#include "session/apiclient.h"
#include "widgets/theme.h"

#include <QFontDatabase>
#include <QFormLayout>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace linnet {

StateEditDialog::StateEditDialog(ApiClient &api, RoomId room, QWidget *parent)
    : RequestDialog(tr("Send a state event"), tr("Send"), parent), m_api(api), m_room(std::move(room)),
      m_type(new QLineEdit(form())), m_key(new QLineEdit(form())), m_content(new QPlainTextEdit(form())),
      m_problem(new QLabel(form()))
{
    auto *warning = new QLabel(tr("This takes the place of what the room has, for everybody in it. What you "
                                  "break here may be broken for ever."),
                               form());
    warning->setWordWrap(true);
    m_type->setObjectName(QStringLiteral("type"));
    m_key->setObjectName(QStringLiteral("key"));
    m_content->setObjectName(QStringLiteral("content"));
    m_content->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_content->setLayoutDirection(Qt::LeftToRight);
    m_content->setTabChangesFocus(true);
    m_content->setPlainText(QStringLiteral("{}"));
    m_content->setAccessibleName(tr("Content"));
    m_problem->setObjectName(QStringLiteral("jsonProblem"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QFormLayout(form());
    layout->setContentsMargins({});
    layout->addRow(warning);
    layout->addRow(tr("&Type:"), m_type);
    layout->addRow(tr("State &key:"), m_key);
    layout->addRow(m_content);
    layout->addRow(m_problem);
    for (QLineEdit *line : {m_type, m_key}) {
        connect(line, &QLineEdit::textChanged, this, &StateEditDialog::check);
        connect(line, &QLineEdit::textEdited, this, &StateEditDialog::clearFailure);
    }
    connect(m_content, &QPlainTextEdit::textChanged, this, &StateEditDialog::check);
    resize(Theme::units(140, font()), Theme::units(110, font()));
    check();
}

void StateEditDialog::setEvent(const QString &type, const QString &key, const QJsonObject &content)
{
    m_type->setText(type);
    m_key->setText(key);
    m_content->setPlainText(QString::fromUtf8(QJsonDocument(content).toJson(QJsonDocument::Indented)));
    m_content->setFocus();
}

void StateEditDialog::check()
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(m_content->toPlainText().toUtf8(), &error);
    if (error.error != QJsonParseError::NoError)
        m_problem->setText(tr("This is no JSON: %1").arg(error.errorString()));
    else if (!document.isObject())
        m_problem->setText(tr("It has to be a JSON object."));
    else
        m_problem->clear();
    setReady(document.isObject() && !m_type->text().trimmed().isEmpty());
}

void StateEditDialog::send()
{
    const QString type = m_type->text().trimmed();
    const QString key = m_key->text();
    const QByteArray content =
        QJsonDocument::fromJson(m_content->toPlainText().toUtf8()).toJson(QJsonDocument::Compact);
    m_api.send(m_api.requests().setState(m_room, type, key, content))
        .then(this, [this, type, key](const Result<Reply> &reply) {
            if (!reply)
                return setFailure(reply.error(), ErrorText::During::Anything);
            Q_EMIT sent(type, key);
            accept();
        });
}

}
