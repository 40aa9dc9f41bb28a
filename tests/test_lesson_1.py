"""Lesson 1: the pictures say what the data files say, and filings, keys and answers stay where the learner put them."""

import re
from collections import Counter

import nbformat
import pytest

from notices import claim, claims
from notices.coding import answer, coding, of_article
from notices.course import beliefs, learner
from notices.course.folder import LESSONS, course_folder
from notices.figures import belief_scales, certainty_ladder, claim_map, claim_pair, claim_sorter
from notices.figures.claim_map import Chosen, ClaimMap
from notices.figures.claim_sorter import ClaimSorter, Filing, verdict
from notices.figures.style import RETOLD
from notices.sources import source, tension
from notices.widgets import lesson_1
from notices.widgets.belief_sliders import NO_ANSWER
from notices.widgets.kit import sweep

NAME = "01-what-does-the-article-claim"
IDS = [row.id for row in of_article()]


@pytest.fixture(autouse=True)
def fresh_kernel(monkeypatch):
    """Predictions and beliefs last as long as the kernel; a test begins without any."""
    monkeypatch.setattr("notices.widgets.prediction._states", {})
    monkeypatch.setattr(beliefs, "_kept", {})


@pytest.fixture
def file(tmp_path, monkeypatch):
    path = tmp_path / "mine.json"
    monkeypatch.setenv("NOTICES_LEARNER_FILE", str(path))
    return path


def right(id_, **changes):
    """The filing that the key has."""
    return Filing(**{"kind": claim(id_).kind, "voice": coding().voice_of(claim(id_)), "shown": True} | changes)


# ---- the map


def test_every_claim_stands_on_the_map_once_with_its_kind_speaker_date_and_answer():
    table = claim_map.claim_map().table
    assert [row[0] for row in table.rows] == IDS
    for row in table.rows:
        one = claim(row[0])
        assert row[2:6] == [coding().kinds[one.kind].name, one.attributed_to, one.date_concerned, one.checkable]
    places = ClaimMap().places
    assert len(set(places.values())) == len(IDS)


@pytest.mark.parametrize("chosen", [Chosen(kind="new_rule"), Chosen(voice="silence"), Chosen(checkable="no"),
                                    Chosen("reporter_judgement", "reporter", "partly"), Chosen("old_rule", "law")])
def test_a_choice_lights_the_claims_that_fit_and_no_others(chosen):
    scene = ClaimMap()
    picture = claim_map.claim_map(chosen, scene)
    fit = [row.id for row in of_article() if chosen.kind in ("all", row.kind) and chosen.voice in ("all", coding().voice_of(row))
           and chosen.checkable in ("all", answer(row))]
    assert [id_ for id_ in IDS if scene.marks[id_].get_alpha() == 1] == fit
    assert picture.alt.startswith(f"{len(fit)} of 52 claims")
    assert [row[0] for row in picture.table.rows] == (fit or [chosen.claim])


def test_the_title_counts_from_the_file():
    voices = Counter(coding().voice_of(row) for row in of_article())
    checks = Counter(answer(row) for row in of_article())
    assert f"{voices['reporter']} in the reporter's own voice, {checks['yes']} that can be checked" in claim_map.claim_map().alt


def test_every_claim_can_be_read_in_full_and_nothing_is_cut_off():
    scene = ClaimMap()
    for id_ in IDS:
        picture = claim_map.claim_map(Chosen(claim=id_), scene)
        assert claim(id_).paraphrase in picture.words and picture.note == RETOLD
        assert scene.faults() == []
        assert " ".join(label.get_text() for label in scene.says.labels).strip() == claim(id_).paraphrase


# ---- the sorter


def test_the_key_is_the_kind_of_the_file_and_a_boundary_can_be_defended():
    assert verdict(claim("C19"), right("C19")).stands == "same"
    other = verdict(claim("C19"), Filing("background", "law", True))
    assert (other.kind, other.voice, other.stands) == ("≠", "≈", "half")
    assert "what holds once the law is in force" in other.why[0] and "sets the scene" in other.why[0]
    assert coding().boundaries["C19"].why in other.why[2]
    assert verdict(claim("C01"), Filing("background", "law", True)).stands == "other"


def test_every_verdict_fits_the_picture():
    scene = ClaimSorter()
    code = coding()
    longest = [max(part, key=lambda one: len(one.fits + one.name)).key for part in (code.kinds.values(), code.voices.values())]
    for at, id_ in enumerate(IDS):
        for filing in (Filing(), right(id_), Filing(*longest, shown=True)):
            picture = scene.show(IDS, at, {id_: filing})
            assert scene.faults() == [], (id_, filing)
            assert not any("…" in label.get_text() for prose in [scene.card, *scene.why] for label in prose.labels), (id_, filing)
            assert coding().kinds[claim(id_).kind].name in picture.words.lower() or not filing.shown


def test_nothing_of_the_key_is_told_before_it_is_shown():
    scene = ClaimSorter()
    for id_ in IDS:
        before = scene.show([id_], 0, {id_: Filing("background", "named")})
        assert [row[3::2] + row[6:] for row in before.table.rows] == [[None, None, "key not seen"]]
        assert "key" not in before.words.lower().replace("show the key", "") and scene.rows["kind"]["key"].get_text() == "?"


def test_a_learner_files_shows_the_key_and_turns_the_page():
    board = lesson_1.claim_sorter()
    board.press("show")
    assert board.picture.words.startswith("C01: first choose its kind and who says so")
    board.set(kind="dated_event")
    board.set(voice="law")
    board.press("show")
    assert board.picture.words.startswith("C01: the key differs in speaker")
    board.set(kind="background")  # after the key it stays as it was filed
    assert board.values["kind"] == "dated_event" and lesson_1.FIXED in board.picture.words
    board.press("next")
    assert lesson_1.FIXED not in board.picture.words
    assert (board.values["kind"], board.values["voice"]) == ("", "") and board.picture.words.startswith("C07: choose its kind")
    board.set(kind="old_rule")
    board.press("back")
    assert (board.values["kind"], board.values["voice"]) == ("dated_event", "law") and "differs in speaker" in board.picture.words
    board.press("next")
    assert board.values["kind"] == "old_rule"


def test_what_the_page_sends_together_is_filed_under_the_claim_it_was_meant_for():
    board = lesson_1.claim_sorter()
    board.set(kind="dated_event", voice="reporter", show=1, next=1)
    filed = {row[0]: row[2:] for row in board.picture.table.rows}
    assert filed["C01"] == ["event on a day", "event on a day", "the reporter", "the reporter", "both as in the key"]
    assert filed["C07"][-1] == "key not seen" and board.values["kind"] == ""


def test_both_ends_of_a_pack_are_joined_and_both_packs_share_filings():
    board = lesson_1.claim_sorter()
    board.press("back")
    assert board.picture.words.startswith(coding().starters[-1])
    board.set(kind="background", voice="reporter", show=1)
    board.set(pack="all")
    assert len(board.picture.table.rows) == 52
    row = next(row for row in board.picture.table.rows if row[0] == coding().starters[-1])
    assert row[2] == "background" and row[-1] != "key not seen"


def test_filings_survive_a_restart_once_their_key_was_shown(file):
    board = lesson_1.claim_sorter()
    board.set(kind="dated_event", voice="law", show=1)
    board.press("next")
    board.set(kind="background")  # not shown: not kept
    again = lesson_1.claim_sorter()
    assert again.picture.words.startswith("C01: the key differs in speaker") and again.values["voice"] == "law"
    assert set(learner.load()["filing"]) == {"C01"}


def test_filings_in_the_file_that_make_no_sense_are_passed_over(file):
    for key, value in {"C01": {"kind": "novel", "voice": "law"}, "C99": {"kind": "background", "voice": "law"}, "C02": 7,
                       "C07": {"kind": "old_rule", "voice": "reporter"}}.items():
        learner.remember("filing", key, value)
    assert set(lesson_1.Sorter().filings) == {"C07"}


# ---- the ladder


def test_the_ladder_falls_as_in_the_file_and_says_where_readings_differ():
    order = certainty_ladder.ids()
    assert order == ("C02", "C23", "C24", "C25", "C40")
    ours = {id_: coding().ladder[id_].rung for id_ in order}
    assert certainty_ladder.headline(ours, True).count("certainty falls by 4 rungs") == 2
    assert certainty_ladder.sentence(ours, True).endswith("You and we agree on all five.")
    other = ours | {"C24": 4}
    said = certainty_ladder.sentence(other, True)
    assert "We differ on C24." in said and coding().ladder["C24"].why in said


def test_ours_is_not_told_before_it_is_asked_for():
    board = lesson_1.certainty_ladder()
    assert "ours" not in board.picture.words and all(row[4:] == [None, None] for row in board.picture.table.rows)
    board.set(ours=True)
    assert [row[4] for row in board.picture.table.rows] == [coding().rungs[coding().ladder[id_].rung] for id_ in certainty_ladder.ids()]


@pytest.mark.parametrize(("rungs", "words"), [([4, 0], "falls by 4 rungs"), ([1, 2], "rises by 1 rung"), ([2, 2], "equally firmly")])
def test_a_change_of_certainty_in_words(rungs, words):
    assert certainty_ladder.change(dict(zip("ab", rungs))).endswith(words)
    assert certainty_ladder.change({"a": 2, "b": 3, "c": 2}).endswith("ends where it began")


# ---- pairs


@pytest.mark.parametrize("id_", [f"T{number}" for number in range(1, 14)])
def test_every_pair_can_be_read_in_full_and_is_told_only_when_asked_for(id_):
    scene, pair = claim_pair.ClaimPair(), coding().pairs[id_]
    before = scene.show(pair, "", False)
    assert scene.faults() == [] and tension(id_).statement not in before.words + str(before.table.rows)
    assert source(pair.left).says in before.words and source(pair.right).says in before.words
    after = scene.show(pair, pair.pulls, True)
    assert scene.faults() == [] and tension(id_).statement in after.words and "you and we see the same" in after.alt
    for prose in [scene.statement, *(card[part] for card in scene.cards for part in ("about", "says"))]:
        assert not any("…" in label.get_text() for label in prose.labels), id_


def test_another_pair_comes_covered():
    board = lesson_1.pairs()
    board.set(guess="time", shown=True)
    assert "you and we see different things" in board.picture.alt
    board.set(pair="T1")
    assert board.values["guess"] == "" and not board.values["shown"] and "what pulls them apart?" in board.picture.alt


# ---- beliefs


def test_answers_are_kept_once_and_found_in_another_kernel(file, monkeypatch):
    board = lesson_1.what_do_you_believe()
    board.press("keep")
    assert "no new answer" in board.picture.words and not file.exists()
    board.set(Q1=35, Q4=100)
    assert not file.exists()
    board.press("keep")
    assert "2 of 5 answers are kept" in board.picture.words and learner.load()["belief"] == {"Q1": 35, "Q4": 100}
    board.set(Q1=90, Q2=0)
    assert board.values["Q1"] == 35 and board.values["Q2"] == 0
    assert "What is kept cannot be changed." in board.picture.words and "Q1 was kept at 35% and stays there." in board.picture.words
    board.set(Q2=5)
    assert "cannot be changed" in board.picture.words and "stays there" not in board.picture.words
    monkeypatch.setattr(beliefs, "_kept", {})
    again = lesson_1.what_do_you_believe()
    assert (again.values["Q1"], again.values["Q2"]) == (35, NO_ANSWER)


@pytest.mark.parametrize("name", ["what_do_you_believe", "pairs"])
def test_a_question_is_not_followed_by_a_full_stop(name):
    picture = getattr(lesson_1, name)().picture
    assert "?" in picture.alt and "?." not in picture.alt + picture.words


def test_a_belief_that_cannot_be_written_is_said_and_holds(monkeypatch, tmp_path):
    monkeypatch.setenv("NOTICES_LEARNER_FILE", str(tmp_path / "gone" / "mine.json"))
    board = lesson_1.what_do_you_believe()
    board.set(Q1=35)
    board.press("keep")
    assert "could not be kept in mine.json" in board.picture.words and beliefs.answers() == {"Q1": 35}


@pytest.mark.parametrize("percent", [0, 5, 50, 95, 100])
def test_no_answer_hides_a_question(percent):
    scene = belief_scales.BeliefScales()
    picture = scene.show(dict.fromkeys(beliefs.questions(), percent), {})
    assert scene.faults() == [] and [row[2] for row in picture.table.rows] == [f"{percent}%"] * 5


# ---- the boards


BOARDS = {"map_of_claims": "ClaimMap", "claim_sorter": "ClaimSorter", "certainty_ladder": "CertaintyLadder", "pairs": "ClaimPair",
          "what_do_you_believe": "BeliefScales"}


@pytest.mark.parametrize("name", BOARDS)
def test_every_extreme_draws_words_and_table(name, monkeypatch):
    made = []
    scene_class = getattr(lesson_1, BOARDS[name])
    monkeypatch.setattr(lesson_1, BOARDS[name], lambda: made.append(scene_class()) or made[-1])
    board = getattr(lesson_1, name)()
    assert len(sweep(board, made[0])) == sum(len(control.extremes()) for control in board.controls.values()) + 2


def test_the_prediction_opens_what_would_answer_it():
    closed = [lesson_1.map_of_claims(), lesson_1.claim_sorter()]
    assert not any(board.open for board in closed) and lesson_1.pairs().open
    lesson_1.predict().lock(lesson_1.band(11))
    assert all(board.open for board in closed)


# ---- the lesson


@pytest.fixture(scope="module")
def notebook():
    return nbformat.read(course_folder() / LESSONS / f"{NAME}.ipynb", as_version=4)


@pytest.fixture(scope="module")
def text(notebook):
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def test_the_answer_is_counted_from_the_file():
    rules = sum(row.kind == "new_rule" for row in claims())
    returned = lesson_1.returned()
    assert returned.answer == lesson_1.band(rules) and returned.explanation.startswith(f"{rules} of 52 claims")
    bands = [lesson_1.band(count) for count in (0, 12, 13, 25, 26, 38, 39, 52)]
    assert bands == [option for option in lesson_1.predict().options for _ in "ab"]


def test_numbers_in_the_text_are_those_of_the_files(text):
    kinds = Counter(row.kind for row in of_article())
    assert "We use eight" in text and len(coding().kinds) == 8
    assert "thirteen such places" in text and len(coding().pairs) == 13
    assert "Three claims are about something" in text and len([row for row in of_article() if coding().voice_of(row) == "silence"]) == 3
    paragraphs = {row.paragraph.split("/")[0] for row in of_article() if row.paragraph.startswith("P")}
    assert "seventeen paragraphs" in text and paragraphs == {f"P{number}" for number in range(1, 18)}
    assert "One sentence, four claims" in text and len([row for row in of_article() if row.paragraph == "P1/L1"]) == 4
    assert "largest group is background, and there are as many judgements as new rules" in text
    assert kinds.most_common(1)[0][0] == "background" and kinds["reporter_judgement"] == kinds["new_rule"]
    assert {coding().voice_of(row) for row in of_article() if row.kind in ("background", "reporter_judgement")} == {"reporter"}


def test_the_text_about_silences_and_the_ladder_fits_the_files(text):
    silences = [row.id for row in of_article() if coding().voice_of(row) == "silence"]
    assert silences == ["C09", "C32", "C48"] and "said: C09, C32 and C48" in text
    assert [id_ for id_ in silences if id_ in coding().starters] == ["C32"] and "Only C32 is among the first\n   ten" in text
    assert {answer(claim(id_)) for id_ in silences} == {"yes"} and "The *yes* that the map gives all three" in text
    assert "two figures had been given in 2022" in text and "two figures had been given in 2022" in claim("C48").silent_about
    assert len({certainty_ladder.paragraph(id_) for id_ in certainty_ladder.ids()}) == 4 and "Five claims, from four paragraphs" in text
    rungs = [coding().ladder[id_].rung for id_ in certainty_ladder.ids()]
    assert all(after < before for before, after in zip(rungs, rungs[1:])) and "each later step is lower" in text


def test_every_lettered_id_in_the_text_exists(text):
    for id_ in re.findall(r"\b(?:[CAXBGR]\d\d|T\d{1,2})\b", text):
        assert source(id_).id == id_


def test_what_we_decided_is_in_the_table():
    what = [row[0] for row in lesson_1.assumed().rows]
    assert all(f"{id_}: boundary" in what for id_ in coding().boundaries) and all(f"{id_}: rung" in what for id_ in coding().ladder)
    counted = [row for row in lesson_1.assumed().rows if row[0].startswith("kind: ")]
    assert sum(int(row[1].split()[0]) for row in counted) == 52


def test_the_committed_notebook_was_made_without_a_copy_of_the_article_and_without_anyones_answers(notebook):
    cells = {cell.id: cell for cell in notebook.cells}
    assert "You have no copy of the article here" in cells["beside"].outputs[0].data["text/plain"]
    assert "Locked in" not in cells["prediction"].outputs[0].data["text/plain"]
    assert "How likely are these 5 sentences" in cells["beliefs"].outputs[0].data["text/plain"]
    assert cells["claim-sorter"].outputs[0].data["text/plain"].startswith("C01: choose its kind")


def test_the_picture_stored_for_the_sorter_does_not_give_the_key_away(notebook):
    cells = {cell.id: cell for cell in notebook.cells}
    assert "differs" not in cells["claim-sorter"].outputs[0].data["text/html"]
    assert claim_sorter.STANDS["open"] in cells["claim-sorter"].outputs[0].data["text/html"]
