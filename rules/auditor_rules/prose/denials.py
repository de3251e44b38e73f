"""Where running text says in words that there was none: 未收到申请, 没有发生行政复议, 规范性文件方面未制发新文件."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from auditor_rules.prose.appeal_figures import about_disclosure
from auditor_rules.prose.quantities import blanked_names
from auditor_rules.prose.sentences import REACH, Sentence
from auditor_rules.prose.statement import Statement
from auditor_rules.prose.subjects import SAID, bits
from auditor_rules.prose.telling import CARRY, DOCUMENTS, OUTCOMES, REQUESTS, Surroundings


class _Words(BaseModel):
    """The word lists, as written in denials.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    after_not: tuple[str, ...]
    requests: tuple[str, ...]
    appeals: tuple[str, ...]
    documents: tuple[str, ...]
    carried: tuple[str, ...]
    between: tuple[str, ...]


def _run(*lists: tuple[str, ...], most: int = 60) -> str:
    """Return a pattern for a run of at most so many of these words and spaces; it never gives back what it took."""
    words = sorted({word for words in lists for word in words}, key=lambda word: (-len(word), word))
    return rf"(?>{'|'.join(words)}|[\s\u3000]){{0,{most}}}+"


_W = _Words.model_validate(tomllib.loads((files("auditor_rules.prose") / "denials.toml").read_text("utf-8")))
_END = r"[，,、。.；;！？!?\s\u3000]*$"
_NOT = rf"(?<![有是如若凡无并])(?:[从尚暂均并也亦]?未(?:曾|能|有|再)?(?={'|'.join(_W.after_not)})|没有?|[暂均亦]?无(?![法效论障])|不存在)"
# 政府信息公开申请：无 is one clause.
_CLAUSE = re.compile(r"(?:[^，,：:]|[：:](?=[\s\u3000]*(?:无|没有|零)))+")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_NONE = re.compile(r"[未无没零]|不存在")
_MAY = re.compile(r"申请|复议|诉讼|应诉|规范性文件|规章|结转|文件")
_CASES_DENIED = re.compile(rf"{_NOT}(?P<rest>{_run(_W.requests, _W.appeals)}){_END}")
_DOCUMENTS_DENIED = re.compile(rf"{_NOT}(?P<rest>{_run(_W.documents)}){_END}")
_CARRY_DENIED = re.compile(rf"{_NOT}(?P<rest>{_run(_W.carried)}){_END}")
_BEHIND = (
    rf"(?P<said>{_run(_W.between, most=12)})(?:未(?:发生|产生|出现|收到|接到|受理)(?:过|申请)?|没有(?:发生|收到|出现)?|[暂均]?无|为?零(?:报告|申请)?|"
    rf"{_run(_W.between, most=12)}[0０〇零]){_END}"
)
_CASES_BEHIND = re.compile(rf"(?P<rest>(?:行政)?(?:复议|诉讼|应诉)){_BEHIND}")
_REQUESTS_BEHIND = re.compile(rf"(?P<rest>依申请公开|(?:信息|政务)公开(?:类|工作)?的?申请|申请公开|公开申请){_BEHIND}")
_NAUGHT = re.compile(r"零(?P<rest>申请|(?:行政)?复议|(?:行政)?诉讼)")
# 未收到申请、行政复议 denies both, 未发生因申请引起的行政复议 only the review.
_WHOLE_REQUEST = re.compile(
    rf"(?<![议被])(?:申请|依申请公开)(?={_run(tuple(word for word in _W.requests if word not in '、和及或与也以及等关于对'))}(?:$|[，,。；;！？、和及或与也等]|以及))"
)
_MADE = re.compile("制发|印发|制定|出台|制作|新增|公布")
_NARROWED = bits("channel", "applicant", "register", "part", "other_case", "compared", "plan", "decide", "close", "no_making", "timely") | OUTCOMES  # fmt: skip


def may_deny(text: str) -> bool:
    """Tell whether a text can hold a denial at all; most of a report's text holds none."""
    none = "未" in text or "没" in text or "无" in text or "零" in text or "不存在" in text
    return none and _MAY.search(text) is not None


def denials(sentence: Sentence, position: int, around: Surroundings) -> Iterator[Statement]:
    """Yield a statement of 0 for each thing that a sentence says there was none of."""
    text = _BRACKETS.sub(lambda match: "\u3000" * len(match[0]), blanked_names(sentence.text))
    for clause in _CLAUSE.finditer(text):
        words = clause[0]
        if _NONE.search(words):
            denial = _Denial(sentence, position, around, text, clause.start(), words)
            yield from denial.cases()
            yield from denial.documents()
            yield from denial.carried()


class _Denial:
    """One clause that may deny something."""

    __slots__ = ("_around", "_lead", "_position", "_sentence", "_start", "_words")

    def __init__(
        self, sentence: Sentence, position: int, around: Surroundings, text: str, start: int, words: str
    ) -> None:
        self._sentence = sentence
        self._position = position
        self._around = around
        self._lead = text[max(0, start - REACH) : start]
        self._start = start
        self._words = words

    def cases(self) -> Iterator[Statement]:
        """Yield what is denied of requests, reviews and suits."""
        for pattern in (_CASES_DENIED, _CASES_BEHIND, _REQUESTS_BEHIND, _NAUGHT):
            match = pattern.search(self._words)
            if match is None:
                continue
            said = match[0] if pattern is not _NAUGHT else self._words[match.start() :]
            review, suit = "复议" in said, "诉讼" in said or "应诉" in said
            if pattern is _CASES_BEHIND:
                before = self._words[: match.start()]
                review, suit = review or before.endswith("复议、"), suit or before.endswith("诉讼、")
            request = (
                bool(_WHOLE_REQUEST.search(match["rest"])) if pattern is _CASES_DENIED else "申请" in match["rest"]
            )
            if not (review or suit or request) or not self._holds(match.start()):
                continue
            if request and self._about(REQUESTS | OUTCOMES, bool(SAID[self._words].mask & bits("request"))):
                yield self._none("received", match.start(), "received")
            if (review or suit) and about_disclosure(self._sentence, self._position, self._around):
                metric = "appeals" if review and suit else "reviews" if review else "suits"
                yield self._none("appeals", match.start(), metric)
            return

    def documents(self) -> Iterator[Statement]:
        """Yield what is denied of documents made."""
        if "文件" not in self._words and "规章" not in self._words:
            return
        match = _DOCUMENTS_DENIED.search(self._words)
        if match is None or not _MADE.search(match[0]) or not self._holds(match.start()):
            return
        said, before = match["rest"], self._lead
        if "规范性文件" in said or (
            "文件" in said and "新" in said and (SAID[before].last or self._around.topic(self._position)) & DOCUMENTS
        ):
            yield self._none("documents", match.start(), "normative.made")
        if "规章" in said:
            yield self._none("documents", match.start(), "regulations.made")

    def carried(self) -> Iterator[Statement]:
        """Yield what is denied of requests carried over; without a direction (无结转) either row may be meant."""
        if "结转" not in self._words and "转结" not in self._words:
            return
        match = _CARRY_DENIED.search(self._words)
        if match is None or not SAID[match["rest"]].mask & CARRY or not self._about(REQUESTS | OUTCOMES, False):
            return
        mask = SAID[match["rest"]].mask
        from_last, to_next = bool(mask & bits("last_year")), bool(mask & bits("next_year"))
        if from_last != to_next:
            yield self._none("carried", match.start(), "carried_in" if from_last else "carried_out")
        else:
            yield self._none("carried", match.start(), "carried_in", "carried_out", sure=False)

    def _none(self, family: str, start: int, *metrics: str, sure: bool = True) -> Statement:
        printed = self._words.rstrip("，,、。.；;！？!? \u3000")
        span = self._sentence.span(self._start + start, self._start + len(printed))
        return Statement(family, metrics, 0, 0, 0, span, sure=sure)

    def _holds(self, start: int) -> bool:
        """Tell whether the words before speak of the whole organ and year, and of a fact."""
        before = self._around.without_own_name(self._words[:start])
        lead = self._lead
        own = SAID[before]
        if own.mask & _NARROWED or SAID[lead].mask & bits("plan"):
            return False
        return self._whole_year(before, lead) and self._around.whole_organ(before)

    def _whole_year(self, before: str, lead: str) -> bool:
        year = self._around.year
        for said in (SAID[before], SAID[lead]):
            if said.mask & bits("last_year", "other_time") and not said.mask & CARRY:
                return False
            if said.years and year is not None:
                return said.years[-1] == year
            if said.mask & bits("this_year"):
                return True
        return True

    def _about(self, nouns: int, named: bool) -> bool:
        if named:
            return True
        topic = SAID[self._lead].last or self._around.topic(self._position)
        return bool(topic & nouns)
