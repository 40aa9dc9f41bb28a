"""The facts: what a lesson can ask for, what a broken file is told, and how sources are shown."""

import csv
import datetime as dt
import io
import re
import shutil
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices import sources
from notices.errors import DataError, NoticesError
from notices.sources import (
    CONFIDENCE,
    DESIGNATED,
    KINDS,
    NOT_LINKED,
    Source,
    SourceList,
    analogue,
    analogues,
    cite,
    cite_at_end,
    claim,
    claims,
    context,
    contexts,
    data_file,
    known,
    load_facts,
    load_table,
    period,
    reference,
    references,
    source,
    tension,
    tensions,
)

TABLES = ("claims", "context", "analogues", "references", "tensions")
README = data_file("README.md").read_text(encoding="utf-8")


def every_row():
    return [row for table in load_facts().values() for row in table]


# --- What a lesson can ask for ----------------------------------------------------------------------

def test_a_row_is_found_by_its_id_with_its_columns_as_attributes():
    assert claim("C19").kind == "new_rule"
    assert claim("C19").paragraph == "P5/L11"
    assert context("X09").value == "7"
    assert context("X09").unit == "days after register entry"
    assert context("B03").value == "75"
    assert claim("A03").kind == "provenance"
    assert analogue("G08").place == "Denmark"
    assert reference("R07").title == "Why Model?"
    assert tension("T3").claims == ("C10", "C19")
    assert tension("T2").context == ()


def test_rows_come_in_file_order_and_filter_with_a_plain_comprehension():
    assert [row.id for row in claims()][:3] == ["C01", "C02", "C03"]
    assert [row.id for row in claims() if row.kind == "old_rule"] == ["C06", "C07"]
    assert [row.id for row in contexts() if row.confidence == "low" and row.id > "X70"] == ["X74", "X77"]
    assert claims()[0] is claims()["C01"]
    assert claims()[-1].id == "A04"
    assert "C19" in claims() and "X09" not in claims()


def test_the_number_of_rows_and_the_ids_are_those_of_the_data_dictionary():
    for table in (claims(), contexts(), analogues(), references(), tensions()):
        assert f"| `{table.file}` | {', '.join(sources._runs(table.ids).split(', '))} | {len(table)} |" in README


def test_nothing_can_be_changed():
    with pytest.raises(AttributeError):
        claim("C19").kind = "background"
    with pytest.raises(TypeError):
        claims()[0] = claim("C19")
    with pytest.raises(AttributeError):
        claims().rows = ()
    with pytest.raises(TypeError):
        claims().by_id["C99"] = claim("C19")


def test_a_row_prints_all_its_columns_and_shows_as_one_line():
    assert str(context("X09")).splitlines()[0] == "id: X09"
    assert "unit: days after register entry" in str(context("X09")).splitlines()
    assert "source_1: TASS, 2023-04-14" in str(context("X09")).splitlines()
    assert repr(claim("C06")) == "C06: At the time of writing the notice to men existed as a paper document."
    assert repr(claims()) == "claims.csv: 55 rows, C01 to C52, A01, A03, A04"


@pytest.mark.parametrize("id_, is_known", [("C19", True), ("B07", True), ("T13", True), ("R13", True), ("X93", False),
                                           ("A02", False), ("c19", False), ("", False), (None, False), (19, False)])
def test_known_says_whether_an_id_is_in_any_file(id_, is_known):
    assert known(id_) is is_known


def test_source_takes_an_id_of_any_file():
    assert [type(source(id_)).__name__ for id_ in ("C01", "B01", "G01", "R01", "T1")] == [
        "Claim", "Context", "Analogue", "Reference", "Tension"]


@pytest.mark.parametrize("wrong, right", [("X9", "X09"), ("x09", "X09"), ("X-9", "X09"), ("X009", "X09"), ("T03", "T3")])
def test_an_id_written_differently_is_suggested(wrong, right):
    with pytest.raises(DataError, match=f'no row "{wrong}".* Did you mean "{right}"'):
        source(wrong)


def test_an_id_that_does_not_exist_is_told_which_do():
    with pytest.raises(DataError, match=r"X01 to X92, B01 to B07 \(context.csv\)") as error:
        context("X93")
    assert "Did you mean" not in str(error.value)


@pytest.mark.parametrize("ask, id_, advice", [(claim, "X09", 'context("X09")'), (context, "A01", 'claim("A01")'),
                                              (analogue, "R01", 'reference("R01")'), (reference, "G01", 'analogue("G01")'),
                                              (claim, "T1", 'tension("T1")')])
def test_an_id_of_another_file_is_told_how_to_ask_for_it(ask, id_, advice):
    with pytest.raises(DataError, match=re.escape(advice)):
        ask(id_)


def test_the_files_are_read_once_and_only_when_asked_for(monkeypatch):
    read = []
    monkeypatch.setattr(sources, "load_facts", lambda: read.append("once") or load_facts())
    sources._facts.cache_clear()
    claims(), claim("C19"), cite("X09")
    assert read == ["once"]


def test_the_facts_are_found_from_any_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert len(load_table("claims")) == 55


# --- The shipped files ------------------------------------------------------------------------------

def test_every_id_of_a_tension_is_a_row():
    for row in tensions():
        assert all(known(id_) for id_ in row.claims + row.context), row.id


def test_every_context_row_and_analogue_has_a_source_with_publisher_and_date():
    for row in [*contexts(), *analogues()]:
        assert row.sources and all(part.publisher and part.date for part in row.sources), row.id


def test_one_address_in_both_cells_counts_as_one_source():
    assert len(context("X47").sources) == 1
    assert len(analogue("G06").sources) == 3


def test_the_data_dictionary_lists_every_kind_column_and_date_form():
    for name in KINDS:
        assert f"| `{name}` |" in README
    for table in TABLES:
        section = README.split(f"## {table}.csv")[1].split("\n## ")[0]
        with data_file(f"{table}.csv").open(encoding="utf-8", newline="") as file:
            assert all(f"`{column}`" in section for column in next(csv.reader(file)))
    forms = README.split("| form | covers |")[1].split("\n\n")[0]
    for form in re.findall(r"`([^`]+)`", forms):
        if form not in ("autumn", "datetime.date.max", "datetime.date.min"):
            period(form)


def test_our_own_arithmetic_is_right():
    assert f"{235_800 / (235_800 + 8_794):.1%}" == "96.4%"
    assert f"{110_000 / (155_000 + 152_000):.1%}" == "35.8%"
    assert round(200_000 / 5_863) == 34
    assert 147_000 / 700_000 == 0.21
    assert round(93 / 0.64) == 145
    assert (dt.date(2025, 10, 22) - dt.date(2025, 9, 8)).days == int(context("X43").value)
    assert 200_000 - 147_000 == int(context("X54").value)


# --- Dates ------------------------------------------------------------------------------------------

@pytest.mark.parametrize("text, first, last", [
    ("2023-04-11", "2023-04-11", "2023-04-11"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2023-12", "2023-12-01", "2023-12-31"),
    ("2023", "2023-01-01", "2023-12-31"),
    ("April 2023", "2023-04-01", "2023-04-30"),
    ("spring 2023", "2023-03-01", "2023-05-31"),
    ("2024 autumn", "2024-09-01", "2024-11-30"),
    ("week of 2023-04-10", "2023-04-10", "2023-04-16"),
    ("law of 2023-04-14", "2023-04-14", "2023-04-14"),
    ("2018 to 2023-04-11", "2018-01-01", "2023-04-11"),
    ("2023-2024", "2023-01-01", "2024-12-31"),
    ("2022-09-25/29", "2022-09-25", "2022-09-29"),
    ("2023-04 / 2024-09", "2023-04-01", "2024-09-30"),
    ("from 2023 on", "2023-01-01", "9999-12-31"),
    ("from 2023-08-04", "2023-08-04", "9999-12-31"),
    ("2023 and later", "2023-01-01", "9999-12-31"),
    ("until April 2023", "0001-01-01", "2023-04-30"),
    ("before 2023", "0001-01-01", "2022-12-31"),
])
def test_a_date_covers_a_first_and_a_last_day(text, first, last):
    assert period(text) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize("text", ["n.d.", "unknown", "from entry into force"])
def test_a_cell_without_a_date_has_none(text):
    assert period(text) is None


@pytest.mark.parametrize("text", ["", "yesterday", "2023-13", "2023-02-30", "11.04.2023", "2023-4-11", "20230411", "Apr 2023",
                                  "2023-05 to 2023-04", "2024-2023", "2022-09-29/25", "spring", "2023 2024", "23 spring",
                                  "from n.d.", "week of 2023-04", "before 0001-01-01", "9999-12", "2023-04-11 2023"])
def test_what_is_not_a_date_is_refused_with_the_accepted_forms(text):
    with pytest.raises(NoticesError, match="2022-09 to 2022-10"):
        period(text)


@given(st.text(alphabet="0123456789-/ .abefilnoprtuw", max_size=25))
def test_any_text_is_either_a_period_in_order_or_refused(text):
    try:
        days = period(text)
    except NoticesError:
        return
    assert days is None or days[0] <= days[1]


def test_rows_know_when():
    assert claim("C01").when == context("X02").when == (dt.date(2023, 4, 11), dt.date(2023, 4, 11))
    assert context("X09").sources[0].when == (dt.date(2023, 4, 14), dt.date(2023, 4, 14))
    assert claim("C19").when is None


# --- Broken files -----------------------------------------------------------------------------------

X01 = {"id": "X01", "statement": "A, with a comma.", "value": "1", "unit": "day", "date": "2023", "confidence": "high",
       "source_1": "https://a.org/x | A | 2023", "source_2": "https://b.org/y | B | n.d.", "disagreement": "None."}
COLUMNS = ("id", "statement", "value", "unit", "date", "source_1", "source_2", "confidence", "disagreement")
G01 = {"id": "G01", "place": "Here", "system": "Post", "statement": "S.", "deemed_service_rule": "D.",
       "source_1": X01["source_1"], "source_2": X01["source_2"], "confidence": "low"}


def as_csv(*rows, columns=COLUMNS):
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([columns, *([row[column] for column in columns] for row in rows)])
    return text.getvalue()


@pytest.fixture
def context_file(tmp_path):
    def write(content):
        path = tmp_path / "context.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path
    return write


def message(path, name="context"):
    with pytest.raises(DataError) as error:
        load_table(name, path)
    return str(error.value)


def test_a_good_file_is_read_from_a_path_also_with_a_mark_other_line_ends_and_blank_lines(context_file):
    good = as_csv(X01, X01 | {"id": "B01"})
    wanted = load_table("context", context_file(good))
    assert wanted.ids == ("X01", "B01")
    for variant in (b"\xef\xbb\xbf" + good.encode(), good.replace("\n", "\r\n").encode(), (good + "\n\n").encode(),
                    good.rstrip("\n").encode()):
        assert load_table("context", context_file(variant)) == wanted


@pytest.mark.parametrize("field, value, expected", [
    ("id", "X1", "X or B and two digits"),
    ("id", "C01", "X or B and two digits"),
    ("date", "soon", "2023-04-11"),
    ("date", "2023-02-30", "2023-04-11"),
    ("confidence", "certain", "high, medium or low"),
    ("confidence", "High", "high, medium or low"),
    ("source_1", "https://a.org/x | A", "address | publisher | date"),
    ("source_1", "https://a.org/x | A | 2023 | more", "address | publisher | date"),
    ("source_1", "a.org/x | A | 2023", "starts with http"),
    ("source_1", "javascript:alert(1) | A | 2023", "starts with http"),
    ("source_2", "https://b.org/y |  | 2023", "address | publisher | date"),
    ("source_2", "https://b.org/y | B | soon", "2023-04-11"),
    ("source_2", "https://b.org/y | B | 2023 ; https://c.org | C", "address | publisher | date"),
])
def test_a_cell_that_cannot_be_used_names_file_line_field_value_and_what_was_expected(context_file, field, value, expected):
    text = message(context_file(as_csv(X01 | {"id": "X02"}, X01 | {field: value})))
    assert text.startswith(f'context.csv, line 3, field "{field}": "{value}"')
    assert expected in text
    assert "Correct the cell" in text


@pytest.mark.parametrize("field", COLUMNS)
def test_an_empty_cell_is_named(context_file, field):
    text = message(context_file(as_csv(X01 | {field: "  "})))
    assert text.startswith(f'context.csv, line 2, field "{field}": the cell is empty.')


@pytest.mark.parametrize("name, field, value, expected", [
    ("claims", "kind", "rumour", "dated_event"),
    ("claims", "paragraph", "five", "P5/L11"),
    ("claims", "checkable", "perhaps", "yes, partly, hardly or no"),
    ("claims", "checkable", "yes and no", "yes, partly, hardly or no"),
    ("claims", "id", "X01", "C or A and two digits"),
    ("analogues", "id", "G1", "G and two digits"),
    ("references", "year", "2021/22", "four digits"),
    ("references", "address", "the library", "http"),
    ("tensions", "claims", "C01, C02", "blanks"),
    ("tensions", "id", "T01", "T3"),
])
def test_the_other_files_have_their_own_rules(tmp_path, name, field, value, expected):
    path = tmp_path / f"{name}.csv"
    with data_file(path.name).open(encoding="utf-8", newline="") as file:
        first = next(csv.DictReader(file))
    path.write_text(as_csv(first | {field: value}, columns=tuple(first)), encoding="utf-8")
    text = message(path, name)
    assert text.startswith(f'{name}.csv, line 2, field "{field}": "{value}"')
    assert expected in text


def test_an_id_used_twice_names_both_lines(context_file):
    text = message(context_file(as_csv(X01, X01 | {"id": "X02"}, X01)))
    assert 'context.csv, line 4, field "id": "X01"' in text
    assert "line 2" in text


@pytest.mark.parametrize("tail, cells", [('"X02","a","b"\n', 3), ("X02" + ",a" * 9 + "\n", 10), ("just text\n", 1)])
def test_a_line_with_too_few_or_too_many_cells_is_named(context_file, tail, cells):
    text = message(context_file(as_csv(X01) + tail))
    assert text.startswith("context.csv, line 3 ")
    assert f": {cells} cells. Expected 9: id, statement," in text


def test_a_line_number_counts_lines_of_the_file_also_after_a_cell_with_a_line_break(context_file):
    text = message(context_file(as_csv(X01 | {"statement": "one\ntwo\nthree"}, X01 | {"id": "X02", "confidence": "?"})))
    assert text.startswith('context.csv, line 5, field "confidence"')


def test_a_quote_that_is_never_closed_names_the_record_where_it_starts(context_file):
    text = message(context_file(as_csv(X01) + '"X02","never closed\nmore\nmore\n'))
    assert text.startswith("context.csv, line 3: ")
    assert "quote" in text


@pytest.mark.parametrize("content, line", [(as_csv(X01).replace("with a", 'with "a'), 2),
                                           (as_csv(X01).encode("utf-16-le"), 1)])
def test_a_record_that_is_not_csv_is_named(context_file, content, line):
    assert message(context_file(content)).startswith(f"context.csv, line {line}: the record that starts here cannot be read")


@pytest.mark.parametrize("content", ["", "id,statement\n", as_csv(X01).replace('"unit"', '"Unit"'), as_csv(X01).split("\n", 1)[1]])
def test_a_header_that_is_not_the_documented_one_is_told_the_right_one(context_file, content):
    text = message(context_file(content))
    assert text.startswith("context.csv, line 1: the header is ")
    assert "Expected exactly id,statement,value,unit,date,source_1,source_2,confidence,disagreement" in text


@pytest.mark.parametrize("content, place", [
    (as_csv(X01 | {"unit": "jour férié"}).encode("latin-1"), r"line 2: byte 37 of the line \(0xe9\)"),
    (as_csv(X01).encode() + b"\xff", r"line 3: byte 1 of the line \(0xff\)"),
    (as_csv(X01).encode("utf-16"), r"line 1: byte 1 of the line \(0xf[ef]\)"),
])
def test_a_file_that_is_not_utf8_names_line_and_byte_and_says_how_to_save_it(context_file, content, place):
    text = message(context_file(content))
    assert re.match(f"context.csv, {place} is not UTF-8", text)
    assert "Save the file again as UTF-8" in text


def test_a_file_that_is_not_there_is_named(tmp_path):
    assert "context.csv: the file cannot be read" in message(tmp_path / "context.csv")


def test_an_unknown_table_is_answered_with_the_nearest():
    with pytest.raises(DataError, match='no table "claim".* Did you mean "claims"'):
        load_table("claim")


@pytest.fixture
def copied(tmp_path):
    for name in TABLES:
        shutil.copy(data_file(f"{name}.csv"), tmp_path)
    return tmp_path


def test_all_files_can_be_read_from_another_folder(copied):
    assert load_facts(copied) == load_facts()


@pytest.mark.parametrize("name, old, new, column", [
    ("context", "Kremlin rejected it, see X52.", "Kremlin rejected it, see X99.", "disagreement"),
    ("context", "see X30-X43.", "see X30-X95.", "disagreement"),
    ("analogues", "(see B03)", "(see B33)", "statement"),
    ("tensions", '"C10 C19"', '"C10 C91"', "claims"),
])
def test_an_id_mentioned_in_one_file_must_be_in_some_file(copied, name, old, new, column):
    path = copied / f"{name}.csv"
    text = path.read_text(encoding="utf-8")
    line = 1 + text[:text.index(old)].count("\n")
    path.write_text(text.replace(old, new), encoding="utf-8")
    wrong = re.search(r"[XBC]9[0-9]|B33", new)[0]
    with pytest.raises(DataError) as error:
        load_facts(copied)
    assert str(error.value).startswith(f'{name}.csv, line {line}, field "{column}": it mentions "{wrong}"')


# --- Finding the files ------------------------------------------------------------------------------

def test_the_files_beside_the_installed_modules_come_first(tmp_path, monkeypatch):
    package = tmp_path / "site" / "notices"
    for folder in (package / "data", tmp_path / "site" / "data"):
        folder.mkdir(parents=True)
        (folder / "both.csv").touch()
    (tmp_path / "site" / "data" / "repository.csv").touch()
    monkeypatch.setattr(sources, "__file__", str(package / "sources.py"))
    assert data_file("both.csv") == package / "data" / "both.csv"
    assert data_file("repository.csv") == tmp_path / "site" / "data" / "repository.csv"


def test_a_missing_data_file_names_the_places_and_the_nearest_file():
    with pytest.raises(DataError) as error:
        data_file("contexts.csv")
    for part in ('"contexts.csv" was not found', str(Path("notices", "data")), 'Did you mean "context.csv"', "install"):
        assert part in str(error.value)


# --- Citing -----------------------------------------------------------------------------------------

class Links(HTMLParser):
    """The links and the text of a piece of HTML; checks that every element is closed."""

    def __init__(self, html):
        super().__init__()
        self.links, self.words, self.open = [], "", []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        if tag == "a":
            self.links.append(dict(attrs))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words += data


def test_a_citation_has_one_line_for_each_id_with_what_it_says_who_published_it_and_when():
    assert str(cite("C19 X09")) == """\
C19: A notice counts as handed over at the moment it shows up in the person's account on the state e-services site. \
(the article, paragraph P5)
X09: If no other route has worked, the notice counts as served seven days after it is entered in the public register of notices. \
(TASS, 2023-04-14; Intermark Relocation (legal summary), 2023-04; confidence: high)"""
    assert repr(cite("C19")) == str(cite("C19"))


def test_a_citation_takes_ids_of_all_files_as_text_or_as_a_collection_in_order_and_once():
    assert [row.id for row in cite("C19, X09 G10;R03\nT3 C19").rows] == ["C19", "X09", "G10", "R03", "T3"]
    assert cite(["X09", "C19"]) == cite("X09 C19")
    assert cite(id_ for id_ in ("A01",)).rows == (claim("A01"),)


def test_the_list_at_the_end_of_a_lesson_says_how_to_see_a_whole_row_with_its_remark():
    listed = cite_at_end("C19 X67 X73")
    assert listed.rows == cite("C19 X67 X73").rows
    code = 'from notices import source', 'print(source("X73"))'
    assert all(f"`{part}`" in str(listed).splitlines()[-1] for part in code)
    assert all(f"<code>{escape(part)}</code>" in listed._repr_html_() for part in code)
    assert "155,000+152,000" not in str(listed) and "155,000+152,000" in str(source("X73"))
    assert 'source("C19")' in str(cite_at_end("C19"))
    assert "whole row" not in str(cite("C19 X73")) + cite("C19 X73")._repr_html_()


@pytest.mark.parametrize("ids", ["", "  ", [], ()])
def test_a_citation_of_nothing_is_refused(ids):
    with pytest.raises(DataError, match="at least one"):
        cite(ids)


def test_a_citation_of_an_unknown_id_is_refused():
    with pytest.raises(DataError, match='Did you mean "X09"'):
        cite("C19 X9")


def test_the_list_in_a_notebook_links_each_source_by_its_publisher():
    html = cite("C19 X09 R03")._repr_html_()
    shown = Links(html)
    assert shown.links[0]["href"] == "https://tass.com/russia/1604691"
    assert ">TASS</a>, 2023-04-14" in html
    assert html.count("<li>") == 3
    assert 'aria-label="Sources"' in html
    assert "the article, paragraph P5" in shown.words
    assert "niskanencenter.org" in shown.words


def test_every_link_of_the_course_is_a_web_address_that_sends_no_referrer():
    links = Links(SourceList(tuple(every_row()))._repr_html_()).links
    assert len(links) > 200
    for link in links:
        assert link["href"].startswith(("http://", "https://"))
        assert "noreferrer" in link["rel"].split()


def test_no_source_list_links_to_a_site_with_advice_on_avoiding_service():
    shown = Links(SourceList(tuple(every_row()))._repr_html_())
    for part in NOT_LINKED:
        assert not [link["href"] for link in shown.links if part in link["href"]]
    for id_, publisher in (("X25", "PrizyvaNet"), ("X73", "realarmy.org"), ("X90", "News in Ukraine"), ("X56", "GlobalSecurity")):
        listed = cite(id_)
        assert publisher in str(listed) and publisher in Links(listed._repr_html_()).words
        assert "advice on avoiding service" in str(listed)
        assert "do not link" not in str(listed)
    assert "avoiding" not in str(cite("X09"))


@pytest.mark.parametrize("address", ["https://prizyvanet.ru/x", "https://www.realarmy.org/x", "https://vesna.democrat",
                                     "https://web.archive.org/web/2023/https://it-doc.info/x",
                                     "https://meduza.io/en/feature/2023/04/12/drafting-the-defenseless"])
def test_such_a_page_is_not_linked_whatever_its_publisher_cell_says(address):
    assert not Source(address, "Somebody", "2023").linked


def test_a_publisher_designated_in_russia_is_named_once_below_the_list():
    text = str(cite("X11 X12 X34"))
    assert text.count("undesirable") == 1
    assert text.splitlines()[-1].startswith('Designated "undesirable" in Russia: The Moscow Times, Novaya Gazeta Europe, Meduza.')
    assert "can be an offence" in Links(cite("X11")._repr_html_()).words
    assert "undesirable" not in str(cite("X09")) + cite("X09")._repr_html_()


@pytest.mark.parametrize("address, publisher, name", [
    ("https://meduza.io/x", "Meduza (in Russian)", "Meduza"),
    ("https://www.themoscowtimes.com/x", "TMT", "The Moscow Times"),
    ("https://rima.media/x", "archive of Novaya Gazeta Europe", "Novaya Gazeta Europe"),
    ("https://novayagazeta.bypassnews.ru/x", "a mirror", "Novaya Gazeta Europe"),
    ("https://notes.citeam.org/x", "CIT", "Conflict Intelligence Team"),
    ("https://www.pravda.com.ua/x", "Ukrainska Pravda citing Meduza", None),
    ("https://notmeduza.io/x", "Another", None),
    ("https://tass.com/x", "TASS", None),
])
def test_the_publisher_counts_and_not_whom_it_cites(address, publisher, name):
    assert Source(address, publisher, "2023").designated == name


def test_the_data_dictionary_says_which_sites_and_publishers_these_are():
    for name in (*DESIGNATED, *NOT_LINKED):
        assert name.replace("-", " ").lower() in README.replace("-", " ").replace("\n", " ").lower()


def test_text_of_a_data_file_cannot_become_markup(tmp_path):
    path = tmp_path / "analogues.csv"
    nasty = '<script>alert("x")</script> & <b>'
    path.write_text(as_csv(G01 | {"place": nasty, "source_1": f'https://a.org/"onclick="x | {nasty} | 2023'}, columns=tuple(G01)),
                    encoding="utf-8")
    html = SourceList(load_table("analogues", path).rows)._repr_html_()
    assert "<script" not in html and "<b>" not in html
    assert Links(html).links[0] == {"href": 'https://a.org/"onclick="x', "rel": "noreferrer", "style": "text-decoration: underline"}
    assert nasty in Links(html).words


def test_the_fixed_lists_are_all_in_use():
    assert {row.kind for row in claims()} == set(KINDS)
    assert {row.confidence for row in contexts()} == set(CONFIDENCE)
