"""Texts of our own to type and to read aloud. Plain quotes and dashes only, so that any keyboard can type them."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Passage:
    slug: str
    language: str
    title: str
    text: str

    @property
    def words(self) -> int:
        return len(self.text.split())


TO_TYPE = (
    Passage(
        "first-week",
        "en",
        _("English: a first week"),
        "On Monday morning Meena reached the office twenty minutes early. The guard checked her letter, gave her a "
        "visitor card and showed her the way to the training room on the third floor. There were fourteen new people. "
        "Nobody knew anybody, so everyone looked at the screen. The trainer asked each person to say a name, a town "
        "and one thing they could cook. After that the room was not so quiet. In the first week they learnt how to "
        "open the system, how to greet a caller and how to write a short note after each call. On Wednesday they "
        "listened to old calls and marked what was good and what was not. On Thursday Meena took a mock call. She "
        "spoke too fast and forgot to ask for the account number. The trainer did not laugh. He said that speed comes "
        "later and that a clear question saves more time than a quick tongue. On Friday she took the same call again. "
        "This time she listened first, said the problem back and gave a date. It took five minutes and the caller "
        "said thank you.",
    ),
    Passage(
        "late-parcel",
        "en",
        _("English: a late parcel"),
        "A parcel can be late for many reasons. The address may be wrong, the road may be closed, or the van may have "
        "broken down near a small town. The customer does not see any of this. She only sees an empty shelf and a "
        "promise that was not kept. When she writes to us, we begin with three plain steps. First we say sorry for "
        "the delay, once, and in simple words. Then we look up the parcel and tell her where it is today. Last we "
        "give her a day on which it will come, and we choose a day that we can keep. If we do not know the day, we "
        "say so, and we tell her when we will write again. We do not blame the driver, the rain or another team. We "
        "do not copy a long answer that has nothing to do with her question. We read our reply once before we send "
        "it. A good reply is short, it is polite and it is true. Most people forgive a late parcel. Very few forgive "
        "a second promise that is broken.",
    ),
    Passage(
        "pehla-din",
        "hi",
        _("Hindi: a first day"),
        "रवि का आज नए दफ़्तर में पहला दिन था। वह समय से आधा घंटा पहले पहुँच गया। गेट पर उसने अपना नाम लिखा और पहचान "
        "पत्र दिखाया। अंदर बीस लोग बैठे थे और सब थोड़े घबराए हुए थे। प्रशिक्षक ने कहा कि पहले सुनना सीखो, बोलना अपने आप "
        "आ जाएगा। फिर सबने बारी बारी से अपना परिचय दिया। दोपहर में उन्हें सिखाया गया कि ग्राहक से बात कैसे शुरू करें और "
        "बात के बाद छोटा सा नोट कैसे लिखें। रवि ने अपनी कॉपी में तीन बातें लिखीं। पहली बात, ग्राहक को बीच में मत रोको। "
        "दूसरी बात, जो समझा है उसे एक बार दोहराओ। तीसरी बात, ऐसा वादा मत करो जो पूरा न हो सके। शाम को घर जाते समय उसने "
        "सोचा कि काम कठिन है पर सीखा जा सकता है।",
    ),
    Passage(
        "der-se-aaya",
        "hi",
        _("Hindi: a late parcel"),
        "एक ग्राहक ने लिखा कि उसका सामान एक हफ़्ते से नहीं आया है। नेहा ने पहले उसका संदेश ध्यान से पढ़ा। फिर उसने देखा "
        "कि सामान किस शहर में रुका है। उसने जवाब में सबसे पहले माफ़ी माँगी। उसके बाद उसने साफ़ शब्दों में बताया कि "
        "सामान अभी कहाँ है और किस दिन पहुँचेगा। उसने किसी और को दोष नहीं दिया। उसने कोई लंबी कहानी भी नहीं लिखी। भेजने "
        "से पहले उसने अपना जवाब एक बार फिर पढ़ा और एक गलती ठीक की। दो दिन बाद सामान पहुँच गया। ग्राहक ने धन्यवाद लिखा और "
        "कहा कि सही जानकारी मिल जाए तो इंतज़ार करना आसान हो जाता है। नेहा ने यह बात अपनी टीम को भी बताई।",
    ),
)

TO_READ = Passage(
    "pressure-cooker",
    "en",
    _("A call to read aloud"),
    "Good morning, and thank you for calling. I have your order in front of me. You bought a pressure cooker on the "
    "fourth of March, and it should have reached you by the eighth. I can see that it left our store on time, but the "
    "van was held up near Nagpur because of heavy rain. It is now in your city. It will come to you tomorrow, between "
    "nine in the morning and one in the afternoon. The driver will call you from a number that ends in four, six, two. "
    "Please keep the code from our message ready, and give it only when the parcel is in your hands. If nobody will be "
    "at home, tell me now and I will choose another day. I am sorry for the wait. Is there anything else that I can "
    "help you with?",
)

TOPICS = (
    _("My city at night"),
    _("My first phone"),
    _("A meal I can cook"),
    _("The first day of rain"),
    _("Someone who taught me something"),
    _("Why people shout on the telephone"),
)
