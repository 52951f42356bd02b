// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/requestdialog.h"

#include "support/json.h"

#include <QLabel>
#include <QPointer>
#include <QTest>
#include <QVBoxLayout>

using namespace linnet;
using namespace linnet::test;

namespace {

/// Asks for nothing, and says whatever a test wants.
class Question : public RequestDialog
{
public:
    Question() : RequestDialog(u"Title"_qs, u"Ask"_qs, nullptr), m_words(new QLabel(form()))
    {
        m_words->setWordWrap(true);
        m_words->setText(u"Words that need some lines, for there are many of them. "_qs.repeated(6));
        (new QVBoxLayout(form()))->addWidget(m_words);
        setReady(true);
    }
    const QLabel &words() const { return *m_words; }
    using RequestDialog::setProblem;

private:
    void send() override {}

    QLabel *m_words;
};

}

/// What all dialogs do that ask the server for one thing.
class TestRequestDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWentWrongSqueezesNothing()
    {
        QPointer<Question> dialog = new Question;
        dialog->show();
        const int before = dialog->height();
        dialog->setProblem(u"This is not the recovery key of this account, nor its passphrase."_qs);
        QTRY_VERIFY(dialog->height() > before);
        QVERIFY(dialog->words().height() >= dialog->words().heightForWidth(dialog->words().width()));
        delete dialog;
    }
};

QTEST_MAIN(TestRequestDialog)
#include "tst_requestdialog.moc"
