from .scene import Reply, Scene, Step

DOUBLE_CHARGE = Scene(
    "double-charge",
    "voice-inbound",
    "Inbound: charged twice",
    "You answer calls for City Mobile. It is evening and the queue was long. A caller has paid two times for one "
    "recharge.",
    "Caller",
    (
        Step(
            "greeting",
            "Greeting",
            "Hello? Hello! Is anyone there?",
            (
                Reply(
                    "Yes, tell me.",
                    0,
                    "Cold, with no greeting and no name. The call starts badly.",
                    "What do you mean, tell me? You took my money two times!",
                    "upset",
                ),
                Reply(
                    "Good evening, thank you for calling City Mobile. I am Asha. How may I help you?",
                    2,
                    "A greeting, the company, your name, and an open question.",
                    "At last. You took my money two times!",
                    "identity",
                ),
                Reply(
                    "Please hold for two minutes. There are many calls this evening, and I will come back to you "
                    "after that.",
                    0,
                    "The caller has waited already. Putting her on hold before you listen makes it worse.",
                    "I have held for ten minutes! You took my money two times!",
                    "upset",
                ),
            ),
        ),
        Step(
            "upset",
            "An upset caller",
            "Nobody there listens to me. I want my money, now!",
            (
                Reply(
                    "Please calm down, madam.",
                    0,
                    "“Calm down” tells people that their anger is the problem. It makes them angrier.",
                    "Do not tell me to calm down!",
                    "identity",
                ),
                Reply(
                    "I cannot do anything for you at my level, so I will transfer you to my senior, who handles "
                    "complaints.",
                    0,
                    "An instant transfer means that she must tell it all again. Offer to solve it first.",
                    "No! You listen to me.",
                    "identity",
                ),
                Reply(
                    "I am sorry about the wait. You were charged two times, and I will sort it out with you now.",
                    2,
                    "You let her finish, name the problem, own it, and say what you will do.",
                    "All right. Do it, then.",
                    "identity",
                ),
            ),
        ),
        Step(
            "identity",
            "Identity check",
            "So when do I get it back?",
            (
                Reply(
                    "To open your account safely, may I have your mobile number and your date of birth?",
                    2,
                    "You say why you ask, and you ask only for what you need.",
                    "Yes. Write it down.",
                    "listening",
                ),
                Reply(
                    "Tell me the OTP that comes on your phone.",
                    0,
                    "Never ask for an OTP, PIN or password. That is how fraud works.",
                    "My OTP? The bank says never to tell that to anyone!",
                    "listening",
                ),
                Reply(
                    "I can see your number and both payments on my screen, so I am sending the refund right away.",
                    0,
                    "You opened an account without knowing who is calling.",
                    "You did not even ask for my name. Is this safe?",
                    "listening",
                ),
            ),
        ),
        Step(
            "listening",
            "Listening",
            "I tried at five o’clock and it said failed. I tried again ten minutes later. Both amounts are gone.",
            (
                Reply(
                    "Okay. How much was it?",
                    1,
                    "A useful question, but she cannot tell whether you have understood.",
                    "Did you hear what I said?",
                    "solution",
                ),
                Reply(
                    "You recharged two times, so you were charged two times. Next time, please wait for the message "
                    "first.",
                    0,
                    "That blames the caller for a fault that is not hers.",
                    "Are you saying that it is my fault?",
                    "solution",
                ),
                Reply(
                    "Let me say it back: the first try failed, the second worked, and you paid for both. Right?",
                    2,
                    "Saying it back shows that you listened, and catches a mistake early.",
                    "Yes. That is exactly it.",
                    "solution",
                ),
            ),
        ),
        Step(
            "solution",
            "Solution",
            "So what will you do about it?",
            (
                Reply(
                    "Do not worry, you will get it.",
                    0,
                    "No date and no step. She will call again tomorrow.",
                    "When? That is what I am asking!",
                    "recap",
                ),
                Reply(
                    "I have raised a refund to your account. It takes up to five working days. A message comes today.",
                    2,
                    "What you did, where the money goes, and by when.",
                    "Five working days. All right.",
                    "recap",
                ),
                Reply(
                    "It will be in your account tonight, one hundred per cent. You have my word, and you need not "
                    "call again.",
                    0,
                    "A promise that you cannot keep. It ends the call, and starts a complaint.",
                    "Tonight? I will check.",
                    "recap",
                ),
            ),
        ),
        Step(
            "recap",
            "Recap",
            "Is that all?",
            (
                Reply(
                    "To sum up: the refund is raised, it takes up to five working days, and your reference is 4471. Is "
                    "there anything else?",
                    2,
                    "A short recap, a reference, and room for one more question.",
                    "No, that is all. Thank you.",
                    "notes",
                ),
                Reply(
                    "Yes. Bye.",
                    0,
                    "She has no reference and may not have caught the date.",
                    "Wait, what is my complaint number?",
                    "notes",
                ),
                Reply(
                    "Yes. Please give me five stars in the survey.",
                    0,
                    "Asking for a score before you have closed the matter spoils what went well.",
                    "We will see about that.",
                    "notes",
                ),
            ),
        ),
        Step(
            "notes",
            "Notes",
            "(She has hung up. What do you write?)",
            (
                Reply(
                    "Angry customer, refund.",
                    0,
                    "It judges the caller and leaves out what was done and promised.",
                    "(She calls again in a week. Nobody can tell what was promised.)",
                    "",
                ),
                Reply(
                    "Charged twice: 5.00 failed, 5.10 done. Identity checked. Refund raised, ref. 4471, up to 5 "
                    "working days, caller told.",
                    2,
                    "The next agent can go on from this without asking her again.",
                    "(The next call comes in.)",
                    "",
                ),
                Reply(
                    "Nothing: the next call is waiting.",
                    0,
                    "Without a note the next agent starts again from nothing.",
                    "(She calls again in a week and must tell it all again.)",
                    "",
                ),
            ),
        ),
    ),
)
