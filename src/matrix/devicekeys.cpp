// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/devicekeys.h"

#include "matrix/jsonreader.h"

namespace linnet {

namespace {

using Value = JsonReader::Value;

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), size_t(bytes.size())};
}

/// Calls `visit` for the member of this name, if `value` is an object that has one.
template <typename Visit>
void visitMember(JsonReader &reader, Value value, std::string_view name, Visit &&visit)
{
    reader.eachMember(value, [&](std::string_view key, Value member) {
        if (key == name)
            visit(member);
    });
}

}

ListedDevice readListedDevice(const QByteArray &reply, const UserId &user, const QString &device)
{
    const QByteArray userName = user.toString().toUtf8();
    const QByteArray deviceName = device.toUtf8();
    const QByteArray ed25519 = "ed25519:" + deviceName;
    const QByteArray curve25519 = "curve25519:" + deviceName;
    ListedDevice listed;
    JsonReader reader;
    const auto readKeys = [&](Value keys) {
        reader.eachMember(keys, [&](std::string_view key, Value value) {
            if (key == viewOf(ed25519))
                listed.ed25519 = reader.string(value);
            else if (key == viewOf(curve25519))
                listed.curve25519 = reader.string(value);
        });
    };
    const auto readDevices = [&](Value devices) {
        listed.isUserListed = true;
        visitMember(reader, devices, viewOf(deviceName), [&](Value found) {
            listed.exists = true;
            visitMember(reader, found, "keys", readKeys);
        });
    };
    const Status read = reader.read(reply, [&](std::string_view key, Value value) {
        if (key == "device_keys")
            visitMember(reader, value, viewOf(userName), readDevices);
    });
    return read ? listed : ListedDevice();
}

}
