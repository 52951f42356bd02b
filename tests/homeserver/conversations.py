# SPDX-License-Identifier: GPL-3.0-or-later
"""What the made-up people of the demonstration say: data, no code that talks to a server.

A line is (who, text) or (who, text, msgtype). People are named by the local part of their user id.
"""

# local part -> display name, avatar or initials
PEOPLE = {
    "alice": ("Alice Martin", True),
    "bob": ("Bob Keller", True),
    "carol": ("Carol Okafor", True),
    "dave": ("Dave", False),
    "erin": ("Erin Ó Briain", True),
    "yusuf": ("يوسف حداد", False),
    "noa": ("נועה לוי", True),
    "max": ("Maximiliane Theodora Freifrau von Hohenberg-Schwarzenstein zu Altenkirchen (on holiday)", False),
}

SPACE, SPACE_TOPIC = "Hedge and field", "All who look at birds, and what else they do"
EMPTY_SPACE = "New ideas"

# local part, display name, room, topic, why alice is invited
STRANGERS = [
    ("greta", "Greta from the bird fair", "Bird fair, helpers", "Who stands where on Sunday", "You left your name at our table."),
    ("deals", "★ BEST DEALS ★ " * 6, "CHEAP SEEDS!!! " * 8, "Only today", "You have WON"),
]

LONG_NAME = ("The committee for the careful, complete and occasionally even punctual preparation of the yearly "
             "summer party in the courtyard behind the old library, including catering, music, lights, a plan for "
             "rain, a plan for too much sun, chairs for everybody and a rota for washing up on the morning after it")

BIRDS = [
    ("carol", "Morning! First goldfinches of the year at the feeder 🐦"),
    ("bob", "Jealous. Here it's only pigeons and one very rude magpie."),
    ("erin", "Magpies aren't rude, they're *direct*."),
    ("carol", "A linnet sang from the hedge all through breakfast. I could not find it with the binoculars."),
    ("dave", "is still asleep", "m.emote"),
    ("erin", "Dave, the birds have been up since five."),
    ("dave", "So have the cats. That is a coincidence I'd rather not think about."),
    ("bob", "There's a good page on telling linnets from twites: http://birds.example/linnets-and-twites"),
    ("noa", "Thanks! The red forehead is the part I always forget."),
    ("carol", "Only the males, and only in summer. In winter all bets are off."),
]

DEVELOPMENT = [
    ("bob", "The list scrolls smoothly with ten thousand rows now. It was the layout cache."),
    ("carol", "Did you measure, or does it feel like it?"),
    ("bob", "Measured: 3 ms a frame, was 40."),
    ("erin", "Nice. What was it?"),
    ("bob", "Every insert threw away every cached line, also those that nobody could see.\n\n"
            "Now only rows within two screens are laid out, and a row keeps its layout until its text or the "
            "width changes. The rest is an estimate that is put right when it comes into view."),
    ("builder", "Build 412 passed in 9 min 14 s", "m.notice"),
    ("carol", "for (auto &row : rows) row.invalidate(); // this line, then"),
    ("bob", "That very line. I'm a little ashamed."),
    ("dave", "Don't be. It was I who wrote it."),
    ("erin", "applauds", "m.emote"),
    ("builder", "Build 413 failed: 1 test of 218 (tst_rowheights)", "m.notice"),
    ("dave", "Mine. The test was right and I was not, fix is coming."),
    ("builder", "Build 414 passed in 9 min 2 s", "m.notice"),
    ("carol", "alice: could you look at the wording of the sign-in errors before Friday?"),
]

BOOKS = [
    ("erin", "We said chapter 7 to 11 for Thursday. Is everybody there?"),
    ("noa", "I'm ahead, sorry, could not stop. No spoilers, promise!"),
    ("max", "I am on a train without a table and read it on the telephone, which is a punishment."),
    ("erin", "Then let us make it chapter 9, and tea at mine at seven."),
    ("noa", "I'll bring the lemon cake 🍋"),
    ("max", "In that case I shall read faster."),
]

MOUNTAINS = [
    ("dave", "Weather for Saturday: dry till four, wind from the west. I'd go up by the north path."),
    ("carol", "How long is it this time, honestly?"),
    ("dave", "Honestly: four hours up, three down, one for cake."),
]

FAMILY = [
    ("yusuf", "مساء الخير! من يتذكّر وصفة الجدة للمجدّرة؟"),
    ("noa", "عدس، رز، وبصل كثير كثير 🧅"),
    ("yusuf", "كم من البصل؟ كتبتُ في الدفتر «حتى تبكي»."),
    ("noa", "هذا هو المقدار الصحيح. وصفة قديمة: https://example.org/mujaddara (English)"),
    ("yusuf", "شكراً! سأطبخ يوم الجمعة في الساعة 18:30، ومعي Alice وBob."),
]

FRIENDS = [
    ("noa", "שבוע טוב! מי בא לים ביום שישי?"),
    ("yusuf", "אני בא, אבל רק אחרי 16:00."),
    ("noa", "מצוין. אני מביאה אבטיח 🍉 ו-Bob מביא frisbee."),
]

PARTY_EMOJI = [("carol", "🎈🎈🎈"), ("erin", "🥳"), ("bob", "👩‍👩‍👧‍👦🏳️‍🌈👍🏽"), ("max", "I do not understand this room, but I approve of it.")]

COMMITTEE = [("max", "Item one: who has the key to the courtyard?"), ("erin", "You do, Max."), ("max", "Item one is settled.")]

DIRECT_BOB = [
    ("bob", "Hi Alice! Did you get home all right yesterday?"),
    ("alice", "Yes, last train, a whole carriage for myself."),
    ("bob", "Good. I found your scarf, it was under the cat."),
    ("alice", "Of course it was. Can I fetch it tomorrow?"),
    ("bob", "Sure, any time after six. Write me when you leave, I answer at once these days."),
]

DIRECT_CAROL = [
    ("carol", "Can you lend me the small tripod for the weekend?"),
    ("alice", "It's yours, if you bring back pictures."),
    ("carol", "Deal 📷"),
]

# The long walk: a room whose history goes back for weeks. Each is a few lines that belong together.
WALK = [
    [("carol", "Day {day}. {km} km today, my feet have opinions."), ("bob", "Wet feet or tired feet?"), ("carol", "Yes.")],
    [("dave", "Where are you now?"), ("carol", "A village with one shop, one church and forty-two dogs."),
     ("dave", "So, paradise."), ("carol", "They bark in turns, like a fugue.")],
    [("erin", "Send a picture when you have signal!"), ("carol", "Tonight. The battery is at 9 %.")],
    [("carol", "Heard a nightingale at three in the morning."), ("bob", "Beautiful?"),
     ("carol", "For the first hour.")],
    [("max", "Do you carry an umbrella?"), ("carol", "A poncho. It makes me look like a tent that is out for a walk."),
     ("erin", "laughs out loud in a quiet office", "m.emote")],
    [("carol", "Bread, cheese, an apple, {km} km. It doesn't take much."), ("noa", "It takes knees."),
     ("carol", "True, it takes knees.")],
    [("bob", "The map says there is a ferry at the river."), ("carol", "The map is from 1987. There is a rope."),
     ("bob", "A rope?!"), ("carol", "And a boat, on the other bank."), ("dave", "Take care, please."),
     ("carol", "A farmer took me over. He would not take money, only a promise to write a postcard.")],
    [("erin", "How many days are left?"), ("carol", "If I keep to the plan, {left}. I never keep to the plan.")],
]

# What people go on saying while the demonstration runs: room name -> lines, in turn.
SMALL_TALK = {
    "Bird watching": [("carol", "There it is again, on the very top of the hawthorn."), ("erin", "Picture or it did not happen!"),
                      ("carol", "It left as soon as I lifted the camera. They know."), ("noa", "They always know 😄"),
                      ("dave", "We had a kestrel over the car park at noon."), ("bob", "My magpie has learned to ring the bell.")],
    "Linnet development": [("erin", "Shall we write the release notes today?"), ("bob", "Half of them are written."),
                           ("builder", "Build 415 passed in 8 min 57 s", "m.notice"), ("dave", "Which half?"),
                           ("bob", "The half that says “and many small fixes”."), ("carol", "Classic.")],
    "Book club": [("noa", "Does anybody else distrust the gardener?"), ("max", "I have distrusted him since page four."),
                  ("erin", "No spoilers! But yes."), ("max", "The next station has a kiosk. I shall buy tea.")],
    "مطبخ العائلة": [("yusuf", "البصل جاهز، والدموع أيضاً."), ("noa", "ممتاز! لا تنسَ الكمّون.")],
}

PLAN = ("<h3>Saturday</h3><p>We meet at <strong>7:10</strong>, <em>not</em> at seven. "
        "<a href=\"https://matrix.to/#/@bob:localhost\">The treasurer</a> has the tickets, and "
        "<a href=\"https://matrix.to/#/%23birds:localhost\">the others</a> know of it.</p>"
        "<ol><li>Up by the north path</li><li>Cake:<ul><li>plum</li><li>poppy seed</li></ul></li></ol>"
        "<blockquote><p>The mountain does not care.</p></blockquote>"
        "<p>And a surprise: <span data-mx-spoiler>there is a band at the top</span>.</p>")
COLOURS = ('<p>Blazes: <span data-mx-color="#c0392b">red</span>, then <font data-mx-color="#2e7d32">green</font>, then '
           '<span data-mx-color="#ffffff" data-mx-bg-color="#1f4e9e">white on blue</span>.</p>')
# A pack of images: shortcode -> what it shows. {linnet} and so on in a message is the picture.
PACK = {"linnet": "a linnet", "wren": "a wren", "robin": "a robin", "finch": "a finch"}
WITH_EMOJI = ("Three {linnet} and a {wren} at the mill today", "{robin} {finch}")
CODE = ("<p>Here is how it counts, with <code>accumulate</code>:</p><pre><code class=\"language-python\">"
        "import itertools\n\ndef heights(rows, gap=4):\n    \"\"\"From the top, each with its gap.\"\"\"\n"
        "    # None is a row that nobody has seen yet\n"
        "    return list(itertools.accumulate(row.height + gap for row in rows if row is not None))\n</code></pre>")
TABLE = ("<table><thead><tr><th>Bird</th><th>Seen</th><th>Where</th></tr></thead><tbody>"
         "<tr><td>Linnet</td><td>12</td><td>hedge by the mill</td></tr>"
         "<tr><td>Goldcrest</td><td>2</td><td>third spruce on the left, high up</td></tr></tbody></table>")

BOB_ANSWERS = [
    "Got it: “{text}”. I'm at home, come by whenever you like!",
    "“{text}” - I was just thinking the same.",
    "Ha! Tell me more tomorrow. Tea is ready at six.",
    "Yes, let's do that. I'll put it in the calendar.",
    "Hm, “{text}”? Let me sleep on it.",
]

# Zoë, who is at another client, in an encrypted chat.
SECRET_GREETING = [
    "Hello Alice! I use another app, and still only you and I can read this 🔒",
    "Shall we verify each other? Choose “Verify” in the menu of my name, then compare the emoji with me.",
]
SECRET_ANSWERS = [
    "“{text}” - and nobody else knows.",
    "I shall take that to the grave. Or at least to the next key backup.",
    "Your words arrived in one piece: “{text}”.",
]

NEST_BOXES = [
    ("carol", "The hole for blue tits: 28 mm, not one more."),
    ("dave", "Mine has 30. There are sparrows in it."),
    ("erin", "Then it is a box for sparrows. Well done."),
    ("carol", "No perch below the hole, please: it only helps the woodpecker."),
]

KNOCKS = [
    ("max", "I would like to see the bittern. I bring my own chair."),
    ("yusuf", ""),
]

REPLACED = "Bicycle workshop"
REPLACED_LINES = [
    ("dave", "The stand is free on Thursday."),
    ("bob", "I'll bring the squeaking one."),
]
