"""Wordings that the check of a job ad must find, and wordings that it must let pass."""

import pytest

from salaries import ad_words

MONEY = [
    "Registration amount 500 to be paid", "Pay Rs 999 for ID card", "caution money 2000",
    "Joining kit Rs 1,500 payable", "Security bond of 50,000", "पैसे जमा करें", "ｆｅｅ 500", "f\u200bee of 500",
    "f\u00adees apply", "Registration fee of ₹500", "Refundable deposit", "पंजीकरण शुल्क ₹500", "फ़ीस 500", "फीस: ₹200",
    "There is no fee to join, but a deposit of ₹500", "No experience needed, registration fee 500",
    "No target, fee 500", "No interview. Training charges 800", "The fee is not refundable", "No fee, deposit 500",
    "No fee, only a refundable deposit of 500", "शुल्क वापस नहीं होगा", "शुल्क नहीं लौटाया जाएगा", "Uniform Rs 700",
    "Send ₹299 on GPay", "Security amount 1000", "Bond Rs 25,000", "Rs. 500 to be paid at joining", "token amount",
]  # fmt: skip
NO_MONEY = [
    "No fee, no deposit", "We never take any fee or deposit", "Without registration fee", "Free of charges",
    "कोई शुल्क नहीं", "कोई शुल्क नहीं लिया जाता", "बिना किसी शुल्क के", "निःशुल्क प्रशिक्षण", "कोई फीस या शुल्क नहीं है",
    "without any charges or training fees", "No registration, training or uniform fees", "Fee: nil",
    "Fees are not charged at any stage", "We do not charge any fee from candidates", "You don’t have to pay any fee",
    "We take no fee, deposit or original papers from applicants", "Coffee and wages", "Feedback each week",
    "We pay ₹18,000 a month", "Salary of ₹18,000 to be paid on the 7th", "Joining bonus 5000", "You earn Rs 18,000",
    "Free ID card and uniform worth Rs 1,500", "Salary is deposited in your bank", "No bond", "We charge no fee",
    "Work with 500 people", "Training of 30 days, stipend ₹8,000", "Talk to charged-up customers",
    "We never ask for money",
]  # fmt: skip
PAPERS = [
    "Candidates must submit original marksheets", "originals kept", "Security bond of 50,000; originals kept",
    "Original certificates will be kept for one year", "Deposit your original degree", "We hold all originals",
    "Originals kept and not returned", "No experience needed, submit original marksheets",
    "Submit resume and original marksheets", "मूल प्रमाणपत्र जमा करें",
]  # fmt: skip
NO_PAPERS = [
    "Bring original documents to show", "Show the originals, give copies", "We do not keep original papers",
    "Originals will not be kept", "We take no fee, deposit or original papers", "Submit copies and show originals",
    "Submit your CV", "Collect original ideas", "मूल प्रमाणपत्र जमा नहीं करने हैं",
]  # fmt: skip
SEX = [
    "Female candidates only",
    "Only men",
    "केवल महिला",
    "Girls only",
    "ＦＥＭＡＬＥ preferred",
    "Male/female apply, female preferred",
]
NO_SEX = ["Male/Female both can apply", "Men and women welcome", "Female or male", "महिला और पुरुष दोनों", "Menon Road",
          "Management trainees", "Regardless of gender"]  # fmt: skip
AGE = ["Age 18 to 25", "18 to 25 yrs", "18-25 years", "below 30", "Below 30 years", "Under 28 only", "Young team",
       "Young.",
       "Young and energetic people", "Youth wanted", "उम्र 18 से 25", "Age no more than 30"]  # fmt: skip
NO_AGE = ["no age limit", "No upper age limit", "young brands", "Age is no bar", "Any age", "उम्र की कोई सीमा नहीं",
          "10 to 15 years of experience", "Up to 30 calls a day", "Agency", "Under 30 seconds",
          "Regardless of age or sex",
          "Manager agents"]  # fmt: skip
HOME = [
    "Unmarried",
    "Only for Hindus",
    "Bachelors only",
    "Muslim staff",
    "State your caste",
    "Regardless of experience, unmarried",
]
NO_HOME = ["Bachelor’s degree", "Bachelor degree only", "Hindi speakers", "Irrespective of caste, religion or gender"]
CASES = {
    "asks_money": (MONEY, NO_MONEY),
    "keeps_papers": (PAPERS, NO_PAPERS),
    "names_sex": (SEX, NO_SEX),
    "names_age": (AGE, NO_AGE),
    "names_home": (HOME, NO_HOME),
    "promises": (["Unlimited incentives", "100% job"], ["100% of calls are checked"]),
}


@pytest.mark.parametrize(("kind", "words"), [(kind, words) for kind, (bad, _) in CASES.items() for words in bad])
def test_found(kind, words):
    assert getattr(ad_words, kind)(ad_words.folded(words))


@pytest.mark.parametrize(("kind", "words"), [(kind, words) for kind, (_, fine) in CASES.items() for words in fine])
def test_let_pass(kind, words):
    assert getattr(ad_words, kind)(ad_words.folded(words)) == ""


def test_what_is_found_is_read_by_a_person():
    assert ad_words.asks_money(ad_words.folded("Please PAY Rs 999 for ID card.")) == "pay rs 999"
    assert ad_words.asks_money(ad_words.folded("A f\u200be\u200be of 500")) == "fee"
