// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QUrl>

namespace linnet::test {

/// Takes the place of the web browser, and of what else links and files lead to, while it lives: what the
/// program opens comes here. GUI thread.
class FakeBrowser : public QObject
{
    Q_OBJECT

public:
    FakeBrowser();
    ~FakeBrowser() override;

    QList<QUrl> opened;

private Q_SLOTS:
    void open(const QUrl &url) { opened.append(url); }
};

}
