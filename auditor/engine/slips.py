"""Slips of the pen: how one printed number may have come from another."""

from __future__ import annotations

from itertools import pairwise

from auditor.model.finding import Message
from auditor.model.values import Amount, show

_TRANSPOSED = Message("疑为数字颠倒", "two digits transposed")
_DROPPED = Message("疑为漏写一位数字", "a digit dropped")
_DOUBLED = Message("疑为重复一位数字", "a digit doubled")
_ADDED = Message("疑为多写一位数字", "a digit too many")
_MISTYPED = Message("疑为一位数字写错", "one digit mistyped")
_LEFT_OUT = Message("疑为漏填", "left out")


def is_sign(reason: Message | None) -> bool:
    """Tell whether a slip speaks for a number: to differ in one digit is common among small ones and speaks for none."""
    return reason is not None and reason is not _MISTYPED


def slip(printed: Amount | None, meant: Amount) -> Message | None:
    """Return the slip by which a number came to be printed, None for a blank, or None where none is likely."""
    if printed is None:
        return _LEFT_OUT
    was, should = show(printed), show(meant)
    if len(was) == len(should):
        wrong = [n for n, (one, other) in enumerate(zip(was, should, strict=True)) if one != other]
        if (
            len(wrong) == 2
            and wrong[1] == wrong[0] + 1
            and was[wrong[0]] + was[wrong[1]] == should[wrong[1]] + should[wrong[0]]
        ):
            return _TRANSPOSED
        # Of numbers with one digit every two differ in one.
        return _MISTYPED if len(wrong) == 1 and len(was) > 1 else None
    if printed and meant and should in _one_less(was):
        return _DOUBLED if any(one == other for one, other in pairwise(was)) else _ADDED
    if printed and meant and was in _one_less(should):
        return _DROPPED
    return None


def _one_less(digits: str) -> set[str]:
    return {digits[:n] + digits[n + 1 :] for n in range(len(digits))}
