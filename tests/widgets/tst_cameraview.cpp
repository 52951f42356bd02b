// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/cameraview.h"

#include "fakecamera.h"

#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

using namespace linnet;
using namespace linnet::testing;

/// What is seen and found, with a camera that is none.
class TestCameraView : public QObject
{
    Q_OBJECT

    QPointer<FakeCamera> m_camera;

private Q_SLOTS:
    void findsTheCodeThatIsHeldBeforeIt()
    {
        CameraView view(fakeCameras(m_camera));
        QSignalSpy found(&view, &CameraView::found);
        view.show();
        QVERIFY(m_camera && m_camera->isOn);
        m_camera->see(pictureOf(longCode(1)));
        QTRY_COMPARE(found.size(), 1);
        QCOMPARE(found.at(0).at(0).toByteArray(), longCode(1));
    }
    void findsInWhatIsLargeOrMirrored()
    {
        for (const QImage &picture :
             {pictureOf(longCode(1)).scaled(1920, 1440), pictureOf(longCode(1)).mirrored(true, false)}) {
            CameraView view(fakeCameras(m_camera));
            QSignalSpy found(&view, &CameraView::found);
            view.show();
            m_camera->see(picture);
            QTRY_COMPARE(found.size(), 1);
            QCOMPARE(found.at(0).at(0).toByteArray(), longCode(1));
        }
    }
    void tellsEachCodeOnce()
    {
        CameraView view(fakeCameras(m_camera));
        QSignalSpy found(&view, &CameraView::found);
        view.show();
        const QImage first = pictureOf(longCode(1)), second = pictureOf(longCode(2));
        // One at a time is looked at, so the camera goes on until there is an answer.
        const auto seesUntil = [&](const QImage &picture, int count) {
            return QTest::qWaitFor([&] {
                m_camera->see(picture);
                return found.size() >= count;
            });
        };
        QVERIFY(seesUntil(first, 1));
        QVERIFY(seesUntil(second, 2)); // the first may have been looked at once more by then
        QCOMPARE(found.at(1).at(0).toByteArray(), longCode(2));
        QCOMPARE(found.size(), 2);
    }
    void theCameraIsOnOnlyWhileItIsSeen()
    {
        CameraView view(fakeCameras(m_camera));
        QSignalSpy found(&view, &CameraView::found);
        QVERIFY(!m_camera);
        view.show();
        m_camera->see(pictureOf(longCode(1)));
        view.hide();
        QVERIFY(!m_camera);
        // What it saw last is nobody's business any more.
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        QVERIFY(found.isEmpty());
        view.show();
        QVERIFY(m_camera && m_camera->isOn);
    }
    void isAMirror()
    {
        CameraView view(fakeCameras(m_camera));
        view.show();
        QImage picture(400, 300, QImage::Format_RGB32);
        picture.fill(Qt::blue);
        QPainter(&picture).fillRect(0, 0, 200, 300, Qt::red);
        m_camera->see(picture);
        const QImage shown = view.grab().toImage();
        const auto at = [&shown](double x) {
            return shown.pixelColor(int(x * shown.width()), shown.height() / 2);
        };
        QCOMPARE(at(0.25), QColor(Qt::blue));
        QCOMPARE(at(0.75), QColor(Qt::red));
    }
    void saysWhyThereIsNothing()
    {
        CameraView none({});
        none.show();
        QCOMPARE(none.accessibleDescription(), QStringLiteral("There is no camera."));
        CameraView view(fakeCameras(m_camera));
        view.show();
        QVERIFY(!view.accessibleDescription().isEmpty());
        m_camera->fail(QStringLiteral("It is broken."));
        QCOMPARE(view.accessibleDescription(), QStringLiteral("It is broken."));
        // It was only slow.
        m_camera->see(pictureOf(longCode(1)));
        QVERIFY(view.accessibleDescription().isEmpty());
    }
};

QTEST_MAIN(TestCameraView)
#include "tst_cameraview.moc"
