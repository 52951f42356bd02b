// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/createroomdialog.h"
#include "widgets/exportdialog.h"
#include "widgets/mainwindowtesting.h"
#include "widgets/membersdock.h"
#include "widgets/outboxwindow.h"
#include "widgets/roomview.h"
#include "widgets/settingswindow.h"
#include "widgets/signintesting.h"
#include "widgets/threaddock.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QLayout>
#include <QMenuBar>
#include <QRadioButton>
#include <QScrollBar>
#include <QSet>

using namespace linnet;
using namespace linnet::testing;

namespace {

QString described(const QWidget *widget)
{
    return QStringLiteral("%1 %2 in %3")
        .arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
             widget->parentWidget() ? QLatin1String(widget->parentWidget()->metaObject()->className())
                                    : QLatin1String());
}

QList<QWidget *> shownIn(const QWidget &window)
{
    QList<QWidget *> shown = window.findChildren<QWidget *>();
    shown.removeIf([](const QWidget *widget) { return !widget->isVisible(); });
    return shown;
}

/// What belongs to another control and is not met by itself.
bool isPart(const QWidget *widget)
{
    const QWidget *parent = widget->parentWidget();
    return qobject_cast<const QAbstractSpinBox *>(parent) || qobject_cast<const QScrollBar *>(widget) ||
           qobject_cast<const QMenuBar *>(widget);
}

/// Whatever can be worked, and has no name for a screen reader.
QStringList nameless(const QWidget &window)
{
    QStringList found;
    const QList<QWidget *> shown = shownIn(window);
    for (QWidget *widget : shown) {
        const bool isWorked =
            widget->focusPolicy() != Qt::NoFocus || qobject_cast<const QAbstractButton *>(widget);
        if (!isWorked || isPart(widget) || widget->focusProxy())
            continue;
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        const auto labels = accessible->relations(QAccessible::Label);
        if (accessible->text(QAccessible::Name).isEmpty() && labels.isEmpty())
            found.append(described(widget));
    }
    return found;
}

/// Whatever takes the focus from Tab, and does not get it however often that is pressed.
QStringList unreached(QWidget &window)
{
    QSet<const QWidget *> wanted;
    const QList<QWidget *> shown = shownIn(window);
    for (const QWidget *widget : shown) {
        const bool isOneOfSeveral = qobject_cast<const QRadioButton *>(widget);
        if ((widget->focusPolicy() & Qt::TabFocus) != 0 && widget->isEnabled() && !isPart(widget) &&
            !widget->focusProxy() && !isOneOfSeveral && widget->window() == &window)
            wanted.insert(widget);
    }
    for (qsizetype pressed = 0; pressed < 2 * shown.size() && !wanted.isEmpty(); ++pressed) {
        wanted.remove(window.focusWidget());
        QTest::keyClick(window.focusWidget() ? window.focusWidget() : &window, Qt::Key_Tab);
    }
    QStringList found;
    for (const QWidget *widget : std::as_const(wanted))
        found.append(described(widget));
    return found;
}

/// Whatever got less room than it needs, or lies over its neighbour in the same layout.
QStringList squeezed(const QWidget &window)
{
    QStringList found;
    QList<QLayout *> layouts = window.findChildren<QLayout *>();
    for (const QLayout *layout : std::as_const(layouts)) {
        QList<const QWidget *> before;
        for (int at = 0; at < layout->count(); ++at) {
            const QWidget *widget = layout->itemAt(at)->widget();
            if (!widget || !widget->isVisible() || widget->inherits("QDockWidgetTitleButton") ||
                layout->inherits("QStackedLayout"))
                continue;
            const QSize least = layout->itemAt(at)->minimumSize();
            if (widget->width() < least.width() || widget->height() < least.height())
                found.append(described(widget) + QStringLiteral(" is too small"));
            if (!widget->parentWidget()->rect().contains(widget->geometry()))
                found.append(described(widget) + QStringLiteral(" is cut off"));
            for (const QWidget *other : std::as_const(before)) {
                if (widget->geometry().intersects(other->geometry()))
                    found.append(described(widget) + QStringLiteral(" is over ") + described(other));
            }
            before.append(widget);
        }
    }
    return found;
}

}

/// What can be worked has a name for a screen reader, a place in the order of Tab, and room, however large
/// the font and whichever the direction.
class TestAccessibility : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup()
    {
        tearDown();
        QApplication::setFont(m_font);
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }

    void mainWindow();
    void dialogs();
    void signIn();
    void hasRoom_data();
    void hasRoom();

private:
    /// A room with a few messages, the members and a thread beside it.
    void openEverything()
    {
        const RoomId room = openRoom(QStringLiteral("Garden"));
        m_window->resize(QSize(1400, 900) * QFontMetrics(QApplication::font()).height() /
                         QFontMetrics(m_font).height());
        const QString event = m_server->rooms()
                                  .send(Bob, room.toString(), QStringLiteral("m.room.message"),
                                        {{QStringLiteral("msgtype"), QStringLiteral("m.text")},
                                         {QStringLiteral("body"), QStringLiteral("hello")}})
                                  .body.toObject()
                                  .value(QLatin1String("event_id"))
                                  .toString();
        m_server->wake();
        QTRY_VERIFY(texts().contains(QLatin1String("hello")));
        find<MembersDock>()->show();
        Q_EMIT find<RoomView>()->threadRequested(EventId(event));
        QTRY_VERIFY(find<ThreadDock>() && find<ThreadDock>()->isVisible());
    }

    const QFont m_font = QApplication::font();
};

void TestAccessibility::mainWindow()
{
    openEverything();
    QCOMPARE(nameless(*m_window).join(u"; "), QString());
    QCOMPARE(unreached(*m_window).join(u"; "), QString());
}

void TestAccessibility::dialogs()
{
    openRoom(QStringLiteral("Garden"));
    for (const char *text :
         {"Create a room…", "Join or explore…", "Invite…", "Settings…", "Unsent messages…", "Export…"}) {
        trigger(QString::fromUtf8(text));
        QTRY_VERIFY2(QApplication::activeWindow() && QApplication::activeWindow() != m_window.get(), text);
        QWidget *dialog = QApplication::activeWindow();
        QVERIFY2(nameless(*dialog).isEmpty(), qPrintable(nameless(*dialog).join(u';')));
        const QStringList left = unreached(*dialog);
        QVERIFY2(left.isEmpty(), qPrintable(left.join(u';')));
        dialog->close();
        m_window->activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), m_window.get());
    }
}

void TestAccessibility::signIn()
{
    FakeTransport transport;
    Signing signing(transport);
    QVERIFY(QTest::qWaitForWindowActive(signing.window.get()));
    QCOMPARE(nameless(*signing.window).join(u"; "), QString());
    QCOMPARE(unreached(*signing.window).join(u"; "), QString());
    signing.goTo(transport, QStringLiteral("@alice:example.org"), passwordFlows);
    QCOMPARE(nameless(*signing.window).join(u"; "), QString());
    QCOMPARE(unreached(*signing.window).join(u"; "), QString());
}

void TestAccessibility::hasRoom_data()
{
    QTest::addColumn<int>("percent");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    for (const int percent : {100, 200, 300}) {
        QTest::addRow("%d %%", percent) << percent << Qt::LeftToRight;
        QTest::addRow("%d %%, right to left", percent) << percent << Qt::RightToLeft;
    }
}

void TestAccessibility::hasRoom()
{
    QFETCH(int, percent);
    QFETCH(Qt::LayoutDirection, direction);
    QFont font = m_font;
    font.setPointSizeF(font.pointSizeF() * percent / 100);
    QApplication::setFont(font);
    QApplication::setLayoutDirection(direction);
    openEverything();
    QCOMPARE(squeezed(*m_window).join(u"; "), QString());
}

QTEST_MAIN(TestAccessibility)
#include "tst_accessibility.moc"
