// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures.h"
#include "generator.h"
#include "paintwatch.h"
#include "session/directory.h"
#include "stallmeter.h"
#include "widgets/directorywindow.h"
#include "widgets/filteredit.h"
#include "widgets/sessionstage.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QListView>
#include <QScrollBar>
#include <QTest>

using namespace linnet;
using namespace linnet::bench;
using namespace std::chrono_literals;

namespace {

using Method = Request::Method;

/// A server's directory of 20,000 rooms, page by page as it is asked for.
class Pages
{
public:
    static constexpr int Rooms = 20'000;

    Pages()
    {
        Generator generator(5);
        for (int i = 0; i < Rooms; ++i) {
            m_rooms.append(
                QJsonObject{{QStringLiteral("room_id"), QStringLiteral("!room%1:example.org").arg(i)},
                            {QStringLiteral("name"), generator.text(1, 5)},
                            {QStringLiteral("topic"), generator.text(4, 60)},
                            {QStringLiteral("canonical_alias"), QStringLiteral("#room%1:example.org").arg(i)},
                            {QStringLiteral("num_joined_members"), 2 * Rooms - i},
                            {QStringLiteral("world_readable"), i % 3 == 0},
                            {QStringLiteral("guest_can_join"), i % 7 == 0},
                            {QStringLiteral("join_rule"), QStringLiteral("public")}});
        }
    }
    QByteArray page(int from, int size) const
    {
        QJsonArray chunk;
        for (int i = from; i < qMin(from + size, Rooms); ++i)
            chunk.append(m_rooms.at(i));
        QJsonObject page{{QStringLiteral("chunk"), chunk},
                         {QStringLiteral("total_room_count_estimate"), Rooms}};
        if (from + size < Rooms)
            page.insert(QStringLiteral("next_batch"), QString::number(from + size));
        return QJsonDocument(page).toJson(QJsonDocument::Compact);
    }

private:
    QList<QJsonObject> m_rooms;
};

/// The real window over a real session, whose server answers when it is told to.
class Stage
{
public:
    Stage(const Pages &pages, Method method, int pageSize)
        : m_pages(pages), m_method(method), m_pageSize(pageSize)
    {
        m_stage.transport.holdUnexpected();
        if (method == Method::Get)
            m_stage.transport.expects(Method::Post, Path)
                .replies(405, R"({"errcode":"M_UNRECOGNIZED","error":"no search"})");
        m_window = std::make_unique<DirectoryWindow>(
            m_stage.session->api(), m_stage.session->rooms(), u"x"_qs, m_stage.avatars.avatars(),
            m_settings.filePath(QStringLiteral("settings.ini")), nullptr);
        m_window->show();
        if (!QTest::qWaitForWindowExposed(m_window.get()))
            qFatal("no window");
        m_view = m_window->findChild<QListView *>(QStringLiteral("rooms"));
        m_search = m_window->findChild<FilterEdit *>();
    }

    int loaded() const { return m_view->model()->rowCount(); }
    QListView &view() { return *m_view; }
    FilterEdit &search() { return *m_search; }

    /// The directory from its first page on, which is being waited for.
    void begin()
    {
        expect();
        m_from = 0;
        meter().post([this] { m_window->begin(); });
        waitForQuestion();
    }
    /// What was typed has rested long enough.
    void rest()
    {
        expect();
        m_from = 0;
        meter().post([this] { m_stage.clock.advance(300ms); });
        waitForQuestion();
    }
    /// From the bytes of the page that is waited for until it is painted.
    void answer(Figures &figures)
    {
        const QByteArray page = m_pages.page(m_from, m_pageSize);
        m_from += m_pageSize;
        auto *question = m_question;
        expect(); // the window may ask for the next one at once
        const int before = loaded();
        PaintWatch painted(*m_view->viewport(), [this, before] { return loaded() > before; });
        figures.time([&] {
            meter().post([&] { question->release(200, page); });
            painted.wait();
        });
    }
    /// On to the end of what is there, where the next page is asked for.
    void scrollOn()
    {
        meter().post(
            [this] { m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum()); });
        waitForQuestion();
    }
    void scrollOver(Figures &figures, int frames)
    {
        PaintWatch painted(*m_view->viewport(), [] { return true; });
        QScrollBar *bar = m_view->verticalScrollBar();
        for (int i = 0; i < frames; ++i) {
            figures.time([&] {
                meter().post([&] { bar->setValue(int(qint64(bar->maximum() / 2) * i / frames)); });
                painted.waitAnyway();
            });
        }
    }
    void type(Figures &figures, const QString &text)
    {
        PaintWatch painted(*m_search, [] { return true; });
        for (const QChar letter : text) {
            figures.time([&] {
                QTest::sendKeyEvent(QTest::Press, m_search, Qt::Key_unknown, QString(letter), {});
                painted.waitAnyway();
            });
        }
    }
    static StallMeter &meter() { return static_cast<StallMeter &>(*QCoreApplication::instance()); }

private:
    static inline const QString Path = QStringLiteral("/_matrix/client/v3/publicRooms");

    /// The next question is held. One of before that nobody asked serves it.
    void expect()
    {
        if (!m_question || m_question->isAsked())
            m_question = &m_stage.transport.expects(m_method, Path).holds();
    }
    void waitForQuestion()
    {
        if (!QTest::qWaitFor([this] { return m_question->isHeld(); }, 60'000))
            qFatal("no page is asked for");
    }

    const Pages &m_pages;
    const Method m_method;
    const int m_pageSize;
    QTemporaryDir m_settings;
    testing::SessionStage m_stage;
    std::unique_ptr<DirectoryWindow> m_window;
    QListView *m_view = nullptr;
    FilterEdit *m_search = nullptr;
    test::FakeTransport::Expectation *m_question = nullptr;
    int m_from = 0;
};

}

/// The directory of a server with 20,000 rooms: from a page's bytes until it is painted, and how long the
/// window could not answer meanwhile; the first page, scrolling on to the last that is listed, and typing in
/// the search, by how many rooms are there already.
class BenchDirectory : public QObject
{
    Q_OBJECT

    static constexpr double PageBudget = 16;
    static constexpr double StallLimit = 8;
    static constexpr int Repeats = 20;

    const Pages m_pages;

private Q_SLOTS:
    void firstPage()
    {
        Stage stage(m_pages, Method::Post, Directory::PageSize);
        Figures pages;
        Stage::meter().restart();
        for (int i = 0; i < Repeats; ++i) {
            stage.begin();
            stage.answer(pages);
        }
        pages.tell("the first page, bytes to painted", PageBudget);
        Stage::meter().tell("  of which the longest", StallLimit);
    }

    void scrollingAndTyping()
    {
        struct Step
        {
            const char *name;
            int rooms;
        };
        const Step steps[] = {
            {"x1, 100 rooms", 100}, {"x10, 1,000 rooms", 1000}, {"x100, 10,000 rooms", 10'000}};
        for (const auto &[name, rooms] : steps) {
            std::printf(" %s\n", name);
            Stage stage(m_pages, Method::Post, Directory::PageSize);
            StallMeter &meter = Stage::meter();
            Figures all;
            Figures last; // with about as many there already
            stage.begin();
            stage.answer(all);
            meter.restart();
            while (stage.loaded() + Directory::PageSize <= rooms) {
                stage.scrollOn();
                stage.answer(stage.loaded() >= rooms / 2 ? last : all);
            }
            last.tell("a page more, bytes to painted", PageBudget);
            meter.tell("  of all, the longest", StallLimit);

            Figures frames;
            meter.restart();
            stage.scrollOver(frames, 200);
            frames.tell("a frame anywhere in the list", StallLimit);
            meter.tell("  of which the longest", StallLimit);

            Figures letters;
            meter.restart();
            stage.type(letters, QStringLiteral("release notes"));
            letters.tell("a letter in the search", StallLimit);
            meter.tell("  of which the longest", StallLimit);
            Figures found;
            meter.restart();
            stage.rest();
            stage.answer(found);
            found.tell("what the search finds, bytes to painted", PageBudget);
            meter.tell("  with what was there taken away", StallLimit);
        }
    }

    /// Servers of before the search, where the words are looked for here.
    void listsOfOldServers()
    {
        Stage stage(m_pages, Method::Get, Directory::ListPageSize);
        StallMeter &meter = Stage::meter();
        Figures pages;
        meter.restart();
        stage.begin();
        stage.answer(pages);
        while (stage.loaded() + Directory::ListPageSize <= int(Directory::MostRooms)) {
            stage.scrollOn();
            stage.answer(pages);
        }
        std::printf(" a server without search, pages of 500 rooms\n");
        pages.tell("a page, bytes to painted", 100);
        meter.tell("  of which the longest", StallLimit);
        Figures letters;
        meter.restart();
        stage.type(letters, QStringLiteral("fox"));
        Figures found;
        stage.rest();
        stage.answer(found);
        found.tell("words looked for in a page of it", 100);
        meter.tell("  of which the longest", StallLimit);
    }
};

int main(int argc, char **argv)
{
    StallMeter application(argc, argv);
    BenchDirectory bench;
    return QTest::qExec(&bench, argc, argv);
}
#include "bench_directory.moc"
