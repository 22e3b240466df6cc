"""Mock calls: scenes of our own in which each reply leads on to what the other side says next.

A scene is a small graph. Each step belongs to one of the skills that trainers score, and each reply has 2, 1 or 0
points, a word on why, and the step that follows ("" ends the call). Neither the place of a reply nor its length gives
away which one is best.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reply:
    says: str
    points: int
    why: str
    answer: str
    then: str


@dataclass(frozen=True)
class Step:
    name: str
    skill: str
    says: str
    replies: tuple[Reply, ...]


@dataclass(frozen=True)
class Scene:
    slug: str
    line: str
    title: str
    setting: str
    caller: str
    steps: tuple[Step, ...]
