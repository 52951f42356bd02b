// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/messagebar.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace linnet;

namespace {

struct Stage
{
    explicit Stage(int width = 500)
    {
        bar.resize(width, 40);
        bar.show();
    }

    MessageBar bar;
    QPushButton *action = bar.findChild<QPushButton *>();
    QToolButton *close = bar.findChild<QToolButton *>();

    QStringList shown() const
    {
        QStringList texts;
        for (const QLabel *label : bar.findChildren<QLabel *>()) {
            if (label->isVisible() && !label->text().isEmpty())
                texts.append(label->text());
        }
        return texts;
    }
};

}

class TestMessageBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatAndWhy()
    {
        Stage stage;
        stage.bar.setMessage(MessageBar::Tone::Failure, QStringLiteral("It failed"),
                             QStringLiteral("server: no"));
        QCOMPARE(stage.shown(), (QStringList{QStringLiteral("It failed"), QStringLiteral("server: no")}));
        QCOMPARE(stage.bar.message(), QStringLiteral("It failed"));
        QCOMPARE(stage.bar.accessibleName(), QStringLiteral("It failed"));
        stage.bar.setMessage(MessageBar::Tone::Information, QStringLiteral("Better"));
        QCOMPARE(stage.shown(), QStringList{QStringLiteral("Better")});
    }
    void readsNothingAsHtml()
    {
        Stage stage;
        stage.bar.setMessage(MessageBar::Tone::Warning, QStringLiteral("<b>x</b>"),
                             QStringLiteral("<img src=\"file:///x\">"));
        for (const QLabel *label : stage.bar.findChildren<QLabel *>()) {
            if (!label->text().isEmpty())
                QCOMPARE(label->textFormat(), Qt::PlainText);
        }
    }
    void action()
    {
        Stage stage;
        QSignalSpy triggered(&stage.bar, &MessageBar::actionTriggered);
        QVERIFY(!stage.action->isVisible());
        stage.bar.setAction(QStringLiteral("Retry"));
        QVERIFY(stage.action->isVisible());
        QTest::mouseClick(stage.action, Qt::LeftButton);
        QCOMPARE(triggered.size(), 1);
        stage.bar.setAction({});
        QVERIFY(!stage.action->isVisible());
    }
    void closesByButtonAndEscape()
    {
        Stage stage;
        QSignalSpy closed(&stage.bar, &MessageBar::closed);
        QVERIFY(!stage.close->isVisible());
        QTest::keyClick(&stage.bar, Qt::Key_Escape);
        QVERIFY(stage.bar.isVisible());
        stage.bar.setClosable(true);
        QTest::mouseClick(stage.close, Qt::LeftButton);
        QCOMPARE(closed.size(), 1);
        QVERIFY(!stage.bar.isVisible());
        stage.bar.show();
        QTest::keyClick(&stage.bar, Qt::Key_Escape);
        QCOMPARE(closed.size(), 2);
        QVERIFY(!stage.bar.isVisible());
    }
    void longTextIsWrappedNotCut()
    {
        Stage stage(200);
        stage.bar.setMessage(MessageBar::Tone::Failure, QStringLiteral("many words ").repeated(20),
                             QStringLiteral("x").repeated(5000));
        QVERIFY(stage.bar.minimumSizeHint().width() < 200);
        QTest::qWait(0); // layouts learn of it in the event loop
        QVERIFY(stage.bar.heightForWidth(200) > 3 * stage.bar.fontMetrics().height());
    }
    void tonesLookDifferent()
    {
        Stage stage;
        QList<QImage> pictures;
        for (const auto tone :
             {MessageBar::Tone::Information, MessageBar::Tone::Warning, MessageBar::Tone::Failure}) {
            stage.bar.setMessage(tone, QStringLiteral("x"));
            const QImage picture = stage.bar.grab().toImage();
            QVERIFY(!pictures.contains(picture));
            pictures.append(picture);
        }
    }
};

QTEST_MAIN(TestMessageBar)
#include "tst_messagebar.moc"
