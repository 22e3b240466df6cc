"""Editors' Markdown: what it may hold, what it never lets through, and how long it may take."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roles.markdown import ATTRIBUTES, TAGS, cited, headings, render
from tests.roles.test_views import Page


class Tags(Page):
    """Tags and attributes of a piece of HTML, as a browser would see them."""

    def __init__(self, html: str):
        self.tags = []
        super().__init__(type("Answer", (), {"content": html.encode()}))

    def handle_starttag(self, tag, attrs):
        super().handle_starttag(tag, attrs)
        self.tags.append((tag, dict(attrs)))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)


def assert_clean(html: str):
    for tag, attrs in Tags(html).tags:
        assert tag in TAGS, tag
        assert attrs.keys() <= ATTRIBUTES.get(tag, set()), (tag, attrs)
        if "href" in attrs:
            href = attrs["href"]
            assert href.lower().startswith(("http://", "https://", "/")), href
            assert not href.startswith(("//", "/\\")), href


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Plain **strong** *soft*", "<p>Plain <strong>strong</strong> <em>soft</em></p>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("3. three", '<ol start="3">\n<li>three</li>\n</ol>'),
        ("[Roles](/roles/)", '<p><a href="/roles/">Roles</a></p>'),
        ("[Out](https://a.example/?b=1&c=2)", '<p><a href="https://a.example/?b=1&amp;c=2" rel="nofollow">Out</a></p>'),
        ("[Indeed](source:indeed)", '<p><a href="/sources/#indeed" class="cite">Indeed</a></p>'),
        ("> quoted", "<blockquote>\n<p>quoted</p>\n</blockquote>"),
        ("    four spaces", "<p>four spaces</p>"),
        ("₹15,000 & हिन्दी", "<p>₹15,000 &amp; हिन्दी</p>"),
        ("", ""),
    ],
)
def test_what_editors_write(text, html):
    assert render(text).strip() == html


def test_a_table_has_scoped_headings_and_no_style():
    html = render("| Who | When |\n|:--:|--|\n| Indeed | 2022 |")
    assert '<th scope="col">Who</th>' in html
    assert "<td>2022</td>" in html
    assert "style" not in html


def test_headings_begin_at_two_and_skip_no_step():
    html = render("# One\n\n#### Two\n\n###### Three\n\n## Four\n\n# Last")
    assert [tag for tag, _ in Tags(html).tags] == ["h2", "h3", "h4", "h2", "h2"]
    assert html.count("</h2>") == 3


def test_headings_have_ids_of_their_own():
    text = "## Night work\n\n## Night work\n\n## रात\n\n### Inner\n\n## [Linked](/roles/) *words*"
    assert headings(text) == [
        ("on-night-work", "Night work"),
        ("on-night-work-2", "Night work"),
        ("on-part", "रात"),
        ("on-linked-words", "Linked words"),
    ]
    ids = Tags(render(text)).ids
    assert [i for i, _ in headings(text)] == [i for i in ids if i != "on-inner"]
    assert len(ids) == len(set(ids))


def test_cited_sources_each_once_in_order():
    assert cited("[a](source:b) [c](source:a-1) **[d](source:b)** [e](/roles/) [f](source:)") == ["b", "a-1"]


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java\tscript:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](&#x6A;avascript&colon;alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:msgbox)",
        "[x](//evil.example)",
        "[x](/\\evil.example)",
        "[x](\\\\evil.example)",
        "[x](/&#47;evil.example)",
        "[x](http:evil)",
        "[x](ftp://evil.example)",
        "[x](mailto:a@b.example)",
        "[x](source:a/../../evil)",
        "[x](SOURCE:a)",
        "[x](source:)",
        "[x][r]\n\n[r]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "![x](https://evil.example/pixel.png)",
        "![x](javascript:alert(1))",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        '<a href="javascript:alert(1)">x</a>',
        "<details open ontoggle=alert(1)>",
        "<style>*{display:none}</style>",
        "<!-- <script> --><iframe src=//evil.example>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        '[x](https://a.example/"onmouseover="alert(1))',
        '[x](https://a.example "title" onclick=alert(1))',
        "# <script>alert(1)</script>",
        "| <script> |\n|--|\n| <img src=x onerror=alert(1)> |",
        "```html\n<script>alert(1)</script>\n```",
        "`<script>`",
        "- > - > # [x](javascript:alert(1))",
    ],
)
def test_hostile_markdown_becomes_harmless(text):
    assert_clean(render(text))
    headings(text)
    cited(text)


@given(st.text(alphabet="[]()<>*_#>-|`\\\"'&:/!=+ \n\tajvscriptsourcehtp1.\0", max_size=200))
@settings(max_examples=300, deadline=None)
def test_whatever_is_typed_becomes_harmless(text):
    assert_clean(render(text))


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "*a ",
        ">",
        "- ",
        "[a](",
        "|a",
        "`",
        "<a ",
        "&",
        "**a*",
        "_a_",
        "# a\n",
        "[a](source:b) ",
        "![",
        "<!--",
        "\n",
    ],
)
def test_a_hundred_kilobytes_are_made_in_seconds(piece):
    began = time.process_time()
    html = render((piece * 100_000)[:100_000])
    assert time.process_time() - began < 15
    assert_clean(html)


def test_deep_nesting_does_not_break():
    assert_clean(render("\n".join(" " * n + "- a" for n in range(500))))
    assert_clean(render("> " * 5000 + "a"))
    assert_clean(render("*" * 5000 + "a" + "*" * 5000))
