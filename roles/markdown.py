"""Markdown as editors write it, made into HTML that is safe to show.

Plain CommonMark and tables, without raw HTML, images or code. A link goes to a page of this site (`/roles/`), to the
web (`https://…`), or to a source by its slug (`source:indeed-what-are-bpo-jobs`).
"""

import re
from collections.abc import Iterator
from itertools import pairwise

import nh3
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

SOURCE = re.compile(r"source:([-\w]+)\Z", re.ASCII)
ALLOWED = re.compile(r"(?i:https?)://[^/]|/(?![/\\])|source:[-\w]+\Z", re.ASCII)
HEADING = re.compile(r'<h[234] id="([-\w]+)">.*?</h[234]>', re.ASCII | re.DOTALL)
HIGHEST, LOWEST = 2, 4
TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "blockquote", "br", "hr"} | {
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
ATTRIBUTES = {
    "a": {"href", "rel", "class"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "ol": {"start"},
    "th": {"scope"},
}

reader = (
    MarkdownIt("commonmark", {"html": False})
    .enable("table")
    .disable(["image", "code", "fence", "backticks", "html_block", "html_inline"])
)
reader.validateLink = lambda address: ALLOWED.match(address) is not None


def render(text: str) -> SafeString:
    """Safe HTML. Headings begin at h2 and carry an id; a cited source becomes a link to its place among the sources."""
    tokens = reader.parse(text)
    place_headings(tokens)
    for token in each(tokens):
        if token.type == "link_open":
            place_link(token)
        elif token.type == "th_open":
            token.attrs = {"scope": "col"}
    html = reader.renderer.render(tokens, reader.options, {})
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https"}, link_rel=None)
    return mark_safe(clean)  # noqa: S308  nh3 has just cleaned it


def with_anchors(text: str) -> SafeString:
    """As `render`, with a link to each heading after it, as templates/includes/_anchor.html has it."""
    label = escape(_("Link to"))
    return mark_safe(  # noqa: S308  what render made, and an id that it chose
        HEADING.sub(
            lambda found: (
                f'{found[0]}<a class="anchor" id="to-{found[1]}" href="#{found[1]}" aria-label="{label}"'
                f' aria-labelledby="to-{found[1]} {found[1]}">#</a>'
            ),
            render(text),
        )
    )


def headings(text: str) -> list[tuple[str, str]]:
    """Id and words of each main heading, for a table of contents."""
    tokens = reader.parse(text)
    place_headings(tokens)
    return [
        (token.attrs["id"], words_of(following))
        for token, following in pairwise(tokens)
        if token.type == "heading_open" and token.tag == f"h{HIGHEST}"
    ]


def cited(text: str) -> list[str]:
    """The slugs of the sources that a text cites, each once, in order."""
    found = (SOURCE.match(token.attrs["href"]) for token in each(reader.parse(text)) if token.type == "link_open")
    return list(dict.fromkeys(match[1] for match in found if match))


def each(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or []


def words_of(heading: Token) -> str:
    return "".join(" " if child.type == "softbreak" else child.content for child in heading.children or [])


def place_headings(tokens: list[Token]) -> None:
    """No heading above h2, none more than one step below the last; ids that no other part of a page has."""
    level, used = HIGHEST - 1, {}
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            level = max(HIGHEST, min(int(token.tag[1]), level + 1, LOWEST))
            name = slugify(words_of(tokens[number + 1]))[:60] or "part"
            used[name] = used.get(name, 0) + 1
            token.attrs["id"] = f"on-{name}" if used[name] == 1 else f"on-{name}-{used[name]}"
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{level}"


def place_link(token: Token) -> None:
    source = SOURCE.match(token.attrs["href"])
    if source:
        token.attrs = {"href": f"{reverse('roles:source-list')}#{source[1]}", "class": "cite"}
    elif token.attrs["href"].startswith("/"):
        token.attrs = {"href": token.attrs["href"]}
    else:
        token.attrs = {"href": token.attrs["href"], "rel": "nofollow"}
