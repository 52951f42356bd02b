// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "widgets/requestdialog.h"

#include <QJsonObject>

class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace linnet {

class ApiClient;

/// Sends a state event as somebody writes it. What is no JSON cannot be sent. GUI thread; must not outlive
/// the ApiClient.
class StateEditDialog : public RequestDialog
{
    Q_OBJECT

public:
    StateEditDialog(ApiClient &api, RoomId room, QWidget *parent);

    void setEvent(const QString &type, const QString &key, const QJsonObject &content);

Q_SIGNALS:
    void sent(const QString &type, const QString &key);

protected:
    void send() override;

private:
    void check();

    ApiClient &m_api;
    RoomId m_room;
    QLineEdit *m_type;
    QLineEdit *m_key;
    QPlainTextEdit *m_content;
    QLabel *m_problem;
};

}
