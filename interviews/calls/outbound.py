from .scene import Reply, Scene, Step

ANNUAL_PLAN = Scene(
    "annual-plan",
    "voice-outbound",
    "Outbound: an annual plan",
    "You call customers of Home Net, who pay for their internet month by month, and offer the annual plan. Mr Rao "
    "picks up.",
    "Mr Rao",
    (
        Step(
            "opening",
            "Opening",
            "Hello, who is this?",
            (
                Reply(
                    "Congratulations, sir! You have been specially selected from all our customers for a very rare "
                    "offer!",
                    0,
                    "It sounds like a fraud call, because fraud calls begin like this.",
                    "Selected for what?",
                    "wary",
                ),
                Reply(
                    "Sir, take our annual plan. It is the best.",
                    0,
                    "You sell before you know anything about him.",
                    "I did not ask for any plan.",
                    "wary",
                ),
                Reply(
                    "Good morning, Mr Rao. I am Imran from Home Net, about your plan. Do you have two minutes?",
                    2,
                    "Who you are, where from, what about, and you ask for his time.",
                    "Two minutes, yes.",
                    "discovery",
                ),
            ),
        ),
        Step(
            "wary",
            "A wary customer",
            "I get ten of these calls a day. What do you want?",
            (
                Reply(
                    "That is a lot of calls. I have one question. If it is no use to you, I stop there.",
                    2,
                    "You take him seriously and give him a way out. Now he can listen.",
                    "One question. Go on.",
                    "discovery",
                ),
                Reply(
                    "This is not like the others, sir. First listen to me, and after that you can say what you like.",
                    0,
                    "You argue instead of listening.",
                    "They all say that.",
                    "discovery",
                ),
                Reply(
                    "Sir, the offer is for today only!",
                    0,
                    "Pressure at the start closes the door.",
                    "Then offer it to somebody else.",
                    "discovery",
                ),
            ),
        ),
        Step(
            "discovery",
            "Discovery",
            "I pay every month. It works. Why should I change?",
            (
                Reply(
                    "Would you like to save money?",
                    1,
                    "A question, but everyone says yes to it and you learn nothing.",
                    "Who does not? What do you know about my house?",
                    "match",
                ),
                Reply(
                    "Perhaps you should not. Who uses it at home, and does anything about it bother you?",
                    2,
                    "An open question. You find the need before you offer anything.",
                    "My daughter has classes on it.",
                    "match",
                ),
                Reply(
                    "The annual plan has 200 Mbps, a free router, twelve channels, and you can watch on two screens.",
                    0,
                    "A list of features. You do not know yet whether he needs one of them.",
                    "I watch no channels.",
                    "match",
                ),
            ),
        ),
        Step(
            "match",
            "Match",
            "Every month I forget the bill, and then it stops in the middle of her class.",
            (
                Reply(
                    "You could set a reminder on your phone.",
                    1,
                    "Honest and kind, but you leave out the plan that would solve it.",
                    "I do. I still forget.",
                    "objection",
                ),
                Reply(
                    "And you get all the cricket!",
                    0,
                    "He told you his problem and you talked about something else.",
                    "I was talking about my daughter.",
                    "objection",
                ),
                Reply(
                    "With the annual plan you pay once, so her class does not stop. The speed stays as it is.",
                    2,
                    "One benefit that fits his need, and the truth about the rest.",
                    "Hm. That would help.",
                    "objection",
                ),
            ),
        ),
        Step(
            "objection",
            "First objection: the price",
            "Six thousand at one time is too much.",
            (
                Reply(
                    "I understand. It comes to ₹500 a month. If one payment is heavy, half a year is ₹3,200. Which "
                    "suits you better?",
                    2,
                    "You accept the point, do the sum, and offer a smaller step.",
                    "Half a year is possible.",
                    "honesty",
                ),
                Reply(
                    "It is nothing, sir. Everybody pays it.",
                    0,
                    "You make his worry small. He will not tell you the next one.",
                    "It is not nothing to me.",
                    "honesty",
                ),
                Reply(
                    "For you I will make it half.",
                    0,
                    "You cannot promise a price that the company does not offer.",
                    "Half? Put that in writing.",
                    "honesty",
                ),
            ),
        ),
        Step(
            "honesty",
            "Second objection: honesty",
            "And if I do not like it? Do I get my money back?",
            (
                Reply(
                    "Yes, yes, at any time. You only have to call us, and the whole amount is back with you the same "
                    "day.",
                    0,
                    "A false promise. He will remember your name when he complains.",
                    "At any time? I will remember that.",
                    "close",
                ),
                Reply(
                    "Nobody has ever left us, sir.",
                    0,
                    "You did not answer, and he knows it.",
                    "That was not my question.",
                    "close",
                ),
                Reply(
                    "In the first thirty days, all of it. After that, no. I would rather you knew it now.",
                    2,
                    "The plain truth, also the part that he will not like. That is how trust starts.",
                    "Good that you say so.",
                    "close",
                ),
            ),
        ),
        Step(
            "close",
            "Third objection: the close",
            "I will think about it.",
            (
                Reply(
                    "Okay, sir. Bye.",
                    1,
                    "Polite, but you end without a next step.",
                    "Wait. Send me the terms at least.",
                    "opt-out",
                ),
                Reply(
                    "Of course. What would you like to weigh? I can send you the terms in a message today.",
                    2,
                    "You ask what holds him back and agree a small next step.",
                    "The terms. Send them.",
                    "opt-out",
                ),
                Reply(
                    "The offer ends in ten minutes, sir. After that I cannot keep this price for you, whatever you "
                    "decide.",
                    0,
                    "Pressure that is not true. You lose him, and the company’s name with him.",
                    "Then let it end. Send me the terms if you want.",
                    "opt-out",
                ),
            ),
        ),
        Step(
            "opt-out",
            "Opt-out",
            "One more thing: do not call me for sales again.",
            (
                Reply(
                    "I will send the terms and record that you want no more sales calls. Thank you, Mr Rao.",
                    2,
                    "Stop, record it, end politely. Opting out is his right.",
                    "Thank you. Good day.",
                    "",
                ),
                Reply(
                    "Just one call on Friday, sir?",
                    0,
                    "He has said no. Calling again breaks the rules on unwanted calls.",
                    "I said no calls!",
                    "",
                ),
                Reply(
                    "Okay, sir. (You leave his number on the list.)",
                    0,
                    "If it is not recorded, a colleague will call him tomorrow.",
                    "(He gets a call the next day, and complains.)",
                    "",
                ),
            ),
        ),
    ),
)
