// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/schedules.h"

#include <QDebug>
#include <QElapsedTimer>

#include <cstdio>

namespace linnet::test {

namespace {

constexpr int MostSteps = 60;

int stepsOf(quint32 seed)
{
    return 5 + int(seed % (MostSteps - 5));
}

/// QtTest would cut it short.
QString told(quint32 seed, const Schedule &schedule)
{
    qWarning().noquote() << schedule.story();
    return QStringLiteral("LINNET_SEED=%1: %2").arg(seed).arg(schedule.fault());
}

}

void Schedules::allowTime()
{
    if (qEnvironmentVariableIsSet("LINNET_SCHEDULES"))
        qputenv("QTEST_FUNCTION_TIMEOUT", QByteArray::number(24 * 3'600'000));
}

QString Schedules::run(int usual, const std::function<void(quint32, Schedule &)> &play)
{
    bool isNumber = false;
    const uint given = qEnvironmentVariable("LINNET_SEED").toUInt(&isNumber);
    const quint32 first = isNumber ? given : 1;
    const int asked = qEnvironmentVariableIntValue("LINNET_SCHEDULES");
    const int count = asked > 0 ? asked : isNumber ? 1 : usual;
    QElapsedTimer time;
    time.start();
    for (int i = 0; i < count; ++i) {
        const quint32 seed = first + quint32(i);
        // Said before: what hangs or crashes tells nothing afterwards.
        std::fprintf(stderr, "LINNET_SEED=%u\n", seed);
        Schedule whole(seed, stepsOf(seed));
        play(seed, whole);
        if (!whole.hasFailed())
            continue;
        for (int steps = 0; steps < whole.steps(); ++steps) {
            Schedule part(seed, steps);
            play(seed, part);
            if (part.hasFailed())
                return told(seed, part);
        }
        return told(seed, whole);
    }
    qInfo().noquote() << count << "schedules from seed" << first << "in" << time.elapsed() / 1000 << "s";
    return {};
}

}
