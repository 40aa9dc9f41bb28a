"""Facts with ids: what the article claims, what else is known, how other places do it, what to read.

Five files, described column by column in ``data/README.md``::

    claims.csv      C01 ...  what the article says (A01 ...: traces of the page it was copied from)
    context.csv     X01 ...  what else is known (B01 ...: figures from other countries)
    analogues.csv   G01 ...  how a notice counts as served elsewhere
    references.csv  R01 ...  further reading
    tensions.csv    T1 ...   where the article pulls in two directions

    claim("C19").paraphrase
    [row for row in claims() if row.kind == "new_rule"]
    cite("C19 X09 G10")

The files are read and checked once, when the first fact is asked for.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, cached_property
from html import escape
from pathlib import Path
from textwrap import shorten
from types import MappingProxyType
from urllib.parse import urlsplit

from notices.errors import DataError, NoticesError, listed, nearest

KINDS = ("dated_event", "old_rule", "new_rule", "official_statement", "unnamed_attribution",
         "reporter_judgement", "background", "provenance")
CONFIDENCE = ("high", "medium", "low")

# Sites with advice on avoiding service are named as witnesses but never linked (data/README.md, Links).
NOT_LINKED = ("vesna.democrat", "ctrcenter.org", "realarmy.org", "prizyvanet.ru", "it-doc.info",
              "newsinukraine.com", "globalsecurity.org", "drafting-the-defenseless")
NOT_LINKED_MARK = ", do not link for learners"
# Publisher -> its sites; designated "undesirable" in Russia (data/README.md, Links, says how this was checked).
DESIGNATED = MappingProxyType({
    "Meduza": ("meduza.io",),
    "The Moscow Times": ("themoscowtimes.com",),
    "Novaya Gazeta Europe": ("novayagazeta.eu", "novayagazeta.bypassnews.ru"),
    "The Insider": ("theins.ru", "theins.press"),
    "RFE/RL": ("rferl.org",),
    "Conflict Intelligence Team": ("citeam.org",),
    "Free Russia Forum": ("forumfreerussia.org",),
})


# --- Dates ------------------------------------------------------------------------------------------

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")
SEASONS = MappingProxyType({"spring": 3, "autumn": 9})
UNDATED = ("n.d.", "unknown", "from entry into force")
DATE_FORMS = ("a date such as 2023-04-11, 2023-04, 2023, April 2023, spring 2023, week of 2023-04-10, "
              "2022-09 to 2022-10, 2023-2024, 2022-09-25/29, 2023-04 / 2024-09, from 2023-08-04, "
              "2023 and later, until 2023-04, before 2023, unknown or n.d.")


def period(text: str) -> tuple[dt.date, dt.date] | None:
    """The first and the last day that a date cell covers, or None for a cell without a date.

    An open end is ``dt.date.min`` or ``dt.date.max``, so comparing days works as usual. The accepted
    forms are listed in ``data/README.md``. Raises NoticesError for anything else.
    """
    try:
        return None if text in UNDATED else _span(text)
    except (ValueError, OverflowError):
        raise NoticesError(f'"{text}" is not a date that can be read. Expected {DATE_FORMS}.') from None


def _span(text: str) -> tuple[dt.date, dt.date]:
    if match := re.fullmatch(r"from (.+?)(?: on)?|(.+) and later", text):
        return _point(match[1] or match[2])[0], dt.date.max
    if match := re.fullmatch(r"until (.+)", text):
        return dt.date.min, _point(match[1])[1]
    if match := re.fullmatch(r"before (.+)", text):
        return dt.date.min, _point(match[1])[0] - dt.timedelta(days=1)
    start, end = _ends(text)
    first, last = _point(start)[0], _point(end)[1]
    if first > last:
        raise ValueError("the first day is after the last")
    return first, last


def _ends(text: str) -> tuple[str, str]:
    """The two points of a span as text; a single point is both its own start and its own end."""
    if match := re.fullmatch(r"(.+?) (?:to|/) (.+)", text) or re.fullmatch(r"([0-9]{4})-([0-9]{4})", text):
        return match[1], match[2]
    if match := re.fullmatch(r"([0-9]{4}-[0-9]{2}-)([0-9]{2})/([0-9]{2})", text):
        return match[1] + match[2], match[1] + match[3]
    return text, text


def _point(text: str) -> tuple[dt.date, dt.date]:
    """First and last day of one day, week, month, season or year."""
    if match := re.fullmatch(r"(?:(week|law) of )?([0-9]{4}-[0-9]{2}-[0-9]{2})", text):
        day = dt.date.fromisoformat(match[2])
        return day, day + dt.timedelta(days=6 if match[1] == "week" else 0)
    if match := re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?", text):
        year, month = int(match[1]), match[2]
        return _months(year, int(month), 1) if month else _months(year, 1, 12)
    words = text.split(" ")
    if words[0].isdigit():
        words.reverse()
    name, year = words  # two words, or a ValueError
    if not re.fullmatch(r"[0-9]{4}", year):
        raise ValueError("no year of four digits")
    return _months(int(year), SEASONS[name], 3) if name in SEASONS else _months(int(year), MONTHS.index(name) + 1, 1)


def _months(year: int, month: int, count: int) -> tuple[dt.date, dt.date]:
    after = month + count
    last = dt.date(year + 1, 1, 1) if after > 12 else dt.date(year, after, 1)
    return dt.date(year, month, 1), last - dt.timedelta(days=1)


# --- Rows -------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Source:
    """One source of a fact: its address on the web, who published it, and when."""

    address: str
    publisher: str
    date: str

    @property
    def when(self) -> tuple[dt.date, dt.date] | None:
        """First and last day of the date of publication; None when it carries no date."""
        return period(self.date)

    @property
    def name(self) -> str:
        """The publisher, without the remark that a site is not to be linked."""
        return self.publisher.replace(NOT_LINKED_MARK, "")

    @property
    def linked(self) -> bool:
        """May learners be given the link? Not for sites with advice on avoiding service."""
        return not (NOT_LINKED_MARK in self.publisher or any(part in self.address.lower() for part in NOT_LINKED))

    @property
    def designated(self) -> str | None:
        """The publisher's name if the page is from one designated "undesirable" in Russia, else None."""
        outlet = re.split(r" (?:citing|relaying|quoting) ", self.publisher)[0]
        for name, sites in DESIGNATED.items():
            if name in outlet or any(f".{self.host}".endswith(f".{site}") for site in sites):
                return name
        return None

    @property
    def host(self) -> str:
        """The site's name, such as tass.com."""
        return (urlsplit(self.address).hostname or "").rstrip(".").removeprefix("www.")

    def __str__(self) -> str:
        return f"{self.name}, {self.date}" if self.date else self.name


@dataclass(frozen=True, repr=False)
class Row:
    """One row of a file. Its columns are its attributes; ``print(row)`` shows them all."""

    id: str

    @property
    def says(self) -> str:
        """What the row says, as one line."""
        raise NotImplementedError

    @property
    def sources(self) -> tuple[Source, ...]:
        """The web sources of the row, each once; empty where there are none."""
        return ()

    @property
    def credits(self) -> tuple[Source | str, ...]:
        """Where the row comes from: web sources, and words for the rest."""
        return self.sources

    def __repr__(self) -> str:
        return f"{self.id}: {shorten(self.says, 100, placeholder=' ...')}"

    def __str__(self) -> str:
        return "\n".join(f"{column}: {_as_text(getattr(self, column))}" for column in _columns(type(self)))


def _columns(row_type: type[Row]) -> tuple[str, ...]:
    return tuple(column.name for column in fields(row_type))


def _as_text(value: str | tuple) -> str:
    return value if isinstance(value, str) else "; ".join(str(part) for part in value)


@dataclass(frozen=True, repr=False)
class Claim(Row):
    """Something the article says (C..), or a trace of the page it was copied from (A..)."""

    paragraph: str
    kind: str
    attributed_to: str
    date_concerned: str
    paraphrase: str
    checkable: str
    how_to_check: str
    silent_about: str

    @property
    def when(self) -> tuple[dt.date, dt.date] | None:
        """First and last day that the claim is about; None without a date."""
        return period(self.date_concerned)

    @property
    def says(self) -> str:
        return self.paraphrase

    @property
    def credits(self) -> tuple[Source | str, ...]:
        part = self.paragraph.split("/")[0]
        return (f"the article, paragraph {part}" if part.startswith("P") else f"the article's page, item {part}",)


class _Sourced(Row):
    """A row with two source cells and a confidence."""

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(dict.fromkeys(self.source_1 + self.source_2))

    @property
    def credits(self) -> tuple[Source | str, ...]:
        return *self.sources, f"confidence: {self.confidence}"


@dataclass(frozen=True, repr=False)
class Context(_Sourced):
    """Something known from elsewhere (X..), or a figure from another country for scale (B..)."""

    statement: str
    value: str
    unit: str
    date: str
    source_1: tuple[Source, ...]
    source_2: tuple[Source, ...]
    confidence: str
    disagreement: str

    @property
    def when(self) -> tuple[dt.date, dt.date] | None:
        """First and last day that the fact is about; None without a date."""
        return period(self.date)

    @property
    def says(self) -> str:
        return self.statement


@dataclass(frozen=True, repr=False)
class Analogue(_Sourced):
    """How a notice counts as served in another place (G..)."""

    place: str
    system: str
    statement: str
    deemed_service_rule: str
    source_1: tuple[Source, ...]
    source_2: tuple[Source, ...]
    confidence: str

    @property
    def says(self) -> str:
        return f"{self.place}, {self.system}: {self.deemed_service_rule}"


@dataclass(frozen=True, repr=False)
class Reference(Row):
    """Something to read (R..). The addresses are often pages about the work, not the work itself."""

    author: str
    title: str
    year: str
    venue: str
    address: str
    second_address: str
    why_useful: str
    note: str

    @property
    def says(self) -> str:
        return f"{self.author} ({self.year}): {self.title}. {self.venue}."

    @property
    def sources(self) -> tuple[Source, ...]:
        pages = (Source(address, "", "") for address in dict.fromkeys((self.address, self.second_address)))
        return tuple(Source(page.address, page.host, "") for page in pages)

    @property
    def credits(self) -> tuple[Source | str, ...]:
        return *self.sources, f"note: {self.note}"


@dataclass(frozen=True, repr=False)
class Tension(Row):
    """A place where the article pulls in two directions (T..), with the ids of the rows that show it."""

    statement: str
    claims: tuple[str, ...]
    context: tuple[str, ...]

    @property
    def says(self) -> str:
        return self.statement

    @property
    def credits(self) -> tuple[Source | str, ...]:
        return (f"our reading of {', '.join(self.claims + self.context)}",)


@dataclass(frozen=True, repr=False)
class Table(Sequence[Row]):
    """The rows of one file, in file order: loop over it, take ``table[0]`` or ``table["C19"]``. It never changes."""

    file: str
    rows: tuple[Row, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Row]:
        """The same rows, looked up by id."""
        return MappingProxyType({row.id: row for row in self.rows})

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in file order."""
        return tuple(self.by_id)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __contains__(self, row: object) -> bool:
        return row in self.by_id if isinstance(row, str) else row in self.rows

    def __getitem__(self, key):
        return _pick(self, key) if isinstance(key, str) else self.rows[key]

    def __repr__(self) -> str:
        return f"{self.file}: {len(self)} rows, {_runs(self.ids)}"


def _pick(table: Table, id_: str) -> Row:
    if id_ not in table:
        raise DataError(f'{table.file} has no row "{id_}". It has {_runs(table.ids)}.{_suggestion(id_, table.ids)}')
    return table.by_id[id_]


def _runs(ids: Iterable[str]) -> str:
    """Ids in short: 'C01 to C52, A01, A03, A04'. Runs of fewer than three are written out."""
    runs: list[list[str]] = []
    for id_ in ids:
        follows = runs and id_[0] == runs[-1][-1][0] and int(id_[1:]) == int(runs[-1][-1][1:]) + 1
        runs[-1].append(id_) if follows else runs.append([id_])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)


def _suggestion(id_: object, options: Iterable[str]) -> str:
    """A hint for an id that is written differently ("X9" for "X09"), else for one that looks alike."""
    options = tuple(options)
    match = re.fullmatch(r"\s*([A-Za-z])[^0-9A-Za-z]*0*([0-9]+)\s*", str(id_))
    if not match:
        return nearest(id_, options)
    same = [option for option in options if (option[0], int(option[1:])) == (match[1].upper(), int(match[2]))]
    return f' Did you mean "{same[0]}"?' if same else ""


# --- Reading and checking the files -----------------------------------------------------------------

def data_folders() -> tuple[Path, Path]:
    """Where data files are looked for: beside the installed modules, then in the repository."""
    package = Path(__file__).resolve().parent
    return package / "data", package.parent / "data"


def data_file(name: str) -> Path:
    """The path of a file that comes with the package, such as ``context.csv``.

    Looks beside the installed modules first (``notices/data``) and else in the ``data`` folder of the
    repository. Raises DataError, naming both places, when the file is in neither.
    """
    folders = data_folders()
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    there = sorted({path.name for folder in folders if folder.is_dir() for path in folder.iterdir() if path.is_file()})
    raise DataError(f'The data file "{name}" was not found in {listed(folders)}.{nearest(name, there)} '
                    "If the name is right, the installation is incomplete: install the package again.")


def read_toml(path: Path) -> dict[str, dict]:
    """The tables of a data file in TOML. Raises DataError, naming file and place, for text that is not TOML or not UTF-8."""
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise DataError(f"{path.name}: byte {error.start} is not UTF-8. Save the file as UTF-8 text.") from None
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path.name}: not readable as TOML: {error}. Mend that line.") from None


def parse_sources(cell: str) -> tuple[Source, ...]:
    """The sources in a cell of the form ``address | publisher | date``, several joined by `` ; ``.

    Raises ValueError when a part is missing, the address is not one of the web, or the date cannot be read.
    """
    return tuple(_source(*part.split(" | ")) for part in cell.split(" ; "))


def _source(address: str, publisher: str, date_: str) -> Source:
    if not (_web_address(address) and publisher.strip()):
        raise ValueError("incomplete source")
    period(date_)
    return Source(address, publisher, date_)


def _web_address(text: str) -> str:
    return matching(r"https?://[^\s/|]+\.[^\s|]+")(text)


def matching(pattern: str) -> Callable[[str], str]:
    """A reader of cells that fit the pattern as a whole."""
    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(text)
        return text
    return check


def _dated(text: str) -> str:
    period(text)
    return text


def id_list(pattern: str) -> Callable[[str], tuple[str, ...]]:
    """A reader of cells that hold ids with blanks between them."""
    return lambda text: tuple(matching(pattern)(id_) for id_ in text.split())


# Column -> how its text is read, and what the message says was expected.
Reading = tuple[Callable[[str], object], str]
_SOURCE_FORM = ('one or more of "address | publisher | date", joined by " ; ", each with an address that starts with '
                f"http:// or https:// and with {DATE_FORMS}")
_SOURCE: Reading = (parse_sources, _SOURCE_FORM)
_DATE: Reading = (_dated, DATE_FORMS)
_ADDRESS: Reading = (_web_address, "an address that starts with http:// or https://")
_CONFIDENCE: Reading = (matching("|".join(CONFIDENCE)), listed(CONFIDENCE))


@dataclass(frozen=True)
class Layout:
    """How one file is laid out: the columns are the fields of its row type, in order."""

    row_type: type[Row]
    id_form: str
    id_words: str
    readings: Mapping[str, Reading]
    may_be_empty: tuple[str, ...] = ()


_FILES: Mapping[str, Layout] = MappingProxyType({
    "claims": Layout(Claim, r"[CA][0-9]{2}", "C or A and two digits, such as C19", {
        "paragraph": (matching(r"[PA][0-9]+/L[0-9]+(-[0-9]+)?"),
                      "paragraph and line, such as P5/L11 (A4/L42-62 for a trace of the page)"),
        "kind": (matching("|".join(KINDS)), listed(KINDS)),
        "date_concerned": _DATE,
        "checkable": (matching(r"(yes|partly|hardly|no)( \(.+\))?"),
                      "yes, partly, hardly or no, with a remark in brackets if one is needed")}),
    "context": Layout(Context, r"[XB][0-9]{2}", "X or B and two digits, such as X09", {
        "date": _DATE, "source_1": _SOURCE, "source_2": _SOURCE, "confidence": _CONFIDENCE}),
    "analogues": Layout(Analogue, r"G[0-9]{2}", "G and two digits, such as G08", {
        "source_1": _SOURCE, "source_2": _SOURCE, "confidence": _CONFIDENCE}),
    "references": Layout(Reference, r"R[0-9]{2}", "R and two digits, such as R03", {
        "year": (matching(r"[0-9]{4}"), "a year of four digits"),
        "address": _ADDRESS, "second_address": _ADDRESS}),
    "tensions": Layout(Tension, r"T[1-9][0-9]?", "T and a number, such as T3", {
        "claims": (id_list(r"[CA][0-9]{2}"), "ids of claims.csv with blanks between them"),
        "context": (id_list(r"[XB][0-9]{2}"), "ids of context.csv with blanks between them")},
        may_be_empty=("context",)),
})
# Ids in prose are links between files too; these columns hold no prose.
_NO_MENTIONS = ("id", "paragraph", "source_1", "source_2", "address", "second_address")
_MENTION = re.compile(r"\b(?:[CAXBGR][0-9]{2}|T[1-9][0-9]?)\b")

Line = tuple[int, dict[str, str]]  # the line it starts on, and its cells by column


def load_table(name: str, path: Path | str | None = None) -> Table:
    """The checked rows of ``claims``, ``context``, ``analogues``, ``references`` or ``tensions``.

    Reads the file that comes with the package, or the file at ``path``. Raises DataError, naming file,
    line, field, value, what was expected and what to do. Links between files are checked by load_facts.
    """
    if name not in _FILES:
        raise DataError(f'There is no table "{name}". Choose {listed(_FILES)}.{nearest(name, _FILES)}')
    path = Path(path or data_file(f"{name}.csv"))
    return _table(_FILES[name], path.name, _lines(_FILES[name], path))


def load_facts(folder: Path | str | None = None) -> Mapping[str, Table]:
    """All five tables by name, checked one by one and against each other.

    Reads the files that come with the package, or those in ``folder``. Raises DataError as load_table does,
    and for an id that is mentioned in one file and found in none.
    """
    paths = {name: Path(folder, f"{name}.csv") if folder else data_file(f"{name}.csv") for name in _FILES}
    lines = {name: _lines(layout, paths[name]) for name, layout in _FILES.items()}
    tables = {name: _table(layout, paths[name].name, lines[name]) for name, layout in _FILES.items()}
    ids = [id_ for table in tables.values() for id_ in table.ids]
    for name in _FILES:
        _check_mentions(paths[name].name, lines[name], ids)
    return MappingProxyType(tables)


def read_table(layout: Layout, path: Path, ids: Iterable[str] = ()) -> Table:
    """The checked rows of a file of the same make that is none of the five; an id in its text must be among ``ids`` or its own.

    Raises DataError as load_facts does.
    """
    lines = _lines(layout, path)
    table = _table(layout, path.name, lines)
    _check_mentions(path.name, lines, [*ids, *table.ids])
    return table


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes().removeprefix(b"\xef\xbb\xbf")  # the mark some programs write first
    except OSError as error:
        raise DataError(f"{path}: the file cannot be read ({error.strerror}). Check that it is there.") from None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[:error.start].splitlines(keepends=True) or [b""]
        ended = before[-1].endswith((b"\n", b"\r"))
        line, byte = len(before) + ended, 1 if ended else len(before[-1]) + 1
        raise DataError(f"{path.name}, line {line}: byte {byte} of the line (0x{raw[error.start]:02x}) is not UTF-8. "
                        "Expected UTF-8 text. Save the file again as UTF-8 (in a spreadsheet: "
                        '"CSV UTF-8").') from None


def _records(file: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it starts on; blank lines are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise DataError(f"{file}, line {line}: the record that starts here cannot be read as CSV ({error}). Expected "
                        'every cell in double quotes, and a double quote inside a cell written twice (""). '
                        "Look for a quote that is missing or not doubled.") from None


def _lines(layout: Layout, path: Path) -> list[Line]:
    columns = list(_columns(layout.row_type))
    records = _records(path.name, _text(path))
    line, header = next(records, (1, []))
    if header != columns:
        raise DataError(f"{path.name}, line {line}: the header is {','.join(header) or 'missing'}. "
                        f"Expected exactly {','.join(columns)}. Put this as the first line.")
    return [(line, dict(zip(columns, _complete(path.name, line, cells, columns)))) for line, cells in records]


def _complete(file: str, line: int, cells: list[str], columns: list[str]) -> list[str]:
    if len(cells) != len(columns):
        raise DataError(f'{file}, line {line} (starts "{shorten(cells[0], 40)}"): {len(cells)} cells. Expected '
                        f"{len(columns)}: {', '.join(columns)}. Put each cell in double quotes, so that a comma "
                        "inside it does not cut it in two.")
    return cells


def _table(layout: Layout, file: str, lines: list[Line]) -> Table:
    first_line: dict[str, int] = {}
    for line, cells in lines:
        if cells["id"] in first_line:
            raise DataError(f'{file}, line {line}, field "id": "{cells["id"]}" is already the id of line '
                            f"{first_line[cells['id']]}. Expected an id of its own. Take the next free number.")
        first_line[cells["id"]] = line
    return Table(file, tuple(_row(layout, file, line, cells) for line, cells in lines))


def _row(layout: Layout, file: str, line: int, cells: dict[str, str]) -> Row:
    readings = {"id": (matching(layout.id_form), layout.id_words), **layout.readings}
    return layout.row_type(**{
        column: _read(text, *readings.get(column, (str, "some text")), where=f'{file}, line {line}, field "{column}"',
                      may_be_empty=column in layout.may_be_empty) for column, text in cells.items()})


def _read(text: str, read: Callable[[str], object], expected: str, where: str, may_be_empty: bool) -> object:
    if not text and not may_be_empty:
        raise DataError(f'{where}: the cell is empty. Expected {expected}. Fill it in; if nothing is known, say so '
                        '("unknown", "n.d.", "None found.").')
    try:
        return read(text)
    except (ValueError, TypeError):  # TypeError: a source with more or fewer than three parts
        raise DataError(f'{where}: "{text}" cannot be used. Expected {expected}. Correct the cell; data/README.md '
                        "describes each column.") from None


def _check_mentions(file: str, lines: list[Line], ids: list[str]) -> None:
    for line, cells in lines:
        for column in cells.keys() - set(_NO_MENTIONS):
            for id_ in _MENTION.findall(cells[column]):
                if id_ not in ids:
                    raise DataError(f'{file}, line {line}, field "{column}": it mentions "{id_}", which is in no data '
                                    f"file. Expected an id such as C19 or X09.{nearest(id_, ids)} Correct the id, or "
                                    "add the row it stands for.")


# --- Asking for facts -------------------------------------------------------------------------------

@cache
def _facts() -> Mapping[str, Table]:
    return load_facts()


def claims() -> Table:
    """What the article says, C01 on, and the traces of the page it was copied from, A01 on."""
    return _facts()["claims"]


def contexts() -> Table:
    """What else is known, X01 on, and figures from other countries, B01 on."""
    return _facts()["context"]


def analogues() -> Table:
    """How a notice counts as served elsewhere, G01 on."""
    return _facts()["analogues"]


def references() -> Table:
    """Further reading, R01 on."""
    return _facts()["references"]


def tensions() -> Table:
    """Where the article pulls in two directions, T1 on."""
    return _facts()["tensions"]


def claim(id_: str) -> Claim:
    """The claim with this id (C.. or A..). Raises DataError for any other id."""
    return _row_of("claims", id_)


def context(id_: str) -> Context:
    """The context row with this id (X.. or B..). Raises DataError for any other id."""
    return _row_of("context", id_)


def analogue(id_: str) -> Analogue:
    """The analogue with this id (G..). Raises DataError for any other id."""
    return _row_of("analogues", id_)


def reference(id_: str) -> Reference:
    """The reference with this id (R..). Raises DataError for any other id."""
    return _row_of("references", id_)


def tension(id_: str) -> Tension:
    """The tension with this id (T..). Raises DataError for any other id."""
    return _row_of("tensions", id_)


def known(id_: object) -> bool:
    """Is this the id of a row in any of the files?"""
    return isinstance(id_, str) and any(id_ in table for table in _facts().values())


def source(id_: str) -> Row:
    """The row with this id, whichever file it is in. Raises DataError for an unknown id."""
    if known(id_):
        return _facts()[_home(id_)].by_id[id_]
    ids = [known_id for table in _facts().values() for known_id in table.ids]
    raise DataError(f'There is no row "{id_}" in the data files.{_suggestion(id_, ids)} The ids are: '
                    + "; ".join(f"{_runs(table.ids)} ({table.file})" for table in _facts().values()) + ".")


def _row_of(name: str, id_: str) -> Row:
    row, home = source(id_), _home(id_)
    if home != name:
        raise DataError(f'"{id_}" is a row of {home}.csv, not of {name}.csv. Write {_ASKED_BY[home]}("{id_}"), or '
                        f'source("{id_}"), which takes any id.')
    return row


def _home(id_: str) -> str:
    """The name of the table that holds this id."""
    return next(name for name, table in _facts().items() if id_ in table)


_ASKED_BY = MappingProxyType({"claims": "claim", "context": "context", "analogues": "analogue",
                              "references": "reference", "tensions": "tension"})


# --- Citing -----------------------------------------------------------------------------------------

@dataclass(frozen=True, repr=False)
class SourceList:
    """The sources of a lesson, printed as text and shown as a list with links: what each id says, where it comes from."""

    rows: tuple[Row, ...]
    closing: str = ""  # a last line below the list; what stands in backticks is code

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a reader should know before following or sharing the links; often empty."""
        shown = [source_ for row in self.rows for source_ in row.sources]
        names = dict.fromkeys(source_.designated for source_ in shown if source_.linked and source_.designated)
        remarks = []
        if names:
            remarks.append(f'Designated "undesirable" in Russia: {", ".join(names)}. '
                           "Sharing links to these publishers can be an offence for people there.")
        if any(not source_.linked for source_ in shown):
            remarks.append("No link is given to sites that also carry advice on avoiding service "
                           "(data/README.md says which).")
        return tuple(remarks)

    def __str__(self) -> str:
        return "\n".join([*(_plain_line(row) for row in self.rows), *self.remarks, *filter(None, [self.closing])])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        items = "".join(f"<li><strong>{row.id}</strong>: {escape(row.says)} ({_html_credits(row)})</li>"
                        for row in self.rows)
        remarks = "".join(f"<p><small>{_html_code(remark)}</small></p>" for remark in (*self.remarks, self.closing) if remark)
        return f'<section aria-label="Sources"><ul>{items}</ul>{remarks}</section>'


def _html_code(text: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


def _plain_line(row: Row) -> str:
    return f"{row.id}: {shorten(row.says, 160, placeholder=' ...')} ({'; '.join(map(str, row.credits))})"


def _html_credits(row: Row) -> str:
    return "; ".join(_html_source(part) if isinstance(part, Source) else escape(part) for part in row.credits)


def _html_source(source_: Source) -> str:
    if not source_.linked:
        return f"{escape(str(source_))} (no link)"
    after = f", {escape(source_.date)}" if source_.date else ""
    # Underlined, because a link inside a sentence must not be told apart by its colour alone.
    return (f'<a href="{escape(source_.address)}" rel="noreferrer" style="text-decoration: underline">'
            f"{escape(source_.name)}</a>{after}")


def cite(ids: str | Iterable[str]) -> SourceList:
    """A readable source list for ids of any file: ``cite("C19 X09 G10")`` or ``cite(["C19", "X09"])``.

    Keeps the order, drops repeats. Raises DataError for an unknown id and for no ids at all.
    """
    wanted = dict.fromkeys(re.findall(r"[^\s,;]+", ids) if isinstance(ids, str) else ids)
    if not wanted:
        raise DataError('cite() was given no ids. Write at least one, such as cite("C19").')
    return SourceList(tuple(source(id_) for id_ in wanted))


def cite_at_end(ids: str | Iterable[str]) -> SourceList:
    """The sources that close a lesson: as :func:`cite`, and a line that says how to see whole rows, whose remarks the list leaves out.

    Its example is the row with the longest remark.
    """
    rows = cite(ids).rows
    example = max((row for row in rows if isinstance(row, Context)), key=lambda row: (len(row.disagreement), row.id), default=rows[0])
    return SourceList(rows, "To see a whole row, with the remark on it: `from notices import source`, then "
                            f'`print(source("{example.id}"))`. This works for every id, also for one that only a table above has.')
