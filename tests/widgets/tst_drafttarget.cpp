// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/drafttarget.h"

#include <QTest>

using namespace linnet;

/// Drafts as they are kept.
class TestDraftTarget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBack()
    {
        const KeptDraft kept{
            {u"$1"_qs, true, u"B\"ob\n"_qs, u"text"_qs, u"aside\nof two"_qs, u"said"_qs, true}, u"a\n\nb"_qs};
        QCOMPARE(KeptDraft::read(kept.write()), kept);
        const KeptDraft longer{kept.target, kept.text + u"more"};
        QCOMPARE(KeptDraft::read(kept.write() + u"more"), longer);
    }
    void plainTextStaysWhatItIs()
    {
        for (const QString &text : {QString(), u"text"_qs, u"{\"key\":1}\nx"_qs}) {
            const KeptDraft kept{{}, text};
            QCOMPARE(kept.write(), text);
            QCOMPARE(KeptDraft::read(text), kept);
        }
        QVERIFY(KeptDraft::read(u"\u0001nonsense\ntext"_qs).target.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDraftTarget)
#include "tst_drafttarget.moc"
