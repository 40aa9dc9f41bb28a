"""Lesson 10: how later evidence came in, the learner's beliefs before and after, their scores, and the memo's checklist."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any

from notices.course import beliefs
from notices.course.memo import OWN_FILE, check_file
from notices.course.tables import COLUMNS
from notices.course.words import Words
from notices.course.words import words as words_of
from notices.figures.beliefs_again import BeliefsAgain
from notices.figures.evidence_timeline import LAST, EvidenceTimeline, chosen, counts, kinds, last_fact
from notices.figures.launch_dates import announcements
from notices.figures.launch_dates import launch_dates as picture_of_dates
from notices.figures.law_calendar import written_date
from notices.figures.picture import Picture, Table
from notices.outcomes import NONE_FOUND, VERDICTS, Outcome, article_day, of_claims, outcome, outcomes, tally
from notices.sources import SourceList, cite_at_end
from notices.widgets.belief_sliders import BeliefSliders
from notices.widgets.kit import Board, Choice, Range, Switch
from notices.widgets.prediction import Prediction, Returned

JUDGEMENTS = "reporter_judgement"
BANDS = {0: "None", 3: "One to three", 7: "Four to seven", 11: "Eight or more"}  # last number of each band
APRIL = (14, 15, 19, 30)  # days of April 2023 on which much became known; from May on, the last day of each month


# ---- the prediction ----------------------------------------------------------------------------------------------------


def predict() -> Prediction:
    """The prediction that opens the timeline."""
    count = len(chosen(JUDGEMENTS))
    return Prediction(
        f"{count} claims of the article are the reporter's own judgements and forecasts. More than three years have passed. For how many of "
        f"the {count} do the sources of this course say plainly that it held, or plainly that it did not?",
        list(BANDS.values()), key="lesson-10")


def returned() -> Returned:
    """The prediction met again: how many judgements plainly held or did not, and what became of the others."""
    rows = chosen(JUDGEMENTS)
    plain = [row for row in rows if row.verdict in ("held", "did not hold")]
    others = [row for row in of_claims() if row not in rows]
    settled = sum(row.verdict in ("held", "did not hold") for row in others)
    return predict().returned(band(len(plain)), (
        f"The {len(rows)}: {counts(tally(rows))}. Of the {len(others)} other claims, {settled} plainly held or plainly did not. "
        "Events and words can be looked up; a judgement has to be given a meaning first, and then somebody has to have counted. "
        "The verdicts are ours, and another reader may defend others."), gives="What our file of verdicts gives")


def band(count: int) -> str:
    """The option that a number of claims falls into."""
    return next(words for last, words in BANDS.items() if count <= last)


# ---- the announced starts ------------------------------------------------------------------------------------------------


def launch_dates() -> Picture:
    """Each announced start of the register, and what was reported to have happened."""
    return picture_of_dates()


def late(id_: str) -> int:
    """Days from the day that an announcement promised to the report of the first public notice (X87)."""
    return next(one.late for one in announcements() if one.id == id_)


# ---- the evidence timeline -------------------------------------------------------------------------------------------------


def stops() -> list[dt.date]:
    """The days of the slider: 12 April 2023, some more of that month, then the last of each month up to November 2026."""
    first = article_day()
    months = [divmod(month, 12) for month in range(first.year * 12 + first.month, LAST.year * 12 + LAST.month)]
    ends = [dt.date(year, month + 1, calendar.monthrange(year, month + 1)[1]) for year, month in months]
    return [first, *(first.replace(day=day) for day in APRIL), *ends]


def evidence_timeline() -> Board:
    """What was known of a kind of claim, or of one claim, by a day that the learner moves."""
    scene, days = EvidenceTimeline(), stops()

    def draw(values: dict[str, Any]) -> Picture:
        return scene.show(values["claims"], days[int(values["day"])])

    options = {key: f"Kind: {name}" for key, name in kinds().items()} | {row.id: f"{row.id} · {row.topic}" for row in of_claims()}
    controls = [
        Range("day", "What was known by", 0, len(days) - 1, 0, format=lambda at: written_date(days[int(at)], 3)),
        Choice("claims", "Which claims", options, JUDGEMENTS),
    ]
    return Board(controls, draw, title="Evidence timeline: what was known, and which verdict stood", gate=predict())


# ---- beliefs ---------------------------------------------------------------------------------------------------------------


def beliefs_again() -> Board:
    """The belief questions after the course, with the answers from before it beside them; a switch shows what happened."""
    before, asked, scene = beliefs.answers(), BeliefSliders("after", "Kept; these answers do not change now."), BeliefsAgain()
    return Board([*asked.controls(), Switch("reveal", "Show what happened")],
                 lambda values: scene.show(before, asked.answers(values), asked.kept, values["reveal"], asked.remark),
                 title="What do you believe now?", follow=asked.follow)


# ---- the memo --------------------------------------------------------------------------------------------------------------


def check_memo(name: str = OWN_FILE) -> None:
    """Print the checklist of the learner's memo, or where to begin if there is none. Nothing is written."""
    print(check_file(name))


# ---- what was assumed --------------------------------------------------------------------------------------------------------


def verdicts(rows: list[str]) -> Table:
    """What became of some claims: what would settle each, the verdict and its date, why, and who disputes it.

    One below the other, so that no text is a word wide in a narrow window.
    """
    cells = [[row.id, name, text] for row in map(outcome, rows) for name, text in _answers(row).items()]
    return Table("What became of each claim", ["claim", "asked", "our answer"], cells)


def _answers(row: Outcome) -> dict[str, str]:
    """What the file says of a claim, each under its name; who disputes it only if somebody was found."""
    answers = {"settled by": row.settled_by, "verdict": f"{row.verdict}, since {written_date(row.since)}", "why": row.why}
    return answers if row.disputed_by == NONE_FOUND else answers | {"disputed by": row.disputed_by}


def assumed() -> Table:
    """What we decided: what each verdict means, from when a fact counts as known, and what the belief questions count as."""
    count = tally(of_claims())
    rows = [[f"claims with the verdict: {name}", count.get(name, 0), "our reading", f"given when {meaning}"]
            for name, meaning in VERDICTS.items()]
    rows += [
        ["no verdict is older than", written_date(article_day()), "C42",
         "the last day that the article tells of; when it was published is not known"],
        ["a fact is known from", "the day of its earliest source", "our reading",
         "of a source dated by month or year, the last day; and not before the time that the fact is about"],
        ["last fact in the course's files", written_date(last_fact()), "our reading",
         "what came later is not in them; it may change verdicts"],
    ]
    rows += [[f"{row.id} counts as", row.verdict, "our reading", row.why] for row in outcomes() if row.id.startswith("Q")]
    return Table("What we decided as judges", COLUMNS, rows)


def words() -> Words:
    """The words that this lesson brings or needs."""
    return words_of("forecast", "judgement", "verdict", "operational definition", "Brier score", "in force", "served", "aware",
                    "constructive notice", "actual notice")


def sources() -> SourceList:
    """Who says what in this lesson."""
    return cite_at_end("C02 C03 C10 C12 C17 C18 C19 C23 C24 C25 C26 C36 C38 C43 X05 X08 X09 X13 X14 X16 X30 X32 X33 "
                       "X34 X35 X36 X37 X39 X40 X43 X47 X66 X81 X87 X91 R08")

