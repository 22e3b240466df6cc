"""What an employer's free text says of shift, calls, schooling and pay, to hold against the fields of the form.

Pure, and careful: only plain wordings are read, and what is denied is not said. Functions get folded text
(`ad_words.folded`) and return the words found, by what they say.
"""

import re

from .ad_words import clauses

NIGHT = r"\b(?:night|us|uk|graveyard)[ -](?:shifts?|duty|process)\b|\bnights\b|नाइट|रात की"
NO_NIGHT = rf"\b(?:no|without|never)\s+(?:any\s+)?(?:{NIGHT})"
SHIFTS = {
    "night": re.compile(NIGHT),
    "day": re.compile(r"\b(?:day|morning|general)[ -]shifts?\b|\bday ?time only\b|दिन की शिफ्ट"),
    "rotating": re.compile(r"\brotat(?:ing|ional)\b|\bany shifts?\b|\ball shifts\b"),
}
NON_VOICE = (
    r"\bnon[ -]*voice\b|\b(?:no|without|zero)\s+(?:voice\s+)?call(?:s|ing)?\b|\b(?:chat|e-?mail) only\b|कोई कॉल नही"
)
CONTACTS = {
    "non-voice": re.compile(NON_VOICE),
    "voice": re.compile(
        r"(?<!non)(?<!non-)(?<!non )\bvoice(?:\s+(?:process|support|calls?)\b|\s*/|\s+(?:and|or|&)(?!\w))"
        r"|\b(?:tele)?calling\b"
        r"|\b(?:inbound|outbound|take|make|answer)\s+calls?\b|\bcalls? all day\b"
    ),
}
# A rung asked for: named with a word that makes it a condition, or as the one that is enough.
ASKED = r"(?:only|must|mandatory|compulsory|required|minimum|needed|necessary|eligible|can apply|should)"
RUNGS = {
    "class-10": r"\b(?:10th|class 10|class x|tenth|ssc|matric\w*)\b",
    "class-12": r"\b(?:12th|class 12|class xii|10\s*\+\s*2|hsc|intermediate|puc)(?!\w)",
    "diploma": r"\bdiplomas?(?: holders?)?\b",
    "degree": r"(?<!under)(?<!under-)(?<!under )(?<!post)(?<!post-)(?<!post )(?<!non-)(?<!non )"
    r"\b(?:graduates?|graduation|bachelor'?s?|degree(?: holders?)?|b\.?com|b\.?a|b\.?sc|b\.?tech)\b",
    "professional": r"\b(?:post[ -]?graduates?|post[ -]?graduation|mba|master'?s)\b",
}
PAY_WORDS = re.compile(r"\b(?:salary|pay|ctc|fixed|package|in[ -]hand|take[ -]home|earn)\b|वेतन|सैलरी")
OTHER_MONEY = re.compile(
    r"\b(?:allowances?|bonus|incentives?|fees?|deposits?|deductions?|loans?|insurance|hike|increment|bond|pf|esi|worth)\b"
)
IN_HAND = re.compile(r"\bin[ -]hand\b|\btake[ -]home\b")
SUM = re.compile(r"(?:₹|\brs\b|\binr\b)?\s*(\d[\d,]*(?:\.\d+)?)\s*(k\b|thousand|lakhs?|lacs?|lpa|l\b)?")
UNITS = {"k": 1_000, "thousand": 1_000}
LAKH = 100_000
LEAST_MONTH, LEAST_YEAR = 4_000, 60_000
# What is taken off before money is in hand, and added to fixed pay in a CTC, at the most.
OFF, ON = 0.7, 1.3


def shifts(text: str) -> dict[str, str]:
    return said(SHIFTS, re.sub(NO_NIGHT, " ", text))


def denies_nights(text: str) -> str:
    found = re.search(NO_NIGHT, text)
    return found[0] if found else ""


def contacts(text: str) -> dict[str, str]:
    spoken = said({"non-voice": CONTACTS["non-voice"]}, text)
    return spoken | said({"voice": CONTACTS["voice"]}, re.sub(NON_VOICE, " ", text))


def said(wordings: dict[str, re.Pattern], text: str) -> dict[str, str]:
    found = {name: pattern.search(text) for name, pattern in wordings.items()}
    return {name: match[0].strip() for name, match in found.items() if match}


def rungs(text: str) -> dict[str, str]:
    """The qualifications that the text makes a condition, by slug."""
    found: dict[str, str] = {}
    for clause in clauses(text):
        for slug, wording in RUNGS.items():
            named = re.search(wording, clause)
            is_asked = named and (
                re.search(rf"\b{ASKED}\b", clause) or re.match(r"\s*(?:th)?\s*pass\b", clause[named.end() :])
            )
            if is_asked and not re.search(r"\b(?:not|no)\b", clause):
                found.setdefault(slug, named[0])
    return found


def strange_sum(text: str, fixed: int, variable: int) -> str:
    """A sum of pay that `fixed` and `variable` (rupees a year) do not explain, read as a month's or as a year's."""
    for clause in clauses(text):
        for part in re.split(r",\s+|\bplus\b|\+", clause):
            if not PAY_WORDS.search(part) or OTHER_MONEY.search(part):
                continue
            least = fixed * (OFF if IN_HAND.search(part) else 1)
            most = (fixed + variable) * (ON if "ctc" in part else 1)
            for found in SUM.finditer(part):
                unit = found[2] or ""
                amount = float(found[1].replace(",", "") or 0) * (UNITS.get(unit, LAKH) if unit else 1)
                is_sum = amount >= LEAST_MONTH
                readings = [amount * 12] + ([amount] if amount >= LEAST_YEAR else [])
                if is_sum and not any(least * 0.99 <= reading <= most * 1.01 for reading in readings):
                    return found[0].strip()
    return ""
