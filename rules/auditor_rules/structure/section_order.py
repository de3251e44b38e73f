"""OGI-S104: the sections stand in their order and carry their ordinals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor import Message, Report, Severity, Violation, rule
from auditor.model.report import Section
from auditor.model.text import SPACES

_BRACKET = re.compile(r"[（(]")
_LOOK_ALIKE = re.compile(r"[—\-–－―]")
_CHINESE = {char: number for number, char in enumerate("一二三四五六七八九十", start=1)}


@rule(
    id="OGI-S104",
    title=("部分顺序或序号错误", "Section order or ordinal wrong"),
    severity=(Severity.ERROR, Severity.WARNING),
    basis=("国办公开办函〔2019〕60号、〔2021〕30号规定的六部分顺序", "the order of the six sections in letters [2019] No. 60 and [2021] No. 30"),
    remedy=("按“一”至“六”的规定顺序和序号调整标题。", "Put the headings in the prescribed order, numbered 一 to 六."),
)  # fmt: skip
def in_order(report: Report) -> Iterator[Violation]:
    """The six sections come in a fixed order, numbered 一 to 六; a wrong order or ordinal shows that parts were moved,
    lost or pasted from elsewhere.

    一、二、三、四、 inside table 3 are row labels. A dash in place of 一, or 1、 where Word's numbering was lost, is a
    warning; so is （二） for 二、; a bare title is accepted. All headings that are numbered so are one finding. Where a
    section is missing, the others may be numbered through or keep theirs; behind a wrong ordinal they may count on from
    it. Sub-headings of section one that bear the names
    of sections are sub-headings; a heading is out of place only if it is marked as the sections are.
    """
    order = {spec.key: number for number, spec in enumerate(report.form.sections, start=1)}
    highest = 0
    seen: set[str] = set()
    otherwise: list[Section] = []
    wrong: int | None = None
    for position, section in enumerate(report.outline(), start=1):
        report.asked.add(section.heading)
        place = order[section.spec.key]
        if section.spec.key in seen:
            yield _violation(section, f"“{section.title}”出现两次", "this section occurs twice", Severity.ERROR)
        elif place < highest:
            yield _violation(
                section,
                f"“{section.title}”应在前面的部分之前",
                "this section should stand before the one above",
                Severity.ERROR,
            )
        else:
            printed = _printed(section)
            if _LOOK_ALIKE.fullmatch(printed):
                yield _violation(
                    section, "序号“一”写成了横线", "a dash stands in place of the ordinal 一", Severity.WARNING
                )
            elif printed.isdigit() or (_BRACKET.match(section.ordinal) and _CHINESE.get(printed) != place):
                otherwise.append(section)
            elif printed and (number := _CHINESE.get(printed)) not in (position, place):
                if wrong is None or number != wrong + 1:
                    yield _violation(
                        section,
                        f"序号“{printed}”与位置不符，应为“{section.spec.ordinal}”",
                        f"the ordinal {printed} should be {section.spec.ordinal}",
                        Severity.ERROR,
                    )
                wrong = number
        seen.add(section.spec.key)
        highest = max(highest, place)
    yield from _numbered_otherwise(otherwise)


def _printed(section: Section) -> str:
    return SPACES.sub("", section.ordinal).strip("、，.．,（）()第部分：:")


def _numbered_otherwise(sections: Sequence[Section]) -> Iterator[Violation]:
    """Yield one violation for all headings that have another kind of number than the form's."""
    if not sections:
        return
    wanted = "、".join(f"“{section.spec.ordinal}、”" for section in sections)
    printed = "、".join(f"“{section.ordinal}”" for section in sections)
    yield Violation(
        Message(
            f"序号应为{wanted}，写作{printed}",
            f"{sections[0].heading.text}: the ordinal {printed} should be {wanted}",
        ),
        sections[0].heading,
        quotes=tuple(section.heading for section in sections),
        expected="；".join(f"{section.spec.ordinal}、{section.spec.title}" for section in sections),
        actual="；".join(section.heading.text for section in sections),
        severity=Severity.WARNING,
        subject="order",
    )


def _violation(section: Section, zh: str, en: str, severity: Severity) -> Violation:
    return Violation(
        Message(zh, f"{section.heading.text}: {en}"),
        section.heading,
        quotes=(section.heading,),
        expected=f"{section.spec.ordinal}、{section.spec.title}",
        actual=section.heading.text,
        severity=severity,
        subject="order",
    )
