"""Step 11: states of affairs: relations, pressures, motives, claims and causes.

They run in this order, for causes refer to the pressures, motives and relations found before.
"""

from detente.reading.affairs.causes import Causes
from detente.reading.affairs.claims import Claims
from detente.reading.affairs.motives import Motives
from detente.reading.affairs.pressures import Pressures
from detente.reading.affairs.relations import Relations

__all__ = ["Causes", "Claims", "Motives", "Pressures", "Relations"]
