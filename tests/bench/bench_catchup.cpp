// SPDX-License-Identifier: GPL-3.0-or-later
#include "accountwindow.h"
#include "figures.h"
#include "stallmeter.h"

using namespace linnet;
using namespace linnet::bench;

/// Linnet comes back after a while: one sync with 5,000 events in 100 rooms, the open one among them, into a
/// real window over a real session and database. How long the window could not answer meanwhile.
class BenchCatchup : public QObject
{
    Q_OBJECT

    static constexpr int Events = 5'000;
    static constexpr int Rooms = 100;
    static constexpr int Repeats = 5;

private Q_SLOTS:
    void catchUp()
    {
        auto &meter = static_cast<StallMeter &>(*QCoreApplication::instance());
        const auto all = stores();
        for (auto it = all.cbegin(); it != all.cend(); ++it) {
            BigAccount account(200 * it.key(), 20'000 * it.key());
            // Ids of its own, which the account does not have yet.
            account.replies() = SyncReplies(99, QLatin1Char('y'));
            AccountWindow window(*it);
            QTest::qWait(500);
            Figures commits;
            double longest = 0;
            double longestWork = 0;
            for (int i = 0; i < Repeats; ++i) {
                const QByteArray reply = account.catchUp(Events, Rooms);
                meter.restart();
                commits.time([&] { window.sync(reply); });
                QTest::qWait(300); // for the painting
                std::printf("  stall %.1f ms, work %.1f ms (%s)\n", meter.longest(), meter.longestWork(),
                            qPrintable(meter.what()));
                longest = std::max(longest, meter.longest());
                longestWork = std::max(longestWork, meter.longestWork());
            }
            commits.tellRate("catch-up", Events, 0);
            tellFigure("catch-up, longest stall of the window", it.key(), longest);
            tellFigure("catch-up, longest work of the window's thread", it.key(), longestWork);
            tellFigure("catch-up, bytes to committed", it.key(), Events * 1e3 / commits.middle());
        }
    }
};

int main(int argc, char **argv)
{
    StallMeter application(argc, argv);
    BenchCatchup bench;
    return QTest::qExec(&bench, argc, argv);
}
#include "bench_catchup.moc"
