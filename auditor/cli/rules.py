"""`audit rules`: list and explain the rules, start one of your own, and try it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import click

from auditor.cli import scaffold
from auditor.cli.choose import load_chosen
from auditor.cli.settings import UsageProblem
from auditor.engine.example import Tried, try_example, try_on
from auditor.model.finding import Message
from auditor.model.ledger import State
from auditor.model.rule import ID, Rule
from auditor.outputs.rule_pages import findings_of, part
from auditor.plugins.load import Catalogue
from auditor.reading.limits import Limits
from auditor.reading.office import converted
from auditor.reading.scratch import scratch
from auditor.reading.walk import Candidate, find

Lang = Literal["zh", "en"]
_LANG = click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
_PLUGIN = click.option(
    "--plugin",
    "plugins",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A plugin whose rules are meant as well.",
)


@click.group()
def rules() -> None:
    """List and explain the rules, and write your own."""


@rules.command("list")
@_PLUGIN
@_LANG
def list_rules(plugins: tuple[Path, ...], lang: Lang) -> int:
    """List every rule with its severity, its title and the plugin it comes from."""
    catalogue = load_chosen(plugins, (), ())
    width = max(len(rule.id) for rule in catalogue.rules)
    for rule in catalogue.rules:
        title = rule.title.zh if lang == "zh" else rule.title.en
        click.echo(f"{rule.id:{width}}  {rule.severities[0].word:7}  {title}  [{catalogue.sources[rule.id]}]")
    return 0


@rules.command("show")
@click.argument("id")
@_PLUGIN
@_LANG
def show_rule(id: str, plugins: tuple[Path, ...], lang: Lang) -> int:
    """Explain one rule: why, on what basis, where it fires and where not, what to do, and its limits."""
    catalogue = load_chosen(plugins, (), ())
    rule = next((rule for rule in catalogue.rules if rule.id in (id, f"OGI-{id}")), None)
    if rule is None:
        raise UsageProblem(f"no rule is called {id!r}; see: audit rules list")
    click.echo(part(rule, catalogue.sources[rule.id], catalogue.forms, findings_of(rule, catalogue), lang), nl=False)
    return 0


@rules.command("new")
@click.argument("id")
@click.argument("file", type=click.Path(path_type=Path))
def new_rule(id: str, file: Path) -> int:
    """Write a plugin FILE with one rule that works, and a test of it beside; change both to what you want."""
    if not ID.fullmatch(id):
        raise UsageProblem(f"{id!r} is no rule id: capital letters, digits and at least one hyphen, as in ACME-A001")
    if file.suffix != ".py" or not file.stem.isidentifier():
        raise UsageProblem(f"{file}: a Python file is needed, called like my_rule.py")
    test = file.with_name(f"test_{file.name}")
    for path in (file, test):
        if path.exists():
            raise UsageProblem(f"{path} exists; nothing was written")
    for path, template in ((file, scaffold.PLUGIN), (test, scaffold.TEST)):
        try:
            path.write_text(
                template.replace("ACME-X000", id).replace("my_rule", file.stem), encoding="utf-8", newline="\n"
            )
        except OSError as error:
            raise UsageProblem(f"{path} cannot be written: {error.strerror}") from error
    click.echo(f"{file}\n{test}")
    click.echo(f"try it: audit rules test {file}", err=True)
    return 0


@rules.command("test")
@click.argument("plugin", metavar="FILE_OR_DIR", type=click.Path(path_type=Path))
@click.option("--on", "samples", multiple=True, type=click.Path(path_type=Path), help="Reports to run the rules over.")
@_LANG
def test_rules(plugin: Path, samples: tuple[Path, ...], lang: Lang) -> int:
    """Run each rule of a plugin over the examples of its page, or over reports of yours (--on).

    Exit 1: an example does not show what it says, or a rule crashed.
    """
    catalogue = load_chosen((plugin,), (), ())
    others = {rule.id for rule in load_chosen((), (), ()).rules}
    own = [rule for rule in catalogue.rules if rule.id not in others]
    if not own:
        raise UsageProblem(f"{plugin}: this plugin has no rules to test")
    with scratch() as folder:
        reports = find(samples, catalogue.readers).candidates if samples else []
        if samples and not reports:
            raise UsageProblem(f"{', '.join(map(str, samples))}: nothing that a reader can read")
        reports = converted(reports, catalogue.readers, Limits(), folder)
        said_of = {rule: _over(rule, reports, catalogue) if samples else _examples(rule, catalogue) for rule in own}
    width = max(len(rule.id) for rule in own)
    failed = False
    for rule, said in said_of.items():
        failed |= said.failed
        click.echo(f"{rule.id:{width}}  {getattr(said.line, lang)}")
        for note in said.notes:
            click.echo(f"{rule.id:{width}}  {getattr(note, lang)}", err=True)
    return int(failed)


@dataclass(frozen=True, slots=True)
class _Said:
    """What is told of one rule: a line, and notes where something is not as it should be."""

    line: Message
    notes: tuple[Message, ...] = ()
    failed: bool = False


_NOTHING = Message(
    "警告：没有查看任何内容，请核对规则所找的词语或单元格",
    "warning: it looked at nothing; check the words or cells it looks for",
)


def _examples(rule: Rule, catalogue: Catalogue) -> _Said:
    """Return how a rule does on the examples of its page."""
    if rule.page is None:
        return _Said(Message("没有例子；用 --on 指定报告", "no examples; name reports with --on"))
    try:
        fires, silent = (try_example(rule, each, catalogue) for each in (rule.page.fires, rule.page.silent))
    except ValueError as error:
        return _Said(Message(f"例子有误：{error}", f"an example cannot be made: {error}"), failed=True)
    wrong = [*fires.crashes, *silent.crashes]
    if not fires.findings and not fires.crashes:
        wrong.append(Message("应报告的例子没有报告", "the example that should fire did not"))
    wrong += [
        Message(f"不应报告的例子报告了：{f.message.zh}", f"the silent example fired: {f.message.en}")
        for f in silent.findings
    ]
    line = Message(
        f"会报告的例子{len(fires.findings)}项，不报告的例子{len(silent.findings)}项",
        f"fires: {len(fires.findings)}, silent: {len(silent.findings)}",
    )
    return _Said(line, (*wrong, *_idle(silent)), bool(wrong))


def _over(rule: Rule, reports: Sequence[Candidate], catalogue: Catalogue) -> _Said:
    """Return how a rule does on somebody's reports."""
    tried = try_on(rule, reports, catalogue)
    counts = Counter(tried.states)
    fired = counts[State.FAIL] + counts[State.REVIEW]
    line = Message(
        f"报告{fired}，通过{counts[State.PASS]}，不适用{counts[State.NOT_APPLICABLE]}，"
        f"无法核对{counts[State.NOT_ASSESSABLE]}，出错{counts[State.ERROR]}",
        f"fired on {fired}, passed {counts[State.PASS]}, not applicable {counts[State.NOT_APPLICABLE]}, "
        f"not assessable {counts[State.NOT_ASSESSABLE]}, crashed {counts[State.ERROR]}",
    )
    return _Said(line, (*tried.crashes, *_idle(tried)), bool(tried.crashes))


def _idle(tried: Tried) -> tuple[Message, ...]:
    """Return a warning where a rule found nothing of what it is about in any report."""
    return (_NOTHING,) if set(tried.states) == {State.NOT_APPLICABLE} else ()
