"""Point processes of a crisis."""

from detente.dynamics.processes.hawkes import *  # noqa: F403
