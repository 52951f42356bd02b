#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fill a throw-away server with people, rooms and conversations, then let the people go on talking.

  demo.py URL CLOCK_FILE [--quiet]     alice's password is the first line of standard input

Prints one line, "ready", when everything is there; then talks until it is ended. With --quiet nobody says
anything by himself, but bob still answers what alice writes to him, and so does Zoë, who is at another client, in
an encrypted chat. CLOCK_FILE is the one that backdated_synapse.py reads. Runs in the home server's virtual
environment.
"""
import argparse
import asyncio
import itertools
import random
import sys
import time
from pathlib import Path

import conversations
import pictures
import processes
from person import Person, connect
from secretfriend import SecretFriend

DAY = 24 * 3600
# Three seconds of VP8 and Opus, drawn with pictures.py.
FILM = Path(__file__).resolve().parent.parent / "data" / "flight.webm"
BIRDS, DEVELOPMENT, BOOKS, FAMILY = conversations.SMALL_TALK


class Demo:
    """The people, their rooms and what has been said in them."""

    def __init__(self, http, url, clock_file):
        self.http = http
        self.clock_file = Path(clock_file)
        self.zoe = SecretFriend(url, self.clock_file.parent / "zoe")
        self.people = {}
        self.rooms = {}
        self.random = random.Random(11)
        self.now = time.time()

    def at(self, moment):
        """Everything from here on happens at `moment`, until the next call."""
        fresh = self.clock_file.with_suffix(".new")
        fresh.write_text(str(min(moment, self.now)))
        fresh.replace(self.clock_file)

    async def fill(self, alice_password):
        self.at(self.now - 40 * DAY)
        for name, (display, has_avatar) in conversations.PEOPLE.items():
            person = await Person.register(self.http, name, alice_password if name == "alice" else None)
            self.people[name] = person
            await person.set_profile(display, pictures.avatar(name) if has_avatar else None)
        self.people["builder"] = await Person.register(self.http, "builder")
        await self.people["builder"].set_profile("Build bot")
        await self._rooms_with_a_past()
        await self._rooms_of_today()
        await self._spaces()
        self.clock_file.unlink()
        await self.zoe.come("zoe", "Zoë Lindqvist")
        self.rooms["zoe"] = await self.zoe.invite(self.people["alice"].user_id)
        await self.people["alice"].join(self.rooms["zoe"])
        await self._list_direct({**self.people, "zoe": self.zoe})
        # What is below the last word of these two stays unread, the rest has been read.
        for name, room in self.rooms.items():
            if name not in (DEVELOPMENT, "🎉"):
                await self.people["alice"].read(room, await self._last_event(room))
        await self.people["dave"].create_room(name="Surprise party for Erin", topic="Psst!", preset="private_chat",
                                              invite=[self.people["alice"].user_id])
        await self._strangers()
        await self.people["alice"].logout()

    async def _strangers(self):
        """People in no room with alice, who invite her all the same."""
        for name, display, room, topic, reason in conversations.STRANGERS:
            stranger = await Person.register(self.http, name)
            await stranger.set_profile(display, pictures.avatar(name))
            made = await stranger.create_room(name=room, topic=topic, preset="private_chat")
            await stranger.call("POST", f"/rooms/{made}/invite",
                                {"user_id": self.people["alice"].user_id, "reason": reason})

    async def _rooms_with_a_past(self):
        start = self.now - 30 * DAY
        walk = await self._room("The long walk", "bob carol dave erin noa max", start, avatar=True,
                                topic="Carol walks from one sea to the other. Day by day.")
        await self._long_walk(walk, start + DAY)
        await self._room(FAMILY, "yusuf noa", self.now - 9 * DAY, conversations.FAMILY, avatar=True,
                         topic="وصفات، صور، وأخبار العائلة")
        await self._room("חברים", "noa yusuf", self.now - 6 * DAY, conversations.FRIENDS, topic="ים, שמש וקפה")
        await self._room(conversations.LONG_NAME, "max erin", self.now - 5 * DAY, conversations.COMMITTEE)
        await self._room(BOOKS, "erin noa max", self.now - 3 * DAY, conversations.BOOKS, avatar=True,
                         topic="This month: “The Gardener's Year”. Tea at Erin's.")
        mountains = await self._room("Weekend in the mountains", "dave carol bob", self.now - 2 * DAY,
                                     conversations.MOUNTAINS, topic="Saturday, 7:10, platform 4", avatar=True)
        await self._attachments(mountains)

    async def _rooms_of_today(self):
        await self._room("Town square", "carol erin dave", self.now - 2 * DAY, [("carol", "Anybody may come in here.")],
                         without_alice=True, room_alias_name="square", preset="public_chat", visibility="public",
                         topic="For everybody. Try: join #square:localhost")
        await self._public_rooms()
        await self._replaced_room()
        await self._direct("carol", self.now - DAY, conversations.DIRECT_CAROL)
        await self._room("🎉", "carol erin bob max", self.now - 9 * 3600, conversations.PARTY_EMOJI)
        await self._room(BIRDS, "carol bob dave erin noa", self.now - 5 * 3600, conversations.BIRDS, avatar=True,
                         topic="What sings where. Pictures welcome, cats are not. https://example.org/birds",
                         room_alias_name="birds", preset="public_chat", visibility="public",
                         # One that alice can set up, too.
                         power_level_content_override={"users": {self.people["alice"].user_id: 100}})
        await self._room(DEVELOPMENT, "bob carol dave erin builder", self.now - 2 * 3600, conversations.DEVELOPMENT,
                         avatar=True, topic="A songbird among the chat clients")
        notes = await self._room("Field notes", "carol bob dave erin noa", self.now - 3 * 3600 - 1800,
                                 topic="Everything that a message can be", avatar=True)
        await self._notes(notes)
        await self._come_and_go(notes)
        await self._direct("bob", self.now - 2400, conversations.DIRECT_BOB)

    async def _spaces(self):
        """A space with rooms, one of them not joined and suggested, and a space in it; and an empty one."""
        self.at(self.now - 5 * DAY)
        carol, bob = self.people["carol"], self.people["bob"]
        calls = await carol.create_room(name="Bird calls", preset="public_chat", topic="Recordings and guesses")
        swifts = await carol.create_room(name="Swift boxes", preset="private_chat", topic="For those who climb ladders")
        reading = await self._space(carol, "Reading corner", "Books, mostly", [(self.rooms[BOOKS], {})])
        await self._space(carol, conversations.SPACE, conversations.SPACE_TOPIC, [
            (self.rooms[BIRDS], {"order": "a"}), (self.rooms["Field notes"], {"order": "b"}),
            (calls, {"suggested": True}), (swifts, {}), (self.rooms["Weekend in the mountains"], {}), (reading, {})],
            picture=pictures.avatar(conversations.SPACE))
        await self._space(bob, conversations.EMPTY_SPACE, "", [])

    async def _space(self, owner, name, topic, rooms, picture=None):
        alice = self.people["alice"]
        space = await owner.create_room(name=name, topic=topic, preset="public_chat", creation_content={"type": "m.space"})
        if picture:
            address = await owner.upload(picture, "image/png")
            await owner.call("PUT", f"/rooms/{space}/state/m.room.avatar", {"url": address})
        for room, more in rooms:
            await owner.call("PUT", f"/rooms/{space}/state/m.space.child/{room}", {"via": ["localhost"], **more})
        await alice.join(space)
        return space

    async def _public_rooms(self):
        """What the directory lists beside the square and the birds: one to be read before one is in it, one to ask at."""
        readable = {"type": "m.room.history_visibility", "state_key": "", "content": {"history_visibility": "world_readable"}}
        await self._room("Nest boxes", "carol dave erin", self.now - 2 * DAY, conversations.NEST_BOXES, without_alice=True,
                         avatar=True, room_alias_name="nestboxes", preset="public_chat", visibility="public",
                         topic="Plans, measures, mistakes. Everybody may read along.", initial_state=[readable])
        knock = {"type": "m.room.join_rules", "state_key": "", "content": {"join_rule": "knock"}}
        await self._room("Ringing station", "erin noa", self.now - 2 * DAY, [("erin", "New helpers: just ask.")],
                         without_alice=True, room_alias_name="ringing", visibility="public", initial_state=[knock],
                         topic="For people who help with the ringing. Ask to join, and say when you have time.")
        # One of alice's own, at which two ask.
        self.at(self.now - DAY)
        alice = self.people["alice"]
        hide = await alice.create_room(name="The hide by the lake", preset="private_chat", initial_state=[knock])
        self.rooms["The hide by the lake"] = hide
        for name, reason in conversations.KNOCKS:
            await self.people[name].call("POST", f"/knock/{hide}", {"reason": reason})

    async def _replaced_room(self):
        """A room that goes on in a new one, in which alice is not yet."""
        old = await self._room(conversations.REPLACED, "dave bob", self.now - 2 * DAY, conversations.REPLACED_LINES,
                               room_version="10", preset="public_chat")
        self.at(self.now - DAY)
        answer = await self.people["dave"].call("POST", f"/rooms/{old}/upgrade", {"new_version": "12"})
        await self.people["bob"].join(answer["replacement_room"])

    async def _room(self, name, members, moment, lines=(), avatar=False, without_alice=False, **options):
        """A room of its first member; everybody joins, alice too, and the lines are said."""
        self.at(moment)
        names = members.split() + ([] if without_alice else ["alice"])
        owner, others = self.people[names[0]], [self.people[other] for other in names[1:]]
        room = await owner.create_room(name=name, **{
            "preset": "private_chat", "invite": [other.user_id for other in others], **options})
        if avatar:
            address = await owner.upload(pictures.avatar(name), "image/png")
            await owner.call("PUT", f"/rooms/{room}/state/m.room.avatar", {"url": address})
        for other in others:
            await other.join(room)
        if not without_alice:
            self.rooms[name] = room
        moment = await self._say(room, lines, moment + 600)
        if lines and not without_alice:
            await self._read(room, names[:-1], moment)
        return room

    async def _direct(self, name, moment, lines):
        self.at(moment)
        alice, other = self.people["alice"], self.people[name]
        room = await alice.create_room(preset="trusted_private_chat", is_direct=True, invite=[other.user_id])
        await other.join(room)
        self.rooms[name] = room
        await self._list_direct(self.people)
        moment = await self._say(room, lines, moment + 300)
        await self._read(room, [name], moment)

    async def _list_direct(self, people):
        alice = self.people["alice"]
        direct = {people[who].user_id: [self.rooms[who]] for who in ("bob", "carol", "zoe") if who in self.rooms}
        await alice.call("PUT", f"/user/{alice.user_id}/account_data/m.direct", direct)

    async def _say(self, room, lines, moment):
        """Say the lines one after the other, some in quick succession; the moment after the last one."""
        for who, text, *msgtype in lines:
            self.at(moment)
            await self.people[who].send(room, text, *msgtype)
            moment += self.random.choice((20, 45, 90, 400))
        return moment

    async def _read(self, room, names, moment):
        """Most of them have read everything, some are a little behind."""
        self.at(moment)
        page = await self.people["alice"].call("GET", f"/rooms/{room}/messages", dir="b", limit=3)
        for place, name in enumerate(names):
            await self.people[name].read(room, page["chunk"][place % 3 // 2]["event_id"])

    async def _long_walk(self, room, start):
        days = 28
        talks = itertools.cycle(conversations.WALK)
        for day in range(1, days):
            moment = start + (day - 1) * DAY
            for _ in range(4):
                numbers = {"day": day, "km": self.random.randint(14, 33), "left": days - day}
                lines = [(who, text.format(**numbers), *rest) for who, text, *rest in next(talks)]
                moment = await self._say(room, lines, moment) + 3 * 3600

    async def _attachments(self, room):
        dave, carol = self.people["dave"], self.people["carol"]
        moment = self.now - DAY
        # First of all, since shot.py counts the rows from the newest.
        self.at(moment - 900)
        sound = pictures.chirp()
        await dave.send(room, "voice message.wav", "m.audio", url=await dave.upload(sound, "audio/wav"), **{
            "info": {"mimetype": "audio/wav", "size": len(sound), "duration": 1200},
            "org.matrix.msc1767.audio": {"duration": 1200, "waveform": pictures.waveform()}, "org.matrix.msc3245.voice": {}})
        self.at(moment - 700)
        camp, width, height = pictures.landscape(900, 600, seed=7)
        await carol.send(room, "The last evening, before the wind came", "m.image", filename="camp.png",
                         url=await carol.upload(camp, "image/png"), info={
                             "mimetype": "image/png", "w": width, "h": height, "size": len(camp),
                             "xyz.amorgan.blurhash": pictures.blurhash(camp)})
        self.at(moment - 400)
        gif, width, height = pictures.flight()
        await dave.send(room, "flight.gif", "m.image", url=await dave.upload(gif, "image/gif"),
                        info={"mimetype": "image/gif", "w": width, "h": height, "size": len(gif)})
        self.at(moment)
        png, width, height = pictures.landscape()
        small, small_width, small_height = pictures.landscape(400, 267)
        await carol.send(room, "evening.png", "m.image", url=await carol.upload(png, "image/png"), info={
            "mimetype": "image/png", "w": width, "h": height, "size": len(png),
            "thumbnail_url": await carol.upload(small, "image/png"),
            "thumbnail_info": {"mimetype": "image/png", "w": small_width, "h": small_height, "size": len(small)}})
        self.at(moment + 60)
        plan = "07:10 platform 4\n11:30 summit\n12:30 cake\n15:40 bus down\n".encode() * 40
        await dave.send(room, "plan for Saturday.txt", "m.file", url=await dave.upload(plan, "text/plain"),
                        info={"mimetype": "text/plain", "size": len(plan)})
        self.at(moment + 90)
        await dave.send(room, "Meeting point", "m.location", geo_uri="geo:47.4211,10.9853")
        self.at(moment + 400)
        await carol.send(room, "what is this bird.wav", "m.audio", url=await carol.upload(sound, "audio/wav"),
                         info={"mimetype": "audio/wav", "size": len(sound), "duration": 1200})
        await self._say(room, [("bob", "A robot robin?")], moment + 460)
        self.at(moment + 600)
        film, (poster, width, height) = FILM.read_bytes(), pictures.landscape(640, 360, seed=5)
        await carol.send(room, "flight.webm", "m.video", url=await carol.upload(film, "video/webm"), info={
            "mimetype": "video/webm", "w": width, "h": height, "size": len(film), "duration": 3000,
            "thumbnail_url": await carol.upload(poster, "image/png"),
            "thumbnail_info": {"mimetype": "image/png", "w": width, "h": height, "size": len(poster)}})

    async def _notes(self, room):
        """Formatting, a deleted message, answers, edits, reactions, a thread, a poll, a picture."""
        people = self.people
        self.at(self.now - 3 * 3600)

        def html(text):
            return {"format": "org.matrix.custom.html", "formatted_body": text}

        def relates(kind, event, **more):
            return {"m.relates_to": {"rel_type": kind, "event_id": event, **more}}

        # First of all, since shot.py counts the rows from the newest.
        await people["noa"].send(room, "Blazes: red, then green, then white on blue.", **html(conversations.COLOURS))
        wrong = await people["dave"].send(room, "We meet at seven")
        await people["dave"].redact(room, wrong, "wrong time")
        plan = await people["carol"].send(room, "Plan for Saturday", **html(conversations.PLAN))
        await people["dave"].send(room, "Here is how it counts", **html(conversations.CODE))
        await people["erin"].send(room, "A table", **html(conversations.TABLE))
        pack = await self._pack(room)
        for who, text in zip(("noa", "carol"), conversations.WITH_EMOJI):
            await people[who].send(room, text.format(**{name: f":{name}:" for name in pack}), **html(text.format(**{
                name: f'<img data-mx-emoticon src="{image["url"]}" alt=":{name}:" title="{name}" height="32">'
                for name, image in pack.items()})))
        await people["erin"].send_event(room, "m.sticker", {
            "body": pack["finch"]["body"], "url": pack["finch"]["url"], "info": pack["finch"]["info"]})
        answer = await people["bob"].send(
            room, "I bring the cake", **{"m.relates_to": {"m.in_reply_to": {"event_id": plan}}})
        await people["bob"].send(
            room, "* I bring the cake, and the tea", **relates("m.replace", answer),
            **{"m.new_content": {"msgtype": "m.text", "body": "I bring the cake, and the tea"}})
        for name, key in [("carol", "👍"), ("dave", "👍"), ("erin", "👍"), ("noa", "🍰"), ("dave", "🍰"), ("erin", "at last"),
                          ("carol", pack["linnet"]["url"])]:
            await people[name].send_event(room, "m.reaction", relates("m.annotation", answer, key=key))
        # Of pictures that are no more, one still has its name.
        await people["erin"].send_event(room, "m.reaction", relates("m.annotation", answer, key="mxc://localhost/lost"))
        await people["noa"].send_event(room, "m.reaction", {
            "shortcode": ":cake_stand:", **relates("m.annotation", answer, key="mxc://localhost/gone")})
        root = await people["erin"].send(room, "Who can read the old map?")
        for name, text in [("dave", "I can, a little."), ("carol", "It is upside down."), ("dave", "That explains it.")]:
            await people[name].send(room, text, **relates("m.thread", root, is_falling_back=True))
        png, width, height = pictures.landscape()
        await people["noa"].send(room, "ridge.png", "m.image", url=await people["noa"].upload(png, "image/png"),
                                 info={"mimetype": "image/png", "w": width, "h": height, "size": len(png)})
        text, poll = "org.matrix.msc1767.text", "org.matrix.msc3381.poll."
        answers = [{"id": "north", text: "The north path"}, {"id": "south", text: "The south path"},
                   {"id": "cafe", text: "Straight to the café"}]
        vote = await people["carol"].send_event(room, poll + "start", {
            text: "Which way?", poll + "start": {"kind": poll + "disclosed", "max_selections": 1, "answers": answers,
                                                 "question": {text: "Which way?"}}})
        for name, choice in [("bob", "cafe"), ("dave", "north"), ("erin", "cafe"), ("noa", "cafe")]:
            await people[name].send_event(room, poll + "response",
                                          relates("m.reference", vote) | {poll + "response": {"answers": [choice]}})

    async def _pack(self, room):
        """Custom emoji and stickers of a room, by their shortcodes; alice has two of her own."""
        owner, images = self.people["carol"], {}
        for code, body in conversations.PACK.items():
            picture = pictures.emblem(code)
            images[code] = {"url": await owner.upload(picture, "image/png"), "body": body,
                            "info": {"mimetype": "image/png", "w": 256, "h": 256, "size": len(picture)}}
        await owner.call("PUT", f"/rooms/{room}/state/m.room.image_pack/birds",
                         {"images": images, "pack": {"display_name": "Birds"}})
        alice = self.people["alice"]
        await alice.call("PUT", f"/user/{alice.user_id}/account_data/im.ponies.user_emotes", {
            "images": {code: images[code] for code in ("wren", "robin")}, "pack": {"display_name": "Favourites"}})
        return images

    async def _come_and_go(self, room):
        """A run of joins, leaves and new names, and two pinned messages."""
        people = self.people
        carol = people["carol"]
        self.at(self.now - 3 * 3600 + 900)
        for name in ("max", "yusuf", "builder"):
            await carol.call("POST", f"/rooms/{room}/invite", {"user_id": people[name].user_id})
            await people[name].join(room)
        member = f"/rooms/{room}/state/m.room.member/{people['noa'].user_id}"
        await people["noa"].call("PUT", member, {"membership": "join", "displayname": "Noa of the ridge"})
        await people["max"].call("POST", f"/rooms/{room}/leave")
        page = await carol.call("GET", f"/rooms/{room}/messages", dir="b", limit=100)
        pinned = [event["event_id"] for event in page["chunk"]
                  if event["content"].get("body") in ("Plan for Saturday", "Who can read the old map?")]
        await carol.call("PUT", f"/rooms/{room}/state/m.room.pinned_events", {"pinned": pinned})

    async def _last_event(self, room):
        page = await self.people["alice"].call("GET", f"/rooms/{room}/messages", dir="b", limit=1)
        return page["chunk"][0]["event_id"]

    async def talk(self):
        """Somebody says something every half minute, after typing for a while."""
        lines = {name: itertools.cycle(said) for name, said in conversations.SMALL_TALK.items()}
        while True:
            await asyncio.sleep(self.random.uniform(16, 36))
            name = self.random.choice(list(lines))
            who, text, *msgtype = next(lines[name])
            await self.people[who].typing(self.rooms[name])
            await asyncio.sleep(min(4, 1 + len(text) / 25))
            await self.people[who].send(self.rooms[name], text, *msgtype)
            await self.people[who].typing(self.rooms[name], False)

    async def keep_secrets(self):
        await self.zoe.keep_company(self.people["alice"].user_id, self.rooms["zoe"])

    async def answer(self):
        """Bob reads what alice writes to him and answers within a second."""
        bob, room = self.people["bob"], self.rooms["bob"]
        answers = itertools.cycle(conversations.BOB_ANSWERS)
        since = (await bob.sync(timeout=0))["next_batch"]
        while True:
            news = await bob.sync(since)
            since = news["next_batch"]
            timeline = news.get("rooms", {}).get("join", {}).get(room, {}).get("timeline", {"events": []})
            for event in timeline["events"]:
                if event["type"] != "m.room.message" or event["sender"] != self.people["alice"].user_id:
                    continue
                await bob.read(room, event["event_id"])
                await bob.typing(room)
                await asyncio.sleep(0.5)
                text = str(event["content"].get("body", "")).splitlines() or [""]
                await bob.send(room, next(answers).format(text=text[0][:120]))
                await bob.typing(room, False)


async def demonstrate(arguments, password):
    async with connect(arguments.url) as http:
        demo = Demo(http, arguments.url, arguments.clock_file)
        try:
            await demo.fill(password)
            print("ready", flush=True)
            jobs = [demo.answer(), demo.keep_secrets()] + ([] if arguments.quiet else [demo.talk()])
            await asyncio.gather(*jobs)
        finally:
            await demo.zoe.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url")
    parser.add_argument("clock_file")
    parser.add_argument("--quiet", action="store_true")
    arguments = parser.parse_args()
    processes.exit_on_signals()
    asyncio.run(demonstrate(arguments, sys.stdin.readline().rstrip("\n")))


if __name__ == "__main__":
    main()
