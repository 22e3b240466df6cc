"""Wordings that no job ad should have, found in what an employer typed.

Pure. Each function gets folded text (see `folded`), and returns the words found as they stand there, or "". Words are
looked for, not meaning: what is found is shown to the employer, who decides.
"""

import re
import unicodedata

NUKTA = "\u093c"


def folded(text: str) -> str:
    """As a reader sees it: without format characters, width, case, and the dots that Hindi typists leave out."""
    plain = unicodedata.normalize("NFKC", text)
    plain = unicodedata.normalize("NFKD", "".join(c for c in plain if unicodedata.category(c) != "Cf"))
    plain = unicodedata.normalize("NFC", plain.replace(NUKTA, ""))
    return plain.casefold().translate({ord("’"): "'", ord("‘"): "'"}).replace("rs.", "rs ")


def clauses(text: str) -> list[str]:
    """Sentences, and their parts around "but": what is denied in one is not denied in the next."""
    parts = re.split(r"[.!?](?=\s|$)|[;\n।•]|\b(?:but|however|except|though)\b|लेकिन|मगर", text)
    return [part.strip() for part in parts if part.strip()]


SUM = r"(?:(?:rs|inr|₹)\s*\d[\d,]*|\d[\d,]{2,})(?:\s*/-)?"
MONTHLY = r"\s*(?:/-)?\s*(?:[-–]|to|per|a|each|every|/|p\.?m|p\.?a|month|lpa|lakh|ctc|in[ -]hand|take|fixed|salary)"
# A noun that is a charge whatever stands around it.
CHARGE = (
    r"(?:\b(?:fees?|charges|deposits?|(?:non-?\s*)?refundable(?:\s+(?:amount|deposit|money|fees?))?)\b(?!\s+(?:to|into|in)\b)"
    r"|\b(?:registration|training|uniform|processing|joining|security|caution|token|documentation|verification|id card"
    r"|kit|application|interview|placement|consultancy)\s+(?:amount|money|charges?|costs?|payments?)\b"
    r"|\bsecurity bonds?\b"
    r"|शुल्क|फीस|जमा राशि|जमानत)"
)
# What may stand between a denial and the charge it denies.
FILLER = (
    r"(?:any|kind|of|such|other|hidden|extra|upfront|joining|registration|training|uniform|interview|processing|security"
    r"|application|placement|consultancy|service|caution|refundable|id|card|kit|paying|pay|take|charge|charges?|ask|asks"
    r"|asking|collect|demand|for|candidates?|applicants?|you|your|the|to|have|need|there|is|are|money|deposits?|fees?"
    r"|or|and|nor|in|at|a)"
)
NOT_A_SUM = rf"(?!\s*(?:of\s+|is\s+|:|-|=)?\s*{SUM})"
DENIED_BEFORE = re.compile(
    r"\b(?:no|not|never|nil|without|zero|free of|don't|doesn't|do not|does not|cannot)\b"
    rf"(?:[\s,/]+{FILLER}\b){{0,9}}?[\s,/]+{CHARGE}{NOT_A_SUM}"
    rf"(?:\s*(?:,|/|&|\b(?:n?or|and)\b)\s*(?:\b(?:or|no|any)\s+)?(?:{FILLER}\s+){{0,3}}?{CHARGE}{NOT_A_SUM})*"
)
DENIED_AFTER = re.compile(
    rf"{CHARGE}(?:\s+(?:of any kind|at any stage|from (?:candidates|applicants)))?\s*[:=-]?\s*"
    r"(?:(?:is|are|will be|was)\s+)?"
    r"(?:nil|zero|none|never|no\b|not\s+(?:be\s+)?(?:required|needed|charged|taken|asked|collected|applicable|there))"
)
DENIED_HINDI = re.compile(
    rf"बिना\s+(?:किसी\s+)?(?:भी\s+)?(?:{CHARGE}|पैसे)|नि[ः:]?शुल्क"
    rf"|(?:{CHARGE}|पैसे|पैसा)(?:\s+(?:या|और|भी|{CHARGE}|पैसे|कोई))*\s+(?:नही|नहीं|न|मत)(?=\s|$)(?!\s*(?:लौट|वापस))"
)
# Money that somebody is to pay, without a noun for it.
WAGES = (
    r"(?:salary|wages?|stipend|incentives?|bonus(?:es)?|allowances?|pay is|payout|ctc|in[ -]hand|commission|वेतन|सैलरी)"
)
PAY_A_SUM = re.compile(
    r"(?<!we )(?<!will )(?<!they )(?<!us )\b(?:pay|send|transfer|deposit|remit|gpay|paytm)\s+"
    rf"(?:only\s+|of\s+|us\s+)?{SUM}(?!{MONTHLY})(?![\d,])"
)
PAYABLE_SUM = re.compile(rf"{SUM}[^,]{{0,40}}?\b(?:payable|to be paid|to pay|must be paid|should be paid)\b")
THING_FOR_A_SUM = re.compile(
    r"\b(?:registration|id[ -]card|uniform|(?:joining|training|welcome|starter)?\s*kit|headset|verification|gate pass"
    rf"|offer letter|training material|police check)\b[^,]{{0,25}}?{SUM}(?!{MONTHLY})"
)
HINDI_MONEY = re.compile(
    r"(?:पैसे|पैसा|रुपये|रुपए|रकम|राशि)\s+(?:\S+\s+){0,2}?(?:जमा|भेज|भर)|(?:पैसे|पैसा)\s+(?:दे|लगे|लगें)"
    r"|जमा\s+(?:कर|कराएं|करवा)"
)
GIVEN = re.compile(r"\b(?:free|we (?:give|pay|provide)|provided by|worth)\b")
BOND = re.compile(rf"\bbond\b[^,]{{0,25}}?{SUM}|{SUM}\s+bond\b")


def asks_money(text: str) -> str:
    """Money that applicants are to pay. A charge that is denied is none."""
    for clause in clauses(text):
        clause = DENIED_HINDI.sub(" ", DENIED_AFTER.sub(" ", DENIED_BEFORE.sub(" ", clause)))
        patterns = [re.compile(CHARGE), HINDI_MONEY, PAY_A_SUM, BOND]
        if not re.search(WAGES, clause):
            patterns.append(PAYABLE_SUM)
            if not GIVEN.search(clause):
                patterns.append(THING_FOR_A_SUM)
        for pattern in patterns:
            if found := pattern.search(clause):
                return found[0].strip()
    return ""


KEEP = r"(?:submit|deposit(?!\s+or\b)|surrender|hand over|keep|retain|hold|leave|collect)"
KEPT = r"(?:kept|retained|held|submitted|deposited|collected|surrendered|handed over|with us|with the company)"
NO = r"\b(?:no|not|never|without|none|don't|doesn't|won't)\b"
PAPERS = [
    re.compile(
        rf"\b{KEEP}(?:s|ing)?\s+(?:(?!cop(?:y|ies)\b|photocop|show|bring|carry|see\b)[\w']+\s+){{0,4}}?originals?\b"
        r"(?!\s+(?:cv|resume|thinking|ideas?|content|work|writing))(?:\s+(?:\w+)){0,1}"
    ),
    re.compile(rf"\boriginals?\b(?:[\s/,]+[\w']+){{0,7}}?\s+{KEPT}\b"),
    re.compile(r"(?:मूल|ओरिजिनल|असली)\s+\S+(?:\s+\S+){0,3}?\s+(?:जमा|रख)\S*(?:\s+(?:नही|नहीं))?"),
]


def keeps_papers(text: str) -> str:
    """Original papers that applicants are to leave."""
    for clause in clauses(text):
        for pattern in PAPERS:
            found = pattern.search(clause)
            if not found:
                continue
            before = clause[: found.start()].rsplit(",", 1)[-1]
            if re.search(NO, before) or re.search(rf"{NO}|नही", found[0]):
                continue
            return found[0].strip()
    return ""


ITEM = (
    r"(?:age|gender|sex|caste|religion|community|marital status|creed|race|faith|disability|background|orientation"
    r"|experience|qualification|उम्र|आयु|जाति|धर्म|लिंग)"
)
# Everyone is welcome: the words name what does not matter.
OPEN_TO_ALL = re.compile(
    rf"\b(?:(?:irrespective|regardless) of|no (?:bar|discrimination|preference) (?:of|on|by|for)|no|any)\s+"
    rf"(?:(?:the|your|their|any|upper|maximum)\s+)?{ITEM}\b(?:\s*(?:,|/|&|\bor\b|\band\b)+\s*(?:or\s+|and\s+)?{ITEM}\b)*"
    r"(?:\s+(?:limit|bar|restriction|preference)s?)?"
    rf"|\b{ITEM}\s+(?:is\s+)?no\s+(?:bar|limit|matter)"
    rf"|{ITEM}\s+की\s+(?:कोई\s+)?(?:सीमा|पाबंदी)\s+नही"
)
MAN, WOMAN = (
    r"(?:males?|men|boys?|gents?|gentlemen|पुरुष|लडके|लडका)",
    r"(?:females?|women|girls?|ladies|महिलाएं|महिलाए|महिला|लडकियां|लडकी)",
)
AND = r"\s*(?:/|&|,|\+|\band\b|\bor\b|और|या|एवं|व)\s*"
BOTH = re.compile(rf"(?<!\w)(?:{MAN}{AND}{WOMAN}|{WOMAN}{AND}{MAN})(?!\w)")
SEX = re.compile(
    r"\b(?:males?|females?|ladies|lady|gents?|gentlem[ae]n|girls?|boys?|salesm[ae]n)\b"
    r"|\b(?:m[ae]n|wom[ae]n) only\b|\bonly (?:for )?(?:wo)?men\b"
    r"|महिला|पुरुष|लडक"
)
YEARS = r"(?:years?|yrs?|साल|वर्ष)"
NO_EXPERIENCE = r"(?!\s*(?:of\b|'|in\b|work|relevant|exp|का अनुभव))"
AGE = re.compile(
    r"\b(?:age[ds]?|years? old|yrs? old)\b|उम्र|आयु"
    rf"|\b[1-6]\d\s*(?:to|-|–|and|से)\s*[1-6]\d\s*{YEARS}\b{NO_EXPERIENCE}"
    rf"|\b(?:below|under|upto|up to|max(?:imum)?|not above|not over)\s+[1-6]\d\s*{YEARS}\b{NO_EXPERIENCE}"
    r"|\b(?:below|under|not above|not over|younger than)\s+[1-6]\d\b"
    r"(?=\s*(?:$|[.;,!)\n]|only\b|candidates?\b|can\b|may\b|apply\b|preferred\b))"
    r"|\byoung(?=\s*(?:$|[.;,!)\n])|\s+(?:and|&|energetic|dynamic|smart|people|persons?|candidates?|teams?|crowd|staff"
    r"|talents?|blood|minds?|professionals?|graduates?|applicants?|freshers?|m[ae]n|wom[ae]n|girls?|boys?)\b)"
    r"|\byoungsters?\b|\byouths?\b(?!\s+(?:brands?|products?|market|programmes?))"
)
HOME = re.compile(
    r"\b(?:un)?married\b|\bmarital\b|\bcaste\b|\breligion\b|विवाहित|जाति"
    r"|\b(?:hindus?|muslims?|christians?|sikhs?|jains?|brahmins?|buddhists?|parsis?)\b|हिंदू|हिन्दू|मुस्लिम"
    r"|\bbachelors?\s+only\b|\bonly\s+(?:for\s+)?bachelors?\b(?!'|\s+(?:degree|of|in)\b)"
    r"|\b(?:singles only|only singles)\b"
)
PROMISE = re.compile(
    r"\bunlimited\b|\bguaranteed (?:job|income|placement|incentive)s?\b|\b100 ?% (?:job|placement)\b|\beasy money\b"
)


def names_sex(text: str) -> str:
    return first(SEX, BOTH.sub(" ", OPEN_TO_ALL.sub(" ", text)))


def names_age(text: str) -> str:
    return first(AGE, OPEN_TO_ALL.sub(" ", text))


def names_home(text: str) -> str:
    """Family, community or faith."""
    return first(HOME, OPEN_TO_ALL.sub(" ", text))


def promises(text: str) -> str:
    return first(PROMISE, text)


def first(pattern: re.Pattern, text: str) -> str:
    found = pattern.search(text)
    return found[0].strip() if found else ""
