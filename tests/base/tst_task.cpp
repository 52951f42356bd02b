// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/task.h"

#include <QTest>

using namespace linnet;

class TestTask : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deliversLater()
    {
        Promise<int> promise;
        int got = 0;
        promise.task().then(this, [&](Result<int> result) { got = result.value(); });
        QCOMPARE(got, 0);
        promise.resolve(7);
        QCOMPARE(got, 7);
        promise.resolve(8);
        QCOMPARE(got, 7);
    }
    void deliversAtOnceWhenReady()
    {
        int got = 0;
        Task<int>::ready(3).then(this, [&](Result<int> result) { got = result.value(); });
        QCOMPARE(got, 3);
    }
    void dropsWithItsContextAndAborts()
    {
        Promise<int> promise;
        bool aborted = false;
        bool called = false;
        promise.onAbort([&] { aborted = true; });
        {
            QObject context;
            promise.task().then(&context, [&](Result<int>) { called = true; });
        }
        QVERIFY(aborted);
        promise.resolve(1);
        QVERIFY(!called);
        QVERIFY(promise.isAbandoned());
    }
    void droppingAborts()
    {
        Promise<int> promise;
        bool aborted = false;
        promise.onAbort([&] { aborted = true; });
        {
            auto task = promise.task();
        }
        QVERIFY(aborted);
    }
    void chainsValuesResultsAndTasks()
    {
        Promise<int> first;
        Promise<QString> second;
        QString got;
        first.task()
            .andThen([](int value) { return value * 2; })
            .andThen([](int value) -> Result<int> { return value + 1; })
            .andThen([&](int value) {
                got = QString::number(value);
                return second.task();
            })
            .then(this, [&](Result<QString> result) { got += result.value(); });
        first.resolve(4);
        QCOMPARE(got, QStringLiteral("9"));
        second.resolve(QStringLiteral("!"));
        QCOMPARE(got, QStringLiteral("9!"));
    }
    void errorsPassByAndCanBeMended()
    {
        Promise<int> promise;
        int got = 0;
        promise.task()
            .andThen([](int) -> int { qFatal("must not run"); })
            .orElse([](const Error &error) -> Result<int> { return error.httpStatus; })
            .then(this, [&](Result<int> result) { got = result.value(); });
        promise.resolve(Error{Error::Kind::Server, {}, 404, {}, {}});
        QCOMPARE(got, 404);
    }
    void abortReachesTheStepThatRuns()
    {
        Promise<int> first;
        Promise<int> second;
        bool firstAborted = false;
        bool secondAborted = false;
        first.onAbort([&] { firstAborted = true; });
        second.onAbort([&] { secondAborted = true; });
        {
            QObject context;
            first.task().andThen([&](int) { return second.task(); }).then(&context, [](Result<int>) {});
            first.resolve(1);
        }
        QVERIFY(!firstAborted);
        QVERIFY(secondAborted);
    }
};

QTEST_GUILESS_MAIN(TestTask)
#include "tst_task.moc"
