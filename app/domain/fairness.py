"""
Whose turn it is.

A person's n-th task is at turn n, counting what they already have running: everybody's first
comes before anybody's second. A paid turn weighs a third of a free one, and every minute of
waiting counts for half a turn, so that nobody starves however many paying people arrive.
"""

FREE_WEIGHT = 3
PAID_WEIGHT = 1
AGEING_PER_MINUTE = 0.5


def rank(turn: int, *, paid: bool, waited_s: float) -> float:
    """Where a task stands; the lowest rank goes first. The admission query computes the same."""
    weight = PAID_WEIGHT if paid else FREE_WEIGHT
    return turn * weight - waited_s / 60 * AGEING_PER_MINUTE
