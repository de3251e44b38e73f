"""The page of a rule, made from its declaration and its examples; run as a module, it writes docs/rules anew."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Literal

from auditor.engine.example import Tried, try_example
from auditor.forms.made_up import text_of
from auditor.model.form import Form
from auditor.model.page import Example, MadeUp
from auditor.model.rule import Rule
from auditor.outputs.families import FAMILIES
from auditor.plugins.load import Catalogue, load_catalogue

Lang = Literal["zh", "en"]
SHOWN = 3
"""Findings of an example shown; one report may hold a dozen with one cause."""

_WORDS: Mapping[Lang, Mapping[str, str]] = {
    "zh": {
        "severity": "级别", "confidence": "把握", "source": "来源", "basis": "依据", "fires": "会报告的例子",
        "silent": "不报告的例子", "remedy": "处理", "limits": "局限", "error": "错误", "warning": "警告", "review": "待核",
        "high": "高", "medium": "中", "low": "低", "years": "适用年度", "from": "{}年起", "until": "至{}年", "line": "第{}行",
        "forms": "适用格式", "without": "删去", "file": "文件名", "option": "设置", "manifest": "清单", "colon": "：", "dot": "；",
    },
    "en": {
        "severity": "Severity", "confidence": "confidence", "source": "source", "basis": "Legal basis", "fires": "Fires",
        "silent": "Stays silent", "remedy": "Remedy", "limits": "Known limits", "error": "error", "warning": "warning",
        "review": "review", "high": "high", "medium": "medium", "low": "low", "years": "report years", "from": "from {}",
        "until": "to {}", "line": "line {}", "forms": "forms", "without": "left out", "file": "file name",
        "option": "setting", "manifest": "manifest", "colon": ": ", "dot": "; ",
    },
}  # fmt: skip


def page(rule: Rule, source: str, catalogue: Catalogue) -> str:
    """Return the page of a rule, English and below it Chinese."""
    found = findings_of(rule, catalogue)
    return (
        f"{part(rule, source, catalogue.forms, found, 'en')}\n---\n\n{part(rule, source, catalogue.forms, found, 'zh')}"
    )


def findings_of(rule: Rule, catalogue: Catalogue) -> Tried | None:
    """Return what the rule says of its own firing example, for its page to show."""
    return try_example(rule, rule.page.fires, catalogue) if rule.page else None


def part(rule: Rule, source: str, forms: Sequence[Form], found: Tried | None, lang: Lang) -> str:
    """Return a rule's page in one language, as Markdown that a terminal can show as well."""
    words = _WORDS[lang]
    blocks = [f"# {rule.id}{words['colon']}{getattr(rule.title, lang)}", _facts(rule, source, lang)]
    blocks.append(rule.page.why_zh if lang == "zh" and rule.page else rule.rationale)
    blocks.append(f"**{words['basis']}**{words['colon']}{getattr(rule.basis, lang)}")
    if rule.page is not None:
        blocks += [f"## {words['fires']}", *_example(rule.page.fires, forms, lang)]
        blocks += ["\n".join(_findings(found, lang))] if found and found.findings else []
        blocks += [f"## {words['silent']}", *_example(rule.page.silent, forms, lang)]
    blocks += [f"## {words['remedy']}", getattr(rule.remedy, lang)]
    blocks += [f"## {words['limits']}", getattr(rule.page.limits, lang)] if rule.page else []
    return "\n\n".join(blocks) + "\n"


def _facts(rule: Rule, source: str, lang: Lang) -> str:
    """Return the line that tells severity, confidence, what the rule is for, and where it comes from."""
    words = _WORDS[lang]
    facts = [
        (words["severity"], ("、" if lang == "zh" else ", ").join(words[each.word] for each in rule.severities)),
        (words["confidence"], words[rule.confidence.value]),
    ]
    years = [words[word].format(year) for word, year in (("from", rule.first_year), ("until", rule.last_year)) if year]
    facts += [(words["years"], " ".join(years))] if years else []
    facts += [(words["forms"], ", ".join(rule.forms))] if rule.forms else []
    return words["dot"].join(f"{name}{words['colon']}{value}" for name, value in [*facts, (words["source"], source)])


def _findings(found: Tried, lang: Lang) -> Iterator[str]:
    words = _WORDS[lang]
    for finding in found.findings[:SHOWN]:
        line = f"{words['line'].format(finding.place.line)} " if finding.place.line else ""
        yield f"> {line}{words[finding.severity]}{words['colon']}{getattr(finding.message, lang)}"


def _example(example: Example, forms: Sequence[Form], lang: Lang) -> Iterator[str]:
    words = _WORDS[lang]
    yield getattr(example.shown, lang)
    lines = [line for made in example.reports for line in _made(made, forms, lang)]
    lines += [
        f"{words['manifest']}{words['colon']}{', '.join(str(value) for value in row if value)}"
        for row in example.manifest
    ]
    yield "\n".join(["```text", *lines, "```"])


def _made(made: MadeUp, forms: Sequence[Form], lang: Lang) -> Iterator[str]:
    """Yield what sets a made-up report apart from the plain one of its year, its title first."""
    words = _WORDS[lang]
    text = text_of(made, forms)
    title = made.title if made.title is not None else text.partition("\n")[0]
    yield from title.split("\n")
    yield from made.preamble.split("\n") if made.preamble else ()
    form = next(
        (form for form in forms if form.id == made.form or (not made.form and form.prescribed_for(made.year))),
        forms[-1],
    )
    for section in form.sections:
        if section.key in made.sections:
            yield f"{section.ordinal}、{section.title}"
            yield from made.sections[section.key].split("\n") if made.sections[section.key] else ()
    for name, value in made.cells.items():
        yield f"{_cell(name, form) if lang == 'zh' else name} = {value}"
    for name in made.without:
        yield f"{words['without']}{words['colon']}{_cell(name, form) if lang == 'zh' else name}"
    for old, new in made.replace:
        yield f"{_plain(old)} → {_plain(new)}"
    if made.file != MadeUp().file:
        yield f"{words['file']}{words['colon']}{made.file}"
    for name, value in made.options.items():
        yield f"{words['option']}{words['colon']}{name} = {value}"


def _plain(text: str) -> str:
    """Return a piece of report text on one line, its cells set apart by bars."""
    return " | ".join(part for part in text.replace("\t", "\n").split("\n") if part) or "“”"


def _cell(name: str, form: Form) -> str:
    """Return what the form prints for a fact's name, for a row's or a table's, or for a section's key."""
    sections = {section.key: f"{section.ordinal}、{section.title}" for section in form.sections}
    tables = {table.key: table for table in form.tables}
    if name in sections:
        return sections[name]
    if name.startswith("table:"):
        return tables[name.removeprefix("table:")].title.zh
    table, _, rest = name.partition(".")
    row, _, column = rest.partition(".")
    for block in tables[table].blocks:
        labels = {each.key: each.label for each in block.rows}
        heads = {each.key: each.label for each in block.columns}
        if row in labels and (not column or column in heads):
            return " / ".join([labels[row], heads[column]] if column else [labels[row]])
    return name


def index(rules: Iterable[Rule]) -> str:
    """Return the index of the rules by family, in both languages."""
    lines = [
        "# Rules / 规则",
        "",
        "Made from the rules by `python -m auditor.outputs.rule_pages docs/rules`; each page is in English and Chinese.",
    ]
    lines += ["", "本目录由规则自动生成，每页先英文、后中文。"]
    ordered = sorted(rules, key=lambda rule: (_place(rule), rule.id))
    for _, family in groupby(ordered, key=_place):
        together = list(family)
        zh, en = FAMILIES.get(_letter(together[0]), ("其他", "Others"))
        lines += ["", f"## {en} / {zh}", "", "| id | rule | 规则 | severity |", "|---|---|---|---|"]
        lines += [
            f"| [{rule.id}]({rule.id}.md) | {rule.title.en} | {rule.title.zh} | {', '.join(each.word for each in rule.severities)} |"
            for rule in together
        ]
    return "\n".join(lines) + "\n"


def _letter(rule: Rule) -> str:
    return rule.id.rpartition("-")[2][:1]


def _place(rule: Rule) -> int:
    return list(FAMILIES).index(_letter(rule)) if _letter(rule) in FAMILIES else len(FAMILIES)


def files(catalogue: Catalogue) -> dict[str, str]:
    """Return what docs/rules holds, by file name."""
    made = {f"{rule.id}.md": page(rule, catalogue.sources[rule.id], catalogue) for rule in catalogue.rules}
    return {"README.md": index(catalogue.rules), **made}


def write(folder: Path, catalogue: Catalogue) -> None:
    """Write the pages into a folder, and remove those of rules that are no more."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = files(catalogue)
    for file in folder.glob("*.md"):
        if file.name not in wanted:
            file.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]), load_catalogue())
