"""Why two runs over the same folder came to something else: in which input, rule, option or program they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.engine.compare import Comparison
from auditor.model.finding import Message
from auditor.record.results import of_run
from auditor.record.view import Run

_FILES = {
    "config": Message("设置文件", "settings file"),
    "decisions": Message("判定文件", "decisions file"),
    "manifest": Message("名单文件", "manifest"),
    "previous": Message("往年报告", "reports of earlier years"),
}


def differences(old: Run, new: Run) -> list[Message]:
    """Return what the second run was made with that the first was not, and the other way round, inputs first."""
    made = [run.find("made_with") for run in (old, new)]
    found: list[Message] = []
    if old.get("verdict")["code"] == "interrupted":
        found.append(Message("原运行被中断，未审核全部文件", "the first run was interrupted and did not see all files"))
    if made[0] and made[1]:
        found += _program(made[0]["program"], made[1]["program"])
        found += _plugins(made[0]["plugins"], made[1]["plugins"])
        found += _named(made[0], made[1])
    else:
        found.append(Message(
            "原记录未写明所用程序和文件（旧版记录）", "the record does not say what it was made with (an older program)"
        ))  # fmt: skip
    return [*found, *_options(old.get("options"), new.get("options")), *_rules(old, new), *_audited(old, new)]


def outcome(old: Run, new: Run) -> Message:
    """Return how many findings and states of two runs differ."""
    compared = Comparison(of_run(old), of_run(new))
    counts = [
        sum(1 for _ in each)
        for each in (compared.added(), compared.gone(), compared.updated(), compared.state_changes())
    ]
    return Message(
        "结果差异：新增问题{}项，消失{}项，有变化{}项，规则状态变化{}项".format(*counts),
        "results: {} findings new, {} gone, {} changed; {} states changed".format(*counts),
    )


def _program(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Message]:
    if old["version"] != new["version"]:
        one, other = old["version"], new["version"]
        yield Message(f"程序版本：{one} → {other}", f"program version: {one} → {other}")
    elif old["sha256"] != new["sha256"]:
        yield Message("程序版本相同，但程序文件不同", "the program has the same version and other files")


def _plugins(old: list[Any], new: list[Any]) -> Iterator[Message]:
    before, after = ({plugin["name"]: plugin for plugin in plugins} for plugins in (old, new))
    for name in sorted(before.keys() | after.keys()):
        one, other = before.get(name), after.get(name)
        if other is None:
            yield Message(f"插件{name}：本次未使用", f"plugin {name}: not used this time")
        elif one is None:
            yield Message(f"插件{name}：原运行未使用", f"plugin {name}: not used in the first run")
        elif one["version"] != other["version"]:
            versions = f"{one['version']} → {other['version']}"
            yield Message(f"插件{name}版本：{versions}", f"plugin {name}, version: {versions}")
        elif one["sha256"] != other["sha256"]:
            yield Message(f"插件{name}：文件不同", f"plugin {name}: its files differ")


def _named(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Message]:
    for key, what in _FILES.items():
        one, other = old[key], new[key]
        if one and not other:
            name = one.get("name", "")
            yield Message(f"{what.zh}{name}：本次未给出", f"{what.en} {name}: not given this time".replace(" :", ":"))
        elif other and not one:
            yield Message(f"{what.zh}：原运行未使用", f"{what.en}: not given in the first run")
        elif one and one["sha256"] != other["sha256"]:
            yield Message(f"{what.zh}：内容不同", f"{what.en}: its content differs")


def _options(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Message]:
    one, other = dict(_flat(old)), dict(_flat(new))
    for key in sorted(one.keys() | other.keys()):
        if one.get(key) != other.get(key):
            change = f"{_shown(one.get(key))} → {_shown(other.get(key))}"
            yield Message(f"选项{key}：{change}", f"option {key}: {change}")


def _flat(options: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in options.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def _shown(value: Any) -> str:
    return "—" if value is None else str(value)


def _rules(old: Run, new: Run) -> Iterator[Message]:
    there = {rule.id: rule for rule in new.rules}
    for rule in old.rules:
        other = there.get(rule.id)
        if other is None:
            yield Message(f"规则{rule.id}：本次没有", f"rule {rule.id}: not there this time")
        elif rule.source != other.source:
            sources = f"{rule.source} → {other.source}"
            yield Message(f"规则{rule.id}来源：{sources}", f"rule {rule.id} comes from: {sources}")
        elif rule.fingerprint_version != other.fingerprint_version:
            versions = f"{rule.fingerprint_version} → {other.fingerprint_version}"
            yield Message(f"规则{rule.id}的指纹版本：{versions}", f"rule {rule.id}, fingerprint version: {versions}")


def _audited(old: Run, new: Run) -> Iterator[Message]:
    before, after = ({row.path: row.sha256 for row in run.reports() if row.sha256} for run in (old, new))
    moved = _moved(before, after)
    for path in sorted(before.keys() | after.keys()):
        if path in moved:
            yield Message(f"文件{path}：改名或移动为{moved[path]}", f"file {path}: renamed or moved to {moved[path]}")
        elif path in moved.values():
            continue
        elif path not in after:
            yield Message(f"文件{path}：本次没有", f"file {path}: not there this time")
        elif path not in before:
            yield Message(f"文件{path}：原运行没有", f"file {path}: not there in the first run")
        elif before[path] != after[path]:
            hashes = f"{before[path][:12]}… → {after[path][:12]}…"
            yield Message(f"文件{path}：内容不同（{hashes}）", f"file {path}: its content differs ({hashes})")
    one, other = ({skipped["path"]: skipped["reason"]["code"] for skipped in run.get("skipped")} for run in (old, new))
    for path in sorted(one.keys() | other.keys()):
        if one.get(path) != other.get(path) and path not in before.keys() | after.keys():
            change = f"{one.get(path, '—')} → {other.get(path, '—')}"
            yield Message(f"跳过的文件{path}：{change}", f"file skipped {path}: {change}")


def _moved(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """Return where files went that are the same and lie elsewhere."""
    waiting = {after[path]: path for path in sorted(after.keys() - before.keys(), reverse=True)}
    gone = sorted(before.keys() - after.keys())
    return {path: waiting.pop(before[path]) for path in gone if before[path] in waiting}
