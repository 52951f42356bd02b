// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QListWidget;
class QStackedWidget;

namespace linnet {

/// Pages of settings beside the list of their names, which takes the focus; a page that is too large scrolls.
/// GUI thread.
class SettingsPages : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsPages(QWidget *parent);

    /// Behind those that are there; the first one is shown. Takes `page`. `icon` is a name of the theme.
    void add(const QString &icon, const QString &name, QWidget *page);

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyTheme();

    QListWidget *m_names;
    QStackedWidget *m_pages;
    QStringList m_icons; ///< of the pages, by name
};

}
