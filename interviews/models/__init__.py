"""The models of interviews, by subject. Import them from here."""

from .advice import Drill, TestFact, Tip
from .guides import Guide, RolePointer, Stage
from .questions import Kind, Question

__all__ = ["Drill", "Guide", "Kind", "Question", "RolePointer", "Stage", "TestFact", "Tip"]
