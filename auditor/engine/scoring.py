"""The score card: a scheme says what findings cost, each report gets its points and the folder a ranking."""

from __future__ import annotations

import difflib
import hashlib
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from auditor.engine.by_eye import is_manual
from auditor.model.ledger import Reason
from auditor.model.problem import Problem
from auditor.record.view import ReportRow, Run

DEFAULT = "default"
"""What the scheme that comes with the program is called."""

_NUMBER = re.compile(r"[-_]?\d+$")
_SIDE = "MANUAL"
_NO_REPORT = Reason("no_report", "不是年度报告，不评分", "no annual report: not scored")
_UNREAD = Reason("unread", "未能读取，不评分", "could not be read: not scored")
_NOT_DELIVERED = Reason("not_delivered", "未提交报告，按最低分计", "not delivered: the lowest score")

Amount = Annotated[Decimal, Field(ge=0, allow_inf_nan=False)]


class SchemeError(Problem):
    """A scoring scheme that cannot be used; the text names the file and the key."""


class _Keys(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Title(_Keys):
    """What a scheme is called."""

    zh: str
    en: str


class Points(_Keys):
    """What each kind of result costs; None where a wider entry decides."""

    error: Amount | None = None
    warning: Amount | None = None
    review: Amount | None = None
    unread: Amount | None = None
    unknown: Amount | None = None


class Scheme(_Keys):
    """A scoring scheme. The keys of `rules` and `caps` are rule ids or their beginnings; the longest one that fits decides."""

    title: Title | None = None
    maximum: Amount = Decimal(100)
    minimum: Amount = Decimal(0)
    count: Literal["incidents", "findings"] = "incidents"
    cap: Amount | None = None
    points: Points = Points()
    rules: dict[str, Points] = {}
    caps: dict[str, Amount] = {}

    @model_validator(mode="after")
    def _in_order(self) -> Scheme:
        if self.minimum > self.maximum:
            raise ValueError(f"minimum {self.minimum} is above maximum {self.maximum}")
        return self

    def cost(self, rule: str, kind: str) -> Decimal:
        """Return what one result of a rule costs; `kind` is a severity, unread or unknown."""
        for key in _longest_first(self.rules, rule):
            points: Decimal | None = getattr(self.rules[key], kind)
            if points is not None:
                return points
        return getattr(self.points, kind) or Decimal(0)

    def family(self, rule: str) -> tuple[str, Decimal | None]:
        """Return under what a rule's points are added up, and how many of them count at most."""
        for key in _longest_first(self.caps, rule):
            return key, self.caps[key]
        return _NUMBER.sub("", rule), self.cap


def _longest_first(keys: Iterable[str], rule: str) -> list[str]:
    return sorted((key for key in keys if rule.startswith(key)), key=len, reverse=True)


class Chosen(NamedTuple):
    """A scheme, and the name and hash of the file it came from."""

    scheme: Scheme
    name: str
    sha256: str


def read_scheme(file: Path | None, rules: Collection[str]) -> Chosen:
    """Return the scheme of a file; without one, that which comes with the program. `rules` are the ids there are.

    Raises:
        SchemeError: the file is not there, or holds a key, a value or a rule that there is not.
    """
    name = file.name if file else DEFAULT
    try:
        data = file.read_bytes() if file else _default()
        told = tomllib.loads(data.decode("utf-8-sig"), parse_float=Decimal)
        scheme = Scheme.model_validate(told)
    except OSError as error:
        raise SchemeError(f"{file}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SchemeError(f"{name}: {error}") from error
    except ValidationError as error:
        raise SchemeError(f"{name}: {_told(error)}") from error
    for table in ("rules", "caps"):
        for key in getattr(scheme, table):
            _check_rule(f"{name}: {table}.{key}", key, rules)
    return Chosen(scheme, name, hashlib.sha256(data).hexdigest())


def _default() -> bytes:
    return files("auditor.engine").joinpath("scoring.toml").read_bytes()


def _told(error: ValidationError) -> str:
    first = error.errors()[0]
    where = [str(part) for part in first["loc"]]
    if not where:
        return first["msg"].removeprefix("Value error, ")
    inner: Mapping[str, type[_Keys]] = {"title": Title, "points": Points, "rules": Points}
    known = inner.get(where[0], Scheme) if len(where) > 1 else Scheme
    near = difflib.get_close_matches(where[-1], known.model_fields, n=1)
    hint = f"; did you mean {near[0]!r}?" if near and first["type"] == "extra_forbidden" else ""
    return f"{'.'.join(where)}: {first['msg']}{hint}"


def _check_rule(where: str, key: str, rules: Collection[str]) -> None:
    if any(rule.startswith(key) for rule in (*rules, f"{_SIDE}-1")):
        return
    families = {_NUMBER.sub("", rule) for rule in rules}
    near = difflib.get_close_matches(key, sorted({*rules, *families, _SIDE}), n=1)
    hint = f"; did you mean {near[0]!r}?" if near else "; see: audit rules list"
    raise SchemeError(f"{where}: no rule is called so or begins so{hint}")


@dataclass(frozen=True, slots=True)
class Lost:
    """What one family of rules costs a report: the points that count, and those there would be without the cap."""

    family: str
    points: Decimal
    uncapped: Decimal


@dataclass(frozen=True, slots=True)
class Score:
    """One report's score; None where there is nothing to score, and why."""

    report: ReportRow
    score: Decimal | None
    lost: tuple[Lost, ...]
    not_assessable: int
    why: Reason | None = None


def scores(run: Run, chosen: Chosen) -> dict[str, Any]:
    """Return every report's score and rank as the run record keeps them; equal scores share a rank."""
    severities = {rule.id: rule.severity for rule in run.rules}
    scored = [_score(report, run.findings(report.number), severities, chosen.scheme) for report in run.reports()]
    ranking = sorted((each.score for each in scored if each.score is not None), reverse=True)
    rank: dict[Decimal, int] = {}
    for place, score in enumerate(ranking, start=1):
        rank.setdefault(score, place)
    scheme = chosen.scheme
    return {
        "scheme": {
            "name": chosen.name, "sha256": chosen.sha256, "title": scheme.title.model_dump() if scheme.title else None,
            "maximum": plain(scheme.maximum), "minimum": plain(scheme.minimum), "count": scheme.count,
        },
        "reports": [_told_of(each, rank) for each in scored],
    }  # fmt: skip


def _told_of(each: Score, rank: Mapping[Decimal, int]) -> dict[str, Any]:
    report, why = each.report, each.why
    return {
        "report": report.number, "path": report.result["path"], "organ": report.organ, "year": report.year,
        "score": None if each.score is None else plain(each.score),
        "rank": None if each.score is None else rank[each.score],
        "why": {"code": why.code, "zh": why.zh, "en": why.en} if why else None,
        "lost": [
            {"family": lost.family, "points": plain(lost.points), "uncapped": plain(lost.uncapped)} for lost in each.lost
        ],
        "not_assessable": each.not_assessable,
    }  # fmt: skip


def _score(report: ReportRow, findings: Sequence[Any], severities: Mapping[str, str], scheme: Scheme) -> Score:
    result = report.result
    open_ = sum(state == "not_assessable" for state in result["states"].values())
    if result["path"] is None:
        return Score(report, scheme.minimum, (), open_, _NOT_DELIVERED)
    if not report.is_report:
        return Score(report, None, (), open_, _UNREAD if report.is_report is None else _NO_REPORT)
    sums: dict[str, tuple[Decimal, Decimal | None]] = {}
    for rule, points in _charges(result, findings, severities, scheme):
        family, cap = scheme.family(rule)
        sums[family] = (sums.get(family, (Decimal(0), cap))[0] + points, cap)
    lost = tuple(
        Lost(family, points if cap is None else min(points, cap), points)
        for family, (points, cap) in sorted(sums.items())
        if points
    )
    left = scheme.maximum - sum((each.points for each in lost), Decimal(0))
    return Score(report, max(scheme.minimum, left), lost, open_)


def _charges(
    result: Any, findings: Sequence[Any], severities: Mapping[str, str], scheme: Scheme
) -> Iterator[tuple[str, Decimal]]:
    """Yield what is lost, each with the rule it is lost to."""
    dearest: dict[str, tuple[str, Decimal]] = {}
    for finding in findings:
        if _set_aside(finding):
            continue
        rule = finding["rule"]
        # A rule's own name for what it saw by eye is a number that says nothing.
        cost = (_SIDE if is_manual(rule) else rule, scheme.cost(rule, finding["severity"]))
        one = finding["incident"] if scheme.count == "incidents" else finding["fingerprint"]
        if one not in dearest or cost[1] > dearest[one][1]:
            dearest[one] = cost
    yield from dearest.values()
    found = {finding["rule"] for finding in findings}
    for rule, state in result["states"].items():
        reason = result["reasons"].get(rule)
        if state == "not_assessable" and reason:
            yield rule, scheme.cost(rule, reason["code"])
        elif state == "fail" and rule not in found:  # closed by eye: not in order
            yield rule, scheme.cost(rule, severities[rule])


def _set_aside(finding: Any) -> bool:
    decision = finding["decision"]
    return bool(decision) and decision["state"] == "holds" and decision["verdict"] in ("dismissed", "accepted")


def plain(number: Decimal) -> str:
    """Return a number without exponent and without zeros that say nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
