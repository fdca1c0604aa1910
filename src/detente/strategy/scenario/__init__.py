"""From a crisis to a game and back: parameters with their quotes, what-if, results."""
