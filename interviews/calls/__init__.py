"""Mock calls to practise with."""

from .inbound import DOUBLE_CHARGE
from .outbound import ANNUAL_PLAN
from .scene import Reply, Scene, Step

SCENES = (DOUBLE_CHARGE, ANNUAL_PLAN)

__all__ = ["SCENES", "Reply", "Scene", "Step"]
