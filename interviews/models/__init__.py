"""The models of interviews, by subject. Import them from here."""

from roles.models import keep_history

from .advice import Drill, TestFact, Tip
from .guides import Guide, RolePointer, Stage
from .questions import Kind, Question

keep_history(Guide, Stage, RolePointer, Question, Tip, TestFact, Drill)

__all__ = ["Drill", "Guide", "Kind", "Question", "RolePointer", "Stage", "TestFact", "Tip"]
