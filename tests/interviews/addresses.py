"""The pages of the app, on a catalogue with the line and guide of the fixtures."""

PRACTICE = ["", "star/", "typing/", "call/", "record/"]
PAGES = [
    "/interviews/",
    "/interviews/questions/",
    "/interviews/questions/?type=voice",
    "/interviews/questions/q001/",
    "/interviews/voice/",
    *(f"/interviews/practice/{name}" for name in PRACTICE),
    "/interviews/practice/?type=voice&length=20",
]
