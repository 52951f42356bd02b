// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/ownprofile.h"

namespace linnet {

namespace {

const QString Name = QStringLiteral("displayname");
const QString Avatar = QStringLiteral("avatar_url");

bool isOld(const QString &key)
{
    return key == Name || key == Avatar;
}

}

OwnProfile::OwnProfile(ApiClient &api, UserId self, QObject *parent)
    : QObject(parent), m_api(api), m_self(std::move(self))
{
}

Task<ProfileFields> OwnProfile::load()
{
    return m_api.send(ProfileRequests::all(m_api.requests().version(), m_self))
        .andThen([](const Reply &reply) { return ProfileRequests::read(reply.body); })
        .orElse([](const Error &error) -> Result<ProfileFields> {
            // Servers forget the profiles of those who never had a name.
            if (error.isMatrix("M_NOT_FOUND"))
                return ProfileFields();
            return error;
        })
        .andThen([this](const ProfileFields &fields) { return probe(fields); });
}

/// There is no other way to tell than to ask for a field.
Task<ProfileFields> OwnProfile::probe(const ProfileFields &fields)
{
    if (m_api.requests().version().dialect == Dialect::V1)
        m_hasFields = false;
    else if (!fields.timeZone.isEmpty())
        m_hasFields = true;
    if (m_hasFields)
        return Task<ProfileFields>::ready(fields);
    Request request = ProfileRequests::set(m_api.requests().version(), m_self, ProfileRequests::TimeZone, {});
    request.method = Request::Method::Get;
    request.body.clear();
    return m_api.send(request)
        .andThen([](const Reply &) { return true; })
        .orElse([](const Error &error) -> Result<bool> {
            if (error.isMatrix("M_NOT_FOUND"))
                return true;
            // Older ones call the path wrong in other ways; others say nothing of what they have.
            const bool isOfTheMoment =
                error.httpStatus == 401 || error.httpStatus == 403 || error.httpStatus == 429;
            if (ApiClient::isUnrecognized(error) ||
                (error.httpStatus >= 400 && error.httpStatus < 500 && !isOfTheMoment))
                return false;
            return error;
        })
        .andThen([this, fields](bool has) {
            m_hasFields = has;
            return fields;
        })
        .orElse([fields](const Error &) -> Result<ProfileFields> { return fields; });
}

Task<Done> OwnProfile::setName(const QString &name)
{
    return set(Name, name);
}

Task<Done> OwnProfile::removeAvatar()
{
    return set(Avatar, {});
}

Task<Done> OwnProfile::set(const QString &key, const QString &value)
{
    if (!isOld(key) && !ProfileRequests::isKey(key))
        return Task<Done>::ready(Error::of(Error::Kind::Invalid));
    if (value.isEmpty())
        return remove(key);
    return m_api.send(ProfileRequests::set(m_api.requests().version(), m_self, key, value))
        .andThen([this](const Reply &) {
            Q_EMIT changed();
            return Done{};
        });
}

Task<Done> OwnProfile::remove(const QString &key)
{
    const auto said = [this](const Reply &) {
        Q_EMIT changed();
        return Done{};
    };
    const ServerVersion version = m_api.requests().version();
    const Request emptied = ProfileRequests::set(version, m_self, key, {});
    if (isOld(key) && !hasFields())
        return m_api.send(emptied).andThen(said);
    return m_api.send(ProfileRequests::remove(version, m_self, key))
        .orElse([this, key, emptied](const Error &error) {
            return isOld(key) && ApiClient::isUnrecognized(error) ? m_api.send(emptied)
                                                                  : Task<Reply>::ready(error);
        })
        .andThen(said);
}

Task<Done> OwnProfile::setAvatar(const QByteArray &picture, const QString &mimeType)
{
    return upload(picture, mimeType).andThen([this](const QString &url) { return set(Avatar, url); });
}

Task<QString> OwnProfile::upload(const QByteArray &picture, const QString &mimeType)
{
    Request request = m_api.requests().upload({}, mimeType);
    request.body = picture;
    return m_api.sendOnce(request)
        .orElse([this, picture, mimeType](const Error &error) {
            const bool isOf2014 = m_api.requests().version().dialect == Dialect::V1;
            if (!isOf2014 || !ApiClient::isUnrecognized(error))
                return Task<Reply>::ready(error);
            Request old = Requests::uploadOf2014(mimeType);
            old.body = picture;
            return m_api.sendOnce(old);
        })
        .andThen([](const Reply &reply) { return Requests::readUploaded(reply.body); });
}

}
