"""Keeps personal data that a report exposes out of everything the audit writes: first three and last two characters stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from auditor.model.finding import Finding, Message, Quote
from auditor.model.mask import mask, personal_data
from auditor.record.entry import Entry, Incident

_CUT = 6
"""A quote may end within a number; what is left of it is masked from so many characters on."""


def masks_of(text: str) -> Mapping[str, str]:
    """Return what every piece of personal data in a report's text is shown as, the longest first."""
    found = {text[found.start : found.end] for found in personal_data(text)}
    return {printed: mask(printed) for printed in sorted(found, key=lambda printed: (-len(printed), printed))}


def concealed(entry: Entry) -> Entry:
    """Return the entry with every piece of personal data of its report masked wherever it is repeated."""
    masks = entry.member.masks
    if not masks:
        return entry
    return replace(
        entry,
        text=_hidden(entry.text, masks),
        result=_hidden(entry.result.decode(), masks).encode(),
        document=_hidden(entry.document.decode(), masks).encode(),
        findings=tuple(concealed_finding(finding, masks) for finding in entry.findings),
        incidents=tuple(_concealed_incident(incident, masks) for incident in entry.incidents),
    )


def _concealed_incident(incident: Incident, masks: Mapping[str, str]) -> Incident:
    return replace(
        incident,
        explanation=_message(incident.explanation, masks),
        repairs=tuple(concealed_json(cell, masks) for cell in incident.repairs),
    )


def concealed_finding(finding: Finding, masks: Mapping[str, str]) -> Finding:
    """Return the finding with the personal data masked."""
    if not masks:
        return finding
    return replace(
        finding,
        message=_message(finding.message, masks),
        quotes=tuple(Quote(quote.place, _hidden(quote.text, masks)) for quote in finding.quotes),
        expected=finding.expected and _hidden(finding.expected, masks),
        actual=finding.actual and _hidden(finding.actual, masks),
        remedy=_message(finding.remedy, masks),
    )


def concealed_json(value: Any, masks: Mapping[str, str]) -> Any:
    """Return a JSON value with the personal data masked in every text of it."""
    if not masks:
        return value
    match value:
        case str():
            return _hidden(value, masks)
        case list() | tuple():
            return [concealed_json(each, masks) for each in value]
        case dict():
            return {key: concealed_json(each, masks) for key, each in value.items()}
        case _:
            return value


def _message(message: Message, masks: Mapping[str, str]) -> Message:
    return Message(_hidden(message.zh, masks), _hidden(message.en, masks))


def _hidden(text: str, masks: Mapping[str, str]) -> str:
    for printed, shown in masks.items():
        text = text.replace(printed, shown)
        for length in range(len(printed) - 1, _CUT - 1, -1):
            if text.endswith(printed[:length]):
                text = text[:-length] + shown[:length]
                break
    return text
