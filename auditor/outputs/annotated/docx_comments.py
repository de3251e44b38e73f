"""A DOCX with Word comments on the cited paragraphs and cells; its text and its own comments stay as they are."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

from lxml import etree

from auditor.model.finding import Message
from auditor.model.source import Origin
from auditor.outputs.annotated.remarks import Remark
from auditor.outputs.packing import packed
from auditor.reading.docx.body import cells_of, rows_of
from auditor.reading.docx.names import NAMESPACES, attribute, number, tags
from auditor.reading.docx.package import Package, Part, opened
from auditor.reading.limits import Limits
from auditor.reading.reader import UnreadableError

_TYPES = "[Content_Types].xml"
_TYPES_SPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONS = dict(zip(
    NAMESPACES,
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
        "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
    ),
    strict=True,
))  # fmt: skip
_P, _TBL = tags("p"), tags("tbl")
_P_PR = tags("pPr")
_BOX = tags("txbxContent")
_MARKS = tags("commentRangeStart", "commentRangeEnd", "commentReference")
_AUTHOR = "auditor"


def annotated(
    data: bytes, remarks: Sequence[Remark], origins: Sequence[Origin], as_of: str, limits: Limits
) -> tuple[bytes, int]:
    """Return a DOCX with the remarks as comments, and how many comments those are.

    Remarks on one paragraph or cell become one comment; those that stand nowhere go to the first paragraph.

    Raises:
        UnreadableError: the file is no DOCX, or beyond the limits.
    """
    package = opened(data, limits)
    main = package.main()
    places = _Places(main.root)
    by_paragraph: dict[etree._Element, list[str]] = {}
    for remark in remarks:
        paragraph = places.paragraph(_part(remark.line, origins))
        if paragraph is not None:
            by_paragraph.setdefault(paragraph, []).extend(remark.paragraphs)
    comments = _Comments(package, main)
    for paragraph, told in by_paragraph.items():
        _mark(paragraph, comments.add(told, as_of))
    return _written(package, comments.changed()), len(by_paragraph)


def _part(line: int | None, origins: Sequence[Origin]) -> tuple[int, ...]:
    return origins[line - 1].part if line is not None and 0 < line <= len(origins) else ()


class _Places:
    """Finds elements of the main part by the numbers that origins give them."""

    def __init__(self, root: etree._Element) -> None:
        self._paragraphs = list(root.iter(*_P))
        self._tables = list(root.iter(*_TBL))

    def paragraph(self, part: tuple[int, ...]) -> etree._Element | None:
        """Return the paragraph that a comment can stand on: itself, the first of the cell, the one that holds the text box."""
        found = self._cell(part) if len(part) == 3 else self._nth(part)
        if found is None:
            found = next(iter(self._paragraphs), None)
        # Word takes no comment inside a text box.
        while found is not None and (box := next(found.iterancestors(*_BOX), None)) is not None:
            found = next(box.iterancestors(*_P), None)
        return found

    def _nth(self, part: tuple[int, ...]) -> etree._Element | None:
        return self._paragraphs[part[0] - 1] if len(part) == 1 and 0 < part[0] <= len(self._paragraphs) else None

    def _cell(self, part: tuple[int, ...]) -> etree._Element | None:
        table, row, column = part
        if not 0 < table <= len(self._tables):
            return None
        tr = next((each for count, each in enumerate(rows_of(self._tables[table - 1]), 1) if count == row), None)
        if tr is None:
            return None
        tc = next((each for count, each in enumerate(cells_of(tr), 1) if count == column), None)
        return None if tc is None else next(tc.iter(*_P), None)


class _Comments:
    """The comments of a document: those it has, and ours after them."""

    def __init__(self, package: Package, main: Part) -> None:
        self._package = package
        self._main = main
        self._space = etree.QName(main.root).namespace or NAMESPACES[0]
        target = main.target("comments")
        root = package.part(target)
        self._is_new = root is None or target is None
        self.name = self._new_name() if root is None or target is None else target
        self._root = self._element("comments") if root is None else root
        used = [number(attribute(each, "id")) or 0 for each in (*self._root, *main.root.iter(*_MARKS))]
        self._next = max(used, default=-1) + 1

    def add(self, paragraphs: Sequence[str], as_of: str) -> dict[str, str]:
        """Add a comment and return what marks in the text name it by."""
        names = {self._name("id"): str(self._next)}
        self._next += 1
        told = {"author": _AUTHOR, "initials": "au", "date": f"{as_of}T00:00:00Z"}
        comment = etree.SubElement(
            self._root, self._name("comment"), {**names, **{self._name(k): v for k, v in told.items()}}
        )
        for text in paragraphs:
            run = etree.SubElement(etree.SubElement(comment, self._name("p")), self._name("r"))
            shown = etree.SubElement(run, self._name("t"))
            shown.text = text
            shown.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return names

    def changed(self) -> dict[str, bytes]:
        """Return the members that are no longer what they were, by name.

        Raises:
            UnreadableError: the file lacks what every DOCX has.
        """
        found = {self._main.name: _bytes(self._main.root), self.name: _bytes(self._root)}
        if self._is_new:
            found |= self._declared()
        return found

    def _declared(self) -> dict[str, bytes]:
        """Return the list of types and the list of relationships with the new part in them."""
        folder, _, file = self._main.name.rpartition("/")
        if _TYPES.lower() not in self._package.names:
            raise UnreadableError(Message(f"文件不完整，缺少 {_TYPES}", f"the file is incomplete: it lacks {_TYPES}"))
        types = self._package.parse(_TYPES)
        etree.SubElement(
            types, f"{{{_TYPES_SPACE}}}Override", {"PartName": f"/{self.name}", "ContentType": _COMMENTS_TYPE}
        )
        name = posixpath.join(folder, "_rels", f"{file}.rels")
        relations = self._package.part(name)
        if relations is None:
            relations = etree.fromstring(f'<Relationships xmlns="{_RELATIONS_SPACE}"/>')
        taken = {each.get("Id") for each in relations}
        count = next(count for count in range(1, len(taken) + 2) if f"rIdAuditor{count}" not in taken)
        kind = _RELATIONS.get(self._space, _RELATIONS[NAMESPACES[0]])
        etree.SubElement(
            relations,
            f"{{{_RELATIONS_SPACE}}}Relationship",
            {"Id": f"rIdAuditor{count}", "Type": kind, "Target": posixpath.basename(self.name)},
        )
        return {_TYPES: _bytes(types), name: _bytes(relations)}

    def _new_name(self) -> str:
        folder = self._main.name.rpartition("/")[0]
        names = (posixpath.join(folder, f"comments{end}.xml") for end in ("", *map(str, range(1, 1000))))
        return next(name for name in names if name.lower() not in self._package.names)

    def _element(self, name: str) -> etree._Element:
        return etree.Element(self._name(name), nsmap={"w": self._space})

    def _name(self, name: str) -> str:
        return f"{{{self._space}}}{name}"


def _mark(paragraph: etree._Element, names: dict[str, str]) -> None:
    """Put the marks of a comment round all that a paragraph holds."""
    space = etree.QName(paragraph).namespace
    start = etree.Element(f"{{{space}}}commentRangeStart", names)
    has_properties = len(paragraph) > 0 and paragraph[0].tag in _P_PR
    paragraph.insert(int(has_properties), start)
    etree.SubElement(paragraph, f"{{{space}}}commentRangeEnd", names)
    run = etree.SubElement(paragraph, f"{{{space}}}r")
    etree.SubElement(run, f"{{{space}}}commentReference", names)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _written(package: Package, changed: dict[str, bytes]) -> bytes:
    """Return the package with changed members in their old places and new ones at the end."""
    waiting = {name.lower(): (name, data) for name, data in changed.items()}
    members: list[tuple[str, bytes]] = []
    for key, info in package.names.items():
        name = info.filename.replace("\\", "/").lstrip("/")
        if not name.endswith("/"):
            members.append((name, waiting.pop(key)[1] if key in waiting else package.unpack(key)))
    return packed([*members, *waiting.values()])
