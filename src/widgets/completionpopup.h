// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/completionquery.h"

#include <QFrame>

class QListView;

namespace linnet {

class Avatars;
class CompletionDelegate;
class CompletionModel;
class Completions;
class ComposerEdit;
class Pictures;

/// What may be meant by the word at the cursor, over the composer. It never has the focus: the keys that
/// choose are taken from the text box while it is shown. GUI thread.
class CompletionPopup : public QFrame
{
    Q_OBJECT

public:
    static constexpr int MostRows = 8; ///< shown at once

    /// `box` is what it stands above, `over` what it lies on.
    CompletionPopup(ComposerEdit &edit, QWidget &box, Completions &completions, Avatars &avatars,
                    Pictures &pictures, QWidget *over);

Q_SIGNALS:
    void emojiChosen(const QString &emoji);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void place();
    void step(int rows);
    void choose(int row);
    void dismiss();
    bool onKey(int key, Qt::KeyboardModifiers modifiers);
    void sayCurrent();
    std::optional<CompletionQuery> queryNow() const;

    ComposerEdit &m_edit;
    QWidget &m_box;
    Completions &m_completions;
    CompletionModel *m_model;
    CompletionDelegate *m_delegate;
    QListView *m_view;
    std::optional<CompletionQuery> m_query;
    int m_dismissed = -1; ///< where the word stands of which nothing is wanted
    bool m_isChoosing = false;
    bool m_isLoaded = false; ///< what stands there was not typed
};

}
