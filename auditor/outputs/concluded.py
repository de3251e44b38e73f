"""What the summary says of a comparison with a baseline and of the scores, where the run has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from auditor.record.view import Run

SHOWN = 20
"""Ranks listed at most, unless all are asked for."""
_RULES = 5

_WORDS: Any = {
    "zh": {
        "baseline": "与基线（{as_of}）相比：新增{new}、未变{unchanged}、有变化{updated}、已消失{absent}、无法比较{not_compared}",
        "added": "基线未运行的规则{0}条，其发现均计为新增：{1}", "removed": "仅基线运行的规则{0}条，其发现无法比较：{1}",
        "scores": "评分：{title}，满分{maximum}，{n}份", "unscored": "未评分", "lost": "扣{points}（{family}）",
        "capped": "扣{points}（{family}，原{uncapped}，已达上限）", "open": "{0}条规则无法判断", "more": "  ……另有{}份，用 -v 查看",
    },
    "en": {
        "baseline": "against the baseline ({as_of}): {new} new, {unchanged} unchanged, {updated} changed, {absent} gone, "
        "{not_compared} not comparable",
        "added": "{0} rules that the baseline did not run, all they found counts as new: {1}",
        "removed": "{0} rules that only the baseline ran, what they found is not comparable: {1}",
        "scores": "scores: {title}, of {maximum}, {n} reports", "unscored": "not scored", "lost": "-{points} {family}",
        "capped": "-{points} {family} (of {uncapped}, at its cap)", "open": "rules not assessable: {0}",
        "more": "  ... and {} more; see them with -v",
    },
}  # fmt: skip


def compared(run: Run, lang: str) -> Iterator[str]:
    """Yield how the findings compare with the baseline."""
    told, words = run.find("baseline"), _WORDS[lang]
    if told is None:
        return
    yield words["baseline"].format(as_of=told["of"]["as_of"], **told["counts"])
    for word, key in (("added", "rules_not_in_baseline"), ("removed", "rules_only_in_baseline")):
        rules = told[key]
        if rules:
            named = ", ".join(rules[:_RULES]) + (f" +{len(rules) - _RULES}" if len(rules) > _RULES else "")
            yield words[word].format(len(rules), named)


def scored(run: Run, lang: str, *, verbose: bool) -> Iterator[str]:
    """Yield the ranking, the best report first, each with what it lost; those without a score come last."""
    told, words = run.find("scores"), _WORDS[lang]
    if told is None:
        return
    scheme, reports = told["scheme"], told["reports"]
    title = scheme["title"][lang] if scheme["title"] else scheme["name"]
    yield words["scores"].format(title=title, maximum=scheme["maximum"], n=len(reports))
    ranked = sorted(reports, key=lambda each: (each["rank"] is None, each["rank"] or 0, each["report"]))
    shown = ranked if verbose else ranked[:SHOWN]
    rank = max(len(str(each["rank"] or "")) for each in ranked) if ranked else 0
    width = max((len(each["score"] or "") for each in ranked), default=0)
    for each in shown:
        who = f"{each['organ'] or ''} {each['year'] or ''}".strip() or each["path"] or ""
        said = [
            words["lost" if lost["points"] == lost["uncapped"] else "capped"].format(**lost) for lost in each["lost"]
        ]
        said += [each["why"][lang]] if each["why"] else []
        said += [words["open"].format(each["not_assessable"])] if each["not_assessable"] else []
        place = "" if each["rank"] is None else str(each["rank"])
        score = each["score"] or words["unscored"]
        yield f"  {place:>{rank}}  {score:>{width}}  {who}  {'; '.join(said) if lang == 'en' else '；'.join(said)}".rstrip()
    if len(shown) < len(ranked):
        yield words["more"].format(len(ranked) - len(shown))
