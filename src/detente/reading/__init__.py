"""Document → Crisis."""
