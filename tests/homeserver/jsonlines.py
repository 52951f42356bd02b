# SPDX-License-Identifier: GPL-3.0-or-later
"""Questions and answers as lines of JSON on standard input and output, for programs that tests drive."""
import asyncio
import json
import sys


class Refusal(Exception):
    """An answer that says why not: a code for programs, words for people, and what else there is to say."""

    def __init__(self, code, text, **more):
        super().__init__(text)
        self.answer = {"code": code, "text": text, **more}


class JsonLines:
    """Answers {"id": 1, "do": "name", ...} with {"id": 1, "result": ...} or {"id": 1, "error": {"code", "text"}}.

    `commands` are coroutines by name, which take what else is in the question. They run in the order in which they were
    asked for, but for those of `waits`, which run beside all others and may be answered late.
    """

    def __init__(self, commands, waits=()):
        self._commands = commands
        self._waits = waits
        self._turn = asyncio.Lock()

    async def run(self):
        """Until standard input ends."""
        loop, reader = asyncio.get_running_loop(), asyncio.StreamReader(limit=16 * 1024 * 1024)
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        tasks = set()
        while line := await reader.readline():
            task = asyncio.create_task(self._answer(line))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _answer(self, line):
        question = {}
        try:
            question = json.loads(line)
            answer = {"result": await self._do(dict(question))}
        except Refusal as refusal:
            answer = {"error": refusal.answer}
        except Exception as error:  # pylint: disable=broad-except
            answer = {"error": {"code": getattr(error, "code", type(error).__name__), "text": str(error)}}
        identifier = question.get("id") if isinstance(question, dict) else None
        print(json.dumps({"id": identifier, **answer}, ensure_ascii=False), flush=True)

    async def _do(self, question):
        question.pop("id", None)
        name = question.pop("do", None)
        if name not in self._commands:
            raise Refusal("usage", f"there is no command {name}")
        if name in self._waits:
            return await self._commands[name](**question)
        async with self._turn:
            return await self._commands[name](**question)
