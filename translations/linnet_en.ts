<?xml version="1.0" encoding="utf-8"?>
<!-- SPDX-License-Identifier: GPL-3.0-or-later -->
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>RoomName</name>
    <message numerus="yes">
        <source>%1 and %n others</source>
        <translation>
            <numerusform>%1 and %n other</numerusform>
            <numerusform>%1 and %n others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Room with %n others</source>
        <translation>
            <numerusform>Room with %n other</numerusform>
            <numerusform>Room with %n others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunText</name>
    <message numerus="yes">
        <source>%1 and %n other(s)</source>
        <translation>
            <numerusform>%1 and %n other</numerusform>
            <numerusform>%1 and %n others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::ComposerFiles</name>
    <message numerus="yes">
        <source>%n file(s) go at a time, no more.</source>
        <translation>
            <numerusform>%n file goes at a time, no more.</numerusform>
            <numerusform>%n files go at a time, no more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::ConnectionBar</name>
    <message numerus="yes">
        <source>Offline – reconnecting in %n s</source>
        <translation>
            <numerusform>Offline – reconnecting in %n s</numerusform>
            <numerusform>Offline – reconnecting in %n s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::DeletionBar</name>
    <message numerus="yes">
        <source>Delete the %n message(s) and reaction(s) by %1 that are here, for everybody?</source>
        <translation>
            <numerusform>Delete the %n message or reaction by %1 that is here, for everybody?</numerusform>
            <numerusform>Delete the %n messages and reactions by %1 that are here, for everybody?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) by %1 could not be deleted.</source>
        <translation>
            <numerusform>%n message by %1 could not be deleted.</numerusform>
            <numerusform>%n messages by %1 could not be deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped: %n message(s) by %1 are left.</source>
        <translation>
            <numerusform>Stopped: %n message by %1 is left.</numerusform>
            <numerusform>Stopped: %n messages by %1 are left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) by %1 deleted.</source>
        <translation>
            <numerusform>%n message by %1 deleted.</numerusform>
            <numerusform>%n messages by %1 deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n message(s) for everybody?</source>
        <translation>
            <numerusform>Delete %n message for everybody?</numerusform>
            <numerusform>Delete %n messages for everybody?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) could not be deleted.</source>
        <translation>
            <numerusform>%n message could not be deleted.</numerusform>
            <numerusform>%n messages could not be deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped: %n message(s) are left.</source>
        <translation>
            <numerusform>Stopped: %n message is left.</numerusform>
            <numerusform>Stopped: %n messages are left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) deleted.</source>
        <translation>
            <numerusform>%n message deleted.</numerusform>
            <numerusform>%n messages deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::DeviceCodePage</name>
    <message numerus="yes">
        <source>The code is good for %n more second(s).</source>
        <translation>
            <numerusform>The code is good for %n more second.</numerusform>
            <numerusform>The code is good for %n more seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The code is good for %n more minute(s).</source>
        <translation>
            <numerusform>The code is good for %n more minute.</numerusform>
            <numerusform>The code is good for %n more minutes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::DirectoryModel</name>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::DirectoryWindow</name>
    <message numerus="yes">
        <source>%n room(s) so far</source>
        <translation>
            <numerusform>%n room so far</numerusform>
            <numerusform>%n rooms so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n room(s)</source>
        <translation>
            <numerusform>%n room</numerusform>
            <numerusform>%n rooms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::Discarding</name>
    <message numerus="yes">
        <source>%n message(s) discarded.</source>
        <translation>
            <numerusform>%n message discarded.</numerusform>
            <numerusform>%n messages discarded.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::EncryptionSettingsPage</name>
    <message numerus="yes">
        <source>%1 of %n key(s) are in the backup.</source>
        <translation>
            <numerusform>%1 of %n key is in the backup.</numerusform>
            <numerusform>%1 of %n keys are in the backup.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n key(s)</source>
        <translation>
            <numerusform>%1 of %n key</numerusform>
            <numerusform>%1 of %n keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new key(s) from the backup.</source>
        <translation>
            <numerusform>%n new key from the backup.</numerusform>
            <numerusform>%n new keys from the backup.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::ErrorText</name>
    <message numerus="yes">
        <source>The server asks to go slower. Try again in %n second(s).</source>
        <translation>
            <numerusform>The server asks to go slower. Try again in %n second.</numerusform>
            <numerusform>The server asks to go slower. Try again in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::ExportDialog</name>
    <message numerus="yes">
        <source>%n event(s) exported.</source>
        <translation>
            <numerusform>%n event exported.</numerusform>
            <numerusform>%n events exported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) written, up to %1.</source>
        <translation>
            <numerusform>%n event written, up to %1.</numerusform>
            <numerusform>%n events written, up to %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped. %n event(s) are in %1. Exporting the same to the same file goes on from there.</source>
        <translation>
            <numerusform>Stopped. %n event is in %1. Exporting the same to the same file goes on from there.</numerusform>
            <numerusform>Stopped. %n events are in %1. Exporting the same to the same file goes on from there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) could not be decrypted.</source>
        <translation>
            <numerusform>%n message could not be decrypted.</numerusform>
            <numerusform>%n messages could not be decrypted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::ExportFormat</name>
    <message numerus="yes">
        <source>%n event(s).</source>
        <translation>
            <numerusform>%n event.</numerusform>
            <numerusform>%n events.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At %n place(s) messages are missing that were not fetched.</source>
        <translation>
            <numerusform>At %n place messages are missing that were not fetched.</numerusform>
            <numerusform>At %n places messages are missing that were not fetched.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) could not be decrypted.</source>
        <translation>
            <numerusform>%n message could not be decrypted.</numerusform>
            <numerusform>%n messages could not be decrypted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::HistoryBar</name>
    <message numerus="yes">
        <source>Fetching older messages: %n so far.</source>
        <translation>
            <numerusform>Fetching older messages: %n so far.</numerusform>
            <numerusform>Fetching older messages: %n so far.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::InviteDelegate</name>
    <message numerus="yes">
        <source>You are in %n room(s) together</source>
        <translation>
            <numerusform>You are in %n room together</numerusform>
            <numerusform>You are in %n rooms together</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::InvitesBar</name>
    <message numerus="yes">
        <source>%n invitation request(s)</source>
        <translation>
            <numerusform>%n invitation request</numerusform>
            <numerusform>%n invitation requests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::InvitesPage</name>
    <message numerus="yes">
        <source>Decline %n invitation(s) from %1?</source>
        <translation>
            <numerusform>Decline %n invitation from %1?</numerusform>
            <numerusform>Decline %n invitations from %1?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Decline %n invitation(s)?</source>
        <translation>
            <numerusform>Decline %n invitation?</numerusform>
            <numerusform>Decline %n invitations?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n invitation request(s)</source>
        <translation>
            <numerusform>%n invitation request</numerusform>
            <numerusform>%n invitation requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) could not be sent.</source>
        <translation>
            <numerusform>%n report could not be sent.</numerusform>
            <numerusform>%n reports could not be sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n invitation(s) could not be declined.</source>
        <translation>
            <numerusform>%n invitation could not be declined.</numerusform>
            <numerusform>%n invitations could not be declined.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped: %n are left.</source>
        <translation>
            <numerusform>Stopped: %n is left.</numerusform>
            <numerusform>Stopped: %n are left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n invitation(s) declined.</source>
        <translation>
            <numerusform>%n invitation declined.</numerusform>
            <numerusform>%n invitations declined.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::JumpButton</name>
    <message numerus="yes">
        <source>Jump to at least %n new message(s)</source>
        <translation>
            <numerusform>Jump to at least %n new message</numerusform>
            <numerusform>Jump to at least %n new messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Jump to %n new message(s)</source>
        <translation>
            <numerusform>Jump to %n new message</numerusform>
            <numerusform>Jump to %n new messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::KeyFileDialog</name>
    <message numerus="yes">
        <source>At least %n letter(s).</source>
        <translation>
            <numerusform>At least %n letter.</numerusform>
            <numerusform>At least %n letters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new key(s) imported.</source>
        <translation>
            <numerusform>%n new key imported.</numerusform>
            <numerusform>%n new keys imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n key(s)</source>
        <translation>
            <numerusform>%1 of %n key</numerusform>
            <numerusform>%1 of %n keys</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::KnockBar</name>
    <message numerus="yes">
        <source>%n people ask to join.</source>
        <translation>
            <numerusform>%n person asks to join.</numerusform>
            <numerusform>%n people ask to join.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::LobbyDelegate</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::LobbyModel</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::MemberSelection</name>
    <message numerus="yes">
        <source>%n people selected</source>
        <translation>
            <numerusform>%n person selected</numerusform>
            <numerusform>%n people selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n people…</source>
        <translation>
            <numerusform>Remove %n person…</numerusform>
            <numerusform>Remove %n people…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Ban %n people…</source>
        <translation>
            <numerusform>Ban %n person…</numerusform>
            <numerusform>Ban %n people…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Let %n people come back</source>
        <translation>
            <numerusform>Let %n person come back</numerusform>
            <numerusform>Let %n people come back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Ignore %n people</source>
        <translation>
            <numerusform>Ignore %n person</numerusform>
            <numerusform>Ignore %n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::MessageAction</name>
    <message numerus="yes">
        <source>Back %n second(s)</source>
        <translation>
            <numerusform>Back %n second</numerusform>
            <numerusform>Back %n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Forward %n second(s)</source>
        <translation>
            <numerusform>Forward %n second</numerusform>
            <numerusform>Forward %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::ModerationBar</name>
    <message numerus="yes">
        <source>%n could not be done so far.</source>
        <translation>
            <numerusform>%n could not be done so far.</numerusform>
            <numerusform>%n could not be done so far.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::ModerationDesk</name>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) could not be removed.</source>
        <translation>
            <numerusform>%n person could not be removed.</numerusform>
            <numerusform>%n people could not be removed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n invitation(s) could not be taken back.</source>
        <translation>
            <numerusform>%n invitation could not be taken back.</numerusform>
            <numerusform>%n invitations could not be taken back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) could not be banned.</source>
        <translation>
            <numerusform>%n person could not be banned.</numerusform>
            <numerusform>%n people could not be banned.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) are still banned.</source>
        <translation>
            <numerusform>%n person is still banned.</numerusform>
            <numerusform>%n people are still banned.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) could not be invited.</source>
        <translation>
            <numerusform>%n person could not be invited.</numerusform>
            <numerusform>%n people could not be invited.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped: %n are left.</source>
        <translation>
            <numerusform>Stopped: %n is left.</numerusform>
            <numerusform>Stopped: %n are left.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::PersonCard</name>
    <message numerus="yes">
        <source>%n session(s)</source>
        <translation>
            <numerusform>%n session</numerusform>
            <numerusform>%n sessions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, of which %n not verified by them</source>
        <translation>
            <numerusform>%1, of which %n not verified by them</numerusform>
            <numerusform>%1, of which %n not verified by them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You share %n room(s):</source>
        <translation>
            <numerusform>You share %n room:</numerusform>
            <numerusform>You share %n rooms:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <comment>rooms</comment>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::RelationWords</name>
    <message numerus="yes">
        <source>%1 and %n other(s)</source>
        <translation>
            <numerusform>%1 and %n other</numerusform>
            <numerusform>%1 and %n others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s)</source>
        <translation>
            <numerusform>%n answer</numerusform>
            <numerusform>%n answers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other reaction(s)</source>
        <translation>
            <numerusform>%n other reaction</numerusform>
            <numerusform>%n other reactions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n unread</numerusform>
            <numerusform>%n unread</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n vote(s)</source>
        <translation>
            <numerusform>%n vote</numerusform>
            <numerusform>%n votes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>up to %n answer(s) each</source>
        <translation>
            <numerusform>up to %n answer each</numerusform>
            <numerusform>up to %n answers each</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::RoomDialogs</name>
    <message numerus="yes">
        <source>%n invitation(s) sent.</source>
        <translation>
            <numerusform>%n invitation sent.</numerusform>
            <numerusform>%n invitations sent.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::RoomHeader</name>
    <message numerus="yes">
        <source>%n pinned message(s)</source>
        <translation>
            <numerusform>%n pinned message</numerusform>
            <numerusform>%n pinned messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::RoomListModel</name>
    <message numerus="yes">
        <source>at least %n mention(s)</source>
        <translation>
            <numerusform>at least %n mention</numerusform>
            <numerusform>at least %n mentions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at least %n unread message(s)</source>
        <translation>
            <numerusform>at least %n unread message</numerusform>
            <numerusform>at least %n unread messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mention(s)</source>
        <translation>
            <numerusform>%n mention</numerusform>
            <numerusform>%n mentions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread message(s)</source>
        <translation>
            <numerusform>%n unread message</numerusform>
            <numerusform>%n unread messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::RoomSectionModel</name>
    <message numerus="yes">
        <source>%n mention(s)</source>
        <translation>
            <numerusform>%n mention</numerusform>
            <numerusform>%n mentions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread room(s)</source>
        <translation>
            <numerusform>%n unread room</numerusform>
            <numerusform>%n unread rooms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::RowWords</name>
    <message numerus="yes">
        <source>Read by %1 and %n other(s)</source>
        <translation>
            <numerusform>Read by %1 and %n other</numerusform>
            <numerusform>Read by %1 and %n others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation>
            <numerusform>%n new message</numerusform>
            <numerusform>%n new messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::ServerAclSetting</name>
    <message numerus="yes">
        <source>%n server(s) may not take part.</source>
        <translation>
            <numerusform>%n server may not take part.</numerusform>
            <numerusform>%n servers may not take part.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::SignOutDialog</name>
    <message numerus="yes">
        <source>The keys to encrypted messages are not all backed up: %n of them would be lost, and the messages could not be read again.</source>
        <translation>
            <numerusform>The keys to encrypted messages are not all backed up: %n of them would be lost, and the messages could not be read again.</numerusform>
            <numerusform>The keys to encrypted messages are not all backed up: %n of them would be lost, and the messages could not be read again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) that could not be sent yet will be lost.</source>
        <translation>
            <numerusform>%n message that could not be sent yet will be lost.</numerusform>
            <numerusform>%n messages that could not be sent yet will be lost.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::SignOutSessionsDialog</name>
    <message numerus="yes">
        <source>Sign out %n other session(s)?</source>
        <translation>
            <numerusform>Sign out %n other session?</numerusform>
            <numerusform>Sign out %n other sessions?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::SizeText</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::SpaceDialogs</name>
    <message numerus="yes">
        <source>%n room(s) added.</source>
        <translation>
            <numerusform>%n room added.</numerusform>
            <numerusform>%n rooms added.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::SpaceLobby</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n room(s)</source>
        <translation>
            <numerusform>%n room</numerusform>
            <numerusform>%n rooms</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more room(s) that you cannot see</source>
        <translation>
            <numerusform>%n more room that you cannot see</numerusform>
            <numerusform>%n more rooms that you cannot see</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::SpaceModel</name>
    <message numerus="yes">
        <source>%n mention(s)</source>
        <translation>
            <numerusform>%n mention</numerusform>
            <numerusform>%n mentions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread message(s)</source>
        <translation>
            <numerusform>%n unread message</numerusform>
            <numerusform>%n unread messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::TimelineActions</name>
    <message numerus="yes">
        <source>&amp;Delete %n message(s)…</source>
        <translation>
            <numerusform>&amp;Delete %n message…</numerusform>
            <numerusform>&amp;Delete %n messages…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::TimelineKeys</name>
    <message numerus="yes">
        <source>%n message(s) selected</source>
        <translation>
            <numerusform>%n message selected</numerusform>
            <numerusform>%n messages selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::UnsentBar</name>
    <message numerus="yes">
        <source>%n message(s) could not be sent.</source>
        <translation>
            <numerusform>%n message could not be sent.</numerusform>
            <numerusform>%n messages could not be sent.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::UpgradeDialog</name>
    <message numerus="yes">
        <source>%n invitation(s) sent.</source>
        <translation>
            <numerusform>%n invitation sent.</numerusform>
            <numerusform>%n invitations sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) could not be invited.</source>
        <translation>
            <numerusform>%n person could not be invited.</numerusform>
            <numerusform>%n people could not be invited.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n space(s) you may not put it in place of the old one.</source>
        <translation>
            <numerusform>In %n space you may not put it in place of the old one.</numerusform>
            <numerusform>In %n spaces you may not put it in place of the old one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It is in %n space(s) now, but the old room could not be taken out.</source>
        <translation>
            <numerusform>It is in %n space now, but the old room could not be taken out.</numerusform>
            <numerusform>It is in %n spaces now, but the old room could not be taken out.</numerusform>
        </translation>
    </message>
</context>
</TS>
