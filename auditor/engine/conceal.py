"""Keeps personal data that a report exposes out of everything the audit writes: first three and last two characters stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from auditor.model.finding import Finding, Message, Quote
from auditor.model.mask import mask, personal_data
from auditor.record.entry import Entry, Incident


def concealed(entry: Entry) -> Entry:
    """Return the entry with every piece of personal data of its report masked wherever it is repeated."""
    masks = {entry.text[found.start : found.end]: "" for found in personal_data(entry.text)}
    if not masks:
        return entry
    masks = {printed: mask(printed) for printed in sorted(masks, key=len, reverse=True)}
    return replace(
        entry,
        text=_hidden(entry.text, masks),
        result=_hidden(entry.result.decode(), masks).encode(),
        document=_hidden(entry.document.decode(), masks).encode(),
        findings=tuple(_finding(finding, masks) for finding in entry.findings),
        incidents=tuple(
            Incident(incident.id, incident.findings, _message(incident.explanation, masks))
            for incident in entry.incidents
        ),
    )


def _finding(finding: Finding, masks: Mapping[str, str]) -> Finding:
    quotes: Sequence[Quote] = [Quote(quote.place, _hidden(quote.text, masks)) for quote in finding.quotes]
    return replace(
        finding,
        message=_message(finding.message, masks),
        quotes=tuple(quotes),
        expected=finding.expected and _hidden(finding.expected, masks),
        actual=finding.actual and _hidden(finding.actual, masks),
        remedy=_message(finding.remedy, masks),
    )


def _message(message: Message, masks: Mapping[str, str]) -> Message:
    return Message(_hidden(message.zh, masks), _hidden(message.en, masks))


def _hidden(text: str, masks: Mapping[str, str]) -> str:
    for printed, shown in masks.items():
        text = text.replace(printed, shown)
    return text
