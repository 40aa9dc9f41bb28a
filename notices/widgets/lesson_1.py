"""Lesson 1: the article's claims, sorted; a ladder of certainty; pairs that pull apart; what the learner believes."""

from __future__ import annotations

from collections.abc import Iterable

from notices.coding import Boundary, coding, of_article, where
from notices.course import learner
from notices.course.own_copy import Beside
from notices.course.own_copy import beside as paragraph_beside
from notices.course.tables import COLUMNS
from notices.course.words import Words
from notices.course.words import words as words_of
from notices.figures.belief_scales import BeliefScales
from notices.figures.certainty_ladder import CertaintyLadder, ids, paragraph
from notices.figures.claim_map import ALL, CHECKS, Chosen, ClaimMap, claim_map
from notices.figures.claim_pair import ClaimPair
from notices.figures.claim_sorter import ClaimSorter, Filing
from notices.figures.picture import Picture, Table
from notices.sources import SourceList, cite_at_end, claim
from notices.widgets.belief_sliders import BeliefSliders
from notices.widgets.kit import Action, Board, Choice, Range, Switch, Values
from notices.widgets.prediction import Prediction, Returned

COUNTED = "new_rule"
BANDS = {12: "At most 12: it is a small part of the text", 25: "13 to 25: up to about half",
         38: "26 to 38: more than half", 52: "39 or more: it is what the text is about"}  # last number of each band
NOT_CHOSEN = {"": "not chosen yet"}
FIXED = "The key has been shown, so your filing stays as it was."


# ---- the prediction ----------------------------------------------------------------------------------------------------


def predict() -> Prediction:
    """The prediction that opens the map and the sorter."""
    return Prediction(
        f"The article reports a new rule. We cut it into {len(of_article())} claims. How many of them say what the new rule is?",
        list(BANDS.values()), key="lesson-1")


def returned() -> Returned:
    """The prediction met again: how many claims say what holds under the new law."""
    rules = sum(row.kind == COUNTED for row in of_article())
    total = len(of_article())
    return predict().returned(band(rules), (
        f"{rules} of {total} claims say what holds under the new law. The others tell what came before, what happened, what somebody said, "
        "what the reporter concludes, or set the scene. The count is of our claims: another reader may cut the sentences otherwise."),
        gives="What the count gives")


def band(count: int) -> str:
    """The option that a number of claims falls into."""
    return next(words for last, words in BANDS.items() if count <= last)


# ---- all claims ---------------------------------------------------------------------------------------------------------


def map_of_claims() -> Board:
    """All claims by kind and voice; the controls pick some of them, and one to read."""
    scene = ClaimMap()
    code = coding()
    controls = [
        Choice("kind", "Kind", {ALL: "all kinds"} | {kind.key: kind.name for kind in code.kinds.values()}, ALL),
        Choice("voice", "Who says so", {ALL: "anyone"} | {voice.key: voice.name for voice in code.voices.values()}, ALL),
        Choice("checkable", "Can it be checked?", {ALL: "any answer"} | CHECKS, ALL),
        Choice("claim", "Read this claim", {row.id: f"{row.id} ({where(row)})" for row in of_article()}, "C19"),
    ]
    return Board(controls, lambda values: claim_map(Chosen(**values), scene), title="All claims of the article on one page", gate=predict())


# ---- the sorter -----------------------------------------------------------------------------------------------------------


class Sorter:
    """What a learner has filed: one filing for each claim, kept in the learner's file once its key was shown.

    ``values`` of its board are those of the claim on top; :meth:`follow` turns pages and keeps filings.
    """

    def __init__(self) -> None:
        self.packs = {"first": coding().starters, "all": tuple(row.id for row in of_article())}
        self.filings = _kept_filings()
        self.asked = False
        self.remark = ""
        self._scene = ClaimSorter()

    def board(self) -> Board:
        """The board; its first claim is the first of the pack."""
        code = coding()
        first = self.filings.get(self.packs["first"][0], Filing())
        sizes = {"first": f"{len(self.packs['first'])} to begin with", "all": f"all {len(self.packs['all'])}, in the article's order"}
        controls = [
            Choice("kind", "What kind of claim is it?", NOT_CHOSEN | {kind.key: kind.name for kind in code.kinds.values()}, first.kind),
            Choice("voice", "Who says so?", NOT_CHOSEN | {voice.key: voice.name for voice in code.voices.values()}, first.voice),
            Action("show", "Show the key"),
            Action("back", "Previous claim"),
            Action("next", "Next claim"),
            Choice("pack", "Which claims", sizes, "first"),
        ]
        return Board(controls, self.draw, title="Claim sorter: what kind of claim is it, and who says so?", gate=predict(),
                     follow=self.follow)

    def at(self, values: Values) -> int:
        """The place in the pack of the claim on top."""
        return (values["next"] - values["back"]) % len(self.packs[values["pack"]])

    def on_top(self, values: Values) -> str:
        """The id of the claim on top."""
        return self.packs[values["pack"]][self.at(values)]

    def follow(self, before: Values, after: Values) -> Values:
        """File what was chosen for the claim that was on top, and show its key if asked; then the choices are those of the claim on top."""
        top = self.on_top(before)
        was = self.filings.get(top, Filing())
        if was.shown:
            self.remark = FIXED if (after["kind"], after["voice"]) != (was.kind, was.voice) else ""
        else:
            self._file(top, Filing(after["kind"], after["voice"]), show=after["show"] > before["show"])
        now = self.filings.get(self.on_top(after), Filing())
        self.asked = self.asked and self.on_top(after) == top
        return after | {"kind": now.kind, "voice": now.voice}

    def _file(self, id_: str, filing: Filing, show: bool) -> None:
        self.asked = show and not filing.complete
        self.remark = ""
        if show and filing.complete:
            filing = Filing(filing.kind, filing.voice, shown=True)
            self.remark = learner.remember("filing", id_, {"kind": filing.kind, "voice": filing.voice})
        self.filings[id_] = filing

    def draw(self, values: Values) -> Picture:
        """The claim on top, with its filing and, if shown, the key."""
        return self._scene.show(self.packs[values["pack"]], self.at(values), self.filings, self.asked, self.remark)


def _kept_filings() -> dict[str, Filing]:
    """The filings in the learner's file that this version can read."""
    kept = learner.load().get("filing", {})
    sound = {id_: cells for id_, cells in kept.items() if isinstance(cells, dict) and id_ in {row.id for row in of_article()}}
    return {id_: Filing(cells["kind"], cells["voice"], shown=True) for id_, cells in sound.items()
            if cells.get("kind") in coding().kinds and cells.get("voice") in coding().voices}


def claim_sorter() -> Board:
    """One claim after another, to be filed by kind and by who says so; then the key, and why."""
    return Sorter().board()


# ---- the ladder ------------------------------------------------------------------------------------------------------------


def certainty_ladder() -> Board:
    """Five claims, each put on a rung by the learner; a switch shows our rungs."""
    scene, rungs = CertaintyLadder(), coding().rungs
    controls = [Range(id_, f"{id_}, paragraph {paragraph(id_)}", 0, len(rungs) - 1, 2, format=lambda rung: rungs[int(rung)])
                for id_ in ids()]

    def draw(values: Values) -> Picture:
        return scene.show({id_: int(values[id_]) for id_ in ids()}, values["ours"])

    return Board([*controls, Switch("ours", "Show our reading")], draw, title="The certainty ladder: how firmly does each claim speak?")


# ---- pairs -------------------------------------------------------------------------------------------------------------------


def pairs() -> Board:
    """Two sides of a tension; the learner says what pulls them apart, then asks for what we found."""
    scene, code = ClaimPair(), coding()
    controls = [
        Choice("pair", "Which two", {pair.tension: f"{pair.left} beside {pair.right}" for pair in code.pairs.values()}, "T3"),
        Choice("guess", "What pulls them apart?", NOT_CHOSEN | code.pulls, ""),
        Switch("shown", "Show what we found"),
    ]
    return Board(controls, lambda values: scene.show(code.pairs[values["pair"]], values["guess"], values["shown"]),
                 title="Two claims side by side", follow=_covered_again)


def _covered_again(before: Values, after: Values) -> Values:
    """Another pair comes without an answer and without ours."""
    return after if after["pair"] == before["pair"] else after | {"guess": "", "shown": False}


# ---- the learner's copy ---------------------------------------------------------------------------------------------------------


def beside(id_: str) -> Beside:
    """A claim beside its paragraph in the learner's own copy of the article, where there is one."""
    return paragraph_beside(id_)


# ---- beliefs ---------------------------------------------------------------------------------------------------------------------


def what_do_you_believe() -> Board:
    """The belief questions, to be answered before the other lessons; an answer that was kept stays, and lesson 10 asks again."""
    asked, scene = BeliefSliders("before", "Lesson 10 asks again."), BeliefScales()
    return Board(asked.controls(), lambda values: scene.show(asked.answers(values), asked.kept, asked.remark),
                 title="What do you believe now?", follow=asked.follow)


# ---- what was assumed ---------------------------------------------------------------------------------------------------------------


def kinds() -> Table:
    """What each kind is for, and how the data call it."""
    return Table("Kinds of claims", ["kind", "for a claim that", "in the data"],
                 [[kind.name, kind.fits, kind.key] for kind in coding().kinds.values()])


def voices() -> Table:
    """What each answer to "who says so" is for."""
    return Table("Who says so", ["who", "for a claim that"], [[voice.name, voice.fits] for voice in coding().voices.values()])


def assumed() -> Table:
    """What we decided when we sorted the claims: kinds, voices, boundary cases, rungs."""
    rows = [[f"kind: {kind.name}", _number(row.kind == kind.key for row in of_article()), "our reading", f"for a claim that {kind.fits}"]
            for kind in coding().kinds.values()]
    rows += [[f"who says so: {voice.name}", _number(coding().voice_of(row) == voice.key for row in of_article()), "our reading",
              f"for a claim that {voice.fits}"] for voice in coding().voices.values()]
    rows += [[f"{one.claim}: boundary", _filed(one.claim), "our reading", f"{_also(one)} {one.why}"]
             for one in coding().boundaries.values()]
    rows += [[f"{one.claim}: rung", coding().rungs[one.rung], "our reading", one.why] for one in coding().ladder.values()]
    rows += [[f"{pair.tension}: {pair.left} and {pair.right}", coding().pulls[pair.pulls], "our reading", "what pulls the two apart"]
             for pair in coding().pairs.values()]
    return Table("What we decided when we sorted the claims", COLUMNS, rows, folded=f"Our decisions, each with its reason ({len(rows)} rows)")


def _number(chosen: Iterable[bool]) -> str:
    number = sum(chosen)
    return f"{number} claim{'s' * (number != 1)}"


def _filed(id_: str) -> str:
    row = claim(id_)
    return f"{coding().kinds[row.kind].name}, {coding().voices[coding().voice_of(row)].name}"


def _also(one: Boundary) -> str:
    other = [coding().kinds[one.kind].name if one.kind else "", coding().voices[one.voice].name if one.voice else ""]
    return f"Could also be: {', '.join(part for part in other if part)}."


def words() -> Words:
    """The words that this lesson brings or needs."""
    return words_of("claim", "id", "paraphrase", "kind", "speaker", "checkable", "judgement", "forecast", "hedge", "tension")


def sources() -> SourceList:
    """Who says what in this lesson."""
    return cite_at_end("C01 C02 C03 C04 C07 C09 C10 C17 C19 C23 C24 C25 C32 C38 C40 C43 C48 C49 X58 X82 X83")
