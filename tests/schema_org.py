"""Checks JSON-LD against schema.org's own vocabulary: known types, their properties, and what these may hold."""

import json
import re
from pathlib import Path

TYPES = json.loads(Path(__file__).with_name("schema_org.json").read_text())["types"]
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
ADDRESS = re.compile(r"https?://[^\s<>\"]+")
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
PLAIN = {
    "Text": lambda value: isinstance(value, str) and value.strip() == value and value,
    "Number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "Integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "Boolean": lambda value: isinstance(value, bool),
    "URL": lambda value: isinstance(value, str) and ADDRESS.fullmatch(value),
    "Date": lambda value: isinstance(value, str) and DATE.fullmatch(value),
    "DateTime": lambda value: isinstance(value, str) and DATE.fullmatch(value),
}


def blocks(html: str) -> list[dict]:
    """The JSON-LD of a page, parsed."""
    return [json.loads(text) for text in BLOCK.findall(html)]


def properties(kind: str) -> dict[str, list[str]]:
    found = {}
    for parent in TYPES[kind]["parents"]:
        found |= properties(parent)
    return found | TYPES[kind]["properties"]


def faults(thing: dict, where: str = "") -> list[str]:
    """What is wrong with a thing, in words; none for one that keeps to the vocabulary."""
    kind = thing.get("@type")
    if kind not in TYPES:
        return [f"{where}: {kind} is no type"]
    known = properties(kind)
    told = []
    for name, value in thing.items():
        if name == "@id" and not ADDRESS.fullmatch(value):
            told.append(f"{where}/{kind}: {value} is no address")
        if name in ("@type", "@context", "@id"):
            continue
        if name.endswith("-input") and "Action" in (kind, *TYPES[kind]["is_a"]):
            continue  # how an action says what is to be filled in
        if name not in known:
            told.append(f"{where}/{kind}: there is no {name}")
            continue
        for one in value if isinstance(value, list) else [value]:
            told += value_faults(one, known[name], f"{where}/{kind}.{name}")
    return told


def value_faults(value, expected: list[str], where: str) -> list[str]:
    if isinstance(value, dict):
        kinds = {value.get("@type"), *TYPES.get(value.get("@type"), {"is_a": []})["is_a"]}
        wrong = [] if kinds & set(expected) else [f"{where}: {value.get('@type')} is none of {expected}"]
        return wrong + faults(value, where)
    fits = any(PLAIN[kind](value) for kind in expected if kind in PLAIN)
    return [] if fits else [f"{where}: {value!r} is none of {expected}"]
