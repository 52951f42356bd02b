// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QSpinBox;

namespace linnet {

/// Chooses a power level by its name, or any by its number. The wheel changes nothing: it scrolls what the
/// box stands in. GUI thread.
class RoleCombo : public QWidget
{
    Q_OBJECT

public:
    enum class Words {
        Role, ///< what a person is
        Who,  ///< who may do something
    };
    RoleCombo(Words words, QWidget *parent);

    /// `everybodys` is what everybody has, `most` the highest that can be chosen.
    void setLevel(int level, int everybodys, int most);
    int level() const { return m_level; }
    void setAccessibleText(const QString &name);

Q_SIGNALS:
    void levelChosen(int level); ///< by the person; not the one that it was

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void onActivated(int row);
    void onNumber();
    void choose(int level);
    void showLevel();

    Words m_words;
    QComboBox *m_box;
    QSpinBox *m_number; ///< of a level without a name
    int m_level = 0;
    int m_chosen = 0; ///< said by levelChosen(), until setLevel()
    int m_everybodys = 0;
};

}
