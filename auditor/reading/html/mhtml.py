"""Pages that browsers and word processors save as one file: MIME parts, of which one holds the report."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import Message as Part

from auditor.model.finding import Message
from auditor.reading.html.cues import Cues, cues_of
from auditor.reading.html.decode import decode
from auditor.reading.html.read import read_page
from auditor.reading.limits import Limits
from auditor.reading.reader import ReadOptions, ReadText, UnreadableError

_HTML = frozenset(("text/html", "application/xhtml+xml"))


def read_parts(data: bytes, options: ReadOptions) -> ReadText:
    """Return the report in the part that holds most of it.

    Raises:
        UnreadableError: no part is a page, there are too many, or the page cannot be read.
    """
    pages = list(_pages(data, options.limits))
    if not pages:
        raise UnreadableError(Message("MHTML文件中没有网页", "no page in the MHTML file"))
    cues = cues_of(options.cues)
    counts = [_count(page, charset, cues) if len(pages) > 1 else 0 for page, charset in pages]
    best = max(range(len(pages)), key=lambda number: counts[number])
    page, charset = pages[best]
    return read_page(page, options, charset)


def _pages(data: bytes, limits: Limits) -> Iterator[tuple[bytes, str | None]]:
    try:
        whole = email.message_from_bytes(data, policy=email.policy.compat32)
        parts = list(whole.walk())
    except (RecursionError, ValueError, LookupError, TypeError) as error:
        raise UnreadableError(Message(f"MHTML结构错误（{error}）", f"broken MHTML ({error})")) from error
    if len(parts) > limits.members:
        raise UnreadableError(Message(f"MHTML各部分超过{limits.members}个（limits.members）", f"more than {limits.members} MHTML parts (limits.members)"))  # fmt: skip
    size = 0
    for part in parts:
        if part.get_content_type() not in _HTML or part.is_multipart():
            continue
        payload = _payload(part)
        size += len(payload)
        if size > limits.unpacked_megabytes * 1_000_000:
            limit = limits.unpacked_megabytes
            raise UnreadableError(Message(f"MHTML内容大于{limit:g}MB（limits.unpacked_megabytes）", f"MHTML contents larger than {limit:g} MB (limits.unpacked_megabytes)"))  # fmt: skip
        if payload.strip():
            charset = part.get_param("charset")
            yield payload, charset if isinstance(charset, str) else None


def _payload(part: Part) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AttributeError):
        payload = None
    return payload if isinstance(payload, bytes) else b""


def _count(page: bytes, charset: str | None, cues: Cues) -> int:
    try:
        text, _, _ = decode(page, charset)
    except UnreadableError:
        return -1
    return len(cues.within(text))
