"""The smallest picture of the course: one dot that follows a slider, to see that everything works."""

from __future__ import annotations

from notices.figures import style
from notices.figures.label import Label
from notices.figures.picture import Picture, Scene, Table

DAYS = 30


class OneDot(Scene):
    """A line of days with one dot on it."""

    height = 190

    def build(self) -> None:
        axes = self.figure.add_axes((0.06, 0.36, 0.88, 0.42))
        axes.set(xlim=(-1, DAYS + 1), ylim=(0, 1), yticks=[], xlabel="days")
        axes.spines["left"].set_visible(False)
        axes.axhline(0.4, color=style.GRID, linewidth=3, zorder=0)
        self.dot = self.move(axes.plot([0], [0.4], clip_on=False, **style.point("aware", 16))[0])
        self.title = self.move(self.figure.add_artist(Label(0.02, 0.86, "", size=13, weight="bold")))

    def show(self, day: int) -> Picture:
        """The dot on the given day."""
        self.dot.set_xdata([day])
        self.title.set_text(f"The dot stands on day {day:g}")
        words = f"Day {day:g}: the slider spoke, Python heard it, and this picture and this sentence are its answer."
        return self.picture(alt=f"A line of days from 0 to {DAYS} with one dot on day {day:g}.", words=words,
                            table=Table("What the slider says", ["what", "value"], [["day", day]]))
