// SPDX-License-Identifier: GPL-3.0-or-later
#include "accountwindow.h"
#include "figures.h"
#include "store/archive.h"
#include "widgets/filteredit.h"
#include "widgets/findpalette.h"

using namespace linnet;
using namespace linnet::bench;

/// From a letter that is typed in the palette until what it finds is painted: rooms, people and messages, in
/// a real window over a real session and database.
class BenchPalette : public QObject
{
    Q_OBJECT

    static constexpr int Sentences = 60;
    static constexpr int LongestBeginning = 8;
    static constexpr double Budget = 50;

    bool m_isPainted = false;

    /// Two words of a sentence, or their beginnings, a key each; emoji are on no key.
    static QString typed(Generator &generator)
    {
        const QStringList words = generator.text(2, 2).simplified().split(u' ');
        QString text = words.first().left(LongestBeginning) + u' ' + words.last().left(LongestBeginning);
        return text.removeIf([](QChar letter) { return letter.isSurrogate(); });
    }

    /// The archive's thread does one thing after the other: when it answers this, it has answered the
    /// palette. The field is painted with whatever came of that, be it nothing.
    void waitForPaint(AccountWindow &window, QWidget &field)
    {
        wait(window.session().store().archive().stored({}));
        QCoreApplication::processEvents();
        m_isPainted = false;
        field.update();
        while (!m_isPainted)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            m_isPainted = true;
        return QObject::eventFilter(watched, event);
    }

private Q_SLOTS:
    void typing()
    {
        const auto all = stores();
        for (auto it = all.cbegin(); it != all.cend(); ++it) {
            AccountWindow window(*it);
            window.window().activateWindow();
            if (!QTest::qWaitForWindowActive(&window.window()))
                qFatal("the window is not active");
            QTest::qWait(500);
            QTest::keyClick(&window.window(), Qt::Key_K, Qt::ControlModifier);
            auto *palette = window.window().findChild<FindPalette *>();
            if (!palette || !palette->isVisible())
                qFatal("the palette did not open");
            auto *field = palette->findChild<FilterEdit *>();
            field->installEventFilter(this);
            Generator generator(11);
            Figures figures;
            for (int i = 0; i < Sentences; ++i) {
                field->clear();
                waitForPaint(window, *field);
                const QString text = typed(generator);
                for (const QChar letter : text) {
                    figures.time([&] {
                        QTest::sendKeyEvent(QTest::Press, field, Qt::Key_unknown, QString(letter), {});
                        waitForPaint(window, *field);
                    });
                }
                if (field->text() != text)
                    qFatal("the keys missed");
            }
            figures.tell("a letter in the palette to its paint", Budget);
            tellFigure("a letter in the palette, to its paint, p95", it.key(), figures.mostly());
        }
    }
};

QTEST_MAIN(BenchPalette)
#include "bench_palette.moc"
