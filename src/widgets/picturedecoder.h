// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>
#include <QSize>

namespace linnet {

/// Bytes that others sent, made into a picture at the size that it is shown in. Reads the size in the header
/// first and decodes nothing absurd. Any thread.
class PictureDecoder
{
public:
    static constexpr int MaxSide = 30'000; ///< pixels; a wider or higher picture is refused
    static constexpr qint64 MaxPixels = 50'000'000;
    static constexpr qint64 MaxMemory = 64LL << 20; ///< bytes that decoding may take

    enum class Trouble {
        None,
        Unknown,  ///< no picture, or of a kind that is not shown
        TooLarge, ///< more than the limits above
        Broken    ///< it ends too early, or what it holds is wrong
    };
    struct Picture
    {
        QImage image;          ///< null with any trouble; else one that a QPixmap takes as it is
        QSize natural;         ///< of the picture as it was sent, turned as its camera says
        bool isMoving = false; ///< there are more frames than this first one
        Trouble trouble = Trouble::None;
    };

    enum class Fit {
        Exact,  ///< what the box was made for: fills it, also if it has to grow
        Inside, ///< never grows
    };
    /// As large as `box` (real pixels) allows, with its proportions; an empty box: its natural size.
    static Picture decode(const QByteArray &bytes, const QSize &box, Fit fit = Fit::Inside);
    /// As large as `most` allows, with its proportions; never grows.
    static QImage within(const QImage &image, const QSize &most);
    /// Makes an image what a QPixmap takes without work on the GUI thread.
    static QImage forScreen(const QImage &image);
};

}
