// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRandomGenerator>
#include <QStringList>

#include <functional>

namespace linnet::test {

/// One random list of steps, and what is told of it.
class Schedule
{
public:
    Schedule(quint32 seed, int mostSteps) : m_random(seed), m_mostSteps(mostSteps) {}

    QRandomGenerator &random() { return m_random; }
    /// True while there are steps to do and nothing has failed; counts them.
    bool goesOn() { return !hasFailed() && m_steps++ < m_mostSteps; }
    void note(const QString &what) { m_notes << what; }
    void expect(bool isSo, const QString &fault)
    {
        if (!isSo && m_fault.isEmpty())
            m_fault = fault;
    }
    void expectNothing(const QString &fault) { expect(fault.isEmpty(), fault); }
    bool hasFailed() const { return !m_fault.isEmpty(); }
    const QString &fault() const { return m_fault; }
    int steps() const { return m_steps; }
    QString story() const { return m_notes.join(u'\n') + QStringLiteral("\n=> ") + m_fault; }

private:
    QRandomGenerator m_random;
    int m_mostSteps;
    int m_steps = 0;
    QStringList m_notes;
    QString m_fault;
};

/// Runs random schedules, each from a seed of its own. The environment variables LINNET_SCHEDULES and
/// LINNET_SEED say how many and from which seed on; without them they are always the same.
class Schedules
{
public:
    /// To be called before the test begins: thousands take longer than Qt Test lets a function take.
    static void allowTime();
    /// `usual`: how many without LINNET_SCHEDULES. Answers what is wrong with the first one that fails, empty
    /// if none does, and logs its story in as few steps as make it fail.
    static QString run(int usual, const std::function<void(quint32 seed, Schedule &)> &play);
};

}
