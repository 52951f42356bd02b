// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/event.h"

#include <QDialog>

class QLabel;
class QTreeWidget;

namespace linnet {

/// Lists what an edited message said, version by version, the newest first. Modeless; deletes itself when
/// closed. GUI thread.
class VersionsWindow : public QDialog
{
    Q_OBJECT

public:
    explicit VersionsWindow(QWidget *parent = nullptr);

    /// The message itself and its edits by the same sender, in any order, as Store::versions() gives them.
    void setVersions(const QList<Event> &versions);
    void setFailed(const QString &why); ///< above what is in the list, if anything is

private:
    QTreeWidget *m_list;
    QLabel *m_note;
};

}
