"""Building blocks of the patterns that read statements: runs of words, counts, and ways to say none."""

from __future__ import annotations

import re

from auditor.model.values import Amount
from auditor_rules.prose.numerals import read_number


def words(*lists: str) -> str:
    """Return a pattern for a run of these words, spaces and nothing else; it never gives back what it took."""
    each = sorted({word for words in lists for word in words.split()}, key=lambda word: (-len(word), word))
    return f"(?>{'|'.join(each)}|{SPACE})*+"


SPACE = r"[\s\u3000]"
END = r"[，,、。；;！？.!?\s\u3000]*$"
UNIT = r"(?:件次|条次|[件条宗起次份例]|[个项](?=\u3000|政府|信息|依申请|申请|的|[，,。；]|$))"
LINK = words(
    "的 了 也 均 为 是 有 仅 只 计 共 总计 共计 合计 累计 总共 总数 总量 数 数量 件数 量 达 达到 ： :",
    "件 办件 事项 事件 案件 公开 政府 信息",
)
"""What may stand between a noun or verb and its number."""
COUNT = (
    rf"(?P<about>大约|将近|超过|不足|至少|[约近超逾每第])?{SPACE}*"
    r"(?P<number>\d[\d,，]*(?:\.\d+)?|[〇零一二两三四五六七八九十百千]+)\s*(?P<scale>[万亿]?)"
    rf"(?P<more>[余多])?{SPACE}*{UNIT}(?P<some>以[上下内]|左右|[余多])?"
)
NOUGHT = rf"{SPACE}*[0０〇零]{SPACE}*{UNIT}?"


def none_of(verbs: str) -> str:
    """Return the pattern of a denial, in which 未 must stand before one of these verbs; 如未, 有没有 and 有无 are none."""
    return rf"(?<![有是如若凡无])(?:[从尚暂均并也亦]?未(?:曾|能|有|再)?(?={'|'.join(verbs.split())})|没有?|[暂均亦]?无|不存在)"


def exact(match: re.Match[str]) -> Amount | None:
    """Return the number of a COUNT, or None where it is rounded (约, 余, 以上) or one of many (每, 第)."""
    if match["about"] or match["more"] or match["some"]:
        return None
    return read_number(match["number"], match["scale"])
