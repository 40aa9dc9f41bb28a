"""A board to try the kit with: one person, two lanes, a dozen things that move. Nothing here follows the model's rules."""

from __future__ import annotations

from matplotlib.patches import Rectangle

from notices.figures import style
from notices.figures.label import Label
from notices.figures.picture import Picture, Scene, Table
from notices.widgets.kit import Board, Choice, Range, Switch
from notices.widgets.prediction import Prediction

LANES = {"paper": 1.0, "electronic": 0.0}
MOMENTS = ("issued", "served", "aware", "appeared")


class Lanes(Scene):
    """Two lanes with four moments and two stretches of days each."""

    def build(self) -> None:
        axes = self.figure.add_axes((0.12, 0.2, 0.85, 0.66))
        axes.set(xlim=(-2, 62), ylim=(-0.6, 1.6), yticks=list(LANES.values()), yticklabels=list(LANES), xlabel="days since issue")
        axes.set_title("On paper the clocks strike together; electronically they need not")
        for lane, height in LANES.items():
            axes.plot([0, 60], [height, height], **style.line(lane))
        self.points = {(lane, moment): self.move(axes.plot([0], [height], zorder=3, **style.point(moment))[0])
                       for lane, height in LANES.items() for moment in MOMENTS}
        self.bars = {(lane, name): self.move(axes.add_patch(Rectangle((0, height - offset), 0, 0.14, zorder=2, **style.bar(name))))
                     for lane, height in LANES.items() for name, offset in (("ban", 0.28), ("measures", 0.46))}
        self.labels = {lane: self.move(axes.add_artist(Label(0, height + 0.2, ""))) for lane, height in LANES.items()}

    def show(self, opens: float, visit: float, appears: bool, reading: str) -> Picture:
        days = {"paper": self._days(visit, visit, appears), "electronic": self._days(0, opens, appears)}
        for lane, lane_days in days.items():
            self._place(lane, lane_days, 7 if reading == "register" else 0)
        gap = opens
        words = f"Electronically served on day 0 and aware on day {opens:g}: {gap:g} days apart. On paper both on day {visit:g}."
        table = Table("Day of each moment", ["lane", *MOMENTS],
                      [[lane, *(lane_days[moment] for moment in MOMENTS)] for lane, lane_days in days.items()])
        return self.picture(alt="Two lanes of days, paper above electronic, with a marker for each moment.", words=words, table=table)

    @staticmethod
    def _days(served: float, aware: float, appears: bool) -> dict[str, float]:
        return {"issued": 0, "served": served, "aware": aware, "appeared": aware + 3 if appears else float("inf")}

    def _place(self, lane: str, days: dict[str, float], shift: float) -> None:
        for moment, day in days.items():
            self.points[lane, moment].set_data([day], [LANES[lane]])
        end = min(days["appeared"], 60)
        self.bars[lane, "ban"].set_bounds(days["served"], LANES[lane] - 0.28, max(end - days["served"], 0), 0.14)
        start = days["served"] + 21 + shift
        self.bars[lane, "measures"].set_bounds(start, LANES[lane] - 0.46, max(end - start, 0), 0.14)
        self.labels[lane].set_text(f"aware on day {days['aware']:g}")
        self.labels[lane].set_x(min(days["aware"], 45))


def demo_prediction(key: str = "demo") -> Prediction:
    """A prediction to lock in."""
    options = ("Served, and aware", "Served, and not aware", "Not served")
    return Prediction("The notice lies unopened in an account. What holds on day 30?", options, key=key)


def demo_board(gate: Prediction | None = None) -> Board:
    """A board with one control of each kind."""
    controls = [
        Range("opens", "The account is opened", 0, 40, 9, unit="days", format=lambda day: f"on day {day:g}"),
        Range("visit", "A courier finds the person after", 0, 40, 12, unit="days"),
        Choice("reading", "What the clock counts from", {"account": "the account", "register": "the register"}, "account", style="radio"),
        Switch("appears", "The person comes to the office", True),
    ]
    scene = Lanes()
    board = Board(controls, lambda values: scene.show(**values), title="Two clocks, tried out", gate=gate)
    board.scene = scene
    return board
