<?xml version="1.0" encoding="utf-8"?>
<!-- SPDX-License-Identifier: GPL-3.0-or-later -->
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>CreateRoomForm</name>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Name:</translation>
    </message>
    <message>
        <source>What the room is about</source>
        <translation>Worum es in dem Raum geht</translation>
    </message>
    <message>
        <source>&amp;Topic:</source>
        <translation>&amp;Thema:</translation>
    </message>
    <message>
        <source>Optional</source>
        <translation>Optional</translation>
    </message>
    <message>
        <source>Who can join:</source>
        <translation>Wer beitreten kann:</translation>
    </message>
    <message>
        <source>&amp;Only people who are invited</source>
        <translation>Nur &amp;Eingeladene</translation>
    </message>
    <message>
        <source>&amp;Everybody</source>
        <translation>&amp;Alle</translation>
    </message>
    <message>
        <source>&amp;Address:</source>
        <translation>A&amp;dresse:</translation>
    </message>
    <message>
        <source>&amp;Invite:</source>
        <translation>E&amp;inladen:</translation>
    </message>
    <message>
        <source>Matrix ids, set apart by commas</source>
        <translation>Matrix-IDs, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>En&amp;crypt its messages</source>
        <translation>Nachrichten &amp;verschlüsseln</translation>
    </message>
    <message>
        <source>Only its members can read them, not the server. This cannot be undone.</source>
        <translation>Nur die Mitglieder können sie lesen, nicht der Server. Das lässt sich nicht rückgängig machen.</translation>
    </message>
</context>
<context>
    <name>CreateSpaceForm</name>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Name:</translation>
    </message>
    <message>
        <source>Whose rooms, or what they are about</source>
        <translation>Wessen Räume, oder worum es in ihnen geht</translation>
    </message>
    <message>
        <source>&amp;Topic:</source>
        <translation>&amp;Thema:</translation>
    </message>
    <message>
        <source>Optional</source>
        <translation>Optional</translation>
    </message>
    <message>
        <source>Picture:</source>
        <translation>Bild:</translation>
    </message>
    <message>
        <source>Ch&amp;oose…</source>
        <translation>&amp;Wählen…</translation>
    </message>
    <message>
        <source>Who can join:</source>
        <translation>Wer beitreten kann:</translation>
    </message>
    <message>
        <source>Only &amp;people who are invited</source>
        <translation>Nur &amp;Eingeladene</translation>
    </message>
    <message>
        <source>&amp;Everybody</source>
        <translation>&amp;Alle</translation>
    </message>
    <message>
        <source>&amp;Address:</source>
        <translation>A&amp;dresse:</translation>
    </message>
</context>
<context>
    <name>ExportForm</name>
    <message>
        <source>&amp;Write as:</source>
        <translation>&amp;Format:</translation>
    </message>
    <message>
        <source>&amp;From:</source>
        <translation>&amp;Von:</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Erster Tag</translation>
    </message>
    <message>
        <source>&amp;Until:</source>
        <translation>&amp;Bis:</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <source>Some messages of this room are not on this computer. They will be missing, and the file says where.</source>
        <translation>Einige Nachrichten dieses Raums sind nicht auf diesem Computer. Sie werden fehlen, und in der Datei steht, wo.</translation>
    </message>
    <message>
        <source>Fetch &amp;them first</source>
        <translation>&amp;Zuerst holen</translation>
    </message>
</context>
<context>
    <name>InviteForm</name>
    <message>
        <source>&amp;Names or Matrix ids, set apart by commas:</source>
        <translation>&amp;Namen oder Matrix-IDs, durch Kommas getrennt:</translation>
    </message>
    <message>
        <source>A &amp;word to them (optional):</source>
        <translation>Ein paar &amp;Worte dazu (optional):</translation>
    </message>
</context>
<context>
    <name>RoomName</name>
    <message>
        <source>%1 and one other</source>
        <translation>%1 und eine weitere Person</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n others</source>
        <translation>
            <numerusform>%1 und %n weitere Person</numerusform>
            <numerusform>%1 und %n weitere Personen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>Empty room</source>
        <translation>Leerer Raum</translation>
    </message>
    <message>
        <source>Room with one other</source>
        <translation>Raum mit einer weiteren Person</translation>
    </message>
    <message numerus="yes">
        <source>Room with %n others</source>
        <translation>
            <numerusform>Raum mit %n weiteren Person</numerusform>
            <numerusform>Raum mit %n weiteren Personen</numerusform>
        </translation>
    </message>
    <message>
        <source>Empty room (was %1)</source>
        <translation>Leerer Raum (zuvor %1)</translation>
    </message>
</context>
<context>
    <name>RunText</name>
    <message>
        <source>%1 joined</source>
        <comment>one person</comment>
        <translation>%1 ist beigetreten</translation>
    </message>
    <message>
        <source>%1 joined</source>
        <comment>several people</comment>
        <translation>%1 sind beigetreten</translation>
    </message>
    <message>
        <source>%1 joined and left</source>
        <comment>one person</comment>
        <translation>%1 ist beigetreten und wieder gegangen</translation>
    </message>
    <message>
        <source>%1 joined and left</source>
        <comment>several people</comment>
        <translation>%1 sind beigetreten und wieder gegangen</translation>
    </message>
    <message>
        <source>%1 left</source>
        <comment>one person</comment>
        <translation>%1 hat den Raum verlassen</translation>
    </message>
    <message>
        <source>%1 left</source>
        <comment>several people</comment>
        <translation>%1 haben den Raum verlassen</translation>
    </message>
    <message>
        <source>%1 left and came back</source>
        <comment>one person</comment>
        <translation>%1 ist gegangen und zurückgekommen</translation>
    </message>
    <message>
        <source>%1 left and came back</source>
        <comment>several people</comment>
        <translation>%1 sind gegangen und zurückgekommen</translation>
    </message>
    <message>
        <source>%1 was invited</source>
        <comment>one person</comment>
        <translation>%1 wurde eingeladen</translation>
    </message>
    <message>
        <source>%1 were invited</source>
        <comment>several people</comment>
        <translation>%1 wurden eingeladen</translation>
    </message>
    <message>
        <source>%1 declined the invitation</source>
        <comment>one person</comment>
        <translation>%1 hat die Einladung abgelehnt</translation>
    </message>
    <message>
        <source>%1 declined the invitation</source>
        <comment>several people</comment>
        <translation>%1 haben die Einladung abgelehnt</translation>
    </message>
    <message>
        <source>%1 is no longer invited</source>
        <comment>one person</comment>
        <translation>%1 ist nicht mehr eingeladen</translation>
    </message>
    <message>
        <source>%1 are no longer invited</source>
        <comment>several people</comment>
        <translation>%1 sind nicht mehr eingeladen</translation>
    </message>
    <message>
        <source>%1 was removed</source>
        <comment>one person</comment>
        <translation>%1 wurde entfernt</translation>
    </message>
    <message>
        <source>%1 were removed</source>
        <comment>several people</comment>
        <translation>%1 wurden entfernt</translation>
    </message>
    <message>
        <source>%1 was banned</source>
        <comment>one person</comment>
        <translation>%1 wurde verbannt</translation>
    </message>
    <message>
        <source>%1 were banned</source>
        <comment>several people</comment>
        <translation>%1 wurden verbannt</translation>
    </message>
    <message>
        <source>%1 is no longer banned</source>
        <comment>one person</comment>
        <translation>%1 ist nicht mehr verbannt</translation>
    </message>
    <message>
        <source>%1 are no longer banned</source>
        <comment>several people</comment>
        <translation>%1 sind nicht mehr verbannt</translation>
    </message>
    <message>
        <source>%1 asked to join</source>
        <comment>one person</comment>
        <translation>%1 hat um Einlass gebeten</translation>
    </message>
    <message>
        <source>%1 asked to join</source>
        <comment>several people</comment>
        <translation>%1 haben um Einlass gebeten</translation>
    </message>
    <message>
        <source>%1 no longer asks to join</source>
        <comment>one person</comment>
        <translation>%1 bittet nicht mehr um Einlass</translation>
    </message>
    <message>
        <source>%1 no longer ask to join</source>
        <comment>several people</comment>
        <translation>%1 bitten nicht mehr um Einlass</translation>
    </message>
    <message>
        <source>%1 was not let in</source>
        <comment>one person</comment>
        <translation>%1 wurde nicht hereingelassen</translation>
    </message>
    <message>
        <source>%1 were not let in</source>
        <comment>several people</comment>
        <translation>%1 wurden nicht hereingelassen</translation>
    </message>
    <message>
        <source>%1 changed their name</source>
        <comment>one person</comment>
        <translation>%1 hat den eigenen Namen geändert</translation>
    </message>
    <message>
        <source>%1 changed their names</source>
        <comment>several people</comment>
        <translation>%1 haben die eigenen Namen geändert</translation>
    </message>
    <message>
        <source>%1 changed their picture</source>
        <comment>one person</comment>
        <translation>%1 hat das eigene Bild geändert</translation>
    </message>
    <message>
        <source>%1 changed their pictures</source>
        <comment>several people</comment>
        <translation>%1 haben die eigenen Bilder geändert</translation>
    </message>
    <message>
        <source>%1 changed their name and picture</source>
        <comment>one person</comment>
        <translation>%1 hat Namen und Bild geändert</translation>
    </message>
    <message>
        <source>%1 changed their names and pictures</source>
        <comment>several people</comment>
        <translation>%1 haben Namen und Bilder geändert</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n other(s)</source>
        <translation>
            <numerusform>%1 und %n weitere Person</numerusform>
            <numerusform>%1 und %n weitere Personen</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>Hidden by %1. Show</source>
        <translation>Verborgen von %1. Anzeigen</translation>
    </message>
    <message>
        <source>Hidden by %1: %2. Show</source>
        <translation>Verborgen von %1: %2. Anzeigen</translation>
    </message>
    <message>
        <source>Hidden message</source>
        <translation>Verborgene Nachricht</translation>
    </message>
</context>
<context>
    <name>StateText</name>
    <message>
        <source>%1: %2</source>
        <comment>what happened: the reason</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 let %2 in</source>
        <translation>%1 hat %2 hereingelassen</translation>
    </message>
    <message>
        <source>%1 invited %2</source>
        <translation>%1 hat %2 eingeladen</translation>
    </message>
    <message>
        <source>%1 accepted the invitation</source>
        <translation>%1 hat die Einladung angenommen</translation>
    </message>
    <message>
        <source>%1 joined</source>
        <translation>%1 ist beigetreten</translation>
    </message>
    <message>
        <source>%1 banned %2</source>
        <translation>%1 hat %2 verbannt</translation>
    </message>
    <message>
        <source>%1 asked to join</source>
        <translation>%1 hat um Einlass gebeten</translation>
    </message>
    <message>
        <source>%1 removed their picture</source>
        <translation>%1 hat das eigene Bild entfernt</translation>
    </message>
    <message>
        <source>%1 changed their picture</source>
        <translation>%1 hat das eigene Bild geändert</translation>
    </message>
    <message>
        <source>%1 removed their name (it was %2)</source>
        <translation>%1 hat den eigenen Namen entfernt (zuvor %2)</translation>
    </message>
    <message>
        <source>%1 set their name to %2</source>
        <translation>%1 hat den eigenen Namen auf %2 gesetzt</translation>
    </message>
    <message>
        <source>%1 is now called %2 and changed their picture</source>
        <translation>%1 heißt jetzt %2 und hat das eigene Bild geändert</translation>
    </message>
    <message>
        <source>%1 is now called %2</source>
        <translation>%1 heißt jetzt %2</translation>
    </message>
    <message>
        <source>%1 declined the invitation</source>
        <translation>%1 hat die Einladung abgelehnt</translation>
    </message>
    <message>
        <source>%1 withdrew the invitation of %2</source>
        <translation>%1 hat die Einladung von %2 zurückgezogen</translation>
    </message>
    <message>
        <source>%1 no longer asks to join</source>
        <translation>%1 bittet nicht mehr um Einlass</translation>
    </message>
    <message>
        <source>%1 did not let %2 in</source>
        <translation>%1 hat %2 nicht hereingelassen</translation>
    </message>
    <message>
        <source>%1 lifted the ban of %2</source>
        <translation>%1 hat die Verbannung von %2 aufgehoben</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 hat den Raum verlassen</translation>
    </message>
    <message>
        <source>%1 removed %2</source>
        <translation>%1 hat %2 entfernt</translation>
    </message>
    <message>
        <source>%1 created the room</source>
        <translation>%1 hat den Raum erstellt</translation>
    </message>
    <message>
        <source>%1 removed the room&apos;s name</source>
        <translation>%1 hat den Namen des Raums entfernt</translation>
    </message>
    <message>
        <source>%1 named the room %2</source>
        <translation>%1 hat den Raum %2 genannt</translation>
    </message>
    <message>
        <source>%1 removed the topic</source>
        <translation>%1 hat das Thema entfernt</translation>
    </message>
    <message>
        <source>%1 set the topic: %2</source>
        <translation>%1 hat das Thema festgelegt: %2</translation>
    </message>
    <message>
        <source>%1 removed the room&apos;s picture</source>
        <translation>%1 hat das Bild des Raums entfernt</translation>
    </message>
    <message>
        <source>%1 changed the room&apos;s picture</source>
        <translation>%1 hat das Bild des Raums geändert</translation>
    </message>
    <message>
        <source>%1 removed the room&apos;s addresses</source>
        <translation>%1 hat die Adressen des Raums entfernt</translation>
    </message>
    <message>
        <source>%1 set the room&apos;s addresses to %2</source>
        <translation>%1 hat die Adressen des Raums auf %2 gesetzt</translation>
    </message>
    <message>
        <source>%1 set the room&apos;s address to %2</source>
        <translation>%1 hat die Adresse des Raums auf %2 gesetzt</translation>
    </message>
    <message>
        <source>%1 set the room&apos;s other addresses to %2</source>
        <translation>%1 hat die weiteren Adressen des Raums auf %2 gesetzt</translation>
    </message>
    <message>
        <source>%1 gave the room another address: %2</source>
        <translation>%1 hat dem Raum eine weitere Adresse gegeben: %2</translation>
    </message>
    <message>
        <source>%1 took an address from the room: %2</source>
        <translation>%1 hat dem Raum eine Adresse genommen: %2</translation>
    </message>
    <message>
        <source>%1 removed the room&apos;s address</source>
        <translation>%1 hat die Adresse des Raums entfernt</translation>
    </message>
    <message>
        <source>%1 opened the room to everybody who knows its address</source>
        <translation>%1 hat den Raum für alle geöffnet, die seine Adresse kennen</translation>
    </message>
    <message>
        <source>%1 made the room open to invited people only</source>
        <translation>%1 hat den Raum auf Eingeladene beschränkt</translation>
    </message>
    <message>
        <source>%1 made the room open to those who ask</source>
        <translation>%1 hat den Raum für alle geöffnet, die um Einlass bitten</translation>
    </message>
    <message>
        <source>%1 opened the room to the members of other rooms</source>
        <translation>%1 hat den Raum für Mitglieder anderer Räume geöffnet</translation>
    </message>
    <message>
        <source>%1 let anybody read the history</source>
        <translation>%1 lässt jetzt alle den Verlauf lesen</translation>
    </message>
    <message>
        <source>%1 let all members read the whole history</source>
        <translation>%1 lässt jetzt alle Mitglieder den ganzen Verlauf lesen</translation>
    </message>
    <message>
        <source>%1 let members read the history since their invitation</source>
        <translation>%1 lässt Mitglieder den Verlauf jetzt ab ihrer Einladung lesen</translation>
    </message>
    <message>
        <source>%1 let members read the history since they joined</source>
        <translation>%1 lässt Mitglieder den Verlauf jetzt ab ihrem Beitritt lesen</translation>
    </message>
    <message>
        <source>%1 let guests join</source>
        <translation>%1 lässt jetzt Gäste beitreten</translation>
    </message>
    <message>
        <source>%1 closed the room to guests</source>
        <translation>%1 hat den Raum für Gäste geschlossen</translation>
    </message>
    <message>
        <source>%1 set who may do what in this room</source>
        <translation>%1 hat festgelegt, wer in diesem Raum was darf</translation>
    </message>
    <message>
        <source>%1 from %2 to %3</source>
        <comment>a user&apos;s power level</comment>
        <translation>%1 von %2 auf %3</translation>
    </message>
    <message>
        <source>%1 changed who may do what in this room</source>
        <translation>%1 hat geändert, wer in diesem Raum was darf</translation>
    </message>
    <message>
        <source>%1 changed the power level of %2</source>
        <translation>%1 hat die Berechtigungsstufe von %2 geändert</translation>
    </message>
    <message>
        <source>%1 turned on encryption</source>
        <translation>%1 hat die Verschlüsselung eingeschaltet</translation>
    </message>
    <message>
        <source>%1 closed this room; it goes on in a new one</source>
        <translation>%1 hat diesen Raum geschlossen; er geht in einem neuen weiter</translation>
    </message>
    <message>
        <source>%1 changed the pinned messages</source>
        <translation>%1 hat die angehefteten Nachrichten geändert</translation>
    </message>
    <message>
        <source>%1 changed which servers may take part</source>
        <translation>%1 hat geändert, welche Server teilnehmen dürfen</translation>
    </message>
    <message>
        <source>%1 pinned a message</source>
        <translation>%1 hat eine Nachricht angeheftet</translation>
    </message>
    <message>
        <source>%1 unpinned a message</source>
        <translation>%1 hat eine angeheftete Nachricht gelöst</translation>
    </message>
    <message>
        <source>%1 created the room; it goes on from an older one</source>
        <translation>%1 hat den Raum erstellt; er setzt einen älteren fort</translation>
    </message>
</context>
<context>
    <name>TimelineRows</name>
    <message>
        <source>%1 deleted this message</source>
        <translation>%1 hat diese Nachricht gelöscht</translation>
    </message>
    <message>
        <source>Message deleted</source>
        <translation>Nachricht gelöscht</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what happened: the reason</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>(empty message)</source>
        <translation>(leere Nachricht)</translation>
    </message>
</context>
<context>
    <name>VerificationText</name>
    <message>
        <source>Dog</source>
        <translation>Hund</translation>
    </message>
    <message>
        <source>Cat</source>
        <translation>Katze</translation>
    </message>
    <message>
        <source>Lion</source>
        <translation>Löwe</translation>
    </message>
    <message>
        <source>Horse</source>
        <translation>Pferd</translation>
    </message>
    <message>
        <source>Unicorn</source>
        <translation>Einhorn</translation>
    </message>
    <message>
        <source>Pig</source>
        <translation>Schwein</translation>
    </message>
    <message>
        <source>Elephant</source>
        <translation>Elefant</translation>
    </message>
    <message>
        <source>Rabbit</source>
        <translation>Hase</translation>
    </message>
    <message>
        <source>Panda</source>
        <translation>Panda</translation>
    </message>
    <message>
        <source>Rooster</source>
        <translation>Hahn</translation>
    </message>
    <message>
        <source>Penguin</source>
        <translation>Pinguin</translation>
    </message>
    <message>
        <source>Turtle</source>
        <translation>Schildkröte</translation>
    </message>
    <message>
        <source>Fish</source>
        <translation>Fisch</translation>
    </message>
    <message>
        <source>Octopus</source>
        <translation>Oktopus</translation>
    </message>
    <message>
        <source>Butterfly</source>
        <translation>Schmetterling</translation>
    </message>
    <message>
        <source>Flower</source>
        <translation>Blume</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>Baum</translation>
    </message>
    <message>
        <source>Cactus</source>
        <translation>Kaktus</translation>
    </message>
    <message>
        <source>Mushroom</source>
        <translation>Pilz</translation>
    </message>
    <message>
        <source>Globe</source>
        <translation>Globus</translation>
    </message>
    <message>
        <source>Moon</source>
        <translation>Mond</translation>
    </message>
    <message>
        <source>Cloud</source>
        <translation>Wolke</translation>
    </message>
    <message>
        <source>Fire</source>
        <translation>Feuer</translation>
    </message>
    <message>
        <source>Banana</source>
        <translation>Banane</translation>
    </message>
    <message>
        <source>Apple</source>
        <translation>Apfel</translation>
    </message>
    <message>
        <source>Strawberry</source>
        <translation>Erdbeere</translation>
    </message>
    <message>
        <source>Corn</source>
        <translation>Mais</translation>
    </message>
    <message>
        <source>Pizza</source>
        <translation>Pizza</translation>
    </message>
    <message>
        <source>Cake</source>
        <translation>Kuchen</translation>
    </message>
    <message>
        <source>Heart</source>
        <translation>Herz</translation>
    </message>
    <message>
        <source>Smiley</source>
        <translation>Smiley</translation>
    </message>
    <message>
        <source>Robot</source>
        <translation>Roboter</translation>
    </message>
    <message>
        <source>Hat</source>
        <translation>Hut</translation>
    </message>
    <message>
        <source>Glasses</source>
        <translation>Brille</translation>
    </message>
    <message>
        <source>Spanner</source>
        <translation>Schraubenschlüssel</translation>
    </message>
    <message>
        <source>Santa</source>
        <translation>Weihnachtsmann</translation>
    </message>
    <message>
        <source>Thumbs Up</source>
        <translation>Daumen hoch</translation>
    </message>
    <message>
        <source>Umbrella</source>
        <translation>Regenschirm</translation>
    </message>
    <message>
        <source>Hourglass</source>
        <translation>Sanduhr</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>Gift</source>
        <translation>Geschenk</translation>
    </message>
    <message>
        <source>Light Bulb</source>
        <translation>Glühbirne</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>Buch</translation>
    </message>
    <message>
        <source>Pencil</source>
        <translation>Bleistift</translation>
    </message>
    <message>
        <source>Paperclip</source>
        <translation>Büroklammer</translation>
    </message>
    <message>
        <source>Scissors</source>
        <translation>Schere</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Schloss</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Hammer</source>
        <translation>Hammer</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Flagge</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Zug</translation>
    </message>
    <message>
        <source>Bicycle</source>
        <translation>Fahrrad</translation>
    </message>
    <message>
        <source>Aeroplane</source>
        <translation>Flugzeug</translation>
    </message>
    <message>
        <source>Rocket</source>
        <translation>Rakete</translation>
    </message>
    <message>
        <source>Trophy</source>
        <translation>Pokal</translation>
    </message>
    <message>
        <source>Ball</source>
        <translation>Ball</translation>
    </message>
    <message>
        <source>Guitar</source>
        <translation>Gitarre</translation>
    </message>
    <message>
        <source>Trumpet</source>
        <translation>Trompete</translation>
    </message>
    <message>
        <source>Bell</source>
        <translation>Glocke</translation>
    </message>
    <message>
        <source>Anchor</source>
        <translation>Anker</translation>
    </message>
    <message>
        <source>Headphones</source>
        <translation>Kopfhörer</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Stecknadel</translation>
    </message>
    <message>
        <source>You asked to verify each other</source>
        <translation>Du hast gefragt, ob ihr euch verifizieren wollt</translation>
    </message>
    <message>
        <source>%1 asks to verify each other</source>
        <translation>%1 fragt, ob ihr euch verifizieren wollt</translation>
    </message>
    <message>
        <source>%1 asked somebody to verify each other</source>
        <translation>%1 hat jemanden gefragt, ob sie sich verifizieren wollen</translation>
    </message>
    <message>
        <source>You have verified each other</source>
        <translation>Ihr habt euch verifiziert</translation>
    </message>
    <message>
        <source>The verification was cancelled</source>
        <translation>Die Verifizierung wurde abgebrochen</translation>
    </message>
    <message>
        <source>What the two sides show is not the same. Somebody may be listening in between: compare again on another network, and do not trust this session until it fits.</source>
        <translation>Die beiden Seiten zeigen nicht dasselbe. Vielleicht hört jemand dazwischen mit: Vergleicht noch einmal in einem anderen Netz, und vertraue dieser Sitzung nicht, bevor es passt.</translation>
    </message>
    <message>
        <source>It took too long. Try again when both of you have time.</source>
        <translation>Es hat zu lange gedauert. Versucht es noch einmal, wenn ihr beide Zeit habt.</translation>
    </message>
    <message>
        <source>It was taken up on another of your sessions. Go on there.</source>
        <translation>Eine andere deiner Sitzungen hat es angenommen. Mach dort weiter.</translation>
    </message>
    <message>
        <source>The other app does not know a way to verify that Linnet knows too.</source>
        <translation>Die andere App kennt keine Art der Verifizierung, die auch Linnet kennt.</translation>
    </message>
    <message>
        <source>You have cancelled it.</source>
        <translation>Du hast es abgebrochen.</translation>
    </message>
    <message>
        <source>It was cancelled on the other session.</source>
        <translation>Es wurde in der anderen Sitzung abgebrochen.</translation>
    </message>
    <message>
        <source>%1 has cancelled it.</source>
        <translation>%1 hat es abgebrochen.</translation>
    </message>
    <message>
        <source>The two apps did not understand each other. Try again.</source>
        <translation>Die beiden Apps haben einander nicht verstanden. Versucht es noch einmal.</translation>
    </message>
    <message>
        <source>Another session of yours asks to verify this one</source>
        <translation>Eine andere deiner Sitzungen will diese verifizieren</translation>
    </message>
    <message>
        <source>Your session %1 asks to verify this one</source>
        <translation>Deine Sitzung %1 will diese verifizieren</translation>
    </message>
</context>
<context>
    <name>linnet::AccountKeeper</name>
    <message>
        <source>Nobody is signed in.</source>
        <translation>Niemand ist angemeldet.</translation>
    </message>
</context>
<context>
    <name>linnet::AccountSettingsPage</name>
    <message>
        <source>Change Pass&amp;word…</source>
        <translation>Pass&amp;wort ändern…</translation>
    </message>
    <message>
        <source>Manage Account in the &amp;Browser…</source>
        <translation>Konto im B&amp;rowser verwalten…</translation>
    </message>
    <message>
        <source>&amp;Sessions in the Browser…</source>
        <translation>&amp;Sitzungen im Browser…</translation>
    </message>
    <message>
        <source>Allow a &amp;Reset of the Encryption…</source>
        <translation>Zurücksetzen der &amp;Verschlüsselung erlauben…</translation>
    </message>
    <message>
        <source>&amp;Deactivate Account…</source>
        <translation>Konto &amp;deaktivieren…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Your server does not let you change the password here.</source>
        <translation>Dein Server lässt dich das Passwort hier nicht ändern.</translation>
    </message>
    <message>
        <source>The server&apos;s page could not be found</source>
        <translation>Die Seite des Servers ließ sich nicht finden</translation>
    </message>
    <message>
        <source>No browser could be started. Open this page yourself:</source>
        <translation>Kein Browser ließ sich starten. Öffne diese Seite selbst:</translation>
    </message>
    <message>
        <source>Your password is changed.</source>
        <translation>Dein Passwort ist geändert.</translation>
    </message>
</context>
<context>
    <name>linnet::ActionLevels</name>
    <message>
        <source>Who may do what</source>
        <translation>Wer was darf</translation>
    </message>
</context>
<context>
    <name>linnet::AddAddressDialog</name>
    <message>
        <source>Add an e-mail address</source>
        <translation>E-Mail-Adresse hinzufügen</translation>
    </message>
    <message>
        <source>Add a telephone number</source>
        <translation>Telefonnummer hinzufügen</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>&amp;Send Again</source>
        <translation>Erneut &amp;senden</translation>
    </message>
    <message>
        <source>Use &amp;Another Address</source>
        <translation>&amp;Andere Adresse verwenden</translation>
    </message>
    <message>
        <source>Use &amp;Another Number</source>
        <translation>&amp;Andere Nummer verwenden</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Telephone number</source>
        <translation>Telefonnummer</translation>
    </message>
    <message>
        <source>Code from the message</source>
        <translation>Code aus der Nachricht</translation>
    </message>
    <message>
        <source>The server sends a mail there, to see that the address is yours.</source>
        <translation>Der Server schickt eine E-Mail dorthin, um zu sehen, dass die Adresse dir gehört.</translation>
    </message>
    <message>
        <source>The server sends a message there, to see that the number is yours. Begin with the country: +44 20…</source>
        <translation>Der Server schickt eine Nachricht dorthin, um zu sehen, dass die Nummer dir gehört. Beginne mit dem Land: +49 30…</translation>
    </message>
    <message>
        <source>A code is on its way to %1. Type it here.</source>
        <translation>Ein Code ist auf dem Weg an %1. Gib ihn hier ein.</translation>
    </message>
    <message>
        <source>A mail is on its way to %1. Open the link in it, then come back here.</source>
        <translation>Eine E-Mail ist auf dem Weg an %1. Öffne den Link darin und komm dann hierher zurück.</translation>
    </message>
    <message>
        <source>I Am Done</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>linnet::AddRoomsDialog</name>
    <message>
        <source>Add rooms</source>
        <translation>Räume hinzufügen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Rooms to add</source>
        <translation>Räume zum Hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Suggest them to members</source>
        <translation>Mitgliedern &amp;vorschlagen</translation>
    </message>
</context>
<context>
    <name>linnet::AddressList</name>
    <message>
        <source>Add E-&amp;Mail Address…</source>
        <translation>E-&amp;Mail-Adresse hinzufügen…</translation>
    </message>
    <message>
        <source>Add Te&amp;lephone Number…</source>
        <translation>Te&amp;lefonnummer hinzufügen…</translation>
    </message>
    <message>
        <source>Remo&amp;ve…</source>
        <translation>En&amp;tfernen…</translation>
    </message>
    <message>
        <source>Your e-mail addresses and telephone numbers</source>
        <translation>Deine E-Mail-Adressen und Telefonnummern</translation>
    </message>
    <message>
        <source>E-mail and telephone</source>
        <translation>E-Mail und Telefon</translation>
    </message>
    <message>
        <source>Your addresses could not be loaded</source>
        <translation>Deine Adressen ließen sich nicht laden</translation>
    </message>
    <message>
        <source>Your server does not let you change these.</source>
        <translation>Dein Server lässt dich das nicht ändern.</translation>
    </message>
    <message>
        <source>With an e-mail address you can set another password if you forget yours.</source>
        <translation>Mit einer E-Mail-Adresse kannst du ein neues Passwort setzen, wenn du deines vergisst.</translation>
    </message>
    <message>
        <source>Remove address</source>
        <translation>Adresse entfernen</translation>
    </message>
    <message>
        <source>Remove %1 from your account?</source>
        <translation>%1 aus deinem Konto entfernen?</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>The address could not be removed</source>
        <translation>Die Adresse ließ sich nicht entfernen</translation>
    </message>
</context>
<context>
    <name>linnet::AddressesSetting</name>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>Make it the &amp;main one</source>
        <translation>Zur Hau&amp;ptadresse machen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Show it in the server&apos;s &amp;directory of rooms</source>
        <translation>Im &amp;Raumverzeichnis des Servers zeigen</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>Adressen</translation>
    </message>
    <message>
        <source>new-address</source>
        <translation>neue-adresse</translation>
    </message>
    <message>
        <source>New address</source>
        <translation>Neue Adresse</translation>
    </message>
    <message>
        <source>This address is free.</source>
        <translation>Diese Adresse ist frei.</translation>
    </message>
    <message>
        <source>Another room has this address.</source>
        <translation>Ein anderer Raum hat diese Adresse.</translation>
    </message>
    <message>
        <source>This address leads here already.</source>
        <translation>Diese Adresse führt schon hierher.</translation>
    </message>
    <message>
        <source>%1 (main address)</source>
        <translation>%1 (Hauptadresse)</translation>
    </message>
</context>
<context>
    <name>linnet::AttachmentBar</name>
    <message>
        <source>Files to send</source>
        <translation>Dateien zum Senden</translation>
    </message>
</context>
<context>
    <name>linnet::AttachmentCard</name>
    <message>
        <source>Do not send (Del)</source>
        <translation>Nicht senden (Entf)</translation>
    </message>
    <message>
        <source>Do not send</source>
        <translation>Nicht senden</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Location is kept</source>
        <translation>Standort bleibt enthalten</translation>
    </message>
    <message>
        <source>Location is removed</source>
        <translation>Standort wird entfernt</translation>
    </message>
    <message>
        <source>Sent as file</source>
        <translation>Wird als Datei gesendet</translation>
    </message>
    <message>
        <source>%1, sent as file</source>
        <translation>%1, wird als Datei gesendet</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>size, note</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Send as file</source>
        <translation>Als Datei senden</translation>
    </message>
    <message>
        <source>Keep location and camera details</source>
        <translation>Standort und Kameradaten behalten</translation>
    </message>
</context>
<context>
    <name>linnet::Attachments</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Too large, the limit is %1</source>
        <translation>Zu groß, höchstens %1</translation>
    </message>
</context>
<context>
    <name>linnet::AuthForm</name>
    <message>
        <source>&amp;Open the Page</source>
        <translation>Seite ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>The server wants the password of your account for this.</source>
        <translation>Der Server will dafür das Passwort deines Kontos.</translation>
    </message>
    <message>
        <source>The server asks on a page of its own. Open it, do what it says, and come back here.</source>
        <translation>Der Server fragt auf einer eigenen Seite. Öffne sie, tu, was dort steht, und komm hierher zurück.</translation>
    </message>
    <message>
        <source>The server does not take this password. Try again.</source>
        <translation>Der Server nimmt dieses Passwort nicht an. Versuch es noch einmal.</translation>
    </message>
    <message>
        <source>The server says that this is not done yet.</source>
        <translation>Der Server sagt, dass das noch nicht geschehen ist.</translation>
    </message>
    <message>
        <source>No program was found that opens this link.</source>
        <translation>Es wurde kein Programm gefunden, das diesen Link öffnet.</translation>
    </message>
</context>
<context>
    <name>linnet::AvatarSetting</name>
    <message>
        <source>Change &amp;picture…</source>
        <translation>B&amp;ild ändern…</translation>
    </message>
    <message>
        <source>Remove pict&amp;ure</source>
        <translation>Bil&amp;d entfernen</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>Bild wählen</translation>
    </message>
</context>
<context>
    <name>linnet::BodyCopy</name>
    <message>
        <source>[hidden text]</source>
        <translation>[verborgener Text]</translation>
    </message>
    <message>
        <source>[hidden text: %1]</source>
        <translation>[verborgener Text: %1]</translation>
    </message>
</context>
<context>
    <name>linnet::BrowserPage</name>
    <message>
        <source>&amp;Open Again</source>
        <translation>Erneut ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Copy Address</source>
        <translation>Adresse &amp;kopieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>Der Server wird gefragt…</translation>
    </message>
    <message>
        <source>Waiting for the browser…</source>
        <translation>Warten auf den Browser…</translation>
    </message>
    <message>
        <source>No browser could be started. Copy the address and open it yourself.</source>
        <translation>Kein Browser ließ sich starten. Kopiere die Adresse und öffne sie selbst.</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Anmelden…</translation>
    </message>
    <message>
        <source>Go on in your browser. When you are done there, come back here.</source>
        <translation>Mach in deinem Browser weiter. Wenn du dort fertig bist, komm hierher zurück.</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment…</translation>
    </message>
    <message>
        <source>Create an account</source>
        <translation>Konto erstellen</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
</context>
<context>
    <name>linnet::CalendarPopup</name>
    <message>
        <source>Jump to a date</source>
        <translation>Zu einem Datum springen</translation>
    </message>
</context>
<context>
    <name>linnet::Camera</name>
    <message>
        <source>There is no camera.</source>
        <translation>Es gibt keine Kamera.</translation>
    </message>
    <message>
        <source>The camera shows nothing. Another program may be using it, or access to it is refused.</source>
        <translation>Die Kamera zeigt nichts. Vielleicht benutzt sie ein anderes Programm, oder der Zugriff auf sie ist nicht erlaubt.</translation>
    </message>
</context>
<context>
    <name>linnet::CameraView</name>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>There is no camera.</source>
        <translation>Es gibt keine Kamera.</translation>
    </message>
    <message>
        <source>The camera is being turned on…</source>
        <translation>Die Kamera wird eingeschaltet…</translation>
    </message>
</context>
<context>
    <name>linnet::CheckCodeEdit</name>
    <message>
        <source>The two digits that the other device shows</source>
        <translation>Die zwei Ziffern, die das andere Gerät zeigt</translation>
    </message>
</context>
<context>
    <name>linnet::Command</name>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>[text]</source>
        <translation>[Text]</translation>
    </message>
    <message>
        <source>@person:server</source>
        <translation>@person:server</translation>
    </message>
    <message>
        <source>@person:server [reason]</source>
        <translation>@person:server [Grund]</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>what you do</source>
        <translation>was du tust</translation>
    </message>
    <message>
        <source>Say what you do</source>
        <translation>Sagen, was du tust</translation>
    </message>
    <message>
        <source>Send just as it stands, without formatting</source>
        <translation>Genau so senden, ohne Formatierung</translation>
    </message>
    <message>
        <source>Send as HTML</source>
        <translation>Als HTML senden</translation>
    </message>
    <message>
        <source>Send in the colours of the rainbow</source>
        <translation>In den Farben des Regenbogens senden</translation>
    </message>
    <message>
        <source>Hide it until somebody clicks</source>
        <translation>Verbergen, bis jemand darauf klickt</translation>
    </message>
    <message>
        <source>#room:server</source>
        <translation>#raum:server</translation>
    </message>
    <message>
        <source>Join a room</source>
        <translation>Einem Raum beitreten</translation>
    </message>
    <message>
        <source>Leave this room</source>
        <translation>Diesen Raum verlassen</translation>
    </message>
    <message>
        <source>Invite somebody into this room</source>
        <translation>Jemanden in diesen Raum einladen</translation>
    </message>
    <message>
        <source>Remove somebody from this room</source>
        <translation>Jemanden aus diesem Raum entfernen</translation>
    </message>
    <message>
        <source>Ban somebody from this room</source>
        <translation>Jemanden aus diesem Raum verbannen</translation>
    </message>
    <message>
        <source>Let somebody come back</source>
        <translation>Eine Verbannung aufheben</translation>
    </message>
    <message>
        <source>Change the topic of this room</source>
        <translation>Das Thema dieses Raums ändern</translation>
    </message>
    <message>
        <source>Rename this room</source>
        <translation>Diesen Raum umbenennen</translation>
    </message>
    <message>
        <source>Change your name everywhere</source>
        <translation>Deinen Namen überall ändern</translation>
    </message>
    <message>
        <source>Change your name in this room only</source>
        <translation>Deinen Namen nur in diesem Raum ändern</translation>
    </message>
    <message>
        <source>Show all commands</source>
        <translation>Alle Befehle anzeigen</translation>
    </message>
    <message>
        <source>@person:server [text]</source>
        <translation>@person:server [Text]</translation>
    </message>
    <message>
        <source>Chat with somebody</source>
        <translation>Mit jemandem chatten</translation>
    </message>
    <message>
        <source>Delete all that somebody wrote here</source>
        <translation>Alles löschen, was jemand hier geschrieben hat</translation>
    </message>
    <message>
        <source>[question]</source>
        <translation>[Frage]</translation>
    </message>
    <message>
        <source>Let people vote</source>
        <translation>Abstimmen lassen</translation>
    </message>
</context>
<context>
    <name>linnet::CommandLine</name>
    <message>
        <source>%1 needs a value.</source>
        <translation>%1 braucht einen Wert.</translation>
    </message>
    <message>
        <source>The dialect is auto, v1, v3 or sliding, not %1.</source>
        <translation>Der Dialekt ist auto, v1, v3 oder sliding, nicht %1.</translation>
    </message>
    <message>
        <source>The palette is light or dark, not %1.</source>
        <translation>Die Palette ist light oder dark, nicht %1.</translation>
    </message>
    <message>
        <source>A profile&apos;s name has letters, digits, - and _ only.</source>
        <translation>Der Name eines Profils besteht nur aus Buchstaben, Ziffern, - und _.</translation>
    </message>
    <message>
        <source>Only one link can be opened at a time.</source>
        <translation>Es lässt sich nur ein Link auf einmal öffnen.</translation>
    </message>
    <message>
        <source>%1 is no Matrix link, room or person.</source>
        <translation>%1 ist weder ein Matrix-Link noch ein Raum oder eine Person.</translation>
    </message>
    <message>
        <source>There is no option %1.</source>
        <translation>Es gibt keine Option %1.</translation>
    </message>
    <message>
        <source>%1 takes no value.</source>
        <translation>%1 nimmt keinen Wert an.</translation>
    </message>
    <message>
        <source>Usage: %1 [--profile NAME] [--dialect auto|v1|v3|sliding] [--server URL] [LINK]
       %1 [--profile NAME] ctl COMMAND ...

LINK is a matrix: or matrix.to link, a room alias or a room id.

  --profile NAME   settings, account and database of their own (default: default)
  --dialect NAME   speak this protocol to the server: auto, v1 (2014), v3 or
                   sliding (v3 with sliding sync)
  --server URL     the server to sign in at
  --version        print the version and stop
  --help           print this and stop

&quot;%1 ctl --help&quot; lists the commands that drive a running Linnet.
</source>
        <translation>Aufruf: %1 [--profile NAME] [--dialect auto|v1|v3|sliding] [--server URL] [LINK]
        %1 [--profile NAME] ctl BEFEHL ...

LINK ist ein matrix:- oder matrix.to-Link, ein Raum-Alias oder eine Raum-ID.

  --profile NAME   eigene Einstellungen, eigenes Konto, eigene Datenbank
                   (ohne Angabe: default)
  --dialect NAME   mit dem Server dieses Protokoll sprechen: auto, v1 (2014), v3
                   oder sliding (v3 mit Sliding Sync)
  --server URL     der Server für die Anmeldung
  --version        die Version ausgeben und enden
  --help           dies ausgeben und enden

„%1 ctl --help“ nennt die Befehle, die ein laufendes Linnet steuern.
</translation>
    </message>
</context>
<context>
    <name>linnet::CompletionModel</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>linnet::CompletionPopup</name>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
</context>
<context>
    <name>linnet::Completions</name>
    <message>
        <source>Everybody in this room</source>
        <translation>Alle in diesem Raum</translation>
    </message>
</context>
<context>
    <name>linnet::Composer</name>
    <message>
        <source>Send as text</source>
        <translation>Als Text senden</translation>
    </message>
    <message>
        <source>Message %1…</source>
        <translation>Nachricht an %1…</translation>
    </message>
    <message>
        <source>There is no command “%1”. Two slashes send it as text.</source>
        <translation>Den Befehl „%1“ gibt es nicht. Mit zwei Schrägstrichen wird er als Text gesendet.</translation>
    </message>
    <message>
        <source>Write it as %1.</source>
        <translation>So wird er geschrieben: %1.</translation>
    </message>
    <message>
        <source>There is nothing left of the message.</source>
        <translation>Von der Nachricht ist nichts mehr übrig.</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
</context>
<context>
    <name>linnet::ComposerBox</name>
    <message>
        <source>Attach files (%1)</source>
        <translation>Dateien anhängen (%1)</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>Dateien anhängen</translation>
    </message>
    <message>
        <source>Emoji</source>
        <translation>Emoji</translation>
    </message>
    <message>
        <source>Send (Enter)</source>
        <translation>Senden (Eingabetaste)</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Record a voice message</source>
        <translation>Sprachnachricht aufnehmen</translation>
    </message>
    <message>
        <source>&amp;Attach files…</source>
        <translation>&amp;Dateien anhängen…</translation>
    </message>
    <message>
        <source>Make a &amp;poll…</source>
        <translation>&amp;Umfrage machen…</translation>
    </message>
</context>
<context>
    <name>linnet::ComposerEdit</name>
    <message>
        <source>Bold</source>
        <translation>Fett</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>Kursiv</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
</context>
<context>
    <name>linnet::ComposerFiles</name>
    <message>
        <source>Attach files</source>
        <translation>Dateien anhängen</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>Anhängen</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) go at a time, no more.</source>
        <translation>
            <numerusform>Auf einmal geht höchstens %n Datei.</numerusform>
            <numerusform>Auf einmal gehen höchstens %n Dateien.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::ConnectionBar</name>
    <message>
        <source>Connecting…</source>
        <translation>Verbinden…</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Neu anmelden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Linnet goes on by itself afterwards.</source>
        <translation>Danach macht Linnet von selbst weiter.</translation>
    </message>
    <message>
        <source>Open the page</source>
        <translation>Seite öffnen</translation>
    </message>
    <message numerus="yes">
        <source>Offline – reconnecting in %n s</source>
        <translation>
            <numerusform>Offline – neuer Versuch in %n s</numerusform>
            <numerusform>Offline – neuer Versuch in %n s</numerusform>
        </translation>
    </message>
    <message>
        <source>Offline – reconnecting…</source>
        <translation>Offline – verbinde neu…</translation>
    </message>
    <message>
        <source>Set up…</source>
        <translation>Einrichten…</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Your account is locked by its server. Linnet looks by itself whether it is open again.</source>
        <translation>Dein Konto ist von seinem Server gesperrt. Linnet sieht von selbst nach, ob es wieder offen ist.</translation>
    </message>
    <message>
        <source>Your account is suspended by its server: you can read, but not write.</source>
        <translation>Dein Konto ist von seinem Server stillgelegt: Du kannst lesen, aber nicht schreiben.</translation>
    </message>
    <message>
        <source>Your sign-in has run out. Sign in again to go on where you were.</source>
        <translation>Deine Anmeldung ist abgelaufen. Melde dich neu an, um dort weiterzumachen, wo du warst.</translation>
    </message>
</context>
<context>
    <name>linnet::CreateRoomDialog</name>
    <message>
        <source>Create a room</source>
        <translation>Raum erstellen</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Erstellen</translation>
    </message>
    <message>
        <source>Start a chat</source>
        <translation>Chat beginnen</translation>
    </message>
    <message>
        <source>Optional</source>
        <translation>Optional</translation>
    </message>
    <message>
        <source>“%1” is no Matrix id. One looks like @name:example.org.</source>
        <translation>„%1“ ist keine Matrix-ID. Eine Matrix-ID sieht so aus: @name:example.org.</translation>
    </message>
    <message>
        <source>&amp;Members of %1</source>
        <translation>&amp;Mitglieder von %1</translation>
    </message>
    <message>
        <source>Your server has no rooms that open to the members of a space. Choose who can join in another way.</source>
        <translation>Dein Server kennt keine Räume, die den Mitgliedern eines Spaces offenstehen. Wähle anders, wer beitreten kann.</translation>
    </message>
</context>
<context>
    <name>linnet::CreateSpaceDialog</name>
    <message>
        <source>Create a space</source>
        <translation>Space erstellen</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Erstellen</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>Bild wählen</translation>
    </message>
    <message>
        <source>Optional</source>
        <translation>Optional</translation>
    </message>
    <message>
        <source>This file is no picture that can be shown.</source>
        <translation>Diese Datei ist kein Bild, das sich zeigen lässt.</translation>
    </message>
    <message>
        <source>&amp;Members of %1</source>
        <translation>&amp;Mitglieder von %1</translation>
    </message>
    <message>
        <source>Your server has no spaces that open to the members of another one. Choose who can join in another way.</source>
        <translation>Dein Server kennt keine Spaces, die für Mitglieder eines anderen offen sind. Wähle anders, wer beitreten kann.</translation>
    </message>
</context>
<context>
    <name>linnet::CtlAccount</name>
    <message>
        <source>There is no password or token.</source>
        <translation>Passwort oder Token fehlen.</translation>
    </message>
    <message>
        <source>There is no password.</source>
        <translation>Das Passwort fehlt.</translation>
    </message>
    <message>
        <source>The server wants %1 first; register in Linnet&apos;s window.</source>
        <translation>Der Server verlangt zuerst %1; bitte im Fenster von Linnet registrieren.</translation>
    </message>
    <message>
        <source>%1 is signed in here; log out first.</source>
        <translation>%1 ist hier angemeldet; zuerst abmelden.</translation>
    </message>
</context>
<context>
    <name>linnet::CtlArchive</name>
    <message>
        <source>“%1” makes no sense. Days are written 2026-03-31; has: takes link, image, file, video or audio.</source>
        <translation>„%1“ ergibt keinen Sinn. Tage werden so geschrieben: 2026-03-31; has: kennt link, image, file, video und audio.</translation>
    </message>
    <message>
        <source>It was stopped in the window.</source>
        <translation>Es wurde im Fenster angehalten.</translation>
    </message>
    <message>
        <source>The format is html, json or txt.</source>
        <translation>Das Format ist html, json oder txt.</translation>
    </message>
</context>
<context>
    <name>linnet::CtlClient</name>
    <message>
        <source>Linnet is not running with this profile.</source>
        <translation>Mit diesem Profil läuft kein Linnet.</translation>
    </message>
    <message>
        <source>Linnet did not answer in time.</source>
        <translation>Linnet hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>Linnet has quit.</source>
        <translation>Linnet wurde beendet.</translation>
    </message>
    <message>
        <source>The secret is read from the first line of standard input.</source>
        <translation>Das Geheimnis wird aus der ersten Zeile der Standardeingabe gelesen.</translation>
    </message>
</context>
<context>
    <name>linnet::CtlCommands</name>
    <message>
        <source>%1 is no room of this account.</source>
        <translation>%1 ist kein Raum dieses Kontos.</translation>
    </message>
    <message>
        <source>There is no command %1.</source>
        <translation>Es gibt keinen Befehl %1.</translation>
    </message>
    <message>
        <source>The account of this profile could not be opened: %1</source>
        <translation>Das Konto dieses Profils ließ sich nicht öffnen: %1</translation>
    </message>
    <message>
        <source>Nobody is signed in with this profile.</source>
        <translation>Mit diesem Profil ist niemand angemeldet.</translation>
    </message>
</context>
<context>
    <name>linnet::CtlConnection</name>
    <message>
        <source>The request is too long.</source>
        <translation>Die Anfrage ist zu lang.</translation>
    </message>
    <message>
        <source>There is no command %1.</source>
        <translation>Es gibt keinen Befehl %1.</translation>
    </message>
</context>
<context>
    <name>linnet::CtlEncryption</name>
    <message>
        <source>The server asks on a page of its own: %1. Do it in Linnet&apos;s window.</source>
        <translation>Der Server fragt auf einer eigenen Seite: %1. Tu es in Linnets Fenster.</translation>
    </message>
    <message>
        <source>The server wants the password: use --password.</source>
        <translation>Der Server will das Passwort: benutze --password.</translation>
    </message>
    <message>
        <source>There is no such action: %1.</source>
        <translation>So eine Aktion gibt es nicht: %1.</translation>
    </message>
</context>
<context>
    <name>linnet::CtlModeration</name>
    <message>
        <source>%1 is nobody: a Matrix id looks like @name:server.</source>
        <translation>%1 ist niemand: Eine Matrix-ID sieht so aus: @name:server.</translation>
    </message>
</context>
<context>
    <name>linnet::CtlOrder</name>
    <message>
        <source>%1 is no number.</source>
        <translation>%1 ist keine Zahl.</translation>
    </message>
    <message>
        <source>A room notifies of all, mentions or nothing.</source>
        <translation>Ein Raum benachrichtigt über all, mentions oder nothing.</translation>
    </message>
</context>
<context>
    <name>linnet::CtlSettings</name>
    <message>
        <source>%1 cannot be set to %2.</source>
        <translation>%1 lässt sich nicht auf %2 setzen.</translation>
    </message>
    <message>
        <source>A level is a number.</source>
        <translation>Eine Stufe ist eine Zahl.</translation>
    </message>
</context>
<context>
    <name>linnet::CtlSyntax</name>
    <message>
        <source>Usage: %1</source>
        <translation>Aufruf: %1</translation>
    </message>
    <message>
        <source>This is no request: one JSON object a line, with &quot;command&quot; and &quot;args&quot;.</source>
        <translation>Das ist keine Anfrage: ein JSON-Objekt je Zeile, mit &quot;command&quot; und &quot;args&quot;.</translation>
    </message>
    <message>
        <source>Name a command; &quot;%1 ctl --help&quot; lists them.</source>
        <translation>Ein Befehl fehlt; „%1 ctl --help“ nennt alle.</translation>
    </message>
    <message>
        <source>There is no command %1.</source>
        <translation>Es gibt keinen Befehl %1.</translation>
    </message>
    <message>
        <source>Usage: %1 [--profile NAME] ctl COMMAND ...
Drives the running Linnet of that profile. Prints one JSON document; exit code 1 if it is an error.
login and register read the password or token from the first line of standard input,
but for --oauth, --sso and --device-code, which print the address to open first;
recover the recovery key or its passphrase, encryption --password the password.
verify shows emoji, and reads from standard input whether they match: yes or no.
ROOM is a room id or an alias.

</source>
        <translation>Aufruf: %1 [--profile NAME] ctl BEFEHL ...
Steuert das laufende Linnet dieses Profils. Gibt ein JSON-Dokument aus; bei einem Fehler ist der Exit-Code 1.
login und register lesen Passwort oder Token aus der ersten Zeile der Standardeingabe,
außer bei --oauth, --sso und --device-code, die zuerst die Adresse zum Öffnen ausgeben;
recover liest den Wiederherstellungsschlüssel oder seine Passphrase, encryption --password das Passwort.
verify zeigt Emoji und liest aus der Standardeingabe, ob sie übereinstimmen: yes oder no.
ROOM ist eine Raum-ID oder ein Alias.

</translation>
    </message>
</context>
<context>
    <name>linnet::CtlVerification</name>
    <message>
        <source>The other app cannot compare emoji.</source>
        <translation>Die andere App kann keine Emoji vergleichen.</translation>
    </message>
    <message>
        <source>It is over: the other side has ended it, or it took too long.</source>
        <translation>Es ist vorbei: Die andere Seite hat es beendet, oder es hat zu lange gedauert.</translation>
    </message>
</context>
<context>
    <name>linnet::CtlWindows</name>
    <message>
        <source>There is no window yet.</source>
        <translation>Es gibt noch kein Fenster.</translation>
    </message>
</context>
<context>
    <name>linnet::DateJump</name>
    <message>
        <source>This server finds no dates. Only messages that are stored here can be found.</source>
        <translation>Dieser Server findet kein Datum. Nur hier gespeicherte Nachrichten lassen sich finden.</translation>
    </message>
    <message>
        <source>Looking for %1…</source>
        <translation>%1 wird gesucht…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The date could not be looked up.</source>
        <translation>Das Datum ließ sich nicht nachschlagen.</translation>
    </message>
    <message>
        <source>Older messages of that day may not be stored here.</source>
        <translation>Ältere Nachrichten dieses Tages sind vielleicht nicht hier gespeichert.</translation>
    </message>
</context>
<context>
    <name>linnet::DeactivateDialog</name>
    <message>
        <source>Deactivate account</source>
        <translation>Konto deaktivieren</translation>
    </message>
    <message>
        <source>&amp;Deactivate for Ever</source>
        <translation>Für immer &amp;deaktivieren</translation>
    </message>
    <message>
        <source>&amp;Hide what I wrote from those who come later</source>
        <translation>&amp;Verbergen, was ich schrieb, vor allen, die später kommen</translation>
    </message>
    <message>
        <source>Type %1 to go on:</source>
        <translation>Gib %1 ein, um weiterzumachen:</translation>
    </message>
    <message>
        <source>You leave all rooms and can never sign in again. Nobody, you included, can have this name again.</source>
        <translation>Du verlässt alle Räume und kannst dich nie wieder anmelden. Niemand kann diesen Namen je wieder haben, auch du nicht.</translation>
    </message>
    <message>
        <source>All sessions end, and the keys to your encrypted messages are lost. What is stored on this computer goes, too. What you sent stays with those who have it.</source>
        <translation>Alle Sitzungen enden, und die Schlüssel zu deinen verschlüsselten Nachrichten gehen verloren. Auch was auf diesem Computer gespeichert ist, wird gelöscht. Was du gesendet hast, bleibt bei denen, die es haben.</translation>
    </message>
</context>
<context>
    <name>linnet::DeletionBar</name>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>You may not delete these messages.</source>
        <translation>Du darfst diese Nachrichten nicht löschen.</translation>
    </message>
    <message>
        <source>Other messages are still being deleted.</source>
        <translation>Es werden noch andere Nachrichten gelöscht.</translation>
    </message>
    <message>
        <source>The messages could not be looked up.</source>
        <translation>Die Nachrichten ließen sich nicht nachsehen.</translation>
    </message>
    <message>
        <source>Nothing by %1 is here.</source>
        <translation>Von %1 ist nichts hier.</translation>
    </message>
    <message numerus="yes">
        <source>Delete the %n message(s) and reaction(s) by %1 that are here, for everybody?</source>
        <translation>
            <numerusform>Die %n Nachricht oder Reaktion von %1, die hier ist, für alle löschen?</numerusform>
            <numerusform>Die %n Nachrichten und Reaktionen von %1, die hier sind, für alle löschen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete all</source>
        <translation>Alle löschen</translation>
    </message>
    <message>
        <source>Deleting what %1 wrote: %2 of %3.</source>
        <translation>Was %1 geschrieben hat, wird gelöscht: %2 von %3.</translation>
    </message>
    <message>
        <source>Waiting for the server.</source>
        <translation>Wartet auf den Server.</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) by %1 could not be deleted.</source>
        <translation>
            <numerusform>%n Nachricht von %1 ließ sich nicht löschen.</numerusform>
            <numerusform>%n Nachrichten von %1 ließen sich nicht löschen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped: %n message(s) by %1 are left.</source>
        <translation>
            <numerusform>Angehalten: %n Nachricht von %1 bleibt.</numerusform>
            <numerusform>Angehalten: %n Nachrichten von %1 bleiben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) by %1 deleted.</source>
        <translation>
            <numerusform>%n Nachricht von %1 gelöscht.</numerusform>
            <numerusform>%n Nachrichten von %1 gelöscht.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n message(s) for everybody?</source>
        <translation>
            <numerusform>%n Nachricht für alle löschen?</numerusform>
            <numerusform>%n Nachrichten für alle löschen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Deleting messages: %1 of %2.</source>
        <translation>Nachrichten werden gelöscht: %1 von %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) could not be deleted.</source>
        <translation>
            <numerusform>%n Nachricht konnte nicht gelöscht werden.</numerusform>
            <numerusform>%n Nachrichten konnten nicht gelöscht werden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped: %n message(s) are left.</source>
        <translation>
            <numerusform>Angehalten: %n Nachricht ist noch da.</numerusform>
            <numerusform>Angehalten: %n Nachrichten sind noch da.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) deleted.</source>
        <translation>
            <numerusform>%n Nachricht gelöscht.</numerusform>
            <numerusform>%n Nachrichten gelöscht.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::DeviceCodePage</name>
    <message>
        <source>&amp;Copy Code</source>
        <translation>&amp;Code kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;Address</source>
        <translation>&amp;Adresse kopieren</translation>
    </message>
    <message>
        <source>&amp;Open Here</source>
        <translation>&amp;Hier öffnen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Get Another Code</source>
        <translation>Neuen Code holen</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Picture of the address, for a camera</source>
        <translation>Bild der Adresse, für eine Kamera</translation>
    </message>
    <message>
        <source>No browser could be started. Copy the address and open it yourself.</source>
        <translation>Kein Browser ließ sich starten. Kopiere die Adresse und öffne sie selbst.</translation>
    </message>
    <message>
        <source>Asking for a code…</source>
        <translation>Ein Code wird angefragt…</translation>
    </message>
    <message>
        <source>Waiting until you are done there…</source>
        <translation>Warten, bis du dort fertig bist…</translation>
    </message>
    <message>
        <source>The code is no longer good.</source>
        <translation>Der Code gilt nicht mehr.</translation>
    </message>
    <message numerus="yes">
        <source>The code is good for %n more second(s).</source>
        <translation>
            <numerusform>Der Code gilt noch %n Sekunde.</numerusform>
            <numerusform>Der Code gilt noch %n Sekunden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The code is good for %n more minute(s).</source>
        <translation>
            <numerusform>Der Code gilt noch %n Minute.</numerusform>
            <numerusform>Der Code gilt noch %n Minuten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open this address in a browser, on this or on another device, and type the code there:</source>
        <translation>Öffne diese Adresse in einem Browser, auf diesem oder einem anderen Gerät, und gib dort den Code ein:</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment…</translation>
    </message>
    <message>
        <source>Sign in on another device</source>
        <translation>Auf einem anderen Gerät anmelden</translation>
    </message>
</context>
<context>
    <name>linnet::DirectoryDelegate</name>
    <message>
        <source>Joined</source>
        <translation>Beigetreten</translation>
    </message>
    <message>
        <source>Invited</source>
        <translation>Eingeladen</translation>
    </message>
    <message>
        <source>Asked to join</source>
        <translation>Um Einlass gebeten</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>1 person</source>
        <translation>1 Person</translation>
    </message>
    <message>
        <source>%1 people</source>
        <translation>%1 Personen</translation>
    </message>
</context>
<context>
    <name>linnet::DirectoryModel</name>
    <message>
        <source>space</source>
        <translation>Space</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n Person</numerusform>
            <numerusform>%n Personen</numerusform>
        </translation>
    </message>
    <message>
        <source>joined</source>
        <translation>beigetreten</translation>
    </message>
</context>
<context>
    <name>linnet::DirectoryWindow</name>
    <message>
        <source>Find a room, or enter its address</source>
        <translation>Raum suchen oder seine Adresse eingeben</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>An&amp;zeigen</translation>
    </message>
    <message>
        <source>&amp;Join</source>
        <translation>&amp;Beitreten</translation>
    </message>
    <message>
        <source>Explore rooms</source>
        <translation>Räume entdecken</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>Räume</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Whose rooms are listed. Enter another server&apos;s name to look there.</source>
        <translation>Der Server, dessen Räume hier stehen. Gib den Namen eines anderen ein, um dort nachzusehen.</translation>
    </message>
    <message>
        <source>Forget this server</source>
        <translation>Diesen Server vergessen</translation>
    </message>
    <message>
        <source>What is listed</source>
        <translation>Was hier steht</translation>
    </message>
    <message>
        <source>Rooms and spaces</source>
        <translation>Räume und Spaces</translation>
    </message>
    <message>
        <source>Spaces</source>
        <translation>Spaces</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>“%1” is not the name of a server.</source>
        <translation>„%1“ ist nicht der Name eines Servers.</translation>
    </message>
    <message>
        <source>This is the address of a room.</source>
        <translation>Das ist die Adresse eines Raums.</translation>
    </message>
    <message>
        <source>This is the address of a person.</source>
        <translation>Das ist die Adresse einer Person.</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>“%1” cannot be reached. Check the name.</source>
        <translation>„%1“ ist nicht erreichbar. Prüfe den Namen.</translation>
    </message>
    <message>
        <source>The list could not be loaded</source>
        <translation>Die Liste ließ sich nicht laden</translation>
    </message>
    <message>
        <source>No room found</source>
        <translation>Kein Raum gefunden</translation>
    </message>
    <message>
        <source>No rooms here</source>
        <translation>Keine Räume hier</translation>
    </message>
    <message>
        <source>Nothing here is called “%1”.</source>
        <translation>Nichts hier heißt „%1“.</translation>
    </message>
    <message>
        <source>This server lists no rooms.</source>
        <translation>Dieser Server führt keine Räume auf.</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Laden…</translation>
    </message>
    <message numerus="yes">
        <source>%n room(s) so far</source>
        <translation>
            <numerusform>Bisher %n Raum</numerusform>
            <numerusform>Bisher %n Räume</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n room(s)</source>
        <translation>
            <numerusform>%n Raum</numerusform>
            <numerusform>%n Räume</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Public rooms</source>
        <translation>Öffentliche Räume</translation>
    </message>
    <message>
        <source>Here only people who have signed in can see which rooms there are.</source>
        <translation>Welche Räume es hier gibt, sehen nur angemeldete Personen.</translation>
    </message>
    <message>
        <source>If you know a room&apos;s address, enter it above to look at the room.</source>
        <translation>Wenn du die Adresse eines Raums kennst, gib sie oben ein, um ihn anzusehen.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>This is the address of a person, to whom you can write after you have signed in.</source>
        <translation>Das ist die Adresse einer Person. Ihr schreiben kannst du, wenn du angemeldet bist.</translation>
    </message>
    <message>
        <source>S&amp;ign in to join</source>
        <translation>Zum Beitreten &amp;anmelden</translation>
    </message>
</context>
<context>
    <name>linnet::Discarding</name>
    <message numerus="yes">
        <source>%n message(s) discarded.</source>
        <translation>
            <numerusform>%n Nachricht verworfen.</numerusform>
            <numerusform>%n Nachrichten verworfen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Zurückholen</translation>
    </message>
</context>
<context>
    <name>linnet::Discovery</name>
    <message>
        <source>This is not an address of a server.</source>
        <translation>Das ist keine Serveradresse.</translation>
    </message>
    <message>
        <source>This is neither a Matrix id nor a name of a server.</source>
        <translation>Das ist weder eine Matrix-ID noch der Name eines Servers.</translation>
    </message>
    <message>
        <source>A Matrix id looks like @name:server.</source>
        <translation>Eine Matrix-ID sieht so aus: @name:server.</translation>
    </message>
    <message>
        <source>This server does not offer sliding sync.</source>
        <translation>Dieser Server bietet kein Sliding Sync an.</translation>
    </message>
</context>
<context>
    <name>linnet::DropOverlay</name>
    <message>
        <source>Drop to send to %1</source>
        <translation>Zum Senden an %1 hier ablegen</translation>
    </message>
    <message>
        <source>You can look at them and write something first.</source>
        <translation>Vorher kannst du sie noch ansehen und etwas dazu schreiben.</translation>
    </message>
</context>
<context>
    <name>linnet::EmojiGrid</name>
    <message>
        <source>Emoji</source>
        <translation>Emoji</translation>
    </message>
</context>
<context>
    <name>linnet::EmojiPicker</name>
    <message>
        <source>Find an emoji</source>
        <translation>Emoji suchen</translation>
    </message>
    <message>
        <source>Emoji</source>
        <translation>Emoji</translation>
    </message>
    <message>
        <source>Smileys</source>
        <translation>Smileys</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Menschen</translation>
    </message>
    <message>
        <source>Animals and nature</source>
        <translation>Tiere und Natur</translation>
    </message>
    <message>
        <source>Food and drink</source>
        <translation>Essen und Trinken</translation>
    </message>
    <message>
        <source>Travel and places</source>
        <translation>Reisen und Orte</translation>
    </message>
    <message>
        <source>Activities</source>
        <translation>Aktivitäten</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Gegenstände</translation>
    </message>
    <message>
        <source>Symbols</source>
        <translation>Symbole</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>Flaggen</translation>
    </message>
    <message>
        <source>Used of late</source>
        <translation>Zuletzt verwendet</translation>
    </message>
    <message>
        <source>%1   :%2:</source>
        <translation>%1   :%2:</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Nichts gefunden.</translation>
    </message>
    <message>
        <source>Image pack</source>
        <translation>Bilderpaket</translation>
    </message>
    <message>
        <source>Skin tone</source>
        <translation>Hautfarbe</translation>
    </message>
    <message>
        <source>Custom emoji</source>
        <translation>Eigene Emoji</translation>
    </message>
    <message>
        <source>Stickers</source>
        <translation>Sticker</translation>
    </message>
    <message>
        <source>All packs</source>
        <translation>Alle Pakete</translation>
    </message>
</context>
<context>
    <name>linnet::EncryptionBar</name>
    <message>
        <source>Set up a recovery key, so that you never lose your encrypted messages.</source>
        <translation>Richte einen Wiederherstellungsschlüssel ein, damit du deine verschlüsselten Nachrichten nie verlierst.</translation>
    </message>
    <message>
        <source>Set Up…</source>
        <translation>Einrichten…</translation>
    </message>
    <message>
        <source>Enter your recovery key to read your encrypted messages of before.</source>
        <translation>Gib deinen Wiederherstellungsschlüssel ein, um deine verschlüsselten Nachrichten von früher zu lesen.</translation>
    </message>
    <message>
        <source>Enter Key…</source>
        <translation>Schlüssel eingeben…</translation>
    </message>
    <message>
        <source>Sign Out…</source>
        <translation>Abmelden…</translation>
    </message>
    <message>
        <source>The recovery key does not open everything.</source>
        <translation>Der Wiederherstellungsschlüssel öffnet nicht alles.</translation>
    </message>
    <message>
        <source>Encrypted messages may be lost with this session.</source>
        <translation>Verschlüsselte Nachrichten können mit dieser Sitzung verloren gehen.</translation>
    </message>
    <message>
        <source>Verify this session to read your encrypted messages of before.</source>
        <translation>Verifiziere diese Sitzung, um deine verschlüsselten Nachrichten von früher zu lesen.</translation>
    </message>
    <message>
        <source>Verify…</source>
        <translation>Verifizieren…</translation>
    </message>
    <message>
        <source>New Recovery Key…</source>
        <translation>Neuer Wiederherstellungsschlüssel…</translation>
    </message>
    <message>
        <source>Reset…</source>
        <translation>Zurücksetzen…</translation>
    </message>
</context>
<context>
    <name>linnet::EncryptionDialogs</name>
    <message>
        <source>Export keys</source>
        <translation>Schlüssel exportieren</translation>
    </message>
    <message>
        <source>Import keys</source>
        <translation>Schlüssel importieren</translation>
    </message>
</context>
<context>
    <name>linnet::EncryptionSettingsPage</name>
    <message>
        <source>&amp;Import Keys…</source>
        <translation>Schlüssel &amp;importieren…</translation>
    </message>
    <message>
        <source>&amp;Reset…</source>
        <translation>&amp;Zurücksetzen…</translation>
    </message>
    <message>
        <source>E&amp;xport Keys…</source>
        <translation>Schlüssel &amp;exportieren…</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>Der Server wird gefragt…</translation>
    </message>
    <message>
        <source>This session is verified.</source>
        <translation>Diese Sitzung ist verifiziert.</translation>
    </message>
    <message>
        <source>Others can be sure that it is yours.</source>
        <translation>Andere können sicher sein, dass sie deine ist.</translation>
    </message>
    <message>
        <source>This session is not verified.</source>
        <translation>Diese Sitzung ist nicht verifiziert.</translation>
    </message>
    <message>
        <source>Others cannot be sure that it is yours, and may not let it read what they write. The recovery key verifies it, or another session of yours.</source>
        <translation>Andere können nicht sicher sein, dass sie deine ist, und lassen sie vielleicht nicht lesen, was sie schreiben. Der Wiederherstellungsschlüssel verifiziert sie, oder eine andere deiner Sitzungen.</translation>
    </message>
    <message>
        <source>Recovery key: not known yet</source>
        <translation>Wiederherstellungsschlüssel: noch nicht bekannt</translation>
    </message>
    <message>
        <source>There is no recovery key.</source>
        <translation>Es gibt keinen Wiederherstellungsschlüssel.</translation>
    </message>
    <message>
        <source>Without one, your encrypted messages are lost with your last session.</source>
        <translation>Ohne ihn gehen deine verschlüsselten Nachrichten mit deiner letzten Sitzung verloren.</translation>
    </message>
    <message>
        <source>&amp;Set Up…</source>
        <translation>Ein&amp;richten…</translation>
    </message>
    <message>
        <source>Your secrets are not on this computer.</source>
        <translation>Deine Geheimnisse sind nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Enter your recovery key to read your encrypted messages of before.</source>
        <translation>Gib deinen Wiederherstellungsschlüssel ein, um deine verschlüsselten Nachrichten von früher zu lesen.</translation>
    </message>
    <message>
        <source>The account has no recovery key. Verify this session from another one that is verified.</source>
        <translation>Das Konto hat keinen Wiederherstellungsschlüssel. Verifiziere diese Sitzung von einer anderen aus, die verifiziert ist.</translation>
    </message>
    <message>
        <source>&amp;Enter Recovery Key…</source>
        <translation>Wiederherstellungsschlüssel ein&amp;geben…</translation>
    </message>
    <message>
        <source>The recovery key does not open everything.</source>
        <translation>Der Wiederherstellungsschlüssel öffnet nicht alles.</translation>
    </message>
    <message>
        <source>Enter it, so that what is missing can be put right.</source>
        <translation>Gib ihn ein, damit in Ordnung kommt, was fehlt.</translation>
    </message>
    <message>
        <source>Parts of what it protects are missing.</source>
        <translation>Teile von dem, was er schützt, fehlen.</translation>
    </message>
    <message>
        <source>&amp;New Recovery Key…</source>
        <translation>&amp;Neuer Wiederherstellungsschlüssel…</translation>
    </message>
    <message>
        <source>The recovery key is set up.</source>
        <translation>Der Wiederherstellungsschlüssel ist eingerichtet.</translation>
    </message>
    <message>
        <source>With it you read your encrypted messages wherever you sign in.</source>
        <translation>Mit ihm liest du deine verschlüsselten Nachrichten überall, wo du dich anmeldest.</translation>
    </message>
    <message>
        <source>&amp;Change…</source>
        <translation>Än&amp;dern…</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n key(s) are in the backup.</source>
        <translation>
            <numerusform>%1 von %n Schlüssel ist in der Sicherung.</numerusform>
            <numerusform>%1 von %n Schlüsseln sind in der Sicherung.</numerusform>
        </translation>
    </message>
    <message>
        <source>Backup: not known yet</source>
        <translation>Sicherung: noch nicht bekannt</translation>
    </message>
    <message>
        <source>The keys to your messages are not backed up.</source>
        <translation>Die Schlüssel zu deinen Nachrichten sind nicht gesichert.</translation>
    </message>
    <message>
        <source>&amp;Turn On…</source>
        <translation>Ein&amp;schalten…</translation>
    </message>
    <message>
        <source>The backup is on and up to date.</source>
        <translation>Die Sicherung ist an und auf dem neuesten Stand.</translation>
    </message>
    <message>
        <source>The backup is on. Keys are on their way to it.</source>
        <translation>Die Sicherung ist an. Schlüssel sind auf dem Weg dorthin.</translation>
    </message>
    <message>
        <source>&amp;Download All</source>
        <translation>Alle &amp;herunterladen</translation>
    </message>
    <message>
        <source>Keys go into the backup, but this session cannot read it.</source>
        <translation>Schlüssel gehen in die Sicherung, aber diese Sitzung kann sie nicht lesen.</translation>
    </message>
    <message>
        <source>There is a backup that this session cannot use.</source>
        <translation>Es gibt eine Sicherung, die diese Sitzung nicht benutzen kann.</translation>
    </message>
    <message>
        <source>The recovery key opens it.</source>
        <translation>Der Wiederherstellungsschlüssel öffnet sie.</translation>
    </message>
    <message>
        <source>Nothing here or in the account opens it.</source>
        <translation>Nichts hier oder im Konto öffnet sie.</translation>
    </message>
    <message>
        <source>&amp;Begin a New One…</source>
        <translation>Neue &amp;beginnen…</translation>
    </message>
    <message>
        <source>Fetching keys from the backup…</source>
        <translation>Schlüssel werden aus der Sicherung geholt…</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n key(s)</source>
        <translation>
            <numerusform>%1 von %n Schlüssel</numerusform>
            <numerusform>%1 von %n Schlüsseln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new key(s) from the backup.</source>
        <translation>
            <numerusform>%n neuer Schlüssel aus der Sicherung.</numerusform>
            <numerusform>%n neue Schlüssel aus der Sicherung.</numerusform>
        </translation>
    </message>
    <message>
        <source>Sign &amp;Out…</source>
        <translation>&amp;Abmelden…</translation>
    </message>
    <message>
        <source>Keys into a file</source>
        <translation>Schlüssel in eine Datei</translation>
    </message>
    <message>
        <source>The keys to your messages, under a passphrase, as other Matrix programs read them too.</source>
        <translation>Die Schlüssel zu deinen Nachrichten, unter einer Passphrase, wie auch andere Matrix-Programme sie lesen.</translation>
    </message>
    <message>
        <source>Keys from a file</source>
        <translation>Schlüssel aus einer Datei</translation>
    </message>
    <message>
        <source>That Linnet or another Matrix program has written.</source>
        <translation>Die Linnet oder ein anderes Matrix-Programm geschrieben hat.</translation>
    </message>
    <message>
        <source>A new beginning</source>
        <translation>Ein neuer Anfang</translation>
    </message>
    <message>
        <source>If you have lost your recovery key and all other sessions.</source>
        <translation>Wenn du deinen Wiederherstellungsschlüssel und alle anderen Sitzungen verloren hast.</translation>
    </message>
    <message>
        <source>This connection to the server knows no encryption.</source>
        <translation>Diese Verbindung zum Server kennt keine Verschlüsselung.</translation>
    </message>
    <message>
        <source>It may have a recovery key of its own, as older apps made them.</source>
        <translation>Vielleicht hat es einen eigenen Wiederherstellungsschlüssel, wie ältere Apps ihn gemacht haben.</translation>
    </message>
    <message>
        <source>&amp;Verify…</source>
        <translation>&amp;Verifizieren…</translation>
    </message>
    <message>
        <source>&amp;Enter Its Key…</source>
        <translation>Seinen Schlüssel ein&amp;geben…</translation>
    </message>
</context>
<context>
    <name>linnet::EncryptionText</name>
    <message>
        <source>The sender&apos;s app did not give this session the key to this message</source>
        <translation>Die App des Absenders hat dieser Sitzung den Schlüssel zu dieser Nachricht nicht gegeben</translation>
    </message>
    <message>
        <source>Sent before you were in this room</source>
        <translation>Gesendet, bevor du in diesem Raum warst</translation>
    </message>
    <message>
        <source>This session got its key only after this message was sent</source>
        <translation>Diese Sitzung hat ihren Schlüssel erst bekommen, nachdem diese Nachricht gesendet war</translation>
    </message>
    <message>
        <source>Hidden: sent by a session that its owner has not verified</source>
        <translation>Verborgen: gesendet von einer Sitzung, die nicht verifiziert ist</translation>
    </message>
    <message>
        <source>This message is damaged and cannot be decrypted</source>
        <translation>Diese Nachricht ist beschädigt und lässt sich nicht entschlüsseln</translation>
    </message>
    <message>
        <source>This message is encrypted in a way that Linnet does not know</source>
        <translation>Diese Nachricht ist auf eine Weise verschlüsselt, die Linnet nicht kennt</translation>
    </message>
    <message>
        <source>Waiting for the key to this message</source>
        <translation>Warten auf den Schlüssel zu dieser Nachricht</translation>
    </message>
    <message>
        <source>Sent by a session that its owner has not verified</source>
        <translation>Gesendet von einer Sitzung, die nicht verifiziert ist</translation>
    </message>
    <message>
        <source>Sent by a session that is unknown or was removed</source>
        <translation>Gesendet von einer Sitzung, die unbekannt ist oder entfernt wurde</translation>
    </message>
    <message>
        <source>The sender was verified and has another identity now</source>
        <translation>Der Absender war verifiziert und hat jetzt eine andere Identität</translation>
    </message>
    <message>
        <source>Not sent by the person it says</source>
        <translation>Nicht von der Person gesendet, die angegeben ist</translation>
    </message>
    <message>
        <source>Not encrypted, though this room is</source>
        <translation>Nicht verschlüsselt, obwohl dieser Raum es ist</translation>
    </message>
    <message>
        <source>The encryption keys on this computer belong to another session.</source>
        <translation>Die Schlüssel auf diesem Computer gehören einer anderen Sitzung.</translation>
    </message>
    <message>
        <source>Nothing is fetched with them, so that nothing is lost. Sign out and in again: that makes a new session.</source>
        <translation>Damit nichts verloren geht, wird mit ihnen nichts abgeholt. Melde dich ab und wieder an: Das macht eine neue Sitzung.</translation>
    </message>
    <message>
        <source>This session&apos;s encryption keys are no longer on this computer.</source>
        <translation>Die Schlüssel dieser Sitzung sind nicht mehr auf diesem Computer.</translation>
    </message>
    <message>
        <source>Others still write to the old ones, which nothing here can read. Sign out and in again: that makes a new session.</source>
        <translation>Andere schreiben weiter an die alten, die hier nichts lesen kann. Melde dich ab und wieder an: Das macht eine neue Sitzung.</translation>
    </message>
    <message>
        <source>Another program uses this session with encryption keys of its own.</source>
        <translation>Ein anderes Programm benutzt diese Sitzung mit eigenen Schlüsseln.</translation>
    </message>
    <message>
        <source>Others write to its keys, and cannot read what is sent from here. Sign out and in again: that makes a new session.</source>
        <translation>Andere schreiben an dessen Schlüssel und können nicht lesen, was von hier kommt. Melde dich ab und wieder an: Das macht eine neue Sitzung.</translation>
    </message>
    <message>
        <source>The server no longer has this session&apos;s encryption keys.</source>
        <translation>Der Server hat die Schlüssel dieser Sitzung nicht mehr.</translation>
    </message>
    <message>
        <source>The session was ended there, perhaps from another one of yours, and others do not write to it any more. Sign out and in again: that makes a new session.</source>
        <translation>Die Sitzung wurde dort beendet, vielleicht von einer anderen von dir, und andere schreiben ihr nicht mehr. Melde dich ab und wieder an: Das macht eine neue Sitzung.</translation>
    </message>
    <message>
        <source>This profile was put back from an older copy.</source>
        <translation>Dieses Profil wurde aus einer älteren Kopie wiederhergestellt.</translation>
    </message>
    <message>
        <source>Messages to keys that were made after the copy cannot be read here. Sign out and in again: that makes a new session.</source>
        <translation>Nachrichten an Schlüssel, die nach der Kopie entstanden, kann hier niemand lesen. Melde dich ab und wieder an: Das macht eine neue Sitzung.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock and the server&apos;s are more than five minutes apart.</source>
        <translation>Die Uhren dieses Computers und des Servers gehen über fünf Minuten auseinander.</translation>
    </message>
    <message>
        <source>Messages may stand in the wrong order, and with wrong times. Set this computer&apos;s clock.</source>
        <translation>Nachrichten können in falscher Reihenfolge und mit falschen Zeiten dastehen. Stell die Uhr dieses Computers.</translation>
    </message>
    <message>
        <source>Your backup may have the key to this message. Enter your recovery key to read it.</source>
        <translation>Vielleicht hat dein Backup den Schlüssel zu dieser Nachricht. Gib deinen Wiederherstellungsschlüssel ein, um sie zu lesen.</translation>
    </message>
    <message>
        <source>Lost: the key to this message never came here, and no backup has it</source>
        <translation>Verloren: Der Schlüssel zu dieser Nachricht kam nie hier an, und kein Backup hat ihn</translation>
    </message>
    <message>
        <source>Encrypted, which this connection to the server does not know</source>
        <translation>Verschlüsselt, was diese Verbindung zum Server nicht kennt</translation>
    </message>
    <message>
        <source>The sender&apos;s app gives messages to verified sessions only, and this session was not verified when this one came</source>
        <translation>Die App des Absenders gibt Nachrichten nur an verifizierte Sitzungen, und diese Sitzung war nicht verifiziert, als diese kam</translation>
    </message>
</context>
<context>
    <name>linnet::EnterKeyDialog</name>
    <message>
        <source>Enter recovery key</source>
        <translation>Wiederherstellungsschlüssel eingeben</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>With your recovery key this session can read your encrypted messages of before, and others see that it is yours. If you have chosen a passphrase for it, you can enter that.</source>
        <translation>Mit deinem Wiederherstellungsschlüssel kann diese Sitzung deine verschlüsselten Nachrichten von früher lesen, und andere sehen, dass sie deine ist. Hast du eine Passphrase dafür gewählt, kannst du auch die eingeben.</translation>
    </message>
    <message>
        <source>Recovery key or passphrase</source>
        <translation>Wiederherstellungsschlüssel oder Passphrase</translation>
    </message>
    <message>
        <source>&amp;Show it</source>
        <translation>An&amp;zeigen</translation>
    </message>
    <message>
        <source>I Have &amp;Lost It…</source>
        <translation>Ich habe ihn &amp;verloren…</translation>
    </message>
    <message>
        <source>This is no recovery key: a letter is missing or wrong. Check what you typed.</source>
        <translation>Das ist kein Wiederherstellungsschlüssel: Ein Zeichen fehlt oder ist falsch. Prüfe, was du eingegeben hast.</translation>
    </message>
    <message>
        <source>This is not the recovery key of this account, nor its passphrase. Maybe it was changed since.</source>
        <translation>Das ist weder der Wiederherstellungsschlüssel dieses Kontos noch seine Passphrase. Vielleicht wurde er seitdem geändert.</translation>
    </message>
    <message>
        <source>The account has no recovery key any more. Close this and set one up.</source>
        <translation>Das Konto hat keinen Wiederherstellungsschlüssel mehr. Schließe das hier und richte einen ein.</translation>
    </message>
</context>
<context>
    <name>linnet::ErrorText</name>
    <message>
        <source>The user name or the password is wrong.</source>
        <translation>Benutzername oder Passwort stimmt nicht.</translation>
    </message>
    <message>
        <source>This server does not let you make an account here.</source>
        <translation>Auf diesem Server lässt sich von hier aus kein Konto erstellen.</translation>
    </message>
    <message>
        <source>You may not write in this room.</source>
        <translation>In diesem Raum darfst du nicht schreiben.</translation>
    </message>
    <message>
        <source>This message could not be kept on this computer. Make room on the disk, then try again.</source>
        <translation>Diese Nachricht ließ sich auf diesem Computer nicht speichern. Schaffe Platz auf der Festplatte und versuche es dann erneut.</translation>
    </message>
    <message>
        <source>This was on its way long ago and may have arrived. Look into the room before you send it again.</source>
        <translation>Das war vor langer Zeit unterwegs und kann angekommen sein. Sieh im Raum nach, bevor du es erneut sendest.</translation>
    </message>
    <message>
        <source>The message that this belongs to was never sent.</source>
        <translation>Die Nachricht, zu der dies gehört, wurde nie gesendet.</translation>
    </message>
    <message>
        <source>There is no connection to the server yet.</source>
        <translation>Es gibt noch keine Verbindung zum Server.</translation>
    </message>
    <message>
        <source>This room is not loaded yet.</source>
        <translation>Dieser Raum ist noch nicht geladen.</translation>
    </message>
    <message>
        <source>You may not join this room without an invitation.</source>
        <translation>Diesem Raum kannst du nur mit einer Einladung beitreten.</translation>
    </message>
    <message>
        <source>This person could not be invited: they may be in the room already, or you may not invite.</source>
        <translation>Diese Person ließ sich nicht einladen: Vielleicht ist sie schon im Raum, oder du darfst niemanden einladen.</translation>
    </message>
    <message>
        <source>This server does not let you make such a room.</source>
        <translation>Auf diesem Server darfst du so einen Raum nicht erstellen.</translation>
    </message>
    <message>
        <source>You may not read older messages of this room.</source>
        <translation>Ältere Nachrichten dieses Raums darfst du nicht lesen.</translation>
    </message>
    <message>
        <source>You are not allowed to do this.</source>
        <translation>Das darfst du nicht.</translation>
    </message>
    <message>
        <source>You were banned from this room.</source>
        <translation>Du wurdest aus diesem Raum verbannt.</translation>
    </message>
    <message>
        <source>Somebody has this user name already. Choose another one.</source>
        <translation>Diesen Benutzernamen hat schon jemand. Wähle einen anderen.</translation>
    </message>
    <message>
        <source>The server does not take this user name. Use small letters, digits and . _ - only, and not too many.</source>
        <translation>Der Server nimmt diesen Benutzernamen nicht an. Verwende nur Kleinbuchstaben, Ziffern und . _ - und nicht zu viele.</translation>
    </message>
    <message>
        <source>This name is kept for something else on this server. Choose another one.</source>
        <translation>Dieser Name ist auf diesem Server für etwas anderes vorgesehen. Wähle einen anderen.</translation>
    </message>
    <message>
        <source>This password is too easy to guess. Use a longer one.</source>
        <translation>Dieses Passwort ist zu leicht zu erraten. Verwende ein längeres.</translation>
    </message>
    <message>
        <source>This password is too short.</source>
        <translation>Dieses Passwort ist zu kurz.</translation>
    </message>
    <message>
        <source>The password needs a digit.</source>
        <translation>Das Passwort braucht eine Ziffer.</translation>
    </message>
    <message>
        <source>The password needs a capital letter.</source>
        <translation>Das Passwort braucht einen Großbuchstaben.</translation>
    </message>
    <message>
        <source>The password needs a small letter.</source>
        <translation>Das Passwort braucht einen Kleinbuchstaben.</translation>
    </message>
    <message>
        <source>The password needs a character that is neither letter nor digit.</source>
        <translation>Das Passwort braucht ein Zeichen, das weder Buchstabe noch Ziffer ist.</translation>
    </message>
    <message>
        <source>This password is too easy to guess.</source>
        <translation>Dieses Passwort ist zu leicht zu erraten.</translation>
    </message>
    <message>
        <source>The server does not accept this answer. Check it and try again.</source>
        <translation>Der Server nimmt diese Antwort nicht an. Prüfe sie und versuche es erneut.</translation>
    </message>
    <message>
        <source>This account was closed.</source>
        <translation>Dieses Konto wurde geschlossen.</translation>
    </message>
    <message>
        <source>This account is locked. Ask the people who run the server.</source>
        <translation>Dieses Konto ist gesperrt. Frage die Betreiber des Servers.</translation>
    </message>
    <message>
        <source>This account is suspended: you can read, but not write.</source>
        <translation>Dieses Konto ist stillgelegt: Du kannst lesen, aber nicht schreiben.</translation>
    </message>
    <message>
        <source>The server does not know this access token.</source>
        <translation>Der Server kennt dieses Zugangstoken nicht.</translation>
    </message>
    <message>
        <source>The server has ended this sign-in. Sign in again.</source>
        <translation>Der Server hat diese Anmeldung beendet. Melde dich neu an.</translation>
    </message>
    <message>
        <source>Guests may not do this.</source>
        <translation>Gäste dürfen das nicht.</translation>
    </message>
    <message>
        <source>The server wants you to agree to its terms first.</source>
        <translation>Der Server verlangt, dass du zuerst seinen Bedingungen zustimmst.</translation>
    </message>
    <message>
        <source>This server has reached a limit of its own. Ask the people who run it.</source>
        <translation>Dieser Server ist an einer eigenen Grenze angelangt. Frage seine Betreiber.</translation>
    </message>
    <message>
        <source>This address is taken by another room. Choose another one.</source>
        <translation>Diese Adresse hat schon ein anderer Raum. Wähle eine andere.</translation>
    </message>
    <message>
        <source>Your server is too old for this room.</source>
        <translation>Dein Server ist für diesen Raum zu alt.</translation>
    </message>
    <message>
        <source>There is no such room.</source>
        <translation>Diesen Raum gibt es nicht.</translation>
    </message>
    <message>
        <source>The server does not have this file any more.</source>
        <translation>Der Server hat diese Datei nicht mehr.</translation>
    </message>
    <message>
        <source>The server could not find it.</source>
        <translation>Der Server konnte es nicht finden.</translation>
    </message>
    <message>
        <source>This is too large for the server.</source>
        <translation>Das ist dem Server zu groß.</translation>
    </message>
    <message>
        <source>This server cannot do this.</source>
        <translation>Das kann dieser Server nicht.</translation>
    </message>
    <message>
        <source>The server has a problem of its own. Try again later.</source>
        <translation>Der Server hat selbst ein Problem. Versuche es später erneut.</translation>
    </message>
    <message>
        <source>The server refused to sign you in.</source>
        <translation>Der Server hat die Anmeldung abgelehnt.</translation>
    </message>
    <message>
        <source>The server refused to make this account.</source>
        <translation>Der Server hat es abgelehnt, dieses Konto zu erstellen.</translation>
    </message>
    <message>
        <source>The server did not take the message.</source>
        <translation>Der Server hat die Nachricht nicht angenommen.</translation>
    </message>
    <message>
        <source>The server refused this.</source>
        <translation>Der Server hat das abgelehnt.</translation>
    </message>
    <message>
        <source>The server cannot be reached. Check the name and your network.</source>
        <translation>Der Server ist nicht erreichbar. Prüfe den Namen und dein Netzwerk.</translation>
    </message>
    <message>
        <source>The server cannot be reached. Check your network.</source>
        <translation>Der Server ist nicht erreichbar. Prüfe dein Netzwerk.</translation>
    </message>
    <message>
        <source>The connection to the server is not secure, so it was not used.</source>
        <translation>Die Verbindung zum Server ist nicht sicher, darum wurde sie nicht benutzt.</translation>
    </message>
    <message>
        <source>This network wants you to sign in to it first.</source>
        <translation>Dieses Netzwerk verlangt zuerst eine Anmeldung.</translation>
    </message>
    <message>
        <source>The server did not answer in time. Try again.</source>
        <translation>Der Server hat nicht rechtzeitig geantwortet. Versuche es erneut.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>The server pointed to another address. It was not followed, so that nobody else gets your sign-in.</source>
        <translation>Der Server verwies auf eine andere Adresse. Linnet ist dem nicht gefolgt, damit niemand sonst deine Anmeldung bekommt.</translation>
    </message>
    <message>
        <source>There is no Matrix server at this address.</source>
        <translation>Unter dieser Adresse gibt es keinen Matrix-Server.</translation>
    </message>
    <message>
        <source>The server gave an answer that makes no sense.</source>
        <translation>Der Server hat eine Antwort gegeben, die keinen Sinn ergibt.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate has expired, so nothing was sent to it. Only the people who run the server can renew it.</source>
        <translation>Das Zertifikat des Servers ist abgelaufen, darum wurde nichts an ihn gesendet. Nur seine Betreiber können es erneuern.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not valid yet, so nothing was sent to it. Check this computer&apos;s clock.</source>
        <translation>Das Zertifikat des Servers gilt noch nicht, darum wurde nichts an ihn gesendet. Prüfe die Uhr dieses Computers.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is wrong, so the server cannot be trusted and nothing was sent to it. Set the date and the time.</source>
        <translation>Die Uhr dieses Computers geht falsch. Dem Server lässt sich daher nicht trauen, und nichts wurde an ihn gesendet. Stelle Datum und Uhrzeit.</translation>
    </message>
    <message>
        <source>Nobody whom this computer trusts vouches for the server. Somebody may be listening in, so nothing was sent to it.</source>
        <translation>Niemand, dem dieser Computer vertraut, bürgt für den Server. Vielleicht hört jemand mit, darum wurde nichts an ihn gesendet.</translation>
    </message>
    <message>
        <source>Another server answered under this name. Somebody may be listening in, so nothing was sent to it.</source>
        <translation>Unter diesem Namen hat ein anderer Server geantwortet. Vielleicht hört jemand mit, darum wurde nichts an ihn gesendet.</translation>
    </message>
    <message>
        <source>The proxy is not found. Check its address and your network.</source>
        <translation>Der Proxy ist nicht zu finden. Prüfe seine Adresse und dein Netzwerk.</translation>
    </message>
    <message>
        <source>The proxy wants another user name or password.</source>
        <translation>Der Proxy verlangt einen anderen Benutzernamen oder ein anderes Passwort.</translation>
    </message>
    <message>
        <source>The proxy does not let Linnet through, or does not answer. Check its address and its port.</source>
        <translation>Der Proxy lässt Linnet nicht durch oder antwortet nicht. Prüfe seine Adresse und seinen Port.</translation>
    </message>
    <message>
        <source>Your keychain is locked. Unlock it and try again.</source>
        <translation>Dein Schlüsselbund ist gesperrt. Entsperre ihn und versuche es erneut.</translation>
    </message>
    <message>
        <source>No keychain is running on this computer, or it does not answer.</source>
        <translation>Auf diesem Computer läuft kein Schlüsselbund, oder er antwortet nicht.</translation>
    </message>
    <message>
        <source>The keychain does not let Linnet in.</source>
        <translation>Der Schlüsselbund lässt Linnet nicht zu.</translation>
    </message>
    <message>
        <source>The keychain has nothing stored for this account.</source>
        <translation>Im Schlüsselbund ist für dieses Konto nichts gespeichert.</translation>
    </message>
    <message>
        <source>Linnet needs your passphrase.</source>
        <translation>Linnet braucht deine Passphrase.</translation>
    </message>
    <message>
        <source>The passphrase is wrong.</source>
        <translation>Die Passphrase stimmt nicht.</translation>
    </message>
    <message>
        <source>The disk is full. Make room and try again.</source>
        <translation>Die Festplatte ist voll. Schaffe Platz und versuche es erneut.</translation>
    </message>
    <message>
        <source>What Linnet stored on this computer is damaged.</source>
        <translation>Was Linnet auf diesem Computer gespeichert hat, ist beschädigt.</translation>
    </message>
    <message>
        <source>A newer Linnet has written these files. Update Linnet to open them.</source>
        <translation>Ein neueres Linnet hat diese Dateien geschrieben. Aktualisiere Linnet, um sie zu öffnen.</translation>
    </message>
    <message>
        <source>Another Linnet has this account open already.</source>
        <translation>Ein anderes Linnet hat dieses Konto schon geöffnet.</translation>
    </message>
    <message>
        <source>What Linnet stored on this computer belongs to another session.</source>
        <translation>Was Linnet auf diesem Computer gespeichert hat, gehört zu einer anderen Sitzung.</translation>
    </message>
    <message>
        <source>The file that you chose could not be written. Choose another place.</source>
        <translation>Die gewählte Datei ließ sich nicht schreiben. Wähle einen anderen Ort.</translation>
    </message>
    <message>
        <source>This file is already being written by another export.</source>
        <translation>In diese Datei schreibt schon ein anderer Export.</translation>
    </message>
    <message>
        <source>Linnet could not read or write its files.</source>
        <translation>Linnet konnte seine Dateien nicht lesen oder schreiben.</translation>
    </message>
    <message numerus="yes">
        <source>The server asks to go slower. Try again in %n second(s).</source>
        <translation>
            <numerusform>Der Server bittet um eine Pause. Versuche es in %n Sekunde erneut.</numerusform>
            <numerusform>Der Server bittet um eine Pause. Versuche es in %n Sekunden erneut.</numerusform>
        </translation>
    </message>
    <message>
        <source>It is not there.</source>
        <translation>Es ist nicht da.</translation>
    </message>
    <message>
        <source>The file is no longer there.</source>
        <translation>Die Datei ist nicht mehr da.</translation>
    </message>
    <message>
        <source>The file has changed since you chose it.</source>
        <translation>Die Datei hat sich geändert, seit du sie gewählt hast.</translation>
    </message>
    <message>
        <source>This photo is too large to take out of it where it was taken.</source>
        <translation>Dieses Foto ist zu groß, um den Aufnahmeort daraus zu entfernen.</translation>
    </message>
    <message>
        <source>This room is encrypted, and this connection to the server does not know how.</source>
        <translation>Dieser Raum ist verschlüsselt, und diese Verbindung zum Server kann das nicht.</translation>
    </message>
    <message>
        <source>This file is not the one that was sent.</source>
        <translation>Diese Datei ist nicht die, die gesendet wurde.</translation>
    </message>
    <message>
        <source>You trust verified sessions only, and this one is not verified. Settings, Encryption says how to verify it.</source>
        <translation>Du vertraust nur verifizierten Sitzungen, und diese ist nicht verifiziert. Einstellungen, Verschlüsselung sagt, wie du sie verifizierst.</translation>
    </message>
    <message>
        <source>You trust verified sessions only, and somebody here whom you had verified has another identity now. Verify them again, or withdraw the verification.</source>
        <translation>Du vertraust nur verifizierten Sitzungen, und jemand hier, den du verifiziert hattest, hat jetzt eine andere Identität. Verifiziere die Person neu, oder nimm die Verifizierung zurück.</translation>
    </message>
    <message>
        <source>It waits for a message that could not be sent.</source>
        <translation>Sie wartet auf eine Nachricht, die nicht gesendet werden konnte.</translation>
    </message>
    <message>
        <source>This session cannot encrypt any more. Settings, Encryption says what helps.</source>
        <translation>Diese Sitzung kann nicht mehr verschlüsseln. Einstellungen, Verschlüsselung sagt, was hilft.</translation>
    </message>
    <message>
        <source>Another account has this address already. Use another one.</source>
        <translation>Ein anderes Konto hat diese Adresse schon. Verwende eine andere.</translation>
    </message>
    <message>
        <source>This server does not take this address. Use another one.</source>
        <translation>Dieser Server nimmt diese Adresse nicht an. Verwende eine andere.</translation>
    </message>
    <message>
        <source>This server does not take addresses of this kind.</source>
        <translation>Dieser Server nimmt Adressen dieser Art nicht an.</translation>
    </message>
    <message>
        <source>The server does not know this address.</source>
        <translation>Der Server kennt diese Adresse nicht.</translation>
    </message>
    <message>
        <source>It is not shown yet that this address is yours.</source>
        <translation>Es ist noch nicht bestätigt, dass diese Adresse dir gehört.</translation>
    </message>
    <message>
        <source>This is no e-mail address.</source>
        <translation>Das ist keine E-Mail-Adresse.</translation>
    </message>
    <message>
        <source>The sign-in was stopped in the browser.</source>
        <translation>Die Anmeldung wurde im Browser abgebrochen.</translation>
    </message>
    <message>
        <source>The code is no longer good. Begin again to get a new one.</source>
        <translation>Der Code gilt nicht mehr. Beginne noch einmal, um einen neuen zu bekommen.</translation>
    </message>
</context>
<context>
    <name>linnet::ExportDialog</name>
    <message>
        <source>Export %1</source>
        <translation>%1 exportieren</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>Webseite</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>Nur Text</translation>
    </message>
    <message>
        <source>JSON, for programs</source>
        <translation>JSON, für Programme</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>The first day is after the last one. Choose other days.</source>
        <translation>Der erste Tag liegt nach dem letzten. Wähle andere Tage.</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) written, up to %1.</source>
        <translation>
            <numerusform>%n Ereignis geschrieben, bis %1.</numerusform>
            <numerusform>%n Ereignisse geschrieben, bis %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped. %n event(s) are in %1. Exporting the same to the same file goes on from there.</source>
        <translation>
            <numerusform>Angehalten. %n Ereignis ist in %1. Derselbe Export in dieselbe Datei macht dort weiter.</numerusform>
            <numerusform>Angehalten. %n Ereignisse sind in %1. Derselbe Export in dieselbe Datei macht dort weiter.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) exported.</source>
        <translation>
            <numerusform>%n Ereignis exportiert.</numerusform>
            <numerusform>%n Ereignisse exportiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) could not be decrypted.</source>
        <translation>
            <numerusform>%n Nachricht ließ sich nicht entschlüsseln.</numerusform>
            <numerusform>%n Nachrichten ließen sich nicht entschlüsseln.</numerusform>
        </translation>
    </message>
    <message>
        <source>Some messages of this room are not on this computer. The file says where they are missing.</source>
        <translation>Einige Nachrichten dieses Raums sind nicht auf diesem Computer. In der Datei steht, wo sie fehlen.</translation>
    </message>
</context>
<context>
    <name>linnet::ExportFormat</name>
    <message>
        <source>Place: %1</source>
        <translation>Ort: %1</translation>
    </message>
    <message>
        <source>File: %1</source>
        <translation>Datei: %1</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(ohne Namen)</translation>
    </message>
    <message>
        <source>Encrypted message that cannot be read here</source>
        <translation>Verschlüsselte Nachricht, die hier nicht lesbar ist</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s).</source>
        <translation>
            <numerusform>%n Ereignis.</numerusform>
            <numerusform>%n Ereignisse.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) could not be decrypted.</source>
        <translation>
            <numerusform>%n Nachricht ließ sich nicht entschlüsseln.</numerusform>
            <numerusform>%n Nachrichten ließen sich nicht entschlüsseln.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At %n place(s) messages are missing that were not fetched.</source>
        <translation>
            <numerusform>An %n Stelle fehlen Nachrichten, die nicht geholt wurden.</numerusform>
            <numerusform>An %n Stellen fehlen Nachrichten, die nicht geholt wurden.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (edited)</source>
        <translation>%1 (bearbeitet)</translation>
    </message>
    <message>
        <source>Exported on %1</source>
        <translation>Exportiert am %1</translation>
    </message>
    <message>
        <source>Messages are missing here.</source>
        <translation>Hier fehlen Nachrichten.</translation>
    </message>
</context>
<context>
    <name>linnet::ExtrasPainter</name>
    <message>
        <source>There is no preview.</source>
        <translation>Es gibt keine Vorschau.</translation>
    </message>
</context>
<context>
    <name>linnet::FilePreparer</name>
    <message>
        <source>A folder cannot be sent</source>
        <translation>Ordner lassen sich nicht senden</translation>
    </message>
    <message>
        <source>It is not there any more</source>
        <translation>Sie ist nicht mehr da</translation>
    </message>
    <message>
        <source>It cannot be read</source>
        <translation>Sie lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>It is empty</source>
        <translation>Sie ist leer</translation>
    </message>
    <message>
        <source>Picture %1</source>
        <comment>name of a file; %1 is date and time</comment>
        <translation>Bild %1</translation>
    </message>
    <message>
        <source>The picture is too large</source>
        <translation>Das Bild ist zu groß</translation>
    </message>
</context>
<context>
    <name>linnet::FilterEdit</name>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
</context>
<context>
    <name>linnet::FindBar</name>
    <message>
        <source>Find in this room</source>
        <translation>In diesem Raum suchen</translation>
    </message>
    <message>
        <source>Older (Enter)</source>
        <translation>Ältere (Eingabetaste)</translation>
    </message>
    <message>
        <source>Newer (Shift+Enter)</source>
        <translation>Neuere (Umschalt+Eingabetaste)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>%1 of %2+</source>
        <translation>%1 von %2+</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
</context>
<context>
    <name>linnet::FindDelegate</name>
    <message>
        <source>Rooms</source>
        <translation>Räume</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>%1, on the server</source>
        <translation>%1, auf dem Server</translation>
    </message>
</context>
<context>
    <name>linnet::FindModel</name>
    <message>
        <source>%1 in %2: %3</source>
        <translation>%1 in %2: %3</translation>
    </message>
    <message>
        <source>%1, on the server</source>
        <translation>%1, auf dem Server</translation>
    </message>
</context>
<context>
    <name>linnet::FindPalette</name>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>In %1</source>
        <translation>In %1</translation>
    </message>
    <message>
        <source>Find rooms, people and messages</source>
        <translation>Räume, Personen und Nachrichten suchen</translation>
    </message>
    <message>
        <source>Find messages</source>
        <translation>Nachrichten suchen</translation>
    </message>
    <message>
        <source>Find messages in %1</source>
        <translation>Nachrichten in %1 suchen</translation>
    </message>
    <message>
        <source>Words find messages too. Narrow them down with from: in: before: after: or has:link, has:image, has:file.</source>
        <translation>Wörter finden auch Nachrichten. Genauer wird es mit from: in: before: after: oder has:link, has:image, has:file.</translation>
    </message>
    <message>
        <source>Narrow the messages down with words, from: before: after: or has:link, has:image, has:file.</source>
        <translation>Die Nachrichten lassen sich eingrenzen mit Wörtern, from: before: after: oder has:link, has:image, has:file.</translation>
    </message>
    <message>
        <source>“%1” is not complete. Days are written 2026-03-31; has: takes link, image, file, video or audio.</source>
        <translation>„%1“ ist unvollständig. Tage werden so geschrieben: 2026-03-31; has: kennt link, image, file, video und audio.</translation>
    </message>
    <message>
        <source>Asking the server for more…</source>
        <translation>Der Server wird nach mehr gefragt…</translation>
    </message>
    <message>
        <source>The server could not be asked. %1</source>
        <translation>Der Server ließ sich nicht fragen. %1</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Nichts gefunden.</translation>
    </message>
</context>
<context>
    <name>linnet::FloatingDate</name>
    <message>
        <source>Jump to a date</source>
        <translation>Zu einem Datum springen</translation>
    </message>
</context>
<context>
    <name>linnet::GuardedDialog</name>
    <message>
        <source>Asking the server…</source>
        <translation>Der Server wird gefragt…</translation>
    </message>
</context>
<context>
    <name>linnet::GuestPreview</name>
    <message>
        <source>What is written there is encrypted: only people who are in the room can read it.</source>
        <translation>Was dort geschrieben wird, ist verschlüsselt: Nur wer im Raum ist, kann es lesen.</translation>
    </message>
    <message>
        <source>Loading the last words…</source>
        <translation>Das Letzte wird geladen …</translation>
    </message>
    <message>
        <source>Nothing was written there lately.</source>
        <translation>Dort wurde in letzter Zeit nichts geschrieben.</translation>
    </message>
    <message>
        <source>The last words could not be loaded. %1</source>
        <translation>Das Letzte konnte nicht geladen werden. %1</translation>
    </message>
    <message>
        <source>What is written there can be read after you have signed in.</source>
        <translation>Was dort geschrieben wird, kannst du nach dem Anmelden lesen.</translation>
    </message>
    <message>
        <source>What is written there can be read after you have signed in and joined.</source>
        <translation>Was dort geschrieben wird, kannst du nach dem Anmelden und Beitreten lesen.</translation>
    </message>
</context>
<context>
    <name>linnet::HistoryBar</name>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>All messages of this room are here now.</source>
        <translation>Alle Nachrichten dieses Raums sind jetzt hier.</translation>
    </message>
    <message>
        <source>Waiting for the server.</source>
        <translation>Warten auf den Server.</translation>
    </message>
    <message>
        <source>Complete back to %1.</source>
        <translation>Vollständig zurück bis %1.</translation>
    </message>
    <message numerus="yes">
        <source>Fetching older messages: %n so far.</source>
        <translation>
            <numerusform>Ältere Nachrichten werden geholt: bisher %n.</numerusform>
            <numerusform>Ältere Nachrichten werden geholt: bisher %n.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::IdentityBar</name>
    <message>
        <source>&amp;Verify…</source>
        <translation>&amp;Verifizieren…</translation>
    </message>
    <message>
        <source>%1 was verified and has another identity now</source>
        <translation>%1 war verifiziert und hat jetzt eine andere Identität</translation>
    </message>
    <message>
        <source>They may have set up their account anew. If you are not sure, verify them again.</source>
        <translation>Vielleicht wurde das Konto neu eingerichtet. Wenn du nicht sicher bist, verifiziert euch noch einmal.</translation>
    </message>
    <message>
        <source>&amp;Withdraw verification</source>
        <translation>Verifizierung &amp;zurücknehmen</translation>
    </message>
    <message>
        <source>%1&apos;s identity has changed</source>
        <translation>Die Identität von %1 hat sich geändert</translation>
    </message>
    <message>
        <source>They may have set up their account anew. To be sure, verify each other.</source>
        <translation>Vielleicht wurde das Konto neu eingerichtet. Um sicher zu sein, verifiziert euch.</translation>
    </message>
    <message>
        <source>&amp;OK</source>
        <translation>&amp;OK</translation>
    </message>
</context>
<context>
    <name>linnet::ImagePacks</name>
    <message>
        <source>My own</source>
        <translation>Meine eigenen</translation>
    </message>
</context>
<context>
    <name>linnet::InviteDelegate</name>
    <message>
        <source>It is not said who invites you</source>
        <translation>Es steht nicht da, wer dich einlädt</translation>
    </message>
    <message>
        <source>%1, who is called %2</source>
        <translation>%1 nennt sich %2</translation>
    </message>
    <message>
        <source>%1 warns of this</source>
        <translation>%1 warnt davor</translation>
    </message>
    <message>
        <source>%1 warns of this: %2</source>
        <translation>%1 warnt davor: %2</translation>
    </message>
    <message>
        <source>You are in no room together</source>
        <translation>Ihr seid in keinem Raum zusammen</translation>
    </message>
    <message numerus="yes">
        <source>You are in %n room(s) together</source>
        <translation>
            <numerusform>Ihr seid in %n Raum zusammen</numerusform>
            <numerusform>Ihr seid in %n Räumen zusammen</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>Chat: %1</source>
        <translation>Chat: %1</translation>
    </message>
</context>
<context>
    <name>linnet::InviteDialog</name>
    <message>
        <source>Invite to %1</source>
        <translation>In %1 einladen</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>Einladen</translation>
    </message>
    <message>
        <source>“%1” is no Matrix id. One looks like @name:example.org.</source>
        <translation>„%1“ ist keine Matrix-ID. Eine Matrix-ID sieht so aus: @name:example.org.</translation>
    </message>
    <message>
        <source>Choose “%1” from the list, or type the whole id.</source>
        <translation>Wähle „%1“ aus der Liste oder gib die ganze ID ein.</translation>
    </message>
</context>
<context>
    <name>linnet::InviteListModel</name>
    <message>
        <source>invited by %1</source>
        <translation>eingeladen von %1</translation>
    </message>
    <message>
        <source>%1 warns of it</source>
        <translation>%1 warnt davor</translation>
    </message>
</context>
<context>
    <name>linnet::InvitesBar</name>
    <message>
        <source>Invitations from people whom you do not know</source>
        <translation>Einladungen von Personen, die du nicht kennst</translation>
    </message>
    <message numerus="yes">
        <source>%n invitation request(s)</source>
        <translation>
            <numerusform>%n Einladungsanfrage</numerusform>
            <numerusform>%n Einladungsanfragen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::InvitesPage</name>
    <message>
        <source>Invitation requests</source>
        <translation>Einladungsanfragen</translation>
    </message>
    <message>
        <source>No invitation requests</source>
        <translation>Keine Einladungsanfragen</translation>
    </message>
    <message>
        <source>Invitations from people with whom you are in no room wait here.</source>
        <translation>Hier warten Einladungen von Personen, mit denen du in keinem Raum bist.</translation>
    </message>
    <message>
        <source>Acce&amp;pt</source>
        <translation>A&amp;nnehmen</translation>
    </message>
    <message>
        <source>&amp;Decline</source>
        <translation>&amp;Ablehnen</translation>
    </message>
    <message>
        <source>Decline and &amp;ignore</source>
        <translation>Ablehnen und &amp;ignorieren</translation>
    </message>
    <message>
        <source>Rep&amp;ort…</source>
        <translation>&amp;Melden…</translation>
    </message>
    <message>
        <source>Decline a&amp;ll…</source>
        <translation>A&amp;lle ablehnen…</translation>
    </message>
    <message numerus="yes">
        <source>Decline %n invitation(s) from %1?</source>
        <translation>
            <numerusform>%n Einladung von %1 ablehnen?</numerusform>
            <numerusform>%n Einladungen von %1 ablehnen?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Decline %n invitation(s)?</source>
        <translation>
            <numerusform>%n Einladung ablehnen?</numerusform>
            <numerusform>%n Einladungen ablehnen?</numerusform>
        </translation>
    </message>
    <message>
        <source>From people with whom you are in no room. Nothing of theirs was loaded, and they do not learn that you saw this.</source>
        <translation>Von Personen, mit denen du in keinem Raum bist. Nichts von ihnen wurde geladen, und sie erfahren nicht, dass du das gesehen hast.</translation>
    </message>
    <message numerus="yes">
        <source>%n invitation request(s)</source>
        <translation>
            <numerusform>%n Einladungsanfrage</numerusform>
            <numerusform>%n Einladungsanfragen</numerusform>
        </translation>
    </message>
    <message>
        <source>Decline all from %1…</source>
        <translation>Alle von %1 ablehnen…</translation>
    </message>
    <message>
        <source>Declining invitations</source>
        <translation>Einladungen werden abgelehnt</translation>
    </message>
    <message>
        <source>They could not be ignored, and nothing was declined.</source>
        <translation>Sie ließen sich nicht ignorieren, und nichts wurde abgelehnt.</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Who invited you may do it again.</source>
        <translation>Wer dich eingeladen hat, kann es wieder tun.</translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n Person</numerusform>
            <numerusform>%n Personen</numerusform>
        </translation>
    </message>
    <message>
        <source>Report %1?</source>
        <translation>%1 melden?</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Melden</translation>
    </message>
    <message>
        <source>Your report goes to the people who run your server. Who invited you does not see it.</source>
        <translation>Deine Meldung geht an die Betreiber deines Servers. Wer dich eingeladen hat, sieht sie nicht.</translation>
    </message>
    <message>
        <source>Reporting people</source>
        <translation>Personen werden gemeldet</translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) could not be sent.</source>
        <translation>
            <numerusform>%n Meldung ließ sich nicht senden.</numerusform>
            <numerusform>%n Meldungen ließen sich nicht senden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n invitation(s) could not be declined.</source>
        <translation>
            <numerusform>%n Einladung ließ sich nicht ablehnen.</numerusform>
            <numerusform>%n Einladungen ließen sich nicht ablehnen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped: %n are left.</source>
        <translation>
            <numerusform>Angehalten: %n steht noch aus.</numerusform>
            <numerusform>Angehalten: %n stehen noch aus.</numerusform>
        </translation>
    </message>
    <message>
        <source>Reported to the people who run your server.</source>
        <translation>Den Betreibern deines Servers gemeldet.</translation>
    </message>
    <message numerus="yes">
        <source>%n invitation(s) declined.</source>
        <translation>
            <numerusform>%n Einladung abgelehnt.</numerusform>
            <numerusform>%n Einladungen abgelehnt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::JoinOutlook</name>
    <message>
        <source>Anybody can join.</source>
        <translation>Alle können beitreten.</translation>
    </message>
    <message>
        <source>Anybody can ask to join.</source>
        <translation>Alle können um Einlass bitten.</translation>
    </message>
    <message>
        <source>Members of a space that it belongs to can join.</source>
        <translation>Mitglieder eines Spaces, zu dem er gehört, können beitreten.</translation>
    </message>
    <message>
        <source>Members of %1 can join.</source>
        <translation>Mitglieder von %1 können beitreten.</translation>
    </message>
    <message>
        <source>Members of a space that it belongs to can join, others can ask to.</source>
        <translation>Mitglieder eines Spaces, zu dem er gehört, können beitreten, andere können um Einlass bitten.</translation>
    </message>
    <message>
        <source>Members of %1 can join, others can ask to.</source>
        <translation>Mitglieder von %1 können beitreten, andere können um Einlass bitten.</translation>
    </message>
    <message>
        <source>Only people who are invited can join.</source>
        <translation>Nur Eingeladene können beitreten.</translation>
    </message>
    <message>
        <source>Join the space that it belongs to first, or get an invitation.</source>
        <translation>Tritt zuerst dem Space bei, zu dem er gehört, oder lass dich einladen.</translation>
    </message>
    <message>
        <source>Join %1 first, or get an invitation.</source>
        <translation>Tritt zuerst %1 bei, oder lass dich einladen.</translation>
    </message>
    <message>
        <source>You were banned from this room.</source>
        <translation>Du wurdest aus diesem Raum verbannt.</translation>
    </message>
    <message>
        <source>You need an invitation.</source>
        <translation>Du brauchst eine Einladung.</translation>
    </message>
    <message>
        <source>None of the servers that were asked can let you in. Ask somebody there for an invitation.</source>
        <translation>Keiner der gefragten Server kann dich hereinlassen. Bitte jemanden dort um eine Einladung.</translation>
    </message>
    <message>
        <source>You may need an invitation, or to be in a space first that it belongs to.</source>
        <translation>Vielleicht brauchst du eine Einladung oder musst zuerst in einem Space sein, zu dem er gehört.</translation>
    </message>
    <message>
        <source>The server does not let you into this room.</source>
        <translation>Der Server lässt dich nicht in diesen Raum.</translation>
    </message>
</context>
<context>
    <name>linnet::JoinRuleSetting</name>
    <message>
        <source>Others may ask to &amp;join</source>
        <translation>Andere dürfen um Ein&amp;lass bitten</translation>
    </message>
    <message>
        <source>Who can join</source>
        <translation>Wer beitreten kann</translation>
    </message>
    <message>
        <source>Only &amp;invited people</source>
        <translation>Nur &amp;Eingeladene</translation>
    </message>
    <message>
        <source>Somebody who is in it has to invite them.</source>
        <translation>Jemand, der schon darin ist, muss sie einladen.</translation>
    </message>
    <message>
        <source>People who as&amp;k</source>
        <translation>Alle, die um Einlass &amp;bitten</translation>
    </message>
    <message>
        <source>Anybody may ask; somebody who is in it lets them in.</source>
        <translation>Alle dürfen darum bitten; jemand, der schon darin ist, lässt sie herein.</translation>
    </message>
    <message>
        <source>&amp;Members of spaces</source>
        <translation>&amp;Mitglieder von Spaces</translation>
    </message>
    <message>
        <source>Who is in one of these can come in without being invited.</source>
        <translation>Wer in einem davon ist, kann ohne Einladung hereinkommen.</translation>
    </message>
    <message>
        <source>&amp;Anyone</source>
        <translation>&amp;Alle</translation>
    </message>
    <message>
        <source>Whoever knows an address of it, or finds it in a directory.</source>
        <translation>Wer eine seiner Adressen kennt oder ihn in einem Verzeichnis findet.</translation>
    </message>
    <message>
        <source>Spaces whose members can join</source>
        <translation>Spaces, deren Mitglieder beitreten können</translation>
    </message>
    <message>
        <source>Choose at least one space.</source>
        <translation>Wähle mindestens einen Space.</translation>
    </message>
    <message>
        <source>You are in no space.</source>
        <translation>Du bist in keinem Space.</translation>
    </message>
</context>
<context>
    <name>linnet::JumpButton</name>
    <message>
        <source>Jump to the latest message</source>
        <translation>Zur neuesten Nachricht springen</translation>
    </message>
    <message numerus="yes">
        <source>Jump to at least %n new message(s)</source>
        <translation>
            <numerusform>Zu mindestens %n neuen Nachricht springen</numerusform>
            <numerusform>Zu mindestens %n neuen Nachrichten springen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Jump to %n new message(s)</source>
        <translation>
            <numerusform>Zu %n neuen Nachricht springen</numerusform>
            <numerusform>Zu %n neuen Nachrichten springen</numerusform>
        </translation>
    </message>
    <message>
        <source>Jump to the first unread message</source>
        <translation>Zur ersten ungelesenen Nachricht springen</translation>
    </message>
</context>
<context>
    <name>linnet::KeepPage</name>
    <message>
        <source>Try Again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Use a Passphrase-Protected File</source>
        <translation>Datei mit Passphrase verwenden</translation>
    </message>
    <message>
        <source>Give Up This Sign-In</source>
        <translation>Diese Anmeldung verwerfen</translation>
    </message>
    <message>
        <source>Linnet keeps the access token and the key to your messages in a file that only this passphrase opens. It asks for the passphrase at every start. If you forget it, you have to sign in anew.</source>
        <translation>Linnet bewahrt das Zugangstoken und den Schlüssel zu deinen Nachrichten in einer Datei auf, die nur diese Passphrase öffnet. Bei jedem Start fragt es danach. Wenn du sie vergisst, musst du dich neu anmelden.</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>&amp;Passphrase</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Passphrase &amp;again</source>
        <translation>Passphrase &amp;wiederholen</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>Passphrase wiederholen</translation>
    </message>
    <message>
        <source>S&amp;how passphrase</source>
        <translation>Passphrase an&amp;zeigen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Protect and Go On</source>
        <translation>Schützen und weiter</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Keeping you signed in</source>
        <translation>Angemeldet bleiben</translation>
    </message>
    <message>
        <source>You are signed in as %1. The access token and the key to your messages go into the keychain of this computer.</source>
        <translation>Du bist als %1 angemeldet. Das Zugangstoken und der Schlüssel zu deinen Nachrichten kommen in den Schlüsselbund dieses Computers.</translation>
    </message>
    <message>
        <source>Waiting for the keychain…</source>
        <translation>Warten auf den Schlüsselbund…</translation>
    </message>
    <message>
        <source>Writing the file…</source>
        <translation>Die Datei wird geschrieben…</translation>
    </message>
    <message>
        <source>Nothing was stored. The account has no password: if you give up or close this window, it is lost for ever.</source>
        <translation>Nichts wurde gespeichert. Das Konto hat kein Passwort: Wenn du aufgibst oder dieses Fenster schließt, ist es für immer verloren.</translation>
    </message>
    <message>
        <source>Nothing was stored. What you try now is for the same sign-in; there will be no second one.</source>
        <translation>Nichts wurde gespeichert. Was du jetzt versuchst, gilt derselben Anmeldung; eine zweite gibt es nicht.</translation>
    </message>
    <message>
        <source>The two passphrases are not the same.</source>
        <translation>Die beiden Passphrasen sind nicht gleich.</translation>
    </message>
    <message>
        <source>Use at least %1 characters.</source>
        <translation>Verwende mindestens %1 Zeichen.</translation>
    </message>
    <message>
        <source>Ending the sign-in…</source>
        <translation>Die Anmeldung wird beendet…</translation>
    </message>
</context>
<context>
    <name>linnet::KeyFileDialog</name>
    <message>
        <source>Export keys</source>
        <translation>Schlüssel exportieren</translation>
    </message>
    <message>
        <source>Import keys</source>
        <translation>Schlüssel importieren</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>The file holds the keys to all messages that can be read here, also for other Matrix programs. Whoever has it needs its passphrase.</source>
        <translation>Die Datei enthält die Schlüssel zu allen Nachrichten, die hier lesbar sind, auch für andere Matrix-Programme. Wer sie hat, braucht die Passphrase.</translation>
    </message>
    <message>
        <source>Enter the passphrase that the file was exported with.</source>
        <translation>Gib die Passphrase ein, mit der die Datei exportiert wurde.</translation>
    </message>
    <message>
        <source>File:</source>
        <translation>Datei:</translation>
    </message>
    <message>
        <source>&amp;Passphrase:</source>
        <translation>&amp;Passphrase:</translation>
    </message>
    <message>
        <source>&amp;Again:</source>
        <translation>&amp;Noch einmal:</translation>
    </message>
    <message numerus="yes">
        <source>At least %n letter(s).</source>
        <translation>
            <numerusform>Mindestens %n Zeichen.</numerusform>
            <numerusform>Mindestens %n Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>Die beiden sind nicht gleich.</translation>
    </message>
    <message>
        <source>The keys are in %1.</source>
        <translation>Die Schlüssel sind in %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n new key(s) imported.</source>
        <translation>
            <numerusform>%n neuer Schlüssel importiert.</numerusform>
            <numerusform>%n neue Schlüssel importiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n key(s)</source>
        <translation>
            <numerusform>%1 von %n Schlüssel</numerusform>
            <numerusform>%1 von %n Schlüsseln</numerusform>
        </translation>
    </message>
    <message>
        <source>The passphrase is wrong, or the file is damaged.</source>
        <translation>Die Passphrase ist falsch, oder die Datei ist beschädigt.</translation>
    </message>
    <message>
        <source>There are no exported keys in this file.</source>
        <translation>In dieser Datei sind keine exportierten Schlüssel.</translation>
    </message>
</context>
<context>
    <name>linnet::KeychainCredentials</name>
    <message>
        <source>It did not answer in time.</source>
        <translation>Er hat nicht rechtzeitig geantwortet.</translation>
    </message>
</context>
<context>
    <name>linnet::KnockBar</name>
    <message>
        <source>Sho&amp;w</source>
        <translation>An&amp;zeigen</translation>
    </message>
    <message>
        <source>%1 asks to join.</source>
        <translation>%1 bittet um Einlass.</translation>
    </message>
    <message numerus="yes">
        <source>%n people ask to join.</source>
        <translation>
            <numerusform>%n Person bittet um Einlass.</numerusform>
            <numerusform>%n Personen bitten um Einlass.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was invited.</source>
        <translation>%1 wurde eingeladen.</translation>
    </message>
    <message>
        <source>%1 was declined.</source>
        <translation>%1 wurde abgelehnt.</translation>
    </message>
    <message>
        <source>%1 was banned.</source>
        <translation>%1 wurde verbannt.</translation>
    </message>
</context>
<context>
    <name>linnet::KnockRow</name>
    <message>
        <source>Let in</source>
        <translation>Hereinlassen</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Decline and ban</source>
        <translation>Ablehnen und verbannen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>You may not do this in this room.</source>
        <translation>Das darfst du in diesem Raum nicht.</translation>
    </message>
</context>
<context>
    <name>linnet::KnocksPopup</name>
    <message>
        <source>People who ask to join</source>
        <translation>Personen, die um Einlass bitten</translation>
    </message>
    <message>
        <source>Nobody asks to join.</source>
        <translation>Niemand bittet um Einlass.</translation>
    </message>
</context>
<context>
    <name>linnet::LeaveSpaceDialog</name>
    <message>
        <source>Leave %1?</source>
        <translation>%1 verlassen?</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Verlassen</translation>
    </message>
    <message>
        <source>Rooms to leave too</source>
        <translation>Räume, die du auch verlässt</translation>
    </message>
    <message>
        <source>You are the last one in it: nobody will be able to come back.</source>
        <translation>Außer dir ist niemand mehr darin: Niemand wird zurückkommen können.</translation>
    </message>
    <message>
        <source>To come back you may need an invitation.</source>
        <translation>Um zurückzukommen, brauchst du vielleicht eine Einladung.</translation>
    </message>
    <message>
        <source>Choose the rooms that you want to leave too. You stay in the others.</source>
        <translation>Wähle die Räume, die du auch verlassen willst. In den anderen bleibst du.</translation>
    </message>
    <message>
        <source>Choose &amp;all</source>
        <translation>&amp;Alle wählen</translation>
    </message>
    <message>
        <source>Choose &amp;none</source>
        <translation>&amp;Keine wählen</translation>
    </message>
</context>
<context>
    <name>linnet::LevelChange</name>
    <message>
        <source>Leave nobody in charge?</source>
        <translation>Soll hier niemand mehr zuständig sein?</translation>
    </message>
    <message>
        <source>Lower yourself?</source>
        <translation>Dich selbst herabstufen?</translation>
    </message>
    <message>
        <source>Nobody would be left here who can change permissions. That can never be mended, not by the people who run the server either. Give the role to somebody else first.</source>
        <translation>Dann bliebe hier niemand, der Berechtigungen ändern kann. Das lässt sich nie wieder beheben, auch nicht von den Betreibern des Servers. Gib die Rolle zuerst jemand anderem.</translation>
    </message>
    <message>
        <source>You could not take this back yourself: somebody who stands above you would have to.</source>
        <translation>Du könntest das nicht selbst zurücknehmen: Das müsste jemand tun, der über dir steht.</translation>
    </message>
    <message>
        <source>Do it all the same</source>
        <translation>Trotzdem tun</translation>
    </message>
</context>
<context>
    <name>linnet::LinkQuestion</name>
    <message>
        <source>This link leads elsewhere than it says:</source>
        <translation>Dieser Link führt woandershin, als er sagt:</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>This link leads elsewhere than it says: %1</source>
        <translation>Dieser Link führt woandershin, als er sagt: %1</translation>
    </message>
</context>
<context>
    <name>linnet::LobbyDelegate</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Beitreten</translation>
    </message>
    <message>
        <source>Ask to join…</source>
        <translation>Um Einlass bitten…</translation>
    </message>
    <message>
        <source>Joining…</source>
        <translation>Beitritt läuft…</translation>
    </message>
    <message>
        <source>Suggested</source>
        <translation>Vorgeschlagen</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n Mitglied</numerusform>
            <numerusform>%n Mitglieder</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::LobbyModel</name>
    <message>
        <source>space</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>suggested</source>
        <translation>vorgeschlagen</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n Mitglied</numerusform>
            <numerusform>%n Mitglieder</numerusform>
        </translation>
    </message>
    <message>
        <source>joined</source>
        <translation>beigetreten</translation>
    </message>
    <message>
        <source>joining</source>
        <translation>Beitritt läuft</translation>
    </message>
</context>
<context>
    <name>linnet::LobbyRow</name>
    <message>
        <source>You are invited</source>
        <translation>Du bist eingeladen</translation>
    </message>
    <message>
        <source>Unnamed room</source>
        <translation>Raum ohne Namen</translation>
    </message>
    <message>
        <source>You have asked to join</source>
        <translation>Du hast um Einlass gebeten</translation>
    </message>
</context>
<context>
    <name>linnet::LobbyView</name>
    <message>
        <source>Rooms of the space</source>
        <translation>Räume des Spaces</translation>
    </message>
</context>
<context>
    <name>linnet::LookButton</name>
    <message>
        <source>Look at its public &amp;rooms</source>
        <translation>Öffentliche &amp;Räume ansehen</translation>
    </message>
</context>
<context>
    <name>linnet::LoopbackListener</name>
    <message>
        <source>Nothing is waited for here.</source>
        <translation>Hier wird auf nichts gewartet.</translation>
    </message>
    <message>
        <source>Go back to Linnet and start again from there.</source>
        <translation>Geh zurück zu Linnet und beginne dort neu.</translation>
    </message>
    <message>
        <source>You can close this page.</source>
        <translation>Du kannst diese Seite schließen.</translation>
    </message>
    <message>
        <source>Linnet goes on from here.</source>
        <translation>Linnet macht ab hier weiter.</translation>
    </message>
</context>
<context>
    <name>linnet::MainMenu</name>
    <message>
        <source>&amp;Account</source>
        <translation>&amp;Konto</translation>
    </message>
    <message>
        <source>&amp;Room</source>
        <translation>&amp;Raum</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;About Linnet</source>
        <translation>&amp;Über Linnet</translation>
    </message>
    <message>
        <source>&amp;Create a room…</source>
        <translation>Raum &amp;erstellen…</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>E&amp;instellungen…</translation>
    </message>
    <message>
        <source>&amp;Network…</source>
        <translation>&amp;Netzwerk…</translation>
    </message>
    <message>
        <source>&amp;Sign out…</source>
        <translation>&amp;Abmelden…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Members</source>
        <translation>&amp;Mitglieder</translation>
    </message>
    <message>
        <source>&amp;Invite…</source>
        <translation>E&amp;inladen…</translation>
    </message>
    <message>
        <source>Find in t&amp;his room…</source>
        <translation>In diesem Raum &amp;suchen…</translation>
    </message>
    <message>
        <source>Fetch all &amp;older messages</source>
        <translation>Alle älteren Nachrichten &amp;holen</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>&amp;Copy link</source>
        <translation>&amp;Link kopieren</translation>
    </message>
    <message>
        <source>Mark as &amp;read</source>
        <translation>Als &amp;gelesen markieren</translation>
    </message>
    <message>
        <source>Jump to the l&amp;atest message</source>
        <translation>Zur &amp;neuesten Nachricht springen</translation>
    </message>
    <message>
        <source>&amp;Leave…</source>
        <translation>&amp;Verlassen…</translation>
    </message>
    <message>
        <source>&amp;Forget…</source>
        <translation>Verg&amp;essen…</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>&amp;Suchen…</translation>
    </message>
    <message>
        <source>Fil&amp;ter the room list</source>
        <translation>Raumliste &amp;filtern</translation>
    </message>
    <message>
        <source>Un&amp;sent messages…</source>
        <translation>Nicht gesen&amp;dete Nachrichten…</translation>
    </message>
    <message>
        <source>&amp;Next room</source>
        <translation>&amp;Nächster Raum</translation>
    </message>
    <message>
        <source>&amp;Previous room</source>
        <translation>&amp;Voriger Raum</translation>
    </message>
    <message>
        <source>Next &amp;unread room</source>
        <translation>Nächster &amp;ungelesener Raum</translation>
    </message>
    <message>
        <source>Previous un&amp;read room</source>
        <translation>Voriger un&amp;gelesener Raum</translation>
    </message>
    <message>
        <source>&amp;Decline</source>
        <translation>A&amp;blehnen</translation>
    </message>
    <message>
        <source>About Linnet</source>
        <translation>Über Linnet</translation>
    </message>
    <message>
        <source>A Matrix client for the desktop.

Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Ein Matrix-Programm für den Desktop.

Freie Software unter der GNU General Public License, Version 3 oder neuer.</translation>
    </message>
    <message>
        <source>Say &amp;where links lead</source>
        <translation>Zeigen, &amp;wohin Links führen</translation>
    </message>
    <message>
        <source>Mark as u&amp;nread</source>
        <translation>Als &amp;ungelesen markieren</translation>
    </message>
    <message>
        <source>&amp;Search this room…</source>
        <translation>Raum &amp;durchsuchen…</translation>
    </message>
    <message>
        <source>&amp;Pinned messages…</source>
        <translation>Angehe&amp;ftete Nachrichten…</translation>
    </message>
    <message>
        <source>Jump to a &amp;date…</source>
        <translation>Zu einem Da&amp;tum springen…</translation>
    </message>
    <message>
        <source>&amp;Threads…</source>
        <translation>&amp;Threads…</translation>
    </message>
    <message>
        <source>Jump to the first &amp;unread message</source>
        <translation>Zur e&amp;rsten ungelesenen Nachricht springen</translation>
    </message>
    <message>
        <source>Encr&amp;ypt messages…</source>
        <translation>Na&amp;chrichten verschlüsseln…</translation>
    </message>
    <message>
        <source>New c&amp;hat…</source>
        <translation>Neuer C&amp;hat…</translation>
    </message>
    <message>
        <source>&amp;Join or explore…</source>
        <translation>Beitreten oder ent&amp;decken…</translation>
    </message>
    <message>
        <source>Create a s&amp;pace…</source>
        <translation>S&amp;pace erstellen…</translation>
    </message>
    <message>
        <source>Room settin&amp;gs…</source>
        <translation>R&amp;aumeinstellungen…</translation>
    </message>
    <message>
        <source>De&amp;veloper: room state…</source>
        <translation>Für Entwic&amp;kler: Raumzustand…</translation>
    </message>
    <message>
        <source>Ne&amp;xt space</source>
        <translation>Nä&amp;chster Space</translation>
    </message>
    <message>
        <source>Pre&amp;vious space</source>
        <translation>Vo&amp;riger Space</translation>
    </message>
    <message>
        <source>With&amp;draw</source>
        <translation>&amp;Zurückziehen</translation>
    </message>
</context>
<context>
    <name>linnet::MainWindow</name>
    <message>
        <source>Fetch them</source>
        <translation>Holen</translation>
    </message>
    <message>
        <source>Link copied.</source>
        <translation>Link kopiert.</translation>
    </message>
    <message>
        <source>Signing out…</source>
        <translation>Abmelden…</translation>
    </message>
    <message>
        <source>No program was found that opens this link.</source>
        <translation>Es wurde kein Programm gefunden, das diesen Link öffnet.</translation>
    </message>
    <message>
        <source>Your sign-in could not be kept. After a restart you may have to sign in again.</source>
        <translation>Deine Anmeldung ließ sich nicht speichern. Nach einem Neustart musst du dich vielleicht neu anmelden.</translation>
    </message>
</context>
<context>
    <name>linnet::MediaDesk</name>
    <message>
        <source>Open in another program</source>
        <translation>In einem anderen Programm öffnen</translation>
    </message>
</context>
<context>
    <name>linnet::MediaOpener</name>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>This place cannot be shown on a map.</source>
        <translation>Dieser Ort lässt sich nicht auf einer Karte zeigen.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>The file could not be written.</source>
        <translation>Die Datei ließ sich nicht schreiben.</translation>
    </message>
    <message>
        <source>Fetching %1…</source>
        <translation>%1 wird geholt…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Fetching %1… %2</source>
        <comment>name, how much of it</comment>
        <translation>%1 wird geholt … %2</translation>
    </message>
    <message>
        <source>It is not known what kind of file “%1” is, so it is not opened.</source>
        <translation>Es ist nicht bekannt, was für eine Datei „%1“ ist. Deshalb wird sie nicht geöffnet.</translation>
    </message>
    <message>
        <source>“%1” is not opened, as files of its kind can contain programs: %2.</source>
        <translation>„%1“ wird nicht geöffnet, denn Dateien dieser Art können Programme enthalten: %2.</translation>
    </message>
    <message>
        <source>No program on this computer opens “%1”.</source>
        <translation>Kein Programm auf diesem Computer öffnet „%1“.</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Gespeichert als %1.</translation>
    </message>
</context>
<context>
    <name>linnet::MediaPlayer</name>
    <message>
        <source>Its pictures are too large.</source>
        <translation>Seine Bilder sind zu groß.</translation>
    </message>
</context>
<context>
    <name>linnet::MediaSettingsPage</name>
    <message>
        <source>&amp;Empty</source>
        <translation>&amp;Leeren</translation>
    </message>
    <message>
        <source>In all rooms</source>
        <translation>In allen Räumen</translation>
    </message>
    <message>
        <source>In private rooms</source>
        <translation>In privaten Räumen</translation>
    </message>
    <message>
        <source>After a click</source>
        <translation>Nach einem Klick</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>Under the mouse</source>
        <translation>Unter der Maus</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> MiB</translation>
    </message>
    <message>
        <source>&amp;Show others&apos; pictures:</source>
        <translation>&amp;Bilder anderer zeigen:</translation>
    </message>
    <message>
        <source>&amp;Play moving pictures:</source>
        <translation>Be&amp;wegte Bilder abspielen:</translation>
    </message>
    <message>
        <source>&amp;Keep on this computer at most:</source>
        <translation>&amp;Höchstens hier aufbewahren:</translation>
    </message>
    <message>
        <source>What is kept:</source>
        <translation>Was aufbewahrt wird:</translation>
    </message>
    <message>
        <source>What is needed again is fetched from the server.</source>
        <translation>Was wieder gebraucht wird, wird vom Server geholt.</translation>
    </message>
    <message>
        <source>Emptying…</source>
        <translation>Wird geleert…</translation>
    </message>
    <message>
        <source>Nothing is kept any more.</source>
        <translation>Nichts wird mehr aufbewahrt.</translation>
    </message>
    <message>
        <source>The server is asked what links lead to. Each room can be set otherwise in its menu.</source>
        <translation>Dafür wird der Server gefragt, wohin Links führen. Jeder Raum lässt sich in seinem Menü anders einstellen.</translation>
    </message>
    <message>
        <source>Say where &amp;links lead:</source>
        <translation>Zeigen, wohin Links &amp;führen:</translation>
    </message>
</context>
<context>
    <name>linnet::MediaSoundRecorder</name>
    <message>
        <source>There is no microphone.</source>
        <translation>Es gibt kein Mikrofon.</translation>
    </message>
    <message>
        <source>Nothing was recorded.</source>
        <translation>Es wurde nichts aufgenommen.</translation>
    </message>
</context>
<context>
    <name>linnet::MemberDelegate</name>
    <message>
        <source>Admin</source>
        <translation>Admin</translation>
    </message>
    <message>
        <source>Moderator</source>
        <translation>Moderator</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Verifiziert</translation>
    </message>
    <message>
        <source>Creator</source>
        <translation>Ersteller</translation>
    </message>
    <message>
        <source>Admins – %1</source>
        <translation>Admins – %1</translation>
    </message>
    <message>
        <source>Moderators – %1</source>
        <translation>Moderatoren – %1</translation>
    </message>
    <message>
        <source>Members – %1</source>
        <translation>Mitglieder – %1</translation>
    </message>
    <message>
        <source>Invited – %1</source>
        <translation>Eingeladen – %1</translation>
    </message>
    <message>
        <source>Banned – %1</source>
        <translation>Verbannt – %1</translation>
    </message>
</context>
<context>
    <name>linnet::MemberSelection</name>
    <message numerus="yes">
        <source>%n people selected</source>
        <translation>
            <numerusform>%n Person ausgewählt</numerusform>
            <numerusform>%n Personen ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>The others it cannot be done to.</source>
        <translation>Bei den anderen geht es nicht.</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n people…</source>
        <translation>
            <numerusform>%n Person entfernen…</numerusform>
            <numerusform>%n Personen entfernen…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Ban %n people…</source>
        <translation>
            <numerusform>%n Person verbannen…</numerusform>
            <numerusform>%n Personen verbannen…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Let %n people come back</source>
        <translation>
            <numerusform>Verbannung von %n Person aufheben</numerusform>
            <numerusform>Verbannung von %n Personen aufheben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Ignore %n people</source>
        <translation>
            <numerusform>%n Person ignorieren</numerusform>
            <numerusform>%n Personen ignorieren</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::MembersDock</name>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Find a person</source>
        <translation>Person suchen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>Niemand gefunden</translation>
    </message>
    <message>
        <source>Members (%1)</source>
        <translation>Mitglieder (%1)</translation>
    </message>
    <message>
        <source>The members could not be loaded</source>
        <translation>Die Mitglieder ließen sich nicht laden</translation>
    </message>
</context>
<context>
    <name>linnet::MessageAction</name>
    <message>
        <source>&amp;Reply</source>
        <translation>&amp;Antworten</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>Reply in &amp;thread</source>
        <translation>Im &amp;Thread antworten</translation>
    </message>
    <message>
        <source>Copy lin&amp;k to message</source>
        <translation>Lin&amp;k zur Nachricht kopieren</translation>
    </message>
    <message>
        <source>Un&amp;pin</source>
        <translation>Nicht mehr anhe&amp;ften</translation>
    </message>
    <message>
        <source>&amp;Pin</source>
        <translation>Anhe&amp;ften</translation>
    </message>
    <message>
        <source>&amp;View source</source>
        <translation>&amp;Quelltext anzeigen</translation>
    </message>
    <message>
        <source>Re&amp;act…</source>
        <translation>Rea&amp;gieren…</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>Melden…</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen…</translation>
    </message>
    <message>
        <source>Do &amp;not send</source>
        <translation>&amp;Nicht senden</translation>
    </message>
    <message numerus="yes">
        <source>Back %n second(s)</source>
        <translation>
            <numerusform>%n Sekunde zurück</numerusform>
            <numerusform>%n Sekunden zurück</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Forward %n second(s)</source>
        <translation>
            <numerusform>%n Sekunde vor</numerusform>
            <numerusform>%n Sekunden vor</numerusform>
        </translation>
    </message>
    <message>
        <source>Sound on</source>
        <translation>Ton an</translation>
    </message>
    <message>
        <source>Sound off</source>
        <translation>Ton aus</translation>
    </message>
    <message>
        <source>Open lar&amp;ge</source>
        <translation>&amp;Groß öffnen</translation>
    </message>
    <message>
        <source>Pa&amp;use</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>Pla&amp;y</source>
        <translation>Abs&amp;pielen</translation>
    </message>
    <message>
        <source>E&amp;nd the poll for everybody</source>
        <translation>Umfrage für alle be&amp;enden</translation>
    </message>
    <message>
        <source>Delete all by this person…</source>
        <translation>Alles von dieser Person löschen…</translation>
    </message>
    <message>
        <source>Open &amp;thread</source>
        <translation>&amp;Thread öffnen</translation>
    </message>
    <message>
        <source>Sho&amp;w the original</source>
        <translation>&amp;Ursprüngliche Nachricht zeigen</translation>
    </message>
    <message>
        <source>Ear&amp;lier versions</source>
        <translation>Frühere Fa&amp;ssungen</translation>
    </message>
    <message>
        <source>Take back the vote for %1</source>
        <translation>Stimme für %1 zurücknehmen</translation>
    </message>
    <message>
        <source>Vote for %1</source>
        <translation>Für %1 stimmen</translation>
    </message>
    <message>
        <source>Vote</source>
        <translation>Abstimmen</translation>
    </message>
    <message>
        <source>Take back %1</source>
        <translation>%1 zurücknehmen</translation>
    </message>
    <message>
        <source>React with %1</source>
        <translation>Mit %1 reagieren</translation>
    </message>
    <message>
        <source>React&amp;ions</source>
        <translation>Reakt&amp;ionen</translation>
    </message>
    <message>
        <source>Copy matrix: link</source>
        <translation>matrix:-Link kopieren</translation>
    </message>
</context>
<context>
    <name>linnet::MessageBar</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>linnet::MessageControls</name>
    <message>
        <source>The reaction could not be sent.</source>
        <translation>Die Reaktion ließ sich nicht senden.</translation>
    </message>
    <message>
        <source>The vote could not be sent.</source>
        <translation>Die Stimme ließ sich nicht senden.</translation>
    </message>
    <message>
        <source>The message could not be deleted.</source>
        <translation>Die Nachricht ließ sich nicht löschen.</translation>
    </message>
    <message>
        <source>What is pinned could not be changed.</source>
        <translation>Was angeheftet ist, ließ sich nicht ändern.</translation>
    </message>
    <message>
        <source>The message was reported to those who run your server.</source>
        <translation>Die Nachricht wurde den Betreibern deines Servers gemeldet.</translation>
    </message>
    <message>
        <source>The message could not be reported.</source>
        <translation>Die Nachricht ließ sich nicht melden.</translation>
    </message>
    <message>
        <source>The link could not be made.</source>
        <translation>Der Link ließ sich nicht bilden.</translation>
    </message>
    <message>
        <source>The link to the message was copied.</source>
        <translation>Der Link zur Nachricht wurde kopiert.</translation>
    </message>
    <message>
        <source>The poll has ended.</source>
        <translation>Die Umfrage ist beendet.</translation>
    </message>
    <message>
        <source>The poll could not be ended.</source>
        <translation>Die Umfrage ließ sich nicht beenden.</translation>
    </message>
</context>
<context>
    <name>linnet::MessageFinder</name>
    <message>
        <source>This message cannot be shown.</source>
        <translation>Diese Nachricht lässt sich nicht anzeigen.</translation>
    </message>
    <message>
        <source>It may have been removed, or the server does not give it out.</source>
        <translation>Vielleicht wurde sie entfernt, oder der Server gibt sie nicht heraus.</translation>
    </message>
    <message>
        <source>The message is here now.</source>
        <translation>Die Nachricht ist jetzt hier.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
</context>
<context>
    <name>linnet::ModerationBar</name>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message numerus="yes">
        <source>%n could not be done so far.</source>
        <translation>
            <numerusform>Bisher ging es %n-mal nicht.</numerusform>
            <numerusform>Bisher ging es %n-mal nicht.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2 of %3.</source>
        <translation>%1: %2 von %3.</translation>
    </message>
</context>
<context>
    <name>linnet::ModerationDesk</name>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n Person</numerusform>
            <numerusform>%n Personen</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove %1 from the room?</source>
        <translation>%1 aus dem Raum entfernen?</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Removing people</source>
        <translation>Personen werden entfernt</translation>
    </message>
    <message>
        <source>Removed %1.</source>
        <translation>%1 entfernt.</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) could not be removed.</source>
        <translation>
            <numerusform>%n Person ließ sich nicht entfernen.</numerusform>
            <numerusform>%n Personen ließen sich nicht entfernen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Take back the invitation of %1?</source>
        <translation>Einladung von %1 zurückziehen?</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurückziehen</translation>
    </message>
    <message>
        <source>Taking back invitations</source>
        <translation>Einladungen werden zurückgezogen</translation>
    </message>
    <message>
        <source>%1: no longer invited.</source>
        <translation>%1: nicht mehr eingeladen.</translation>
    </message>
    <message numerus="yes">
        <source>%n invitation(s) could not be taken back.</source>
        <translation>
            <numerusform>%n Einladung ließ sich nicht zurückziehen.</numerusform>
            <numerusform>%n Einladungen ließen sich nicht zurückziehen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Ban %1 from the room?</source>
        <translation>%1 aus dem Raum verbannen?</translation>
    </message>
    <message>
        <source>Ban</source>
        <translation>Verbannen</translation>
    </message>
    <message>
        <source>Banning people</source>
        <translation>Personen werden verbannt</translation>
    </message>
    <message>
        <source>Banned %1.</source>
        <translation>%1 verbannt.</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) could not be banned.</source>
        <translation>
            <numerusform>%n Person ließ sich nicht verbannen.</numerusform>
            <numerusform>%n Personen ließen sich nicht verbannen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Let %1 come back?</source>
        <translation>Verbannung von %1 aufheben?</translation>
    </message>
    <message>
        <source>Let them come back</source>
        <translation>Verbannung aufheben</translation>
    </message>
    <message>
        <source>Letting people come back</source>
        <translation>Verbannungen werden aufgehoben</translation>
    </message>
    <message>
        <source>No longer banned: %1.</source>
        <translation>Nicht mehr verbannt: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) are still banned.</source>
        <translation>
            <numerusform>%n Person ist noch verbannt.</numerusform>
            <numerusform>%n Personen sind noch verbannt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Inviting people</source>
        <translation>Personen werden eingeladen</translation>
    </message>
    <message>
        <source>Invited again: %1.</source>
        <translation>Wieder eingeladen: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) could not be invited.</source>
        <translation>
            <numerusform>%n Person ließ sich nicht einladen.</numerusform>
            <numerusform>%n Personen ließen sich nicht einladen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The reason can be read by everybody in the room.</source>
        <translation>Den Grund können alle im Raum lesen.</translation>
    </message>
    <message>
        <source>Something else is still being done. Try again when that is over.</source>
        <translation>Etwas anderes ist noch im Gange. Versuche es erneut, wenn das vorbei ist.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message numerus="yes">
        <source>Stopped: %n are left.</source>
        <translation>
            <numerusform>Angehalten: %n steht noch aus.</numerusform>
            <numerusform>Angehalten: %n stehen noch aus.</numerusform>
        </translation>
    </message>
    <message>
        <source>Invite again</source>
        <translation>Wieder einladen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>%1 could not be ignored.</source>
        <translation>Das Ignorieren von %1 ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>You no longer see what %1 says.</source>
        <translation>Du siehst keine Nachrichten mehr von %1.</translation>
    </message>
    <message>
        <source>You see again what %1 says.</source>
        <translation>Du siehst wieder Nachrichten von %1.</translation>
    </message>
    <message>
        <source>%1 is still ignored.</source>
        <translation>Noch immer ignoriert: %1.</translation>
    </message>
    <message>
        <source>Report %1?</source>
        <translation>%1 melden?</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Melden</translation>
    </message>
    <message>
        <source>Your report goes to the people who run your server. %1 does not see it.</source>
        <translation>Deine Meldung geht an die Betreiber deines Servers. %1 sieht sie nicht.</translation>
    </message>
    <message>
        <source>Reported to the people who run your server.</source>
        <translation>Den Betreibern deines Servers gemeldet.</translation>
    </message>
    <message>
        <source>The report could not be sent.</source>
        <translation>Die Meldung ließ sich nicht senden.</translation>
    </message>
    <message>
        <source>Report the room %1?</source>
        <translation>Den Raum %1 melden?</translation>
    </message>
    <message>
        <source>Your report goes to the people who run your server. Nobody in the room sees it.</source>
        <translation>Deine Meldung geht an die Betreiber deines Servers. Niemand im Raum sieht sie.</translation>
    </message>
    <message>
        <source>Use as a policy list</source>
        <translation>Als Sperrliste verwenden</translation>
    </message>
    <message>
        <source>Hides here whom the people of this room speak against.</source>
        <translation>Verbirgt hier alle, vor denen die Personen in diesem Raum warnen.</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>Melden…</translation>
    </message>
    <message>
        <source>Your policy lists could not be changed.</source>
        <translation>Deine Sperrlisten ließen sich nicht ändern.</translation>
    </message>
    <message>
        <source>%1 is one of your policy lists now; Settings, Privacy has them all.</source>
        <translation>%1 ist jetzt eine deiner Sperrlisten; unter Einstellungen, Privatsphäre stehen alle.</translation>
    </message>
    <message>
        <source>%1 is no policy list of yours any more.</source>
        <translation>%1 ist keine deiner Sperrlisten mehr.</translation>
    </message>
    <message>
        <source>They could not be ignored, and nothing was declined.</source>
        <translation>Ignorieren ließ sich hier nicht, und nichts wurde abgelehnt.</translation>
    </message>
</context>
<context>
    <name>linnet::NewChatDialog</name>
    <message>
        <source>New chat</source>
        <translation>Neuer Chat</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chatten</translation>
    </message>
    <message>
        <source>&amp;Name or Matrix id:</source>
        <translation>&amp;Name oder Matrix-ID:</translation>
    </message>
    <message>
        <source>“%1” is no Matrix id. Choose somebody from the list, or type an id such as @name:example.org.</source>
        <translation>„%1“ ist keine Matrix-ID. Wähle jemanden aus der Liste, oder gib eine ID wie @name:example.org ein.</translation>
    </message>
    <message>
        <source>That is you.</source>
        <translation>Das bist du.</translation>
    </message>
    <message>
        <source>Choose “%1” from the list, or type the whole id.</source>
        <translation>Wähle „%1“ aus der Liste oder gib die ganze ID ein.</translation>
    </message>
</context>
<context>
    <name>linnet::NewKeyPage</name>
    <message>
        <source>I have &amp;saved it</source>
        <translation>Ich habe ihn ge&amp;sichert</translation>
    </message>
    <message>
        <source>This is your recovery key. Linnet does not show it again. Keep it where you find it again and nobody else does, such as in a password manager.</source>
        <translation>Das ist dein Wiederherstellungsschlüssel. Linnet zeigt ihn nicht noch einmal. Bewahre ihn dort auf, wo du ihn wiederfindest und sonst niemand, etwa in einem Passwortmanager.</translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation>Wiederherstellungsschlüssel</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Save as &amp;File…</source>
        <translation>Als &amp;Datei speichern…</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>Save recovery key</source>
        <translation>Wiederherstellungsschlüssel speichern</translation>
    </message>
    <message>
        <source>Recovery key of %1</source>
        <translation>Wiederherstellungsschlüssel von %1</translation>
    </message>
    <message>
        <source>Saved in %1.</source>
        <translation>Gespeichert in %1.</translation>
    </message>
</context>
<context>
    <name>linnet::NewPasswordDialog</name>
    <message>
        <source>Change password</source>
        <translation>Passwort ändern</translation>
    </message>
    <message>
        <source>&amp;Change</source>
        <translation>Än&amp;dern</translation>
    </message>
    <message>
        <source>&amp;Sign out all my other sessions</source>
        <translation>Alle meine anderen Sitzungen &amp;abmelden</translation>
    </message>
    <message>
        <source>S&amp;how password</source>
        <translation>Passwort an&amp;zeigen</translation>
    </message>
    <message>
        <source>They can no longer read or write anything. What nobody but them has a key to is lost.</source>
        <translation>Dort kann nichts mehr gelesen oder geschrieben werden. Wozu nur dort ein Schlüssel liegt, ist verloren.</translation>
    </message>
    <message>
        <source>&amp;New password:</source>
        <translation>&amp;Neues Passwort:</translation>
    </message>
    <message>
        <source>&amp;Repeat it:</source>
        <translation>&amp;Wiederholen:</translation>
    </message>
    <message>
        <source>The two passwords are not the same.</source>
        <translation>Die beiden Passwörter sind nicht gleich.</translation>
    </message>
</context>
<context>
    <name>linnet::NoticeBar</name>
    <message>
        <source>Show folder</source>
        <translation>Ordner anzeigen</translation>
    </message>
</context>
<context>
    <name>linnet::OutboxDelegate</name>
    <message>
        <source>Not sent. %1</source>
        <translation>Nicht gesendet. %1</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Wird gesendet…</translation>
    </message>
    <message>
        <source>Waiting for its turn</source>
        <translation>Wartet, bis sie an der Reihe ist</translation>
    </message>
    <message>
        <source>Waiting. %1</source>
        <translation>Wartet. %1</translation>
    </message>
</context>
<context>
    <name>linnet::OutboxModel</name>
    <message>
        <source>The server asks to go slower. It is tried again by itself.</source>
        <translation>Der Server bittet um eine Pause. Ein neuer Versuch folgt von selbst.</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>wird gesendet</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>nicht gesendet</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a file&apos;s name: its caption</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Delete a message</source>
        <translation>Eine Nachricht löschen</translation>
    </message>
    <message>
        <source>Reaction: %1</source>
        <translation>Reaktion: %1</translation>
    </message>
    <message>
        <source>Poll: %1</source>
        <translation>Umfrage: %1</translation>
    </message>
    <message>
        <source>Vote in a poll</source>
        <translation>Stimme in einer Umfrage</translation>
    </message>
    <message>
        <source>End of a poll</source>
        <translation>Ende einer Umfrage</translation>
    </message>
</context>
<context>
    <name>linnet::OutboxWindow</name>
    <message>
        <source>Unsent messages</source>
        <translation>Nicht gesendete Nachrichten</translation>
    </message>
    <message>
        <source>Everything is sent</source>
        <translation>Alles ist gesendet</translation>
    </message>
    <message>
        <source>What waits or could not be sent stands here, until you decide what becomes of it.</source>
        <translation>Was wartet oder sich nicht senden ließ, steht hier, bis du entscheidest, was daraus wird.</translation>
    </message>
    <message>
        <source>&amp;Send again</source>
        <translation>Erneut &amp;senden</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>&amp;Copy text</source>
        <translation>Text &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Open the room</source>
        <translation>&amp;Raum öffnen</translation>
    </message>
    <message>
        <source>Send &amp;all again</source>
        <translation>&amp;Alle erneut senden</translation>
    </message>
    <message>
        <source>Discard all</source>
        <translation>Alle verwerfen</translation>
    </message>
    <message>
        <source>It may have arrived already, and this server cannot edit messages.</source>
        <translation>Sie ist vielleicht schon angekommen, und dieser Server kann Nachrichten nicht bearbeiten.</translation>
    </message>
</context>
<context>
    <name>linnet::OwnStatusEdit</name>
    <message>
        <source>Stat&amp;us:</source>
        <translation>Stat&amp;us:</translation>
    </message>
    <message>
        <source>What you are up to</source>
        <translation>Was du gerade machst</translation>
    </message>
    <message>
        <source>Your server did not keep it.</source>
        <translation>Dein Server hat es nicht behalten.</translation>
    </message>
</context>
<context>
    <name>linnet::PasswordPage</name>
    <message>
        <source>&amp;User name</source>
        <translation>&amp;Benutzername</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Passwort</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>S&amp;how password</source>
        <translation>Passwort an&amp;zeigen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Sign In</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Create an Account</source>
        <translation>Konto erstellen</translation>
    </message>
    <message>
        <source>Sign In with an Access Token</source>
        <translation>Mit Zugangstoken anmelden</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Anmelden…</translation>
    </message>
    <message>
        <source>Continue in the &amp;Browser</source>
        <translation>Im Bro&amp;wser weiter</translation>
    </message>
    <message>
        <source>&amp;User name, Matrix id or e-mail address</source>
        <translation>&amp;Benutzername, Matrix-ID oder E-Mail-Adresse</translation>
    </message>
    <message>
        <source>&amp;Forgot password?</source>
        <translation>Passwort &amp;vergessen?</translation>
    </message>
    <message>
        <source>User name, Matrix id or e-mail address</source>
        <translation>Benutzername, Matrix-ID oder E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Your password is changed. Sign in with the new one.</source>
        <translation>Dein Passwort ist geändert. Melde dich mit dem neuen an.</translation>
    </message>
</context>
<context>
    <name>linnet::PeopleLevels</name>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>People with a role</source>
        <translation>Personen mit einer Rolle</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Role of the selected person</source>
        <translation>Rolle der ausgewählten Person</translation>
    </message>
    <message>
        <source>@name:example.org</source>
        <translation>@name:example.org</translation>
    </message>
    <message>
        <source>Another person</source>
        <translation>Weitere Person</translation>
    </message>
    <message>
        <source>Their role</source>
        <translation>Rolle dieser Person</translation>
    </message>
    <message>
        <source>R&amp;ole of the selected person:</source>
        <translation>R&amp;olle der ausgewählten Person:</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>%1 (not here)</source>
        <translation>%1 (nicht hier)</translation>
    </message>
</context>
<context>
    <name>linnet::PeopleSuggestions</name>
    <message>
        <source>People found</source>
        <translation>Gefundene Personen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>People you know and people on your server are found by name.</source>
        <translation>Personen, die du kennst, und Personen auf deinem Server lassen sich nach Namen finden.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>Your server could not be asked. %1</source>
        <translation>Dein Server ließ sich nicht fragen. %1</translation>
    </message>
    <message>
        <source>Nobody found. A whole Matrix id, such as @name:example.org, works for everybody.</source>
        <translation>Niemand gefunden. Eine ganze Matrix-ID wie @name:example.org geht immer.</translation>
    </message>
</context>
<context>
    <name>linnet::PersonCard</name>
    <message>
        <source>Creator of this room</source>
        <translation>Ersteller dieses Raums</translation>
    </message>
    <message>
        <source>Admin of this room</source>
        <translation>Admin dieses Raums</translation>
    </message>
    <message>
        <source>Moderator of this room</source>
        <translation>Moderator dieses Raums</translation>
    </message>
    <message>
        <source>Copy the Matrix id</source>
        <translation>Matrix-ID kopieren</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Local time</source>
        <translation>Ortszeit</translation>
    </message>
    <message>
        <source>Rooms you share</source>
        <translation>Gemeinsame Räume</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chatten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>%1 (elsewhere %2)</source>
        <translation>%1 (sonst %2)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Changed since you last saw it</source>
        <translation>Geändert, seit du sie zuletzt gesehen hast</translation>
    </message>
    <message>
        <source>Verified by you</source>
        <translation>Von dir verifiziert</translation>
    </message>
    <message numerus="yes">
        <source>%n session(s)</source>
        <translation>
            <numerusform>%n Sitzung</numerusform>
            <numerusform>%n Sitzungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, of which %n not verified by them</source>
        <translation>
            <numerusform>%1, davon %n nicht von dieser Person verifiziert</numerusform>
            <numerusform>%1, davon %n nicht von dieser Person verifiziert</numerusform>
        </translation>
    </message>
    <message>
        <source>You share no room.</source>
        <translation>Ihr habt keinen gemeinsamen Raum.</translation>
    </message>
    <message numerus="yes">
        <source>You share %n room(s):</source>
        <translation>
            <numerusform>Ihr habt %n gemeinsamen Raum:</numerusform>
            <numerusform>Ihr habt %n gemeinsame Räume:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <comment>rooms</comment>
        <translation>
            <numerusform>%n weiterer</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::PersonMenu</name>
    <message>
        <source>&amp;Chat</source>
        <translation>&amp;Chatten</translation>
    </message>
    <message>
        <source>Copy &amp;Matrix id</source>
        <translation>&amp;Matrix-ID kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;name</source>
        <translation>&amp;Namen kopieren</translation>
    </message>
    <message>
        <source>&amp;Delete all messages…</source>
        <translation>Alle Nachrichten &amp;löschen…</translation>
    </message>
    <message>
        <source>&amp;Verify…</source>
        <translation>&amp;Verifizieren…</translation>
    </message>
    <message>
        <source>&amp;Profile…</source>
        <translation>&amp;Profil…</translation>
    </message>
    <message>
        <source>Stop &amp;ignoring</source>
        <translation>Nicht mehr &amp;ignorieren</translation>
    </message>
    <message>
        <source>&amp;Ignore</source>
        <translation>&amp;Ignorieren</translation>
    </message>
    <message>
        <source>Rep&amp;ort…</source>
        <translation>M&amp;elden…</translation>
    </message>
    <message>
        <source>&amp;Remove from the room…</source>
        <translation>Aus dem Raum en&amp;tfernen…</translation>
    </message>
    <message>
        <source>Take &amp;back the invitation…</source>
        <translation>Einladung &amp;zurückziehen…</translation>
    </message>
    <message>
        <source>B&amp;an from the room…</source>
        <translation>Aus dem Raum verb&amp;annen…</translation>
    </message>
    <message>
        <source>&amp;Let them come back</source>
        <translation>Verbannung auf&amp;heben</translation>
    </message>
    <message>
        <source>You may not do that in this room.</source>
        <translation>Das darfst du in diesem Raum nicht.</translation>
    </message>
    <message>
        <source>They have as much to say in this room as you.</source>
        <translation>Diese Person hat in diesem Raum so viel zu sagen wie du.</translation>
    </message>
</context>
<context>
    <name>linnet::PictureViewer</name>
    <message>
        <source>Previous picture</source>
        <translation>Voriges Bild</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Fit into the window</source>
        <translation>Ins Fenster einpassen</translation>
    </message>
    <message>
        <source>Original size</source>
        <translation>Originalgröße</translation>
    </message>
    <message>
        <source>Turn left</source>
        <translation>Nach links drehen</translation>
    </message>
    <message>
        <source>Turn right</source>
        <translation>Nach rechts drehen</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Open in another program</source>
        <translation>In einem anderen Programm öffnen</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>%1 · %2 · %3 of %4</source>
        <comment>sender, time, number of the picture, how many there are</comment>
        <translation>%1 · %2 · %3 von %4</translation>
    </message>
    <message>
        <source>This picture is too large to be shown in full. You can save it.</source>
        <translation>Dieses Bild ist zu groß, um ganz gezeigt zu werden. Du kannst es speichern.</translation>
    </message>
    <message>
        <source>This is no picture that Linnet can show.</source>
        <translation>Das ist kein Bild, das Linnet zeigen kann.</translation>
    </message>
    <message>
        <source>The file is damaged.</source>
        <translation>Die Datei ist beschädigt.</translation>
    </message>
    <message>
        <source>The picture is in the clipboard.</source>
        <translation>Das Bild ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
</context>
<context>
    <name>linnet::Pictures</name>
    <message>
        <source>Too large to show</source>
        <translation>Zu groß zum Anzeigen</translation>
    </message>
    <message>
        <source>Not a picture</source>
        <translation>Kein Bild</translation>
    </message>
    <message>
        <source>The file is damaged</source>
        <translation>Die Datei ist beschädigt</translation>
    </message>
</context>
<context>
    <name>linnet::PinRow</name>
    <message>
        <source>Unpin</source>
        <translation>Nicht mehr anheften</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Laden…</translation>
    </message>
    <message>
        <source>This message cannot be shown.</source>
        <translation>Diese Nachricht lässt sich nicht anzeigen.</translation>
    </message>
</context>
<context>
    <name>linnet::Pins</name>
    <message>
        <source>What is pinned could not be changed.</source>
        <translation>Was angeheftet ist, ließ sich nicht ändern.</translation>
    </message>
</context>
<context>
    <name>linnet::PinsPopup</name>
    <message>
        <source>Pinned messages</source>
        <translation>Angeheftete Nachrichten</translation>
    </message>
    <message>
        <source>Nothing is pinned here.</source>
        <translation>Hier ist nichts angeheftet.</translation>
    </message>
</context>
<context>
    <name>linnet::Playback</name>
    <message>
        <source>%L1×</source>
        <comment>how many times as fast</comment>
        <translation>%L1×</translation>
    </message>
    <message>
        <source>This cannot be played here.</source>
        <translation>Das lässt sich hier nicht abspielen.</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Wird geladen</translation>
    </message>
    <message>
        <source>Playing</source>
        <translation>Wird abgespielt</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
</context>
<context>
    <name>linnet::PlayerBar</name>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>%1 (Space)</source>
        <comment>Play or pause</comment>
        <translation>%1 (Leertaste)</translation>
    </message>
    <message>
        <source>Sound on</source>
        <translation>Ton an</translation>
    </message>
    <message>
        <source>Sound off</source>
        <translation>Ton aus</translation>
    </message>
</context>
<context>
    <name>linnet::PollForm</name>
    <message>
        <source>&amp;Several answers may be chosen</source>
        <translation>&amp;Mehrere Antworten sind erlaubt</translation>
    </message>
    <message>
        <source>Show the &amp;votes before the end</source>
        <translation>&amp;Stimmen schon vor dem Ende zeigen</translation>
    </message>
    <message>
        <source>New poll in %1</source>
        <translation>Neue Umfrage in %1</translation>
    </message>
    <message>
        <source>&amp;Question</source>
        <translation>&amp;Frage</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Answer %1</source>
        <translation>Antwort %1</translation>
    </message>
</context>
<context>
    <name>linnet::PollWriting</name>
    <message>
        <source>This poll could not be kept. %1</source>
        <translation>Diese Umfrage ließ sich nicht speichern. %1</translation>
    </message>
    <message>
        <source>What was filled in before could not be read. %1</source>
        <translation>Was zuvor eingegeben wurde, ließ sich nicht lesen. %1</translation>
    </message>
    <message>
        <source>Here waited the question: %1</source>
        <translation>Hier wartete die Frage: %1</translation>
    </message>
    <message>
        <source>This poll could not be taken away from here. %1</source>
        <translation>Diese Umfrage ließ sich hier nicht entfernen. %1</translation>
    </message>
</context>
<context>
    <name>linnet::PowerText</name>
    <message>
        <source>Creator</source>
        <translation>Ersteller</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Mitglied</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>Admin</translation>
    </message>
    <message>
        <source>Moderator</source>
        <translation>Moderator</translation>
    </message>
    <message>
        <source>Level %1</source>
        <comment>of power</comment>
        <translation>Stufe %1</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Admins</source>
        <translation>Admins</translation>
    </message>
    <message>
        <source>Moderators and admins</source>
        <translation>Moderatoren und Admins</translation>
    </message>
    <message>
        <source>Level %1 and above</source>
        <comment>of power</comment>
        <translation>Stufe %1 und höher</translation>
    </message>
    <message>
        <source>Send messages</source>
        <translation>Nachrichten senden</translation>
    </message>
    <message>
        <source>React to messages</source>
        <translation>Auf Nachrichten reagieren</translation>
    </message>
    <message>
        <source>Invite people</source>
        <translation>Personen einladen</translation>
    </message>
    <message>
        <source>Remove people</source>
        <translation>Personen entfernen</translation>
    </message>
    <message>
        <source>Ban people</source>
        <translation>Personen verbannen</translation>
    </message>
    <message>
        <source>Change which rooms are in it</source>
        <translation>Ändern, welche Räume darin sind</translation>
    </message>
    <message>
        <source>Delete messages of others</source>
        <translation>Nachrichten anderer löschen</translation>
    </message>
    <message>
        <source>Mention everybody with @room</source>
        <translation>Alle mit @room erwähnen</translation>
    </message>
    <message>
        <source>Pin messages</source>
        <translation>Nachrichten anheften</translation>
    </message>
    <message>
        <source>Change the name</source>
        <translation>Namen ändern</translation>
    </message>
    <message>
        <source>Change the topic</source>
        <translation>Thema ändern</translation>
    </message>
    <message>
        <source>Change the picture</source>
        <translation>Bild ändern</translation>
    </message>
    <message>
        <source>Change the addresses</source>
        <translation>Adressen ändern</translation>
    </message>
    <message>
        <source>Change who can join</source>
        <translation>Ändern, wer beitreten kann</translation>
    </message>
    <message>
        <source>Change who can read the history</source>
        <translation>Ändern, wer den Verlauf lesen kann</translation>
    </message>
    <message>
        <source>Change permissions</source>
        <translation>Berechtigungen ändern</translation>
    </message>
    <message>
        <source>Turn on encryption</source>
        <translation>Verschlüsselung einschalten</translation>
    </message>
    <message>
        <source>Change which servers may take part</source>
        <translation>Ändern, welche Server teilnehmen dürfen</translation>
    </message>
    <message>
        <source>Upgrade the room</source>
        <translation>Raum aktualisieren</translation>
    </message>
    <message>
        <source>Change widgets</source>
        <translation>Widgets ändern</translation>
    </message>
    <message>
        <source>Change anything else</source>
        <translation>Alles andere ändern</translation>
    </message>
    <message>
        <source>What everybody is who is not named above</source>
        <translation>Was alle sind, die oben nicht genannt sind</translation>
    </message>
</context>
<context>
    <name>linnet::PresenceText</name>
    <message>
        <source>Online</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Abwesend</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
</context>
<context>
    <name>linnet::PreviewDesk</name>
    <message>
        <source>Your server cannot ask to join rooms.</source>
        <translation>Dein Server kann nicht um Einlass in Räume bitten.</translation>
    </message>
    <message>
        <source>You may not ask to join this room.</source>
        <translation>Um Einlass in diesen Raum darfst du nicht bitten.</translation>
    </message>
    <message>
        <source>These rooms are said to replace each other.</source>
        <translation>Von diesen Räumen heißt es, dass sie einander ersetzen.</translation>
    </message>
    <message>
        <source>There is no room in which they go on. Ask those who run them.</source>
        <translation>Es gibt keinen Raum, in dem sie weitergehen. Frage ihre Betreiber.</translation>
    </message>
    <message>
        <source>Nobody says in which room this one goes on.</source>
        <translation>Niemand sagt, in welchem Raum dieser weitergeht.</translation>
    </message>
</context>
<context>
    <name>linnet::PrivacySettingsPage</name>
    <message>
        <source>Tell others what I have &amp;read</source>
        <translation>Anderen zeigen, was ich ge&amp;lesen habe</translation>
    </message>
    <message>
        <source>Your other devices always know, so that nothing is unread twice.</source>
        <translation>Deine anderen Geräte wissen es immer, damit nichts zweimal ungelesen ist.</translation>
    </message>
    <message>
        <source>Tell others when I am &amp;typing</source>
        <translation>Anderen zeigen, wenn ich &amp;schreibe</translation>
    </message>
    <message>
        <source>&amp;Show when I am online</source>
        <translation>&amp;Zeigen, wenn ich online bin</translation>
    </message>
    <message>
        <source>If not, you do not see it of others either.</source>
        <translation>Sonst siehst du es auch von anderen nicht.</translation>
    </message>
</context>
<context>
    <name>linnet::ProfileEdit</name>
    <message>
        <source>Change &amp;Picture…</source>
        <translation>&amp;Bild ändern…</translation>
    </message>
    <message>
        <source>R&amp;emove Picture</source>
        <translation>Bild &amp;entfernen</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Time zone:</source>
        <translation>&amp;Zeitzone:</translation>
    </message>
    <message>
        <source>Your picture</source>
        <translation>Dein Bild</translation>
    </message>
    <message>
        <source>Your server does not let you change everything here.</source>
        <translation>Auf deinem Server kannst du hier nicht alles ändern.</translation>
    </message>
    <message>
        <source>Your &amp;id:</source>
        <translation>Deine &amp;ID:</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Name:</translation>
    </message>
    <message>
        <source>Not told</source>
        <translation>Nicht angegeben</translation>
    </message>
    <message>
        <source>Your server does not let you change this.</source>
        <translation>Auf deinem Server kannst du das nicht ändern.</translation>
    </message>
    <message>
        <source>Your name could not be changed</source>
        <translation>Dein Name ließ sich nicht ändern</translation>
    </message>
    <message>
        <source>Your time zone could not be changed</source>
        <translation>Deine Zeitzone ließ sich nicht ändern</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>Bild wählen</translation>
    </message>
    <message>
        <source>Pictures (%1)</source>
        <translation>Bilder (%1)</translation>
    </message>
    <message>
        <source>Your picture could not be changed</source>
        <translation>Dein Bild ließ sich nicht ändern</translation>
    </message>
    <message>
        <source>Your picture could not be removed</source>
        <translation>Dein Bild ließ sich nicht entfernen</translation>
    </message>
</context>
<context>
    <name>linnet::ProfileFieldsEdit</name>
    <message>
        <source>&amp;Add Field…</source>
        <translation>Feld &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>C&amp;hange…</source>
        <translation>Än&amp;dern…</translation>
    </message>
    <message>
        <source>Rem&amp;ove</source>
        <translation>Ent&amp;fernen</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>Was darin steht</translation>
    </message>
    <message>
        <source>Further fields of your profile</source>
        <translation>Weitere Felder deines Profils</translation>
    </message>
    <message>
        <source>Everybody can see these.</source>
        <translation>Alle können diese Felder sehen.</translation>
    </message>
    <message>
        <source>Your server does not let you change this.</source>
        <translation>Auf deinem Server kannst du das nicht ändern.</translation>
    </message>
    <message>
        <source>Add a field</source>
        <translation>Feld hinzufügen</translation>
    </message>
    <message>
        <source>Its name, such as org.example.pronouns:</source>
        <translation>Name des Felds, etwa org.example.pronouns:</translation>
    </message>
    <message>
        <source>A field cannot have this name</source>
        <translation>So kann ein Feld nicht heißen</translation>
    </message>
    <message>
        <source>Use small letters, digits and . _ - only, and begin with a letter.</source>
        <translation>Verwende nur Kleinbuchstaben, Ziffern und . _ - und beginne mit einem Buchstaben.</translation>
    </message>
    <message>
        <source>Change a field</source>
        <translation>Feld ändern</translation>
    </message>
    <message>
        <source>What %1 says:</source>
        <translation>Was in %1 steht:</translation>
    </message>
    <message>
        <source>The field could not be changed</source>
        <translation>Das Feld ließ sich nicht ändern</translation>
    </message>
</context>
<context>
    <name>linnet::ProfileLock</name>
    <message>
        <source>%1 cannot be written.</source>
        <translation>%1 lässt sich nicht schreiben.</translation>
    </message>
</context>
<context>
    <name>linnet::ProviderButtons</name>
    <message>
        <source>Continue with %1</source>
        <translation>Weiter mit %1</translation>
    </message>
</context>
<context>
    <name>linnet::ProxyDialog</name>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>as this computer is set up</source>
        <translation>wie auf diesem Computer eingestellt</translation>
    </message>
    <message>
        <source>directly</source>
        <translation>direkt</translation>
    </message>
    <message>
        <source>through an HTTP proxy</source>
        <translation>über einen HTTP-Proxy</translation>
    </message>
    <message>
        <source>through a SOCKS5 proxy</source>
        <translation>über einen SOCKS5-Proxy</translation>
    </message>
    <message>
        <source>Type the server first; then this can be tested.</source>
        <translation>Gib zuerst den Server an; dann lässt sich das testen.</translation>
    </message>
    <message>
        <source>Looking for the server…</source>
        <translation>Der Server wird gesucht…</translation>
    </message>
    <message>
        <source>The server was reached, but not through the proxy: what is on this computer is always reached directly.</source>
        <translation>Der Server wurde erreicht, aber nicht über den Proxy: Was auf diesem Computer ist, wird immer direkt erreicht.</translation>
    </message>
    <message>
        <source>The server was reached.</source>
        <translation>Der Server wurde erreicht.</translation>
    </message>
</context>
<context>
    <name>linnet::ProxyForm</name>
    <message>
        <source>&amp;Reach the server:</source>
        <translation>Verbindung zum &amp;Server:</translation>
    </message>
    <message>
        <source>&amp;Address:</source>
        <translation>&amp;Adresse:</translation>
    </message>
    <message>
        <source>P&amp;ort:</source>
        <translation>P&amp;ort:</translation>
    </message>
    <message>
        <source>&amp;User name:</source>
        <translation>&amp;Benutzername:</translation>
    </message>
    <message>
        <source>none, if the proxy asks for no password</source>
        <translation>leer, wenn der Proxy kein Passwort verlangt</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>&amp;Passwort:</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>&amp;Testen</translation>
    </message>
</context>
<context>
    <name>linnet::QrCodeView</name>
    <message>
        <source>QR code, to be scanned with the other device</source>
        <translation>QR-Code, mit dem anderen Gerät zu scannen</translation>
    </message>
</context>
<context>
    <name>linnet::QrGrantDialog</name>
    <message>
        <source>&amp;Open Again</source>
        <translation>&amp;Erneut öffnen</translation>
    </message>
    <message>
        <source>Copy &amp;Address</source>
        <translation>&amp;Adresse kopieren</translation>
    </message>
    <message>
        <source>Sign in another device</source>
        <translation>Anderes Gerät anmelden</translation>
    </message>
    <message>
        <source>No browser could be started. Copy the address and open it yourself.</source>
        <translation>Es konnte kein Browser gestartet werden. Kopiere die Adresse und öffne sie selbst.</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>Der Server wird gefragt …</translation>
    </message>
    <message>
        <source>Waiting for the other device to scan the code…</source>
        <translation>Warten, bis das andere Gerät den Code liest …</translation>
    </message>
    <message>
        <source>Waiting for the other device…</source>
        <translation>Warten auf das andere Gerät …</translation>
    </message>
    <message>
        <source>Waiting until you have agreed in the browser…</source>
        <translation>Warten, bis du im Browser zugestimmt hast …</translation>
    </message>
    <message>
        <source>Handing over the keys…</source>
        <translation>Die Schlüssel werden übergeben …</translation>
    </message>
    <message>
        <source>The other device was not signed in</source>
        <translation>Das andere Gerät wurde nicht angemeldet</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment …</translation>
    </message>
    <message>
        <source>Scan this code with the other device</source>
        <translation>Lies diesen Code mit dem anderen Gerät</translation>
    </message>
    <message>
        <source>Open a Matrix app on it, choose to sign in with a QR code, and hold its camera before this. Show it to nobody else.</source>
        <translation>Öffne dort eine Matrix-App, wähle die Anmeldung mit QR-Code und halte die Kamera vor diesen hier. Zeige ihn sonst niemandem.</translation>
    </message>
    <message>
        <source>Type the two digits that the other device shows</source>
        <translation>Gib die zwei Ziffern ein, die das andere Gerät zeigt</translation>
    </message>
    <message>
        <source>If it shows none, or an error, press Cancel: somebody else may have scanned the code.</source>
        <translation>Zeigt es keine oder einen Fehler, drücke „Abbrechen“: Jemand anderes könnte den Code gelesen haben.</translation>
    </message>
    <message>
        <source>The devices are connected</source>
        <translation>Die Geräte sind verbunden</translation>
    </message>
    <message>
        <source>Agree in the browser</source>
        <translation>Stimme im Browser zu</translation>
    </message>
    <message>
        <source>Your server asks there whether the other device may be signed in.</source>
        <translation>Dein Server fragt dort, ob das andere Gerät angemeldet werden darf.</translation>
    </message>
    <message>
        <source>Almost done</source>
        <translation>Fast fertig</translation>
    </message>
    <message>
        <source>The other device is signed in</source>
        <translation>Das andere Gerät ist angemeldet</translation>
    </message>
    <message>
        <source>It is verified, and can read your encrypted messages.</source>
        <translation>Es ist verifiziert und kann deine verschlüsselten Nachrichten lesen.</translation>
    </message>
    <message>
        <source>Get Another &amp;Code</source>
        <translation>Anderen &amp;Code holen</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>linnet::QrSignInPage</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Einen Moment …</translation>
    </message>
    <message>
        <source>Scan this code with your phone: in the app with which you are signed in there, choose to link another device in the settings. Show the code to nobody else.</source>
        <translation>Lies diesen Code mit deinem Handy: Wähle in der App, mit der du dort angemeldet bist, in den Einstellungen das Verknüpfen eines weiteren Geräts. Zeige den Code sonst niemandem.</translation>
    </message>
    <message>
        <source>Type the two digits that your phone shows. If it shows none, or an error, press Cancel: somebody else may have scanned the code.</source>
        <translation>Gib die zwei Ziffern ein, die dein Handy zeigt. Zeigt es keine oder einen Fehler, drücke „Abbrechen“: Jemand anderes könnte den Code gelesen haben.</translation>
    </message>
    <message>
        <source>The devices are connected.</source>
        <translation>Die Geräte sind verbunden.</translation>
    </message>
    <message>
        <source>Go on in the browser of your phone. If it asks for a code, it is this one:</source>
        <translation>Mach im Browser deines Handys weiter. Fragt er nach einem Code, ist es dieser:</translation>
    </message>
    <message>
        <source>You are signed in. Your phone hands over the keys of your messages.</source>
        <translation>Du bist angemeldet. Dein Handy übergibt die Schlüssel deiner Nachrichten.</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>Der Server wird gefragt …</translation>
    </message>
    <message>
        <source>Waiting for your phone to scan the code…</source>
        <translation>Warten, bis dein Handy den Code liest …</translation>
    </message>
    <message>
        <source>Waiting for your phone…</source>
        <translation>Warten auf dein Handy …</translation>
    </message>
    <message>
        <source>Waiting until you have agreed there…</source>
        <translation>Warten, bis du dort zugestimmt hast …</translation>
    </message>
    <message>
        <source>Waiting for the keys…</source>
        <translation>Warten auf die Schlüssel …</translation>
    </message>
    <message>
        <source>Get Another Code</source>
        <translation>Anderen Code holen</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Sign in with your phone</source>
        <translation>Mit dem Handy anmelden</translation>
    </message>
</context>
<context>
    <name>linnet::QrWords</name>
    <message>
        <source>These are not the digits of the other screen. To be safe, all of it was stopped: begin again, and look at them closely.</source>
        <translation>Das sind nicht die Ziffern des anderen Bildschirms. Sicherheitshalber wurde alles angehalten: Fang noch einmal an und sieh sie genau an.</translation>
    </message>
    <message>
        <source>This session does not have the keys that the other device needs. Verify it first, or enter your recovery key, in the settings under Encryption.</source>
        <translation>Dieser Sitzung fehlen die Schlüssel, die das andere Gerät braucht. Verifiziere sie erst oder gib deinen Wiederherstellungsschlüssel ein: in den Einstellungen unter „Verschlüsselung“.</translation>
    </message>
    <message>
        <source>Something went wrong on the other device. Look there, and begin again.</source>
        <translation>Auf dem anderen Gerät ging etwas schief. Sieh dort nach und fang noch einmal an.</translation>
    </message>
    <message>
        <source>It took too long: servers give this little time, often a minute. Have both devices at hand, and get another code.</source>
        <translation>Es hat zu lange gedauert: Server lassen dafür wenig Zeit, oft eine Minute. Halte beide Geräte bereit und hol einen anderen Code.</translation>
    </message>
    <message>
        <source>The sign-in was declined.</source>
        <translation>Die Anmeldung wurde abgelehnt.</translation>
    </message>
    <message>
        <source>The other app cannot sign in in this way. Sign in there by the browser.</source>
        <translation>Die andere App kann sich so nicht anmelden. Melde dich dort über den Browser an.</translation>
    </message>
    <message>
        <source>Your account has this session already. Begin again on the other device.</source>
        <translation>Dein Konto hat diese Sitzung schon. Fang auf dem anderen Gerät noch einmal an.</translation>
    </message>
    <message>
        <source>Your server does not know the new session, so it was given no keys. Begin again.</source>
        <translation>Dein Server kennt die neue Sitzung nicht, darum bekam sie keine Schlüssel. Fang noch einmal an.</translation>
    </message>
    <message>
        <source>The other app did not understand Linnet. Sign in there by the browser.</source>
        <translation>Die andere App hat Linnet nicht verstanden. Melde dich dort über den Browser an.</translation>
    </message>
</context>
<context>
    <name>linnet::ReasonPopup</name>
    <message>
        <source>Reason (may stay empty)</source>
        <translation>Grund (kann leer bleiben)</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>linnet::RecoveryKeyDialog</name>
    <message>
        <source>Set up a recovery key</source>
        <translation>Wiederherstellungsschlüssel einrichten</translation>
    </message>
    <message>
        <source>New recovery key</source>
        <translation>Neuer Wiederherstellungsschlüssel</translation>
    </message>
    <message>
        <source>Reset encryption</source>
        <translation>Verschlüsselung zurücksetzen</translation>
    </message>
    <message>
        <source>Do this only if you have lost your recovery key and have no other session left that could verify this one. You get a new recovery key, and this is lost:</source>
        <translation>Tu das nur, wenn du deinen Wiederherstellungsschlüssel verloren hast und keine andere Sitzung mehr da ist, die diese verifizieren könnte. Du bekommst einen neuen Wiederherstellungsschlüssel, und das geht verloren:</translation>
    </message>
    <message>
        <source>Encrypted messages of before that cannot be read here will never be readable: their keys in the backup are given up.</source>
        <translation>Verschlüsselte Nachrichten von früher, die hier nicht lesbar sind, werden es nie mehr: ihre Schlüssel in der Sicherung werden aufgegeben.</translation>
    </message>
    <message>
        <source>Who has verified you sees that your identity has changed, and has to verify you again.</source>
        <translation>Wer dich verifiziert hat, sieht, dass deine Identität eine andere ist, und muss dich neu verifizieren.</translation>
    </message>
    <message>
        <source>Your other sessions are no longer verified.</source>
        <translation>Deine anderen Sitzungen sind nicht mehr verifiziert.</translation>
    </message>
    <message>
        <source>With a recovery key you read your encrypted messages wherever you sign in, and keep them if this computer is lost or you sign out.</source>
        <translation>Mit einem Wiederherstellungsschlüssel liest du deine verschlüsselten Nachrichten überall, wo du dich anmeldest, und behältst sie, wenn dieser Rechner verloren geht oder du dich abmeldest.</translation>
    </message>
    <message>
        <source>You get a new recovery key. The one of before, or the passphrase, stops working. Nothing is lost.</source>
        <translation>Du bekommst einen neuen Wiederherstellungsschlüssel. Der bisherige, oder die Passphrase, gilt dann nicht mehr. Es geht nichts verloren.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>Der Server wird gefragt…</translation>
    </message>
    <message>
        <source>Publishing your identity…</source>
        <translation>Deine Identität wird veröffentlicht…</translation>
    </message>
    <message>
        <source>Setting up the backup…</source>
        <translation>Die Sicherung wird eingerichtet…</translation>
    </message>
    <message>
        <source>Storing your keys…</source>
        <translation>Deine Schlüssel werden abgelegt…</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Reset Everything</source>
        <translation>Alles zurücksetzen</translation>
    </message>
    <message>
        <source>You will have to verify people again.</source>
        <translation>Du musst Personen neu verifizieren.</translation>
    </message>
    <message>
        <source>It works like a password to your messages: the server never learns it, and nobody can give it back to you.</source>
        <translation>Er ist wie ein Passwort zu deinen Nachrichten: Der Server erfährt ihn nie, und niemand kann ihn dir zurückgeben.</translation>
    </message>
    <message>
        <source>The key that you have saved is not in use yet.</source>
        <translation>Der Schlüssel, den du gesichert hast, gilt noch nicht.</translation>
    </message>
    <message>
        <source>Continue makes it yours. Cancel once more gives it up.</source>
        <translation>„Weiter“ macht ihn zu deinem. Noch einmal „Abbrechen“ gibt ihn auf.</translation>
    </message>
</context>
<context>
    <name>linnet::RecoveryKeyMaker</name>
    <message>
        <source>Enter your recovery key first, or verify this session.</source>
        <translation>Gib zuerst deinen Wiederherstellungsschlüssel ein, oder verifiziere diese Sitzung.</translation>
    </message>
</context>
<context>
    <name>linnet::RegisterPage</name>
    <message>
        <source>&amp;User name</source>
        <translation>&amp;Benutzername</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Make an account &amp;without a password</source>
        <translation>Konto &amp;ohne Passwort erstellen</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Passwort</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Password &amp;again</source>
        <translation>Passwort &amp;wiederholen</translation>
    </message>
    <message>
        <source>Password again</source>
        <translation>Passwort wiederholen</translation>
    </message>
    <message>
        <source>S&amp;how password</source>
        <translation>Passwort an&amp;zeigen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Create Account</source>
        <translation>Konto erstellen</translation>
    </message>
    <message>
        <source>May stay empty: the server makes one up</source>
        <translation>Kann leer bleiben: Der Server denkt sich einen aus</translation>
    </message>
    <message>
        <source>Create an account</source>
        <translation>Konto erstellen</translation>
    </message>
    <message>
        <source>Without a password nobody can sign in to this account again, you included. Only the access token on this computer opens it: if you sign out or lose that token, the account is lost for ever.</source>
        <translation>Ohne Passwort kann sich niemand mehr bei diesem Konto anmelden, auch du nicht. Nur das Zugangstoken auf diesem Computer öffnet es: Wenn du dich abmeldest oder das Token verlierst, ist das Konto für immer verloren.</translation>
    </message>
    <message>
        <source>Only servers of 2014 make such accounts.</source>
        <translation>Nur Server von 2014 erstellen solche Konten.</translation>
    </message>
    <message>
        <source>Create Without Password</source>
        <translation>Ohne Passwort erstellen</translation>
    </message>
    <message>
        <source>This server wants a password. Only servers of 2014 make accounts without one.</source>
        <translation>Dieser Server verlangt ein Passwort. Nur Server von 2014 erstellen Konten ohne Passwort.</translation>
    </message>
    <message>
        <source>Choose a password.</source>
        <translation>Wähle ein Passwort.</translation>
    </message>
    <message>
        <source>The two passwords are not the same.</source>
        <translation>Die beiden Passwörter sind nicht gleich.</translation>
    </message>
    <message>
        <source>Asking for an account…</source>
        <translation>Das Konto wird angefragt…</translation>
    </message>
    <message>
        <source>That name is free.</source>
        <translation>Dieser Name ist frei.</translation>
    </message>
    <message>
        <source>That name is taken.</source>
        <translation>Dieser Name ist vergeben.</translation>
    </message>
</context>
<context>
    <name>linnet::RelationWords</name>
    <message>
        <source>Message that is not loaded</source>
        <translation>Nachricht, die nicht geladen ist</translation>
    </message>
    <message>
        <source>Message deleted</source>
        <translation>Nachricht gelöscht</translation>
    </message>
    <message>
        <source>(edited)</source>
        <translation>(bearbeitet)</translation>
    </message>
    <message>
        <source>Edited: %1</source>
        <translation>Bearbeitet: %1</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Bearbeitet</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>you</source>
        <translation>du</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n Person</numerusform>
            <numerusform>%n Personen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n other(s)</source>
        <translation>
            <numerusform>%1 und %n weitere Person</numerusform>
            <numerusform>%1 und %n weitere Personen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s)</source>
        <translation>
            <numerusform>%n Antwort</numerusform>
            <numerusform>%n Antworten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n vote(s)</source>
        <translation>
            <numerusform>%n Stimme</numerusform>
            <numerusform>%n Stimmen</numerusform>
        </translation>
    </message>
    <message>
        <source>Poll ended</source>
        <translation>Umfrage beendet</translation>
    </message>
    <message numerus="yes">
        <source>up to %n answer(s) each</source>
        <translation>
            <numerusform>bis zu %n Antwort pro Person</numerusform>
            <numerusform>bis zu %n Antworten pro Person</numerusform>
        </translation>
    </message>
    <message>
        <source>results are shown at the end</source>
        <translation>Ergebnisse erscheinen am Ende</translation>
    </message>
    <message>
        <source>Poll without a question</source>
        <translation>Umfrage ohne Frage</translation>
    </message>
    <message>
        <source>Answer without words</source>
        <translation>Antwort ohne Worte</translation>
    </message>
    <message>
        <source>Reply to a message that is not loaded</source>
        <translation>Antwort auf eine Nachricht, die nicht geladen ist</translation>
    </message>
    <message>
        <source>Reply to %1: %2</source>
        <translation>Antwort auf %1: %2</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>bearbeitet</translation>
    </message>
    <message numerus="yes">
        <source>%n other reaction(s)</source>
        <translation>
            <numerusform>%n weitere Reaktion</numerusform>
            <numerusform>%n weitere Reaktionen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n ungelesen</numerusform>
            <numerusform>%n ungelesen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::RequestDialog</name>
    <message>
        <source>Asking the server</source>
        <translation>Der Server wird gefragt</translation>
    </message>
</context>
<context>
    <name>linnet::ResetPage</name>
    <message>
        <source>S&amp;how password</source>
        <translation>Passwort an&amp;zeigen</translation>
    </message>
    <message>
        <source>All my &amp;sessions are signed out</source>
        <translation>Alle meine &amp;Sitzungen werden abgemeldet</translation>
    </message>
    <message>
        <source>&amp;Send Again</source>
        <translation>&amp;Erneut senden</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>They can no longer read or write anything. What nobody but them has a key to is lost.</source>
        <translation>Dort kann nichts mehr gelesen oder geschrieben werden. Wozu nur dort ein Schlüssel liegt, ist verloren.</translation>
    </message>
    <message>
        <source>&amp;E-mail address</source>
        <translation>&amp;E-Mail-Adresse</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>&amp;New password</source>
        <translation>&amp;Neues Passwort</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Neues Passwort</translation>
    </message>
    <message>
        <source>Password &amp;again</source>
        <translation>Passwort &amp;wiederholen</translation>
    </message>
    <message>
        <source>Password again</source>
        <translation>Passwort wiederholen</translation>
    </message>
    <message>
        <source>A mail is on its way to %1. Open the link in it and do what its page says, then come back here.</source>
        <translation>Eine E-Mail ist unterwegs an %1. Öffne den Link darin, tu, was auf der Seite steht, und komm dann hierher zurück.</translation>
    </message>
    <message>
        <source>The server sends a mail to an address that your account has. With the link in it you set a new password.</source>
        <translation>Der Server schickt eine E-Mail an eine Adresse, die zu deinem Konto gehört. Mit dem Link darin setzt du ein neues Passwort.</translation>
    </message>
    <message>
        <source>Set a new password</source>
        <translation>Neues Passwort setzen</translation>
    </message>
    <message>
        <source>I Have Opened the Link</source>
        <translation>Ich habe den Link geöffnet</translation>
    </message>
    <message>
        <source>Send Mail</source>
        <translation>E-Mail senden</translation>
    </message>
    <message>
        <source>Set Password</source>
        <translation>Passwort setzen</translation>
    </message>
    <message>
        <source>The two passwords are not the same.</source>
        <translation>Die beiden Passwörter sind nicht gleich.</translation>
    </message>
    <message>
        <source>Asking for a mail…</source>
        <translation>Die E-Mail wird angefordert…</translation>
    </message>
    <message>
        <source>Setting the new password…</source>
        <translation>Das neue Passwort wird gesetzt…</translation>
    </message>
    <message>
        <source>This server sends no mails for forgotten passwords. Ask the people who run it.</source>
        <translation>Dieser Server schickt keine E-Mails für vergessene Passwörter. Frag die Leute, die ihn betreiben.</translation>
    </message>
    <message>
        <source>The server says that nobody has opened the link in the mail yet.</source>
        <translation>Der Server sagt, dass noch niemand den Link in der E-Mail geöffnet hat.</translation>
    </message>
    <message>
        <source>No account of this server has this address. Try another one.</source>
        <translation>Kein Konto auf diesem Server hat diese Adresse. Versuche es mit einer anderen.</translation>
    </message>
</context>
<context>
    <name>linnet::RoleCombo</name>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Another level…</source>
        <translation>Andere Stufe…</translation>
    </message>
    <message>
        <source>You cannot give more than you have.</source>
        <translation>Du kannst nicht mehr vergeben, als du hast.</translation>
    </message>
</context>
<context>
    <name>linnet::RoleDesk</name>
    <message>
        <source>The role of %1 could not be changed.</source>
        <translation>Die Rolle von %1 konnte nicht geändert werden.</translation>
    </message>
    <message>
        <source>Another level</source>
        <translation>Andere Stufe</translation>
    </message>
    <message>
        <source>Level (members have %1, moderators %2, admins %3):</source>
        <translation>Stufe (Mitglieder haben %1, Moderatoren %2, Admins %3):</translation>
    </message>
    <message>
        <source>Change role</source>
        <translation>Rolle ändern</translation>
    </message>
    <message>
        <source>New role of %1: %2.</source>
        <translation>Neue Rolle von %1: %2.</translation>
    </message>
    <message>
        <source>%1 You cannot take that back: they have as much to say as you now.</source>
        <translation>%1 Das kannst du nicht zurücknehmen: Diese Person darf jetzt so viel wie du.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>linnet::RoleMenu</name>
    <message>
        <source>Rol&amp;e</source>
        <translation>&amp;Rolle</translation>
    </message>
    <message>
        <source>Another &amp;level…</source>
        <translation>Andere &amp;Stufe …</translation>
    </message>
    <message>
        <source>You cannot give more than you have.</source>
        <translation>Du kannst nicht mehr vergeben, als du hast.</translation>
    </message>
</context>
<context>
    <name>linnet::RoomAccessPage</name>
    <message>
        <source>&amp;Guests without an account can join</source>
        <translation>&amp;Gäste ohne Konto können beitreten</translation>
    </message>
    <message>
        <source>&amp;Encrypt messages…</source>
        <translation>Nachrichten &amp;verschlüsseln…</translation>
    </message>
    <message>
        <source>Who can read what was said</source>
        <translation>Wer lesen kann, was gesagt wurde</translation>
    </message>
    <message>
        <source>Anybody, without joining too</source>
        <translation>Alle, auch ohne beizutreten</translation>
    </message>
    <message>
        <source>Members, from the beginning</source>
        <translation>Mitglieder, von Anfang an</translation>
    </message>
    <message>
        <source>Members, since they were invited</source>
        <translation>Mitglieder, ab ihrer Einladung</translation>
    </message>
    <message>
        <source>Members, since they joined</source>
        <translation>Mitglieder, ab ihrem Beitritt</translation>
    </message>
    <message>
        <source>This counts for what is said from then on.</source>
        <translation>Das gilt für alles, was von da an gesagt wird.</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>Only who is in this room can read what is said. This can never be turned off.</source>
        <translation>Nur wer in diesem Raum ist, kann lesen, was gesagt wird. Das lässt sich nie wieder ausschalten.</translation>
    </message>
    <message>
        <source>Messages are not encrypted.</source>
        <translation>Nachrichten sind nicht verschlüsselt.</translation>
    </message>
    <message>
        <source>What is said here is looked at by %1 first, which may refuse it.</source>
        <translation>%1 prüft zuerst, was hier gesagt wird, und kann es ablehnen.</translation>
    </message>
</context>
<context>
    <name>linnet::RoomActions</name>
    <message>
        <source>%1 is no room: that is an address like #name:server, an id or a link.</source>
        <translation>%1 ist kein Raum: Räume haben eine Adresse wie #name:server, eine ID oder einen Link.</translation>
    </message>
    <message>
        <source>%1 is nobody: a Matrix id looks like @name:server.</source>
        <translation>%1 ist niemand: Eine Matrix-ID sieht so aus: @name:server.</translation>
    </message>
</context>
<context>
    <name>linnet::RoomChanges</name>
    <message>
        <source>%1 is nobody: a Matrix id looks like @name:server.</source>
        <translation>%1 ist niemand: Eine Matrix-ID sieht so aus: @name:server.</translation>
    </message>
</context>
<context>
    <name>linnet::RoomChoice</name>
    <message>
        <source>Find a room</source>
        <translation>Raum suchen</translation>
    </message>
</context>
<context>
    <name>linnet::RoomDialogs</name>
    <message>
        <source>That is you.</source>
        <translation>Das bist du.</translation>
    </message>
    <message>
        <source>This link leads to no room and no person.</source>
        <translation>Dieser Link führt zu keinem Raum und keiner Person.</translation>
    </message>
    <message numerus="yes">
        <source>%n invitation(s) sent.</source>
        <translation>
            <numerusform>%n Einladung gesendet.</numerusform>
            <numerusform>%n Einladungen gesendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Leave %1?</source>
        <translation>%1 verlassen?</translation>
    </message>
    <message>
        <source>You are the last one here: nobody will be able to come back.</source>
        <translation>Außer dir ist niemand mehr hier: Niemand wird zurückkommen können.</translation>
    </message>
    <message>
        <source>You will get no more messages from it. To come back you may need an invitation.</source>
        <translation>Du bekommst daraus keine Nachrichten mehr. Um zurückzukommen, brauchst du vielleicht eine Einladung.</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Verlassen</translation>
    </message>
    <message>
        <source>Forget %1?</source>
        <translation>%1 vergessen?</translation>
    </message>
    <message>
        <source>Its messages will be erased from this computer, and the room leaves your list.</source>
        <translation>Seine Nachrichten werden von diesem Computer gelöscht, und der Raum verschwindet aus deiner Liste.</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Only its members will be able to read what is said from then on, not the server. This can never be turned off.</source>
        <translation>Was ab dann gesagt wird, können nur die Mitglieder lesen, nicht der Server. Das lässt sich nie wieder ausschalten.</translation>
    </message>
    <message>
        <source>Everybody can join this room, so this keeps little secret, and those who come later cannot read what was said before.</source>
        <translation>Diesem Raum können alle beitreten, geheim bleibt also wenig, und wer später kommt, kann nicht lesen, was vorher gesagt wurde.</translation>
    </message>
    <message>
        <source>Encrypt messages in %1?</source>
        <translation>Nachrichten in %1 verschlüsseln?</translation>
    </message>
    <message>
        <source>Encrypt</source>
        <translation>Verschlüsseln</translation>
    </message>
    <message>
        <source>Join all the same?</source>
        <translation>Trotzdem beitreten?</translation>
    </message>
    <message>
        <source>Your policy list %1 warns of this room.</source>
        <translation>Deine Sperrliste %1 warnt vor diesem Raum.</translation>
    </message>
    <message>
        <source>Your policy list %1 warns of this room: %2</source>
        <translation>Deine Sperrliste %1 warnt vor diesem Raum: %2</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Beitreten</translation>
    </message>
    <message>
        <source>&amp;Forget it too: erase its messages from this computer</source>
        <translation>Auch &amp;vergessen: seine Nachrichten von diesem Computer löschen</translation>
    </message>
</context>
<context>
    <name>linnet::RoomGeneralPage</name>
    <message>
        <source>Here your server tells you what you should know. Nobody else can write here.</source>
        <translation>Hier sagt dir dein Server, was du wissen solltest. Niemand sonst kann hier schreiben.</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Topic</source>
        <translation>&amp;Thema</translation>
    </message>
    <message>
        <source>Up&amp;grade…</source>
        <translation>Aktualisie&amp;ren…</translation>
    </message>
    <message>
        <source>&amp;Leave…</source>
        <translation>&amp;Verlassen…</translation>
    </message>
    <message>
        <source>This is a space of version %1.</source>
        <translation>Das ist ein Space der Version %1.</translation>
    </message>
    <message>
        <source>This is a room of version %1.</source>
        <translation>Das ist ein Raum der Version %1.</translation>
    </message>
</context>
<context>
    <name>linnet::RoomHeader</name>
    <message>
        <source>Show the whole topic</source>
        <translation>Das ganze Thema anzeigen</translation>
    </message>
    <message numerus="yes">
        <source>%n pinned message(s)</source>
        <translation>
            <numerusform>%n angeheftete Nachricht</numerusform>
            <numerusform>%n angeheftete Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>Unread threads</source>
        <translation>Ungelesene Threads</translation>
    </message>
    <message>
        <source>Show what is unread in threads</source>
        <translation>Zeigen, was in Threads ungelesen ist</translation>
    </message>
    <message>
        <source>Encrypted. You have verified everybody in this room.</source>
        <translation>Verschlüsselt. Du hast alle in diesem Raum verifiziert.</translation>
    </message>
    <message>
        <source>Encrypted: only who is in this room can read what is said.</source>
        <translation>Verschlüsselt: Nur wer in diesem Raum ist, kann lesen, was gesagt wird.</translation>
    </message>
</context>
<context>
    <name>linnet::RoomListModel</name>
    <message>
        <source>A message waits to be sent</source>
        <translation>Eine Nachricht wartet auf das Senden</translation>
    </message>
    <message>
        <source>A message could not be sent</source>
        <translation>Eine Nachricht ließ sich nicht senden</translation>
    </message>
    <message numerus="yes">
        <source>at least %n mention(s)</source>
        <translation>
            <numerusform>mindestens %n Erwähnung</numerusform>
            <numerusform>mindestens %n Erwähnungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mention(s)</source>
        <translation>
            <numerusform>%n Erwähnung</numerusform>
            <numerusform>%n Erwähnungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at least %n unread message(s)</source>
        <translation>
            <numerusform>mindestens %n ungelesene Nachricht</numerusform>
            <numerusform>mindestens %n ungelesene Nachrichten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread message(s)</source>
        <translation>
            <numerusform>%n ungelesene Nachricht</numerusform>
            <numerusform>%n ungelesene Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>maybe unread messages</source>
        <translation>vielleicht ungelesene Nachrichten</translation>
    </message>
    <message>
        <source>marked as unread</source>
        <translation>als ungelesen markiert</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>stumm</translation>
    </message>
</context>
<context>
    <name>linnet::RoomListSettingsPage</name>
    <message>
        <source>&amp;Group rooms: favourites, people, rooms and sections of your own</source>
        <translation>Räume &amp;gruppieren: Favoriten, Personen, Räume und eigene Abschnitte</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>A to Z</source>
        <translation>A bis Z</translation>
    </message>
    <message>
        <source>Unread first</source>
        <translation>Ungelesene zuerst</translation>
    </message>
    <message>
        <source>Favourites, low priority and sections of your own stand as you put them: drag a room, or move it with Alt+Shift+Up and Down.</source>
        <translation>Favoriten, niedrige Priorität und eigene Abschnitte stehen so, wie du sie anordnest: Ziehe einen Raum, oder verschiebe ihn mit Alt+Umschalt+Pfeil auf und ab.</translation>
    </message>
    <message>
        <source>&amp;Sort rooms:</source>
        <translation>Räume &amp;sortieren:</translation>
    </message>
</context>
<context>
    <name>linnet::RoomListView</name>
    <message>
        <source>Rooms</source>
        <translation>Räume</translation>
    </message>
</context>
<context>
    <name>linnet::RoomListing</name>
    <message>
        <source>%1 is no address: one looks like #name:server.</source>
        <translation>%1 ist keine Adresse: Eine Adresse sieht so aus: #name:server.</translation>
    </message>
</context>
<context>
    <name>linnet::RoomOrder</name>
    <message>
        <source>Invitations</source>
        <translation>Einladungen</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoriten</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>Räume</translation>
    </message>
    <message>
        <source>Low priority</source>
        <translation>Niedrige Priorität</translation>
    </message>
    <message>
        <source>Server notices</source>
        <translation>Servermeldungen</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Verlassene Räume</translation>
    </message>
</context>
<context>
    <name>linnet::RoomOrganizer</name>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>It notifies as before.</source>
        <translation>Die Benachrichtigungen bleiben wie bisher.</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Mentions and keywords</source>
        <translation>Erwähnungen und Schlüsselwörter</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>Low priority</source>
        <translation>Niedrige Priorität</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>Abschnitt</translation>
    </message>
    <message>
        <source>New section…</source>
        <translation>Neuer Abschnitt…</translation>
    </message>
    <message>
        <source>This is a room</source>
        <translation>Das ist ein Raum</translation>
    </message>
    <message>
        <source>It is a direct chat as before.</source>
        <translation>Es bleibt ein direkter Chat.</translation>
    </message>
    <message>
        <source>This is a direct chat</source>
        <translation>Das ist ein direkter Chat</translation>
    </message>
    <message>
        <source>The section stays where it was.</source>
        <translation>Der Abschnitt bleibt, wo er war.</translation>
    </message>
    <message>
        <source>Rename section…</source>
        <translation>Abschnitt umbenennen…</translation>
    </message>
    <message>
        <source>Move section up</source>
        <translation>Abschnitt nach oben</translation>
    </message>
    <message>
        <source>Move section down</source>
        <translation>Abschnitt nach unten</translation>
    </message>
    <message>
        <source>Remove section…</source>
        <translation>Abschnitt entfernen…</translation>
    </message>
    <message>
        <source>Group rooms</source>
        <translation>Räume gruppieren</translation>
    </message>
    <message>
        <source>Sort rooms</source>
        <translation>Räume sortieren</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>A to Z</source>
        <translation>A bis Z</translation>
    </message>
    <message>
        <source>Unread first</source>
        <translation>Ungelesene zuerst</translation>
    </message>
    <message>
        <source>The room is back where it was.</source>
        <translation>Der Raum ist wieder, wo er war.</translation>
    </message>
    <message>
        <source>It is a room as before.</source>
        <translation>Es bleibt ein Raum.</translation>
    </message>
    <message>
        <source>A direct chat is one of two people.</source>
        <translation>Ein direkter Chat ist einer zu zweit.</translation>
    </message>
    <message>
        <source>Name of the section:</source>
        <translation>Name des Abschnitts:</translation>
    </message>
    <message>
        <source>New section</source>
        <translation>Neuer Abschnitt</translation>
    </message>
    <message>
        <source>The section was not made.</source>
        <translation>Der Abschnitt wurde nicht erstellt.</translation>
    </message>
    <message>
        <source>Rename section</source>
        <translation>Abschnitt umbenennen</translation>
    </message>
    <message>
        <source>Not all of it was renamed.</source>
        <translation>Nicht alles wurde umbenannt.</translation>
    </message>
    <message>
        <source>Remove the section %1?</source>
        <translation>Abschnitt %1 entfernen?</translation>
    </message>
    <message>
        <source>Its rooms stay, among the others.</source>
        <translation>Seine Räume bleiben, bei den anderen.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Not all of it was removed.</source>
        <translation>Nicht alles wurde entfernt.</translation>
    </message>
    <message>
        <source>Only a room of two people can be one.</source>
        <translation>Nur ein Raum mit zwei Personen kann einer sein.</translation>
    </message>
</context>
<context>
    <name>linnet::RoomPage</name>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>No room is open</source>
        <translation>Kein Raum ist geöffnet</translation>
    </message>
    <message>
        <source>Choose one from the list, or find one with %1.</source>
        <translation>Wähle einen aus der Liste oder suche einen mit %1.</translation>
    </message>
    <message>
        <source>Create one, or join one that is there.</source>
        <translation>Erstelle einen oder tritt einem bei, den es schon gibt.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 wants to chat with you</source>
        <translation>%1 möchte mit dir chatten</translation>
    </message>
    <message>
        <source>You are invited to %1</source>
        <translation>Du bist in %1 eingeladen</translation>
    </message>
    <message>
        <source>Invited by %1</source>
        <translation>Eingeladen von %1</translation>
    </message>
    <message>
        <source>Decline and ignore</source>
        <translation>Ablehnen und ignorieren</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>Melden…</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
</context>
<context>
    <name>linnet::RoomPanel</name>
    <message>
        <source>Find a room</source>
        <translation>Raum suchen</translation>
    </message>
    <message>
        <source>Find a room (%1)</source>
        <translation>Raum suchen (%1)</translation>
    </message>
    <message>
        <source>No rooms yet</source>
        <translation>Noch keine Räume</translation>
    </message>
    <message>
        <source>Make a room and invite people, or join one that is there.</source>
        <translation>Erstelle einen Raum und lade andere ein, oder tritt einem bei, den es schon gibt.</translation>
    </message>
    <message>
        <source>Create a room</source>
        <translation>Raum erstellen</translation>
    </message>
    <message>
        <source>Join a room</source>
        <translation>Einem Raum beitreten</translation>
    </message>
    <message>
        <source>Show all rooms</source>
        <translation>Alle Räume zeigen</translation>
    </message>
    <message>
        <source>No room found</source>
        <translation>Kein Raum gefunden</translation>
    </message>
    <message>
        <source>Nothing here is called “%1”.</source>
        <translation>Nichts hier heißt „%1“.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>Als gelesen markieren</translation>
    </message>
    <message>
        <source>Invite…</source>
        <translation>Einladen…</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Forget…</source>
        <translation>Vergessen…</translation>
    </message>
    <message>
        <source>Leave…</source>
        <translation>Verlassen…</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Mark as unread</source>
        <translation>Als ungelesen markieren</translation>
    </message>
    <message>
        <source>Look for rooms</source>
        <translation>Nach Räumen suchen</translation>
    </message>
    <message>
        <source>No rooms here yet</source>
        <translation>Hier noch keine Räume</translation>
    </message>
    <message>
        <source>You are in no room of %1.</source>
        <translation>Du bist in keinem Raum von %1.</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Zurückziehen</translation>
    </message>
    <message>
        <source>All your rooms are in spaces</source>
        <translation>Alle deine Räume sind in Spaces</translation>
    </message>
    <message>
        <source>Here are only rooms that are in no space.</source>
        <translation>Hier stehen nur Räume, die in keinem Space sind.</translation>
    </message>
</context>
<context>
    <name>linnet::RoomPlacing</name>
    <message>
        <source>Add to a space</source>
        <translation>Zu einem Space hinzufügen</translation>
    </message>
    <message>
        <source>You are in no space.</source>
        <translation>Du bist in keinem Space.</translation>
    </message>
    <message>
        <source>You manage none of your spaces.</source>
        <translation>Du verwaltest keinen deiner Spaces.</translation>
    </message>
    <message>
        <source>The room is in it.</source>
        <translation>Der Raum ist schon darin.</translation>
    </message>
    <message>
        <source>Only those who manage this space can do that.</source>
        <translation>Das können nur die, die diesen Space verwalten.</translation>
    </message>
    <message>
        <source>The room was not added: %1</source>
        <translation>Der Raum wurde nicht hinzugefügt: %1</translation>
    </message>
    <message>
        <source>“%1” is in “%2” now.</source>
        <translation>„%1“ ist jetzt in „%2“.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>The room is still in the space: %1</source>
        <translation>Der Raum ist noch im Space: %1</translation>
    </message>
</context>
<context>
    <name>linnet::RoomPowers</name>
    <message>
        <source>Nobody would be left who can change permissions here.</source>
        <translation>Hier könnte dann niemand mehr Berechtigungen ändern.</translation>
    </message>
    <message>
        <source>You could not take this back yourself.</source>
        <translation>Du könntest das selbst nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Who made the room always stands above everybody else.</source>
        <translation>Wer den Raum erstellt hat, steht immer über allen anderen.</translation>
    </message>
</context>
<context>
    <name>linnet::RoomPreview</name>
    <message>
        <source>sent an image</source>
        <translation>Bild gesendet</translation>
    </message>
    <message>
        <source>sent a sound</source>
        <translation>Tonaufnahme gesendet</translation>
    </message>
    <message>
        <source>sent a video</source>
        <translation>Video gesendet</translation>
    </message>
    <message>
        <source>sent a file</source>
        <translation>Datei gesendet</translation>
    </message>
    <message>
        <source>sent a place</source>
        <translation>hat einen Ort gesendet</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>sender: last words</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Message deleted</source>
        <translation>Nachricht gelöscht</translation>
    </message>
    <message>
        <source>%1 joined</source>
        <translation>%1 ist beigetreten</translation>
    </message>
    <message>
        <source>%1 invited somebody</source>
        <translation>%1 hat jemanden eingeladen</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 hat den Raum verlassen</translation>
    </message>
    <message>
        <source>%1 banned somebody</source>
        <translation>%1 hat jemanden verbannt</translation>
    </message>
    <message>
        <source>%1 asks to join</source>
        <translation>%1 bittet um Einlass</translation>
    </message>
    <message>
        <source>%1 made this room</source>
        <translation>%1 hat den Raum erstellt</translation>
    </message>
    <message>
        <source>%1 changed the room&apos;s name</source>
        <translation>%1 hat den Namen des Raums geändert</translation>
    </message>
    <message>
        <source>%1 changed the topic</source>
        <translation>%1 hat das Thema geändert</translation>
    </message>
    <message>
        <source>%1 changed the room&apos;s picture</source>
        <translation>%1 hat das Bild des Raums geändert</translation>
    </message>
    <message>
        <source>You are invited</source>
        <translation>Du bist eingeladen</translation>
    </message>
    <message>
        <source>%1 invites you</source>
        <translation>%1 lädt dich ein</translation>
    </message>
    <message>
        <source>You are no longer in this room</source>
        <translation>Du bist nicht mehr in diesem Raum</translation>
    </message>
    <message>
        <source>You were banned from this room</source>
        <translation>Du wurdest aus diesem Raum verbannt</translation>
    </message>
    <message>
        <source>You have asked to join</source>
        <translation>Du hast um Einlass gebeten</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
    <message>
        <source>encrypted message</source>
        <translation>verschlüsselte Nachricht</translation>
    </message>
    <message>
        <source>sent a sticker</source>
        <translation>hat einen Sticker gesendet</translation>
    </message>
    <message>
        <source>You joined</source>
        <translation>Du bist beigetreten</translation>
    </message>
    <message>
        <source>You invited somebody</source>
        <translation>Du hast jemanden eingeladen</translation>
    </message>
    <message>
        <source>You left</source>
        <translation>Du hast den Raum verlassen</translation>
    </message>
    <message>
        <source>You banned somebody</source>
        <translation>Du hast jemanden verbannt</translation>
    </message>
    <message>
        <source>You asked to join</source>
        <translation>Du hast um Einlass gebeten</translation>
    </message>
    <message>
        <source>You made this room</source>
        <translation>Du hast den Raum erstellt</translation>
    </message>
    <message>
        <source>You changed the room&apos;s name</source>
        <translation>Du hast den Namen des Raums geändert</translation>
    </message>
    <message>
        <source>You changed the topic</source>
        <translation>Du hast das Thema geändert</translation>
    </message>
    <message>
        <source>You changed the room&apos;s picture</source>
        <translation>Du hast das Bild des Raums geändert</translation>
    </message>
    <message>
        <source>Poll deleted</source>
        <translation>Umfrage gelöscht</translation>
    </message>
    <message>
        <source>poll: %1</source>
        <translation>Umfrage: %1</translation>
    </message>
    <message>
        <source>request to verify</source>
        <translation>Anfrage zur Verifizierung</translation>
    </message>
</context>
<context>
    <name>linnet::RoomPreviewPage</name>
    <message>
        <source>Decline</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>The last words there</source>
        <translation>Die letzten Nachrichten dort</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Say who you are and why you ask (may stay empty)</source>
        <translation>Sag, wer du bist und warum du fragst (kann leer bleiben)</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>There is no such room</source>
        <translation>Diesen Raum gibt es nicht</translation>
    </message>
    <message>
        <source>This room cannot be shown</source>
        <translation>Dieser Raum lässt sich nicht anzeigen</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>1 person</source>
        <translation>1 Person</translation>
    </message>
    <message>
        <source>%1 people</source>
        <translation>%1 Personen</translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation>Verschlüsselt</translation>
    </message>
    <message>
        <source>Everybody can read it</source>
        <translation>Alle können mitlesen</translation>
    </message>
    <message>
        <source>Nothing more can be seen of it from outside.</source>
        <translation>Mehr ist von außen nicht zu sehen.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>You are in this room.</source>
        <translation>Du bist in diesem Raum.</translation>
    </message>
    <message>
        <source>Accept the invitation</source>
        <translation>Einladung annehmen</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Beitreten</translation>
    </message>
    <message>
        <source>Ask to join</source>
        <translation>Um Einlass bitten</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Zurückziehen</translation>
    </message>
    <message>
        <source>You asked to join. Somebody there has to let you in.</source>
        <translation>Du hast um Einlass gebeten. Jemand dort muss dich noch hereinlassen.</translation>
    </message>
    <message>
        <source>Sign in to join</source>
        <translation>Zum Beitreten anmelden</translation>
    </message>
</context>
<context>
    <name>linnet::RoomRights</name>
    <message>
        <source>This server cannot do this.</source>
        <translation>Das kann dieser Server nicht.</translation>
    </message>
    <message>
        <source>You are not in this room.</source>
        <translation>Du bist nicht in diesem Raum.</translation>
    </message>
    <message>
        <source>Only who made the room may change this.</source>
        <translation>Nur wer den Raum erstellt hat, darf das ändern.</translation>
    </message>
    <message>
        <source>Who may change this: %1. You are: %2.</source>
        <translation>Wer das ändern darf: %1. Du bist: %2.</translation>
    </message>
    <message>
        <source>This room is too old for it. Upgrade the room first.</source>
        <translation>Dafür ist dieser Raum zu alt. Aktualisiere ihn zuerst.</translation>
    </message>
    <message>
        <source>Encryption can never be turned off.</source>
        <translation>Die Verschlüsselung lässt sich nie wieder ausschalten.</translation>
    </message>
    <message>
        <source>Who made the room always stands above everybody else.</source>
        <translation>Wer den Raum erstellt hat, steht immer über allen anderen.</translation>
    </message>
    <message>
        <source>You can change only people who stand below you.</source>
        <translation>Du kannst das nur bei Personen ändern, die unter dir stehen.</translation>
    </message>
    <message>
        <source>Rooms of 2014 have roles for people only.</source>
        <translation>Räume von 2014 haben Rollen nur für Personen.</translation>
    </message>
    <message>
        <source>This needs more than you may give.</source>
        <translation>Das verlangt mehr, als du vergeben darfst.</translation>
    </message>
    <message>
        <source>Spaces have no messages.</source>
        <translation>In Spaces gibt es keine Nachrichten.</translation>
    </message>
    <message>
        <source>This room was replaced already.</source>
        <translation>Dieser Raum wurde schon ersetzt.</translation>
    </message>
</context>
<context>
    <name>linnet::RoomSectionModel</name>
    <message>
        <source>closed</source>
        <translation>zugeklappt</translation>
    </message>
    <message>
        <source>open</source>
        <translation>aufgeklappt</translation>
    </message>
    <message numerus="yes">
        <source>%n mention(s)</source>
        <translation>
            <numerusform>%n Erwähnung</numerusform>
            <numerusform>%n Erwähnungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread room(s)</source>
        <translation>
            <numerusform>%n ungelesener Raum</numerusform>
            <numerusform>%n ungelesene Räume</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::RoomSections</name>
    <message>
        <source>Unnamed</source>
        <translation>Ohne Namen</translation>
    </message>
    <message>
        <source>A section needs a name.</source>
        <translation>Ein Abschnitt braucht einen Namen.</translation>
    </message>
    <message>
        <source>This name is too long.</source>
        <translation>Dieser Name ist zu lang.</translation>
    </message>
    <message>
        <source>There is a section of that name.</source>
        <translation>Einen Abschnitt mit diesem Namen gibt es schon.</translation>
    </message>
    <message>
        <source>There are too many sections.</source>
        <translation>Es gibt zu viele Abschnitte.</translation>
    </message>
</context>
<context>
    <name>linnet::RoomSettingsWindow</name>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugang</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Berechtigungen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Laden…</translation>
    </message>
    <message>
        <source>Space settings</source>
        <translation>Space-Einstellungen</translation>
    </message>
    <message>
        <source>Room settings</source>
        <translation>Raumeinstellungen</translation>
    </message>
    <message>
        <source>Settings of the space %1</source>
        <translation>Einstellungen für den Space %1</translation>
    </message>
    <message>
        <source>Settings of %1</source>
        <translation>Einstellungen für %1</translation>
    </message>
    <message>
        <source>Some of it could not be loaded</source>
        <translation>Einiges ließ sich nicht laden</translation>
    </message>
    <message>
        <source>The settings could not be loaded</source>
        <translation>Die Einstellungen ließen sich nicht laden</translation>
    </message>
</context>
<context>
    <name>linnet::RoomView</name>
    <message>
        <source>the thread</source>
        <comment>This is the start of the thread</comment>
        <translation>der Thread</translation>
    </message>
</context>
<context>
    <name>linnet::RoomWriting</name>
    <message>
        <source>The draft of this room could not be read. %1</source>
        <translation>Der Entwurf für diesen Raum ließ sich nicht lesen. %1</translation>
    </message>
    <message>
        <source>This draft could not be kept. %1</source>
        <translation>Dieser Entwurf ließ sich nicht speichern. %1</translation>
    </message>
    <message>
        <source>A command in %1 did not work.</source>
        <translation>Ein Befehl in %1 ist fehlgeschlagen.</translation>
    </message>
</context>
<context>
    <name>linnet::RowBody</name>
    <message>
        <source>Hidden text. Click to see it.</source>
        <translation>Verborgener Text. Klicken, um ihn zu sehen.</translation>
    </message>
    <message>
        <source>Hidden text: %1. Click to see it.</source>
        <translation>Verborgener Text: %1. Klicken, um ihn zu sehen.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>linnet::RowLayout</name>
    <message>
        <source>new messages</source>
        <translation>neue Nachrichten</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Open on the map</source>
        <translation>Auf der Karte öffnen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>+%1</source>
        <translation>+%1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Do not send</source>
        <translation>Nicht senden</translation>
    </message>
    <message>
        <source>Sound on or off</source>
        <translation>Ton an oder aus</translation>
    </message>
    <message>
        <source>Open large</source>
        <translation>Groß öffnen</translation>
    </message>
    <message>
        <source>Show the older room</source>
        <translation>Den älteren Raum anzeigen</translation>
    </message>
</context>
<context>
    <name>linnet::RowPicture</name>
    <message>
        <source>GIF</source>
        <comment>on a picture that could move</comment>
        <translation>GIF</translation>
    </message>
    <message>
        <source>Show picture</source>
        <translation>Bild anzeigen</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>linnet::RowTime</name>
    <message>
        <source>d MMM</source>
        <comment>day and month, as 23 Nov</comment>
        <translation>d. MMM</translation>
    </message>
</context>
<context>
    <name>linnet::RowWords</name>
    <message>
        <source>Message deleted</source>
        <translation>Nachricht gelöscht</translation>
    </message>
    <message>
        <source>This message is encrypted</source>
        <translation>Diese Nachricht ist verschlüsselt</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Standort</translation>
    </message>
    <message>
        <source>File without a name</source>
        <translation>Datei ohne Namen</translation>
    </message>
    <message>
        <source>Sticker</source>
        <translation>Sticker</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Voice message</source>
        <translation>Sprachnachricht</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>the message does not say where it is</source>
        <translation>die Nachricht sagt nicht, wo das ist</translation>
    </message>
    <message numerus="yes">
        <source>Read by %1 and %n other(s)</source>
        <translation>
            <numerusform>Gelesen von %1 und %n weiteren Person</numerusform>
            <numerusform>Gelesen von %1 und %n weiteren Personen</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>Read by %1</source>
        <translation>Gelesen von %1</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Wird gesendet</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
    </message>
    <message>
        <source>Not sent: %1</source>
        <translation>Nicht gesendet: %1</translation>
    </message>
    <message>
        <source>New messages</source>
        <translation>Neue Nachrichten</translation>
    </message>
    <message>
        <source>Mentions you</source>
        <translation>Erwähnt dich</translation>
    </message>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation>
            <numerusform>%n neue Nachricht</numerusform>
            <numerusform>%n neue Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1%</source>
        <comment>a part of a whole</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <comment>played time of the whole</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Sending, %1</source>
        <translation>Wird gesendet, %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>what is here of a file</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Loading… %1</source>
        <comment>how many percent</comment>
        <translation>Wird geladen … %1</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Laden…</translation>
    </message>
    <message>
        <source>Encrypted, its key is on the way</source>
        <translation>Verschlüsselt, der Schlüssel ist unterwegs</translation>
    </message>
</context>
<context>
    <name>linnet::SafetySettings</name>
    <message>
        <source>Ignored people</source>
        <translation>Ignorierte Personen</translation>
    </message>
    <message>
        <source>Nobody. A person&apos;s menu has “Ignore”.</source>
        <translation>Niemand. Im Menü einer Person steht „Ignorieren“.</translation>
    </message>
    <message>
        <source>Stop ignoring</source>
        <translation>Nicht mehr ignorieren</translation>
    </message>
    <message>
        <source>Policy lists</source>
        <translation>Sperrlisten</translation>
    </message>
    <message>
        <source>None. The menu of a room has “Use as a policy list”.</source>
        <translation>Keine. Im Menü eines Raums steht „Als Sperrliste verwenden“.</translation>
    </message>
    <message>
        <source>Stop using</source>
        <translation>Nicht mehr verwenden</translation>
    </message>
    <message>
        <source>Who may invite you</source>
        <translation>Wer dich einladen darf</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>People with whom I am in a room</source>
        <translation>Personen, mit denen ich in einem Raum bin</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>Rooms in which others write down whom to keep away from. What these people say is hidden here, and their invitations wait apart.</source>
        <translation>Räume, in denen andere festhalten, von wem man sich fernhalten soll. Was diese Personen sagen, ist hier verborgen, und ihre Einladungen warten gesondert.</translation>
    </message>
    <message>
        <source>Invitations of others are hidden on your devices with Linnet. They do not learn of it.</source>
        <translation>Einladungen von anderen sind auf deinen Geräten mit Linnet verborgen. Wer dich einlädt, erfährt davon nichts.</translation>
    </message>
    <message>
        <source>Your server does not know this rule: invitations are hidden on your devices with Linnet, and who invites you does not learn of it.</source>
        <translation>Dein Server kennt diese Regel nicht: Einladungen sind auf deinen Geräten mit Linnet verborgen, und wer dich einlädt, erfährt davon nichts.</translation>
    </message>
    <message>
        <source>Your server turns invitations down.</source>
        <translation>Dein Server lehnt Einladungen ab.</translation>
    </message>
    <message>
        <source>being read</source>
        <translation>wird gelesen</translation>
    </message>
    <message>
        <source>%1 people, %2 servers, %3 rooms</source>
        <translation>%1 Personen, %2 Server, %3 Räume</translation>
    </message>
    <message>
        <source>could not be read: %1</source>
        <translation>ließ sich nicht lesen: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name of a list: what is in it</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Who may invite you could not be changed.</source>
        <translation>Wer dich einladen darf, ließ sich nicht ändern.</translation>
    </message>
    <message>
        <source>They are still ignored.</source>
        <translation>Sie werden weiterhin ignoriert.</translation>
    </message>
    <message>
        <source>Your policy lists could not be changed.</source>
        <translation>Deine Sperrlisten ließen sich nicht ändern.</translation>
    </message>
</context>
<context>
    <name>linnet::ServerAclSetting</name>
    <message>
        <source>Choose &amp;servers…</source>
        <translation>&amp;Server wählen…</translation>
    </message>
    <message>
        <source>Servers &amp;without a name may take part</source>
        <translation>Server &amp;ohne Namen dürfen teilnehmen</translation>
    </message>
    <message>
        <source>A&amp;pply</source>
        <translation>An&amp;wenden</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>Servers that may take part, one a line; * stands for any letters:</source>
        <translation>Server, die teilnehmen dürfen, einer je Zeile; * steht für beliebige Zeichen:</translation>
    </message>
    <message>
        <source>Of these, servers that may not:</source>
        <translation>Davon Server, die nicht teilnehmen dürfen:</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>This would shut out your own server</source>
        <translation>Das würde deinen eigenen Server aussperren</translation>
    </message>
    <message>
        <source>Nobody on %1, you too, could take part any more or take it back.</source>
        <translation>Niemand auf %1, auch du nicht, könnte noch teilnehmen oder das rückgängig machen.</translation>
    </message>
    <message>
        <source>Shut it out</source>
        <translation>Aussperren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>All servers may take part.</source>
        <translation>Alle Server dürfen teilnehmen.</translation>
    </message>
    <message numerus="yes">
        <source>%n server(s) may not take part.</source>
        <translation>
            <numerusform>%n Server darf nicht teilnehmen.</numerusform>
            <numerusform>%n Server dürfen nicht teilnehmen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Only some servers may take part.</source>
        <translation>Nur einige Server dürfen teilnehmen.</translation>
    </message>
</context>
<context>
    <name>linnet::ServerPage</name>
    <message>
        <source>Type your Matrix id, or the name of your server.</source>
        <translation>Gib deine Matrix-ID oder den Namen deines Servers ein.</translation>
    </message>
    <message>
        <source>&amp;Matrix id or server</source>
        <translation>&amp;Matrix-ID oder Server</translation>
    </message>
    <message>
        <source>Matrix id or server</source>
        <translation>Matrix-ID oder Server</translation>
    </message>
    <message>
        <source>@name:example.org</source>
        <translation>@name:example.org</translation>
    </message>
    <message>
        <source>&amp;Proxy…</source>
        <translation>&amp;Proxy…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Sign in to Matrix</source>
        <translation>Bei Matrix anmelden</translation>
    </message>
    <message>
        <source>Looking for the server…</source>
        <translation>Der Server wird gesucht…</translation>
    </message>
    <message>
        <source>Asking %1 how to sign in…</source>
        <translation>%1 wird gefragt, wie man sich anmeldet…</translation>
    </message>
</context>
<context>
    <name>linnet::SessionsSettingsPage</name>
    <message>
        <source>This session</source>
        <translation>Diese Sitzung</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>Cannot read encrypted messages</source>
        <translation>Kann keine verschlüsselten Nachrichten lesen</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Verifiziert</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>Nicht verifiziert</translation>
    </message>
    <message>
        <source>&amp;Verify…</source>
        <translation>&amp;Verifizieren…</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>&amp;Umbenennen…</translation>
    </message>
    <message>
        <source>Sign &amp;out…</source>
        <translation>Abmel&amp;den…</translation>
    </message>
    <message>
        <source>Sign out &amp;all others…</source>
        <translation>&amp;Alle anderen abmelden…</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>Your sessions</source>
        <translation>Deine Sitzungen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Your sessions could not be loaded</source>
        <translation>Deine Sitzungen konnten nicht geladen werden</translation>
    </message>
    <message>
        <source>Rename session</source>
        <translation>Sitzung umbenennen</translation>
    </message>
    <message>
        <source>Others can see this name:</source>
        <translation>Andere können diesen Namen sehen:</translation>
    </message>
    <message>
        <source>The session could not be renamed</source>
        <translation>Die Sitzung konnte nicht umbenannt werden</translation>
    </message>
    <message>
        <source>Trust only sessions that their owners have verified</source>
        <translation>Nur Sitzungen vertrauen, die ihre Besitzer verifiziert haben</translation>
    </message>
    <message>
        <source>Others cannot read what you write then, and what comes from them is hidden.</source>
        <translation>Andere können dann nicht lesen, was du schreibst, und was von ihnen kommt, ist verborgen.</translation>
    </message>
    <message>
        <source>Sign in another device with a &amp;QR code…</source>
        <translation>Anderes Gerät mit &amp;QR-Code anmelden …</translation>
    </message>
</context>
<context>
    <name>linnet::SettingNote</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig machen</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert…</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation>Nicht gespeichert: %1</translation>
    </message>
</context>
<context>
    <name>linnet::SettingsPages</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>linnet::SettingsWindow</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Pictures and files</source>
        <translation>Bilder und Dateien</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privatsphäre</translation>
    </message>
    <message>
        <source>Spelling</source>
        <translation>Rechtschreibung</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Room list</source>
        <translation>Raumliste</translation>
    </message>
</context>
<context>
    <name>linnet::SignIn</name>
    <message>
        <source>This server cannot tell whose token this is. Give your Matrix id too.</source>
        <translation>Dieser Server kann nicht sagen, wem dieses Token gehört. Gib auch deine Matrix-ID an.</translation>
    </message>
    <message>
        <source>This token belongs to %1.</source>
        <translation>Dieses Token gehört zu %1.</translation>
    </message>
</context>
<context>
    <name>linnet::SignInAgainDialog</name>
    <message>
        <source>This is an access &amp;token</source>
        <translation>Das ist ein Zugangs&amp;token</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Neu anmelden</translation>
    </message>
    <message>
        <source>The server no longer accepts the sign-in of %1.</source>
        <translation>Der Server nimmt die Anmeldung von %1 nicht mehr an.</translation>
    </message>
    <message>
        <source>Sign in again to go on. What is stored on this computer stays.</source>
        <translation>Melde dich neu an, um weiterzumachen. Was auf diesem Computer gespeichert ist, bleibt.</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>&amp;Passwort:</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Sign In</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>That is %1, somebody else.</source>
        <translation>Das ist %1, jemand anderes.</translation>
    </message>
    <message>
        <source>Continue in the &amp;Browser</source>
        <translation>Weiter im &amp;Browser</translation>
    </message>
    <message>
        <source>Sign in again to go on. What is stored on this computer stays; keys to encrypted messages then come from your recovery key or from another session.</source>
        <translation>Melde dich neu an, um weiterzumachen. Was auf diesem Computer gespeichert ist, bleibt; Schlüssel zu verschlüsselten Nachrichten kommen dann über deinen Wiederherstellungsschlüssel oder aus einer anderen Sitzung.</translation>
    </message>
    <message>
        <source>Use a &amp;Code on Another Device</source>
        <translation>Einen &amp;Code auf einem anderen Gerät eingeben</translation>
    </message>
</context>
<context>
    <name>linnet::SignInHeader</name>
    <message>
        <source>the original protocol of 2014</source>
        <translation>das ursprüngliche Protokoll von 2014</translation>
    </message>
    <message>
        <source>today&apos;s Matrix protocol</source>
        <translation>das heutige Matrix-Protokoll</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>server – protocol</comment>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>unter %1</translation>
    </message>
    <message>
        <source>The connection to this server is not encrypted: others can read your password and your messages on the way.</source>
        <translation>Die Verbindung zu diesem Server ist nicht verschlüsselt: Andere können dein Passwort und deine Nachrichten unterwegs mitlesen.</translation>
    </message>
</context>
<context>
    <name>linnet::SignInWindow</name>
    <message>
        <source>The server did not end the sign-in that you gave up. It stays valid there until you end it from another program.</source>
        <translation>Der Server hat die verworfene Anmeldung nicht beendet. Sie gilt dort weiter, bis du sie aus einem anderen Programm beendest.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>After you have signed in, “%1” is shown.</source>
        <translation>Nach dem Anmelden wird „%1“ gezeigt.</translation>
    </message>
</context>
<context>
    <name>linnet::SignOutDialog</name>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Sign out of %1?</source>
        <translation>%1 abmelden?</translation>
    </message>
    <message numerus="yes">
        <source>The keys to encrypted messages are not all backed up: %n of them would be lost, and the messages could not be read again.</source>
        <translation>
            <numerusform>Die Schlüssel zu verschlüsselten Nachrichten sind nicht alle gesichert: %n ginge verloren, und die Nachrichten wären nicht mehr zu lesen.</numerusform>
            <numerusform>Die Schlüssel zu verschlüsselten Nachrichten sind nicht alle gesichert: %n gingen verloren, und die Nachrichten wären nicht mehr zu lesen.</numerusform>
        </translation>
    </message>
    <message>
        <source>With a recovery key they are kept.</source>
        <translation>Mit einem Wiederherstellungsschlüssel bleiben sie erhalten.</translation>
    </message>
    <message>
        <source>Settings, Encryption says what helps.</source>
        <translation>Einstellungen, Verschlüsselung sagt, was hilft.</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) that could not be sent yet will be lost.</source>
        <translation>
            <numerusform>%n Nachricht, die noch nicht gesendet werden konnte, geht verloren.</numerusform>
            <numerusform>%n Nachrichten, die noch nicht gesendet werden konnten, gehen verloren.</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything that Linnet has stored of this account on this computer will be erased. Your settings, the words added to the spelling and what is on the server stay.</source>
        <translation>Alles, was Linnet von diesem Konto auf diesem Computer gespeichert hat, wird gelöscht. Deine Einstellungen, die Wörter, die du der Rechtschreibung hinzugefügt hast, und was auf dem Server ist, bleiben.</translation>
    </message>
    <message>
        <source>Sign Out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Set Up a Recovery Key…</source>
        <translation>Wiederherstellungsschlüssel einrichten…</translation>
    </message>
    <message>
        <source>Settings, Encryption can write them into a file.</source>
        <translation>Einstellungen, Verschlüsselung kann sie in eine Datei schreiben.</translation>
    </message>
</context>
<context>
    <name>linnet::SignOutSessionsDialog</name>
    <message>
        <source>Sign out sessions</source>
        <translation>Sitzungen abmelden</translation>
    </message>
    <message>
        <source>&amp;Sign out</source>
        <translation>&amp;Abmelden</translation>
    </message>
    <message>
        <source>Your &amp;password:</source>
        <translation>Dein &amp;Passwort:</translation>
    </message>
    <message>
        <source>Sign out %1?</source>
        <translation>%1 abmelden?</translation>
    </message>
    <message numerus="yes">
        <source>Sign out %n other session(s)?</source>
        <translation>
            <numerusform>%n andere Sitzung abmelden?</numerusform>
            <numerusform>%n andere Sitzungen abmelden?</numerusform>
        </translation>
    </message>
    <message>
        <source>They can no longer read or write anything. What nobody but them has a key to is lost.</source>
        <translation>Dort kann nichts mehr gelesen oder geschrieben werden. Wozu nur dort ein Schlüssel liegt, ist verloren.</translation>
    </message>
    <message>
        <source>The server wants to be sure that it is you, in a way that Linnet does not know.</source>
        <translation>Der Server will sicher sein, dass du es bist, auf eine Art, die Linnet nicht kennt.</translation>
    </message>
    <message>
        <source>This is not your password.</source>
        <translation>Das ist nicht dein Passwort.</translation>
    </message>
    <message>
        <source>The server wants your password before it does that.</source>
        <translation>Der Server will dein Passwort, bevor er das tut.</translation>
    </message>
</context>
<context>
    <name>linnet::SizeText</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n Byte</numerusform>
            <numerusform>%n Byte</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::Skeleton</name>
    <message>
        <source>Loading</source>
        <translation>Wird geladen</translation>
    </message>
</context>
<context>
    <name>linnet::SourceWindow</name>
    <message>
        <source>Message source</source>
        <translation>Quelltext der Nachricht</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>linnet::SpaceDesk</name>
    <message>
        <source>Only rooms that are in no space</source>
        <translation>Nur Räume, die in keinem Space sind</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Mark all as read</source>
        <translation>Alles als gelesen markieren</translation>
    </message>
    <message>
        <source>Invite…</source>
        <translation>Einladen…</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Only those who manage this space can do that.</source>
        <translation>Das können nur die, die diesen Space verwalten.</translation>
    </message>
    <message>
        <source>Add rooms…</source>
        <translation>Räume hinzufügen…</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Leave…</source>
        <translation>Verlassen…</translation>
    </message>
    <message>
        <source>The order was not kept: %1</source>
        <translation>Die Reihenfolge wurde nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Create a room in it…</source>
        <translation>Raum darin erstellen …</translation>
    </message>
    <message>
        <source>Create a space in it…</source>
        <translation>Space darin erstellen …</translation>
    </message>
</context>
<context>
    <name>linnet::SpaceDialogs</name>
    <message>
        <source>The room was created, but is not in the space: %1</source>
        <translation>Der Raum wurde erstellt, ist aber nicht im Space: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n room(s) added.</source>
        <translation>
            <numerusform>%n Raum hinzugefügt.</numerusform>
            <numerusform>%n Räume hinzugefügt.</numerusform>
        </translation>
    </message>
    <message>
        <source>The space was created, but is not in the other one: %1</source>
        <translation>Der Space wurde erstellt, liegt aber nicht in dem anderen: %1</translation>
    </message>
</context>
<context>
    <name>linnet::SpaceLobby</name>
    <message>
        <source>Invite…</source>
        <translation>Einladen…</translation>
    </message>
    <message>
        <source>Find in this space</source>
        <translation>In diesem Space suchen</translation>
    </message>
    <message>
        <source>No room found</source>
        <translation>Kein Raum gefunden</translation>
    </message>
    <message>
        <source>Nothing here is called “%1”.</source>
        <translation>Nichts hier heißt „%1“.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add rooms…</source>
        <translation>Räume hinzufügen…</translation>
    </message>
    <message>
        <source>Show all rooms</source>
        <translation>Alle Räume zeigen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Public space</source>
        <translation>Öffentlicher Space</translation>
    </message>
    <message>
        <source>Private space</source>
        <translation>Privater Space</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n Mitglied</numerusform>
            <numerusform>%n Mitglieder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n room(s)</source>
        <translation>
            <numerusform>%n Raum</numerusform>
            <numerusform>%n Räume</numerusform>
        </translation>
    </message>
    <message>
        <source>Only those who manage this space can do that.</source>
        <translation>Das können nur die, die diesen Space verwalten.</translation>
    </message>
    <message>
        <source>Join all suggested (%1)</source>
        <translation>Allen vorgeschlagenen beitreten (%1)</translation>
    </message>
    <message>
        <source>The rooms of this space did not come</source>
        <translation>Die Räume dieses Spaces ließen sich nicht laden</translation>
    </message>
    <message>
        <source>You cannot see the rooms of this space</source>
        <translation>Die Räume dieses Spaces kannst du nicht sehen</translation>
    </message>
    <message>
        <source>No rooms in this space yet</source>
        <translation>Noch keine Räume in diesem Space</translation>
    </message>
    <message>
        <source>Add rooms that are there, or create one.</source>
        <translation>Füge vorhandene Räume hinzu, oder erstelle einen.</translation>
    </message>
    <message>
        <source>Your server does not tell which other rooms there are.</source>
        <translation>Dein Server sagt nicht, welche anderen Räume es gibt.</translation>
    </message>
    <message>
        <source>Looking for more rooms…</source>
        <translation>Weitere Räume werden gesucht…</translation>
    </message>
    <message numerus="yes">
        <source>%n more room(s) that you cannot see</source>
        <translation>
            <numerusform>%n weiterer Raum, den du nicht sehen kannst</numerusform>
            <numerusform>%n weitere Räume, die du nicht sehen kannst</numerusform>
        </translation>
    </message>
    <message>
        <source>Do not suggest</source>
        <translation>Nicht mehr vorschlagen</translation>
    </message>
    <message>
        <source>Suggest to members</source>
        <translation>Mitgliedern vorschlagen</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Remove from the space</source>
        <translation>Aus dem Space entfernen</translation>
    </message>
    <message>
        <source>The space was not changed: %1</source>
        <translation>Der Space wurde nicht geändert: %1</translation>
    </message>
    <message>
        <source>Show…</source>
        <translation>Ansehen…</translation>
    </message>
    <message>
        <source>Create a room in it…</source>
        <translation>Raum darin erstellen …</translation>
    </message>
    <message>
        <source>Create a space in it…</source>
        <translation>Space darin erstellen …</translation>
    </message>
</context>
<context>
    <name>linnet::SpaceModel</name>
    <message>
        <source>Rooms in no space</source>
        <translation>Räume in keinem Space</translation>
    </message>
    <message>
        <source>All rooms</source>
        <translation>Alle Räume</translation>
    </message>
    <message numerus="yes">
        <source>%n mention(s)</source>
        <translation>
            <numerusform>%n Erwähnung</numerusform>
            <numerusform>%n Erwähnungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread message(s)</source>
        <translation>
            <numerusform>%n ungelesene Nachricht</numerusform>
            <numerusform>%n ungelesene Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>maybe unread messages</source>
        <translation>vielleicht ungelesene Nachrichten</translation>
    </message>
    <message>
        <source>marked as unread</source>
        <translation>als ungelesen markiert</translation>
    </message>
    <message>
        <source>its spaces are shown</source>
        <translation>seine Spaces werden gezeigt</translation>
    </message>
    <message>
        <source>has spaces in it</source>
        <translation>enthält Spaces</translation>
    </message>
</context>
<context>
    <name>linnet::SpaceRail</name>
    <message>
        <source>Create a space, or join one</source>
        <translation>Einen Space erstellen oder einem beitreten</translation>
    </message>
    <message>
        <source>Create a space…</source>
        <translation>Space erstellen…</translation>
    </message>
    <message>
        <source>Join a space…</source>
        <translation>Einem Space beitreten…</translation>
    </message>
</context>
<context>
    <name>linnet::SpaceTitle</name>
    <message>
        <source>Show the space and all its rooms</source>
        <translation>Den Space und alle seine Räume zeigen</translation>
    </message>
    <message>
        <source>What can be done with the space</source>
        <translation>Was sich mit dem Space tun lässt</translation>
    </message>
</context>
<context>
    <name>linnet::SpaceView</name>
    <message>
        <source>Spaces</source>
        <translation>Spaces</translation>
    </message>
</context>
<context>
    <name>linnet::SpellMarks</name>
    <message>
        <source>No suggestions</source>
        <translation>Keine Vorschläge</translation>
    </message>
    <message>
        <source>Add to dictionary</source>
        <translation>Ins Wörterbuch aufnehmen</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>Ignorieren</translation>
    </message>
</context>
<context>
    <name>linnet::SpellingSettingsPage</name>
    <message>
        <source>No dictionary is installed. On Debian and Ubuntu they are packages like hunspell-en-us and hunspell-de-de, on Fedora hunspell-en, on Arch hunspell-en_us.</source>
        <translation>Es ist kein Wörterbuch installiert. Unter Debian und Ubuntu sind das Pakete wie hunspell-en-us und hunspell-de-de, unter Fedora hunspell-en, unter Arch hunspell-en_us.</translation>
    </message>
    <message>
        <source>A word is right if one of these languages has it:</source>
        <translation>Ein Wort ist richtig, wenn eine dieser Sprachen es kennt:</translation>
    </message>
</context>
<context>
    <name>linnet::SquarePicture</name>
    <message>
        <source>This file holds no picture.</source>
        <translation>Diese Datei enthält kein Bild.</translation>
    </message>
</context>
<context>
    <name>linnet::StagePage</name>
    <message>
        <source>I &amp;agree</source>
        <translation>Ich stimme &amp;zu</translation>
    </message>
    <message>
        <source>&amp;Registration token</source>
        <translation>&amp;Registrierungstoken</translation>
    </message>
    <message>
        <source>Registration token</source>
        <translation>Registrierungstoken</translation>
    </message>
    <message>
        <source>Open Page</source>
        <translation>Seite öffnen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>The server wants to see that you are a person. It asks on a page of its own.</source>
        <translation>Der Server will sehen, dass du ein Mensch bist. Er fragt auf einer eigenen Seite.</translation>
    </message>
    <message>
        <source>The server wants to know your e-mail address. It asks on a page of its own.</source>
        <translation>Der Server will deine E-Mail-Adresse wissen. Er fragt auf einer eigenen Seite.</translation>
    </message>
    <message>
        <source>The server wants to know your telephone number. It asks on a page of its own.</source>
        <translation>Der Server will deine Telefonnummer wissen. Er fragt auf einer eigenen Seite.</translation>
    </message>
    <message>
        <source>The server wants you to sign in somewhere else, on a page of its own.</source>
        <translation>Der Server will, dass du dich woanders anmeldest, auf einer eigenen Seite.</translation>
    </message>
    <message>
        <source>The server asks for something that only its own page can ask (%1).</source>
        <translation>Der Server verlangt etwas, das nur seine eigene Seite fragen kann (%1).</translation>
    </message>
    <message>
        <source>The server makes an account only for those who agree to its terms.</source>
        <translation>Der Server erstellt ein Konto nur für alle, die seinen Bedingungen zustimmen.</translation>
    </message>
    <message>
        <source>The server makes an account only for those who have a registration token. The people who run it give them out.</source>
        <translation>Der Server erstellt ein Konto nur mit einem Registrierungstoken. Die Betreiber des Servers geben es aus.</translation>
    </message>
    <message>
        <source>Open it, do what it says, and come back here.</source>
        <translation>Öffne sie, tu, was dort steht, und komm hierher zurück.</translation>
    </message>
    <message>
        <source>I Am Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>The server does not take this token. Check it and try again.</source>
        <translation>Der Server nimmt dieses Token nicht an. Prüfe es und versuche es erneut.</translation>
    </message>
    <message>
        <source>The server says that this is not done yet.</source>
        <translation>Der Server sagt, dass das noch nicht erledigt ist.</translation>
    </message>
    <message>
        <source>The server did not take this. Try again.</source>
        <translation>Der Server hat das nicht angenommen. Versuche es erneut.</translation>
    </message>
    <message>
        <source>Create an account</source>
        <translation>Konto erstellen</translation>
    </message>
    <message>
        <source>No browser could be started. Open this page yourself:</source>
        <translation>Kein Browser ließ sich starten. Öffne diese Seite selbst:</translation>
    </message>
    <message>
        <source>Asking for the account…</source>
        <translation>Das Konto wird angefragt…</translation>
    </message>
    <message>
        <source>&amp;E-mail address</source>
        <translation>&amp;E-Mail-Adresse</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>C&amp;ode from the message</source>
        <translation>C&amp;ode aus der Nachricht</translation>
    </message>
    <message>
        <source>Code from the message</source>
        <translation>Code aus der Nachricht</translation>
    </message>
    <message>
        <source>Send Again</source>
        <translation>Erneut senden</translation>
    </message>
    <message>
        <source>Use Another Address</source>
        <translation>Andere Adresse verwenden</translation>
    </message>
    <message>
        <source>The server makes an account only for those who have an e-mail address. It sends you a mail.</source>
        <translation>Der Server erstellt ein Konto nur mit einer E-Mail-Adresse. Er schickt dir eine E-Mail.</translation>
    </message>
    <message>
        <source>The server makes an account only for those who have a telephone. It sends you a message. Begin with the country: +44 20…</source>
        <translation>Der Server erstellt ein Konto nur mit einer Telefonnummer. Er schickt dir eine Nachricht. Beginne mit dem Land: +49 30…</translation>
    </message>
    <message>
        <source>A code is on its way to %1. Type it here.</source>
        <translation>Ein Code ist unterwegs an %1. Gib ihn hier ein.</translation>
    </message>
    <message>
        <source>A mail is on its way to %1. Open the link in it, then come back here.</source>
        <translation>Eine E-Mail ist unterwegs an %1. Öffne den Link darin, und komm dann hierher zurück.</translation>
    </message>
    <message>
        <source>A message is on its way to %1. Do what it says, then come back here.</source>
        <translation>Eine Nachricht ist unterwegs an %1. Tu, was dort steht, und komm dann hierher zurück.</translation>
    </message>
    <message>
        <source>T&amp;elephone number</source>
        <translation>T&amp;elefonnummer</translation>
    </message>
    <message>
        <source>Telephone number</source>
        <translation>Telefonnummer</translation>
    </message>
    <message>
        <source>Use Another Number</source>
        <translation>Andere Nummer verwenden</translation>
    </message>
    <message>
        <source>The server does not take this code. Check it and try again.</source>
        <translation>Der Server nimmt diesen Code nicht an. Prüfe ihn und versuche es erneut.</translation>
    </message>
    <message>
        <source>The server says that nobody has opened the link in the mail yet.</source>
        <translation>Der Server sagt, dass noch niemand den Link in der E-Mail geöffnet hat.</translation>
    </message>
    <message>
        <source>Asking for a message…</source>
        <translation>Eine Nachricht wird angefordert…</translation>
    </message>
    <message>
        <source>Asking for another message…</source>
        <translation>Eine weitere Nachricht wird angefordert…</translation>
    </message>
</context>
<context>
    <name>linnet::StateEditDialog</name>
    <message>
        <source>Send a state event</source>
        <translation>Zustandsereignis senden</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>This takes the place of what the room has, for everybody in it. What you break here may be broken for ever.</source>
        <translation>Das tritt für alle im Raum an die Stelle dessen, was er hat. Was du hier kaputt machst, bleibt vielleicht für immer kaputt.</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>&amp;Type:</source>
        <translation>&amp;Typ:</translation>
    </message>
    <message>
        <source>State &amp;key:</source>
        <translation>&amp;Zustandsschlüssel:</translation>
    </message>
    <message>
        <source>This is no JSON: %1</source>
        <translation>Das ist kein JSON: %1</translation>
    </message>
    <message>
        <source>It has to be a JSON object.</source>
        <translation>Es muss ein JSON-Objekt sein.</translation>
    </message>
</context>
<context>
    <name>linnet::StateExplorer</name>
    <message>
        <source>Find in the state</source>
        <translation>Im Zustand suchen</translation>
    </message>
    <message>
        <source>State of %1</source>
        <translation>Zustand von %1</translation>
    </message>
    <message>
        <source>State events</source>
        <translation>Zustandsereignisse</translation>
    </message>
    <message>
        <source>The event</source>
        <translation>Das Ereignis</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>&amp;Bearbeiten…</translation>
    </message>
    <message>
        <source>&amp;New…</source>
        <translation>&amp;Neu…</translation>
    </message>
    <message>
        <source>&amp;Reload</source>
        <translation>Neu &amp;laden</translation>
    </message>
    <message>
        <source>The server cannot be reached: this is what is stored here</source>
        <translation>Der Server ist nicht erreichbar: Das ist, was hier gespeichert ist</translation>
    </message>
    <message>
        <source>The state could not be loaded</source>
        <translation>Der Zustand ließ sich nicht laden</translation>
    </message>
</context>
<context>
    <name>linnet::StateModel</name>
    <message>
        <source>(empty key)</source>
        <translation>(leerer Schlüssel)</translation>
    </message>
</context>
<context>
    <name>linnet::TargetBar</name>
    <message>
        <source>Show the message</source>
        <translation>Die Nachricht anzeigen</translation>
    </message>
    <message>
        <source>Edit message</source>
        <translation>Nachricht bearbeiten</translation>
    </message>
    <message>
        <source>Reply to %1</source>
        <translation>Antwort an %1</translation>
    </message>
    <message>
        <source>Do not edit (Esc)</source>
        <translation>Nicht bearbeiten (Esc)</translation>
    </message>
    <message>
        <source>Do not reply (Esc)</source>
        <translation>Nicht antworten (Esc)</translation>
    </message>
</context>
<context>
    <name>linnet::TextSetting</name>
    <message>
        <source>Somebody has changed it meanwhile, to: %1</source>
        <translation>Jemand hat das inzwischen geändert, und zwar in: %1</translation>
    </message>
</context>
<context>
    <name>linnet::ThreadDock</name>
    <message>
        <source>Thread</source>
        <translation>Thread</translation>
    </message>
    <message>
        <source>Thread (%1)</source>
        <translation>Thread (%1)</translation>
    </message>
</context>
<context>
    <name>linnet::ThreadsPopup</name>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Laden…</translation>
    </message>
    <message>
        <source>Nothing was said in a thread here.</source>
        <translation>Hier wurde nichts in einem Thread gesagt.</translation>
    </message>
    <message>
        <source>What it answers is not stored here.</source>
        <translation>Worauf das antwortet, ist hier nicht gespeichert.</translation>
    </message>
    <message>
        <source>The server could not be asked for more. Try again</source>
        <translation>Der Server konnte nicht nach mehr gefragt werden. Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Mehr zeigen</translation>
    </message>
</context>
<context>
    <name>linnet::TimelineActions</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Report this message to the people who run the server?</source>
        <translation>Diese Nachricht den Betreibern des Servers melden?</translation>
    </message>
    <message>
        <source>Delete this message for everybody?</source>
        <translation>Diese Nachricht für alle löschen?</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Melden</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>&amp;Open link</source>
        <translation>Link öff&amp;nen</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Copy &amp;link address</source>
        <translation>Linkadresse ko&amp;pieren</translation>
    </message>
    <message>
        <source>&amp;Copy text</source>
        <translation>Te&amp;xt kopieren</translation>
    </message>
    <message>
        <source>&amp;Copy selection</source>
        <translation>Aus&amp;wahl kopieren</translation>
    </message>
    <message>
        <source>Copy c&amp;ode</source>
        <translation>&amp;Code kopieren</translation>
    </message>
    <message>
        <source>Show &amp;hidden text</source>
        <translation>&amp;Verborgenen Text zeigen</translation>
    </message>
    <message>
        <source>&amp;Open on the map</source>
        <translation>Auf der Karte öff&amp;nen</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Öff&amp;nen</translation>
    </message>
    <message>
        <source>&amp;Retry</source>
        <translation>E&amp;rneut versuchen</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>Verwer&amp;fen</translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>&amp;Speichern unter…</translation>
    </message>
    <message>
        <source>S&amp;how pictures</source>
        <translation>Bilder an&amp;zeigen</translation>
    </message>
    <message>
        <source>&amp;Hide pictures again</source>
        <translation>Bilder wieder &amp;verbergen</translation>
    </message>
    <message>
        <source>&amp;Open in another program</source>
        <translation>In einem anderen Programm &amp;öffnen</translation>
    </message>
    <message>
        <source>Your report goes to the people who run your server. Nobody in the room sees it.</source>
        <translation>Deine Meldung geht an die Betreiber deines Servers. Niemand im Raum sieht sie.</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Delete %n message(s)…</source>
        <translation>
            <numerusform>%n Nachricht &amp;löschen …</numerusform>
            <numerusform>%n Nachrichten &amp;löschen …</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::TimelineKeys</name>
    <message>
        <source>Nothing selected</source>
        <translation>Nichts ausgewählt</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) selected</source>
        <translation>
            <numerusform>%n Nachricht ausgewählt</numerusform>
            <numerusform>%n Nachrichten ausgewählt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::TimelinePlaceholder</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Older messages could not be loaded</source>
        <translation>Ältere Nachrichten ließen sich nicht laden</translation>
    </message>
    <message>
        <source>The messages could not be loaded</source>
        <translation>Die Nachrichten ließen sich nicht laden</translation>
    </message>
    <message>
        <source>No messages yet</source>
        <translation>Noch keine Nachrichten</translation>
    </message>
    <message>
        <source>This is the start of the room</source>
        <translation>Hier beginnt der Raum</translation>
    </message>
    <message>
        <source>This is the start of %1</source>
        <translation>Hier beginnt %1</translation>
    </message>
    <message>
        <source>Loading messages</source>
        <translation>Nachrichten werden geladen</translation>
    </message>
</context>
<context>
    <name>linnet::TimelineSettingsPage</name>
    <message>
        <source>Say when people change their &amp;name or picture</source>
        <translation>Zeigen, wenn jemand &amp;Namen oder Bild ändert</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Bequem</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Kompakt</translation>
    </message>
    <message>
        <source>&amp;Density:</source>
        <translation>&amp;Dichte:</translation>
    </message>
</context>
<context>
    <name>linnet::TimelineToolbar</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
</context>
<context>
    <name>linnet::TimelineView</name>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
</context>
<context>
    <name>linnet::TokenPage</name>
    <message>
        <source>Open Sign-In Page</source>
        <translation>Anmeldeseite öffnen</translation>
    </message>
    <message>
        <source>&amp;Access token</source>
        <translation>&amp;Zugangstoken</translation>
    </message>
    <message>
        <source>Access token</source>
        <translation>Zugangstoken</translation>
    </message>
    <message>
        <source>S&amp;how token</source>
        <translation>Token &amp;anzeigen</translation>
    </message>
    <message>
        <source>Your &amp;Matrix id</source>
        <translation>Deine &amp;Matrix-ID</translation>
    </message>
    <message>
        <source>Your Matrix id</source>
        <translation>Deine Matrix-ID</translation>
    </message>
    <message>
        <source>@name:example.org</source>
        <translation>@name:example.org</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Sign In</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Create an Account</source>
        <translation>Konto erstellen</translation>
    </message>
    <message>
        <source>single sign-on in the browser (%1)</source>
        <translation>Single Sign-on im Browser (%1)</translation>
    </message>
    <message>
        <source>a token for a single use (%1)</source>
        <translation>ein Token für einmaligen Gebrauch (%1)</translation>
    </message>
    <message>
        <source>a bridge or another service (%1)</source>
        <translation>eine Brücke oder ein anderer Dienst (%1)</translation>
    </message>
    <message>
        <source>an account somewhere else (%1)</source>
        <translation>ein Konto anderswo (%1)</translation>
    </message>
    <message>
        <source>a mail to you (%1)</source>
        <translation>eine E-Mail an dich (%1)</translation>
    </message>
    <message>
        <source>a riddle for people only (%1)</source>
        <translation>ein Rätsel, das nur Menschen lösen (%1)</translation>
    </message>
    <message>
        <source>This server does not take a password here, and does not say what it wants instead.</source>
        <translation>Dieser Server nimmt hier kein Passwort an und sagt nicht, was er stattdessen will.</translation>
    </message>
    <message>
        <source>This server does not take a password here. It wants one of these:</source>
        <translation>Dieser Server nimmt hier kein Passwort an. Er will eines davon:</translation>
    </message>
    <message>
        <source>Sign in on the server&apos;s page, or with a program that knows these ways, and paste the access token that you get.</source>
        <translation>Melde dich auf der Seite des Servers an oder mit einem Programm, das diese Wege kennt, und füge das Zugangstoken ein, das du bekommst.</translation>
    </message>
    <message>
        <source>Another Matrix program that is signed in can show its access token. Linnet then shares that sign-in: when one of them signs out, both are.</source>
        <translation>Ein anderes Matrix-Programm, das angemeldet ist, kann sein Zugangstoken anzeigen. Linnet teilt sich dann die Anmeldung mit ihm: Wenn sich eines abmeldet, sind beide abgemeldet.</translation>
    </message>
    <message>
        <source>Sign in with an access token</source>
        <translation>Mit Zugangstoken anmelden</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Looking for the server&apos;s page…</source>
        <translation>Die Seite des Servers wird gesucht…</translation>
    </message>
    <message>
        <source>This server has no page to sign in on.</source>
        <translation>Dieser Server hat keine Seite zum Anmelden.</translation>
    </message>
    <message>
        <source>No browser could be started. Open this page yourself:</source>
        <translation>Kein Browser ließ sich starten. Öffne diese Seite selbst:</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Anmelden…</translation>
    </message>
</context>
<context>
    <name>linnet::TroubleWindow</name>
    <message>
        <source>Your messages are safe on this computer, but the key to them is in the system&apos;s keychain. Start the keychain (GNOME Keyring, KWallet or another one), then try again.</source>
        <translation>Deine Nachrichten sind auf diesem Computer sicher, aber der Schlüssel dazu liegt im Schlüsselbund des Systems. Starte den Schlüsselbund (GNOME-Schlüsselbund, KWallet oder einen anderen) und versuche es dann erneut.</translation>
    </message>
    <message>
        <source>Your messages are safe on this computer, but the key to them is in the system&apos;s keychain. Unlock the keychain, then try again.</source>
        <translation>Deine Nachrichten sind auf diesem Computer sicher, aber der Schlüssel dazu liegt im Schlüsselbund des Systems. Entsperre den Schlüsselbund und versuche es dann erneut.</translation>
    </message>
    <message>
        <source>The key to the messages on this computer is gone from the system&apos;s keychain. You can set the messages aside and sign in again; the server still has them.</source>
        <translation>Der Schlüssel zu den Nachrichten auf diesem Computer ist nicht mehr im Schlüsselbund des Systems. Du kannst die Nachrichten beiseitelegen und dich neu anmelden; der Server hat sie noch.</translation>
    </message>
    <message>
        <source>The key to your messages is kept in a file under it. If you have forgotten it, you can set the messages of this computer aside and sign in again; the server still has them.</source>
        <translation>Der Schlüssel zu deinen Nachrichten liegt in einer Datei, die sie schützt. Wenn du sie vergessen hast, kannst du die Nachrichten dieses Computers beiseitelegen und dich neu anmelden; der Server hat sie noch.</translation>
    </message>
    <message>
        <source>You can set the damaged file aside and sign in again; the server still has your messages. Messages that were not sent yet stay in the damaged file.</source>
        <translation>Du kannst die beschädigte Datei beiseitelegen und dich neu anmelden; der Server hat deine Nachrichten noch. Nachrichten, die noch nicht gesendet wurden, bleiben in der beschädigten Datei.</translation>
    </message>
    <message>
        <source>Start the newer Linnet, or use another profile (--profile NAME).</source>
        <translation>Starte das neuere Linnet oder verwende ein anderes Profil (--profile NAME).</translation>
    </message>
    <message>
        <source>Close the other Linnet, then try again.</source>
        <translation>Schließe das andere Linnet und versuche es dann erneut.</translation>
    </message>
    <message>
        <source>Make some room on the disk, then try again.</source>
        <translation>Schaffe etwas Platz auf der Festplatte und versuche es dann erneut.</translation>
    </message>
    <message>
        <source>You can try again, or quit.</source>
        <translation>Du kannst es erneut versuchen oder Linnet beenden.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Set Aside and Sign In</source>
        <translation>Beiseitelegen und anmelden</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>linnet::TypingLine</name>
    <message>
        <source>%1 is typing …</source>
        <translation>%1 schreibt …</translation>
    </message>
    <message>
        <source>%1 and %2 are typing …</source>
        <translation>%1 und %2 schreiben …</translation>
    </message>
    <message>
        <source>%1, %2 and %3 are typing …</source>
        <translation>%1, %2 und %3 schreiben …</translation>
    </message>
    <message>
        <source>Several people are typing …</source>
        <translation>Mehrere Personen schreiben …</translation>
    </message>
</context>
<context>
    <name>linnet::UnsentBar</name>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) could not be sent.</source>
        <translation>
            <numerusform>%n Nachricht ließ sich nicht senden.</numerusform>
            <numerusform>%n Nachrichten ließen sich nicht senden.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::UpgradeDialog</name>
    <message>
        <source>Replace this room</source>
        <translation>Diesen Raum ersetzen</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>More &amp;creators (like @name:server, apart by blanks):</source>
        <translation>Weitere &amp;Ersteller (wie @name:server, durch Leerzeichen getrennt):</translation>
    </message>
    <message>
        <source>&amp;Invite everybody who is here</source>
        <translation>&amp;Alle einladen, die hier sind</translation>
    </message>
    <message>
        <source>&amp;Put it into the spaces in place of this one</source>
        <translation>In den &amp;Spaces an die Stelle von diesem setzen</translation>
    </message>
    <message>
        <source>A new room takes the place of “%1”. What was said stays in this one, where nobody can write any more; its addresses lead to the new one. This cannot be undone.</source>
        <translation>Ein neuer Raum tritt an die Stelle von „%1“. Was gesagt wurde, bleibt in diesem, in dem niemand mehr schreiben kann; seine Adressen führen zum neuen. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>&amp;Version:</source>
        <translation>&amp;Version:</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>Version %1, which new rooms have</source>
        <translation>Version %1, die neue Räume haben</translation>
    </message>
    <message>
        <source>Version %1, not finished</source>
        <translation>Version %1, nicht fertig</translation>
    </message>
    <message>
        <source>This room has version %1.</source>
        <translation>Dieser Raum hat Version %1.</translation>
    </message>
    <message>
        <source>Creators may do everything in it, and nobody can take that from them.</source>
        <translation>Ersteller dürfen darin alles, und niemand kann ihnen das nehmen.</translation>
    </message>
    <message>
        <source>This version is not finished: other servers may not know it.</source>
        <translation>Diese Version ist nicht fertig: Andere Server kennen sie vielleicht nicht.</translation>
    </message>
    <message>
        <source>%1 is nobody: a Matrix id looks like @name:server.</source>
        <translation>%1 ist niemand: Eine Matrix-ID sieht so aus: @name:server.</translation>
    </message>
    <message>
        <source>The new room is there.</source>
        <translation>Der neue Raum ist da.</translation>
    </message>
    <message numerus="yes">
        <source>%n invitation(s) sent.</source>
        <translation>
            <numerusform>%n Einladung gesendet.</numerusform>
            <numerusform>%n Einladungen gesendet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) could not be invited.</source>
        <translation>
            <numerusform>%n Person ließ sich nicht einladen.</numerusform>
            <numerusform>%n Personen ließen sich nicht einladen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n space(s) you may not put it in place of the old one.</source>
        <translation>
            <numerusform>In %n Space darfst du ihn nicht an die Stelle des alten setzen.</numerusform>
            <numerusform>In %n Spaces darfst du ihn nicht an die Stelle des alten setzen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The rest was not done.</source>
        <translation>Der Rest wurde nicht getan.</translation>
    </message>
    <message numerus="yes">
        <source>It is in %n space(s) now, but the old room could not be taken out.</source>
        <translation>
            <numerusform>Er ist jetzt in %n Space, aber der alte Raum konnte dort nicht herausgenommen werden.</numerusform>
            <numerusform>Er ist jetzt in %n Spaces, aber der alte Raum konnte dort nicht herausgenommen werden.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>linnet::Uploads</name>
    <message>
        <source>The file has %1, the server takes %2 at most</source>
        <translation>Die Datei hat %1, der Server nimmt höchstens %2</translation>
    </message>
</context>
<context>
    <name>linnet::VerificationBar</name>
    <message>
        <source>&amp;Ignore</source>
        <translation>&amp;Ignorieren</translation>
    </message>
    <message>
        <source>A&amp;ccept…</source>
        <translation>&amp;Annehmen…</translation>
    </message>
</context>
<context>
    <name>linnet::VerificationDesk</name>
    <message>
        <source>They cannot be verified yet</source>
        <translation>Diese Person kann noch nicht verifiziert werden</translation>
    </message>
    <message>
        <source>None of their apps has set up an identity that could be verified.</source>
        <translation>Keine ihrer Apps hat eine Identität eingerichtet, die verifiziert werden könnte.</translation>
    </message>
    <message>
        <source>Could not ask to verify</source>
        <translation>Die Anfrage zur Verifizierung ging nicht</translation>
    </message>
    <message>
        <source>This is not the code that belongs to this verification.</source>
        <translation>Das ist nicht der Code, der zu dieser Verifizierung gehört.</translation>
    </message>
</context>
<context>
    <name>linnet::VerificationDialog</name>
    <message>
        <source>Verify</source>
        <translation>Verifizieren</translation>
    </message>
    <message>
        <source>You compare what both screens show. So you know that nobody reads along in between.</source>
        <translation>Du vergleichst, was beide Bildschirme zeigen. So weißt du, dass niemand dazwischen mitliest.</translation>
    </message>
    <message>
        <source>Both of you compare what their screens show. So you know that you write to each other, and nobody reads along.</source>
        <translation>Beide vergleichen, was ihre Bildschirme zeigen. So wisst ihr, dass ihr einander schreibt und niemand mitliest.</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Accept this on another session of yours</source>
        <translation>Nimm das in einer anderen deiner Sitzungen an</translation>
    </message>
    <message>
        <source>Waiting for %1 to accept</source>
        <translation>Wartet, bis %1 annimmt</translation>
    </message>
    <message>
        <source>Look at a device on which you are signed in: it asks you to go on.</source>
        <translation>Sieh auf ein Gerät, auf dem du angemeldet bist: Dort wirst du gefragt.</translation>
    </message>
    <message>
        <source>They are asked in your chat. This ends after ten minutes.</source>
        <translation>Die Frage steht in eurem Chat. Nach zehn Minuten endet sie.</translation>
    </message>
    <message>
        <source>Confirm it on the other session too</source>
        <translation>Bestätige es auch in der anderen Sitzung</translation>
    </message>
    <message>
        <source>Waiting for %1 to confirm</source>
        <translation>Wartet, bis %1 bestätigt</translation>
    </message>
    <message>
        <source>Does the other screen say that it worked?</source>
        <translation>Sagt der andere Bildschirm, dass es geklappt hat?</translation>
    </message>
    <message>
        <source>Your code was scanned.</source>
        <translation>Dein Code wurde gescannt.</translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation>&amp;Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Scan this with the other device</source>
        <translation>Scanne das mit dem anderen Gerät</translation>
    </message>
    <message>
        <source>Or compare emoji, if one of you has no camera.</source>
        <translation>Oder vergleicht Emoji, wenn eine Seite keine Kamera hat.</translation>
    </message>
    <message>
        <source>Compare emoji</source>
        <translation>Emoji vergleichen</translation>
    </message>
    <message>
        <source>Have both devices before you.</source>
        <translation>Halte beide Geräte bereit.</translation>
    </message>
    <message>
        <source>Meet, or call each other: do not send them as messages.</source>
        <translation>Trefft euch oder ruft euch an: Schickt sie nicht als Nachricht.</translation>
    </message>
    <message>
        <source>The other app does not know a way to verify that Linnet knows too.</source>
        <translation>Die andere App kennt keine Art der Verifizierung, die auch Linnet kennt.</translation>
    </message>
    <message>
        <source>Compare &amp;emoji</source>
        <translation>&amp;Emoji vergleichen</translation>
    </message>
    <message>
        <source>Does the other screen show the same emoji in the same order?</source>
        <translation>Zeigt der andere Bildschirm dieselben Emoji in derselben Reihenfolge?</translation>
    </message>
    <message>
        <source>Does the other screen show the same numbers?</source>
        <translation>Zeigt der andere Bildschirm dieselben Zahlen?</translation>
    </message>
    <message>
        <source>Ask %1, not in this chat.</source>
        <translation>Frag %1, aber nicht in diesem Chat.</translation>
    </message>
    <message>
        <source>They &amp;match</source>
        <translation>&amp;Stimmen überein</translation>
    </message>
    <message>
        <source>They &amp;do not match</source>
        <translation>Stimmen &amp;nicht überein</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>Nicht verifiziert</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Verifiziert</translation>
    </message>
    <message>
        <source>Your sessions trust each other now, and so do those who have verified you.</source>
        <translation>Deine Sitzungen vertrauen einander jetzt, und auch alle, die dich verifiziert haben, vertrauen ihnen.</translation>
    </message>
    <message>
        <source>You and %1 have verified each other</source>
        <translation>Du und %1 habt euch verifiziert</translation>
    </message>
    <message>
        <source>Should their identity ever change, Linnet tells you.</source>
        <translation>Sollte sich die Identität einmal ändern, sagt dir Linnet das.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Waiting for the server…</source>
        <translation>Wartet auf den Server…</translation>
    </message>
    <message>
        <source>Accept this on your session %1</source>
        <translation>Nimm dies in deiner Sitzung %1 an</translation>
    </message>
    <message>
        <source>Hold their code before the camera</source>
        <translation>Halte den anderen Code vor die Kamera</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Scan the code on the other screen</source>
        <translation>Scanne den Code auf dem anderen Bildschirm</translation>
    </message>
    <message>
        <source>Or compare emoji.</source>
        <translation>Oder vergleicht Emoji.</translation>
    </message>
    <message>
        <source>&amp;Scan their code</source>
        <translation>Anderen Code &amp;scannen</translation>
    </message>
</context>
<context>
    <name>linnet::VersionsWindow</name>
    <message>
        <source>Earlier versions</source>
        <translation>Frühere Fassungen</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>What it said</source>
        <translation>Was da stand</translation>
    </message>
    <message>
        <source>&amp;Copy text</source>
        <translation>Text &amp;kopieren</translation>
    </message>
    <message>
        <source>Message deleted</source>
        <translation>Nachricht gelöscht</translation>
    </message>
</context>
<context>
    <name>linnet::VoiceBar</name>
    <message>
        <source>Recording a voice message</source>
        <translation>Sprachnachricht wird aufgenommen</translation>
    </message>
    <message>
        <source>Throw away (Esc)</source>
        <translation>Verwerfen (Esc)</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Send (Enter)</source>
        <translation>Senden (Eingabetaste)</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
</context>
<context>
    <name>linnet::VoiceRecording</name>
    <message>
        <source>Nothing could be recorded. %1</source>
        <translation>Es ließ sich nichts aufnehmen. %1</translation>
    </message>
    <message>
        <source>Voice message</source>
        <comment>name of a file</comment>
        <translation>Sprachnachricht</translation>
    </message>
</context>
<context>
    <name>linnet::WaysPage</name>
    <message>
        <source>Create an Account</source>
        <translation>Konto erstellen</translation>
    </message>
    <message>
        <source>Other &amp;Ways to Sign In</source>
        <translation>Andere &amp;Wege zur Anmeldung</translation>
    </message>
    <message>
        <source>Sign In on Another Device</source>
        <translation>Auf einem anderen Gerät anmelden</translation>
    </message>
    <message>
        <source>Sign In with an Access Token</source>
        <translation>Mit Zugangstoken anmelden</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Shown below</source>
        <translation>Unten gezeigt</translation>
    </message>
    <message>
        <source>Continue in the &amp;Browser</source>
        <translation>Weiter im &amp;Browser</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Sign In with Your &amp;Phone</source>
        <translation>Mit dem &amp;Handy anmelden</translation>
    </message>
</context>
<context>
    <name>linnet::WhyNotWrite</name>
    <message>
        <source>You were banned from this room.</source>
        <translation>Du wurdest aus diesem Raum verbannt.</translation>
    </message>
    <message>
        <source>You have asked to join. Somebody has to let you in.</source>
        <translation>Du hast um Einlass gebeten. Jemand muss dich noch hereinlassen.</translation>
    </message>
    <message>
        <source>You are no longer in this room.</source>
        <translation>Du bist nicht mehr in diesem Raum.</translation>
    </message>
    <message>
        <source>You may read here, but not write.</source>
        <translation>Du darfst hier lesen, aber nicht schreiben.</translation>
    </message>
    <message>
        <source>Messages here are encrypted, which this connection to the server does not know.</source>
        <translation>Nachrichten hier sind verschlüsselt, und diese Verbindung zum Server kann das nicht.</translation>
    </message>
    <message>
        <source>This room has been replaced.</source>
        <translation>Dieser Raum wurde ersetzt.</translation>
    </message>
    <message>
        <source>Your account is suspended by its server: you can read, but not write.</source>
        <translation>Dein Konto ist von seinem Server stillgelegt: Du kannst lesen, aber nicht schreiben.</translation>
    </message>
    <message>
        <source>Your account is locked by its server: what is stored here can be read.</source>
        <translation>Dein Konto ist von seinem Server gesperrt: Was hier gespeichert ist, lässt sich lesen.</translation>
    </message>
</context>
<context>
    <name>linnet::Windows</name>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>The server could not be told.</source>
        <translation>Der Server ließ sich nicht verständigen.</translation>
    </message>
    <message>
        <source>%1
You can erase the account from this computer all the same; on the server this sign-in then stays valid until you end it from another device.</source>
        <translation>%1
Du kannst das Konto trotzdem von diesem Computer löschen; auf dem Server gilt diese Anmeldung dann weiter, bis du sie von einem anderen Gerät aus beendest.</translation>
    </message>
    <message>
        <source>Erase Here</source>
        <translation>Hier löschen</translation>
    </message>
</context>
<context>
    <name>linnet::WritingArea</name>
    <message>
        <source>Answer in the thread…</source>
        <translation>Im Thread antworten…</translation>
    </message>
    <message>
        <source>Join again</source>
        <translation>Wieder beitreten</translation>
    </message>
    <message>
        <source>Drop to send to the thread</source>
        <translation>Zum Senden in den Thread hier ablegen</translation>
    </message>
    <message>
        <source>The poll waits here until you send or discard it.</source>
        <translation>Die Umfrage wartet hier, bis du sie sendest oder verwirfst.</translation>
    </message>
    <message>
        <source>This server takes no answers in threads.</source>
        <translation>Dieser Server nimmt keine Antworten in Threads an.</translation>
    </message>
    <message>
        <source>Go to the new room</source>
        <translation>Zum neuen Raum</translation>
    </message>
    <message>
        <source>Try to write</source>
        <translation>Schreiben versuchen</translation>
    </message>
</context>
</TS>
