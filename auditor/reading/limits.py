"""How much a file may ask for before it is given up: each a setting, each with a default no honest report comes near."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Limits(BaseModel):
    """Limits per file, be it in a folder or in an archive; `[limits]` of auditor.toml sets them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    megabytes: float = Field(default=100, gt=0)
    """Size of a file, a document packed as it lies there. An archive of reports is read one by one and may be larger."""
    unpacked_megabytes: float = Field(default=400, gt=0)
    """Size of what a document holds, unpacked."""
    archive_megabytes: float = Field(default=4000, gt=0)
    """Size of all that an archive of reports holds, unpacked."""
    ratio: float = Field(default=200, gt=1)
    """How many times larger a member of an archive may be than its packed form, once it is beyond a megabyte."""
    members: int = Field(default=20_000, ge=1)
    """Files in an archive."""
    depth: int = Field(default=200, ge=1)
    """Elements nested in each other."""
    cells: int = Field(default=200_000, ge=1)
    """Cells of all tables together, spans counted out."""
    pages: int = Field(default=500, ge=1)
    """Pages of a document."""
    shapes: int = Field(default=100_000, ge=1)
    """Drawn paths of one page."""
    characters: int = Field(default=2_000_000, ge=1)
    """Characters of what was read. The longest annual reports have some 60,000; a novel of 1,500 pages has a million."""
    lines: int = Field(default=100_000, ge=1)
    """Lines of what was read, blank ones left out. A report of a province with all its tables has some 2,000."""
    seconds: float = Field(default=120, gt=0)
    """Processor time to read one file, and to parse it: a busy machine takes longer and gives up nothing."""
    rule_seconds: float = Field(default=10, gt=0)
    """Processor time of one rule on one file; the slowest takes some hundredths of a second on the longest report."""
    office_seconds: float = Field(default=120, gt=0)
    """Time for LibreOffice to convert one file, by the clock; it seldom takes two seconds."""
    memory_megabytes: float = Field(default=2000, gt=0)
    """Memory that reading one file, or parsing it, may take on top."""
