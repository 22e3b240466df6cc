"""The practice pages."""

TOOLS = ["?type=voice&length=5", "star/", "typing/", "call/", "record/"]


def practice(tool: str) -> str:
    return f"/interviews/practice/{tool}"
