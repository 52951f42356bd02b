# SPDX-License-Identifier: GPL-3.0-or-later
"""One busy account for measuring clients: many rooms, and one with many members and messages.

Runs in the home server's virtual environment.
"""
import asyncio
import random

from person import Person, connect

WORDS = ("the quick brown fox jumps over a lazy dog while people sing and linnets answer across many hedges "
         "naïve café 日本語 Ελληνικά עברית العربية 😀 🎉 release notes merge review tomorrow").split()
NAMES = ("alice", "bob", "carol", "dave", "erin", "frank")


class Filler:
    """Fills the server at `url`; the same numbers always give the same rooms and words."""

    def __init__(self, url, rooms, messages, big_members, big_messages):
        self._url = url
        self._rooms, self._messages = rooms, messages
        self._big_members, self._big_messages = big_members, big_messages
        self._random = random.Random(7)
        self._at_once = asyncio.Semaphore(8)

    async def run(self, alice_password):
        async with connect(self._url) as http:
            people = [await Person.register(http, name, alice_password if name == "alice" else None) for name in NAMES]
            await self._all(self._room(people, number) for number in range(self._rooms))
            await self._big_room(http, people)
            await people[0].logout()

    async def _all(self, jobs):
        async def limited(job):
            async with self._at_once:
                await job

        await asyncio.gather(*(limited(job) for job in jobs))

    def _text(self):
        return " ".join(self._random.choices(WORDS, k=self._random.randint(3, 40)))

    async def _room(self, people, number):
        owner = people[1 + number % 5]
        room = await owner.create_room(name=f"Room {number:04d} {self._random.choice(WORDS)}", topic=self._text(),
                                       preset="public_chat", room_alias_name=f"room{number}")
        for person in people:
            if person is not owner:
                await person.join(room)
        for _ in range(self._messages):
            await self._random.choice(people).send(room, self._text())

    async def _big_room(self, http, people):
        room = await people[1].create_room(name="Big Room", preset="public_chat", room_alias_name="big")
        await people[0].join(room)

        async def newcomer(number):
            await (await Person.register(http, f"m{number}")).join(room)

        await self._all(newcomer(number) for number in range(self._big_members))
        await self._all(people[number % 2].send(room, f"#{number} {self._text()}") for number in range(self._big_messages))
