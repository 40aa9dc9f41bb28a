"""The widget kit, without a browser: looks, pictures, controls, boards, predictions, and both front ends."""

import base64
import itertools
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Lock, Thread

import matplotlib
import numpy as np
import pytest
from demo_board import Lanes, demo_board, demo_prediction
from matplotlib.image import imread

from notices import NoticesError
from notices.figures import style
from notices.figures.picture import Picture, Scene, Table, written
from notices.figures.png import PngEncoder
from notices.widgets import kit, plain
from notices.widgets.kit import Action, Board, Choice, Range, Switch, sweep
from notices.widgets.prediction import Prediction

HERE = Path(__file__).parent
VIEW = "application/vnd.jupyter.widget-view+json"
# Machado, Oliveira and Fernandes (2009), full severity, for linear light.
VISION = {
    "usual": np.eye(3),
    "deuteranopia": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    "protanopia": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
}


@pytest.fixture(autouse=True)
def fresh_predictions(monkeypatch):
    """Predictions last as long as the kernel; a test begins without one."""
    monkeypatch.setattr("notices.widgets.prediction._states", {})


@pytest.fixture
def only_ipywidgets(monkeypatch):
    """As where anywidget is not installed."""
    monkeypatch.setattr(kit, "front_end", lambda: plain)
    monkeypatch.setattr("notices.widgets.prediction.front_end", lambda: plain)


# ---- looks


def linear(color):
    parts = np.array([int(color[at:at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def cielab(light):
    to_xyz = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]])
    xyz = to_xyz @ np.clip(light, 0, 1) / np.array([0.95047, 1, 1.08883])
    bent = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * bent[1] - 16, 500 * (bent[0] - bent[1]), 200 * (bent[1] - bent[2])])


def contrast(one, other):
    light = sorted(float(linear(color) @ [0.2126, 0.7152, 0.0722]) for color in (one, other))
    return (light[1] + 0.05) / (light[0] + 0.05)


@pytest.mark.parametrize("vision", VISION)
def test_colours_keep_their_distance_in_every_vision(vision):
    seen = {name: cielab(VISION[vision] @ linear(look.color)) for name, look in style.LOOKS.items()}
    close = {(a, b): float(np.linalg.norm(seen[a] - seen[b])) for a, b in itertools.combinations(seen, 2)}
    assert min(close.values()) > 18, min(close, key=close.get)


@pytest.mark.parametrize("group", [style.CHANNELS, style.MOMENTS, style.STRETCHES])
def test_a_grey_print_keeps_each_group_apart(group):
    lightness = sorted(cielab(linear(look.color))[0] for look in group.values())
    assert min(np.diff(lightness)) > 10


@pytest.mark.parametrize("sign", ["marker", "dash", "hatch"])
def test_no_two_names_share_a_sign(sign):
    signs = [getattr(look, sign) for look in style.LOOKS.values() if getattr(look, sign) is not None]
    assert len(signs) == len(set(signs)) >= 2


def test_every_name_is_known_without_its_colour():
    assert all(look.marker or look.dash or look.hatch for look in style.LOOKS.values())


def test_text_and_edges_stand_out_from_the_card():
    assert contrast(style.INK, style.CARD) >= 4.5 and contrast(style.MUTED, style.CARD) >= 4.5
    assert all(contrast(style.bar(name)["edgecolor"], style.CARD) >= 3 for name in style.STRETCHES)


def test_an_unknown_look_suggests_the_nearest():
    with pytest.raises(NoticesError, match='"electronics".*Did you mean "electronic"'):
        style.look("electronics")


# ---- pictures


def lanes(**changes):
    scene = Lanes()
    return scene, scene.show(**{"opens": 9, "visit": 12, "appears": True, "reading": "account"} | changes)


def test_a_redrawn_scene_is_the_same_to_the_byte_as_a_new_one():
    scene, _ = lanes(opens=30, appears=False)
    again = scene.show(opens=9, visit=12, appears=True, reading="account")
    assert again.png == lanes()[1].png


def test_the_png_holds_the_pixels_of_the_canvas(tmp_path):
    scene, picture = lanes()
    file = tmp_path / "picture.png"
    file.write_bytes(picture.png)
    assert np.array_equal(np.round(imread(file) * 255).astype(np.uint8), np.asarray(scene.figure.canvas.buffer_rgba()))
    assert (picture.width, picture.height) == (900, 420)


def test_a_picture_of_which_little_changed_is_the_same_as_one_made_whole(tmp_path):
    pixels = np.random.default_rng(1).integers(0, 256, (60, 7, 4), dtype=np.uint8)
    encoder = PngEncoder(60, 7)
    for row in (0, 24, 25, 59):
        pixels[row] = 255 - pixels[row]
        png = encoder.encode(pixels)
        assert png == PngEncoder(60, 7).encode(pixels)
        (tmp_path / "p.png").write_bytes(png)
        assert np.array_equal(np.round(imread(tmp_path / "p.png") * 255).astype(np.uint8), pixels)


def test_what_stands_still_is_drawn_again_only_when_asked():
    scene, before = lanes()
    scene.figure.axes[0].set_xlabel("other words")
    assert scene.render() == before.png
    scene.invalidate()
    assert scene.render() != before.png


def test_a_readers_own_style_changes_nothing():
    with matplotlib.rc_context({"text.color": "white", "figure.facecolor": "black", "font.size": 20, "axes.grid": True}):
        _, styled = lanes()
    assert styled.png == lanes()[1].png


def test_the_note_stands_inside_the_frame():
    scene, picture = lanes()
    note = next(text for text in scene.figure.texts if text.get_text() == "Illustrative, not a forecast")
    box = note.get_window_extent()
    assert 0 < box.x0 < box.x1 < 900 and 0 < box.y0 < box.y1 < 420
    assert picture.note == "Illustrative, not a forecast"


class Retold(Lanes):
    note = style.RETOLD


def test_a_scene_without_people_names_another_note_and_the_sweep_holds_it_to_that():
    scene = Retold()
    picture = scene.show(opens=9, visit=12, appears=True, reading="account")
    assert picture.note == style.RETOLD and style.ILLUSTRATIVE not in picture.note
    board = Board([Switch("on", "On")], lambda values: picture, title="t")
    sweep(board, scene)
    with pytest.raises(AssertionError, match=f'does not say "{style.ILLUSTRATIVE}"'):
        sweep(board)
    with pytest.raises(AssertionError, match=f'does not say "{style.ILLUSTRATIVE}"'):
        sweep(board, lanes()[0])
    scene.note = ""
    with pytest.raises(AssertionError, match="does not say"):
        sweep(board, scene)


class Faulty(Scene):
    def build(self):
        for place, words, size in [(0.3, "first", 12), (0.31, "second", 12), (0.99, "beyond", 12), (0.7, "tiny", 6)]:
            self.figure.text(place, 0.5, words, size=size)


def test_faults_name_small_cut_and_crowded_text():
    assert Faulty().faults() == ['"tiny" is set in 6 points', '"beyond" is cut off', '"first" and "second" overlap']
    assert lanes()[0].faults() == []


def test_a_static_figure_becomes_a_picture_with_its_note():
    figure = style.new_figure(400, 200)
    style.frame(figure)
    picture = Picture.of(figure, alt="A card.", words="An empty card.", table=Table("None", ["what"], []))
    assert (picture.width, picture.height, picture.note) == (400, 200, style.ILLUSTRATIVE)


@pytest.mark.parametrize("missing", ["alt", "words"])
def test_a_picture_without_words_is_refused(missing):
    with pytest.raises(NoticesError, match=f'"{missing}" is empty'):
        Picture(**{"png": b"", "width": 1, "height": 1, "alt": "a", "words": "w", "table": Table("t", ["c"], [])} | {missing: " "})


def test_a_still_says_all_in_html_and_escapes_it():
    picture = Picture(b"png", 90, 42, 'a "quoted" <alt>', "5 < 6 & so on", Table("<caption>", ["<i>"], [["<b>"]]))
    bundle = picture._repr_mimebundle_()
    html = bundle["text/html"]
    assert 'alt="a &quot;quoted&quot; &lt;alt&gt;"' in html and "5 &lt; 6 &amp; so on" in html
    assert base64.b64encode(b"png").decode() in html
    assert not any(markup in html for markup in ("<alt>", "<caption><", "<i>", "<b>"))
    assert bundle["text/plain"] == "5 < 6 & so on" and bundle["image/png"] == b"png"


@pytest.mark.parametrize(("value", "text"), [
    (9, "9"), (np.float32(9), "9"), (12345, "12,345"), (0.12345, "0.123"), (1234.5, "1,234"), (float("inf"), "never"),
    (float("nan"), "–"), (None, "–"), (True, "yes"), (np.False_, "no"), ("paper", "paper"),
])
def test_numbers_are_written_for_people(value, text):
    assert written(value) == text


def test_a_table_in_text_has_its_columns_under_each_other():
    assert Table("Days", ["lane", "served"], [["paper", 12], ["electronic", 0]]).to_text().splitlines() == [
        "Days", "lane        served", "paper       12", "electronic  0"]


def test_a_row_of_the_wrong_length_is_refused():
    with pytest.raises(NoticesError, match='table "Days", row 1: 1 cells. Expected 2'):
        Table("Days", ["lane", "served"], [["paper", 12], ["electronic"]])


# ---- controls


@pytest.mark.parametrize(("make", "message"), [
    (lambda: Range("day", "Day", 5, 5, 5), "min below max"),
    (lambda: Range("day", "Day", 0, 9, 3, step=0), "min below max"),
    (lambda: Range("day", "Day", 0, 9, 12), '"day": 12 is not possible. Expected a number from 0 to 9'),
    (lambda: Range("day", "Day", 0, 1, 0, step=1e-5), "2,000 steps"),
    (lambda: Choice("rule", "Rule", ["article", "paper"], "papers"), 'Did you mean "paper"'),
    (lambda: Choice("rule", "Rule", [], "papers"), "at least one option"),
    (lambda: Choice("rule", "Rule", ["a"], "a", style="tabs"), "select or radio"),
    (lambda: Switch("on", "On", "yes").check("yes"), "True or False"),
    (lambda: Action("go", "Go").check(-1), "how often"),
])
def test_a_control_that_makes_no_sense_says_so(make, message):
    with pytest.raises(NoticesError, match=message):
        Board([make()], lambda values: lanes()[1], title="t")


def test_a_range_snaps_to_its_steps_and_writes_its_values():
    share = Range("share", "Share", 0, 1, 0.3, step=0.1)
    assert share.check(0.30000000000000004) == 0.3 and share.extremes() == [0, 1]
    days = Range("day", "Day", 0, 2, 1, unit="days")
    assert days.spec()["texts"] == ["0 days", "1 day", "2 days"]
    never = Range("day", "Day", 0, 2, 1, format=lambda day: "never" if day == 2 else f"day {day}")
    assert never.spec()["texts"] == ["day 0", "day 1", "never"]


# ---- boards


def failing_board(**settings):
    """Fails beyond day 20."""
    scene = Lanes()

    def draw(values):
        if values["opens"] > 20:
            raise ZeroDivisionError("no such day")
        return scene.show(opens=values["opens"], visit=12, appears=True, reading="account")

    return Board([Range("opens", "Opened", 0, 40, 9, unit="days"), Action("again", "Again")], draw, title="Fails", **settings)


def test_a_change_draws_a_new_picture():
    board = demo_board()
    before = board.picture
    board.set(opens=30)
    assert board.picture.png != before.png and "aware on day 30" in board.picture.words


def test_an_unknown_control_suggests_the_nearest():
    with pytest.raises(NoticesError, match='no control is called "opened".*Did you mean "opens"'):
        demo_board().set(opened=3)


def test_two_controls_of_one_name_are_refused():
    with pytest.raises(NoticesError, match="two controls have one name"):
        Board([Switch("a", "A"), Switch("a", "B")], lambda values: lanes()[1], title="t")


def test_an_error_is_raised_kept_and_forgotten_after_the_next_picture():
    board = failing_board()
    before = board.picture
    with pytest.raises(ZeroDivisionError):
        board.set(opens=30)
    assert board.picture is before and "ZeroDivisionError: no such day" in board.trouble
    board.set(opens=3)
    assert board.error is None and board.trouble == ""


def test_an_error_at_the_start_is_raised_where_the_board_is_made():
    with pytest.raises(ZeroDivisionError):
        Board([], lambda values: 1 / 0, title="t")


def test_a_button_counts_its_presses():
    board = failing_board()
    board.press("again")
    board.press("again")
    assert board.values["again"] == 2


def following_board(**settings):
    """Turning the page closes the lid."""
    def follow(before, after):
        return after if after["page"] == before["page"] else after | {"open": False}

    return Board([Action("page", "Next page"), Switch("open", "Open")], lambda values: lanes(appears=values["open"])[1],
                 title="Follows", follow=follow, **settings)


def test_a_change_may_bring_others_with_it_before_the_picture_is_drawn():
    board = following_board()
    board.set(open=True)
    assert board.values == {"page": 0, "open": True}
    board.press("page")
    assert board.values == {"page": 1, "open": False} and board.picture.png == lanes(appears=False)[1].png


def test_what_a_change_brings_must_be_a_value_that_the_control_can_take():
    board = Board([Switch("on", "On")], lambda values: lanes()[1], title="t", follow=lambda before, after: {"on": "maybe"})
    with pytest.raises(NoticesError, match="True or False"):
        board.set(on=True)
    assert board.values == {"on": False} and "True or False" in board.trouble


def watched_board(gate=None):
    """The demonstration's board, and the days that were drawn."""
    board = demo_board(gate)
    drawn, draw = [], board._draw

    def watched(values):
        drawn.append(values["opens"])
        return draw(values)

    board._draw = watched
    return board, drawn


def test_the_picture_after_one_more_step_is_there_before_it_is_asked_for():
    board, drawn = watched_board()
    board.set(opens=10)
    board.draw_ahead()
    assert drawn == [10, 11] and "aware on day 10" in board.picture.words
    board.set(opens=11)
    fresh = demo_board()
    fresh.set(opens=11)
    assert drawn == [10, 11] and board.picture == fresh.picture
    board.set(opens=10)
    board.draw_ahead()
    assert drawn == [10, 11, 10, 9]


@pytest.mark.parametrize("change", [{"opens": 40}, {"reading": "register"}, {"opens": 10, "visit": 3}, {}])
def test_nothing_is_drawn_ahead_where_it_is_not_one_slider_that_can_go_on(change):
    board, drawn = watched_board()
    board.set(**change)
    board.draw_ahead()
    assert len(drawn) == 1


def test_nothing_is_drawn_ahead_of_a_prediction_or_where_changes_bring_others_with_them():
    board, drawn = watched_board(demo_prediction())
    board.set(opens=10)
    board.draw_ahead()
    assert len(drawn) == 1
    drawn = []
    board = Board([Range("a", "A", 0, 5, 1)], lambda values: drawn.append(values) or lanes()[1], title="t", follow=lambda before, after: after)
    board.set(a=2)
    board.draw_ahead()
    assert len(drawn) == 2  # at the start, and for the change


def test_an_error_that_lies_ahead_is_shown_when_the_reader_comes_to_it():
    board = failing_board()
    board.set(opens=20)
    board.draw_ahead()
    assert board.trouble == ""
    with pytest.raises(ZeroDivisionError):
        board.set(opens=21)
    assert "no such day" in board.trouble


def test_a_cell_and_the_page_never_draw_in_the_same_moment():
    board, drawn = watched_board()
    board.set(opens=10)
    draw, busy, inside, another = board._draw, Lock(), Event(), Event()

    def watched(values):
        if not busy.acquire(blocking=False):
            another.set()
            return draw(values)
        inside.set()
        another.wait(0.3)  # time enough for another thread to come in, if it may
        busy.release()
        return draw(values)

    board._draw = watched
    page = Thread(target=board.draw_ahead)
    page.start()
    assert inside.wait(10)
    board.set(opens=12)
    page.join()
    assert not another.is_set() and drawn == [10, 11, 12] and "day 12" in board.picture.words


def test_sweep_visits_every_extreme_and_leaves_the_board_as_it_was():
    board = demo_board()
    pictures = sweep(board, board.scene)
    assert len(pictures) == 10 and len({picture.words for picture in pictures}) >= 5
    assert board.values == {"opens": 9, "visit": 12, "reading": "account", "appears": True}


def test_sweep_fails_on_an_error_in_a_callback():
    with pytest.raises(ZeroDivisionError):
        sweep(failing_board())


@pytest.mark.parametrize(("changed", "complaint"), [
    ({"note": ""}, "frame does not say"), ({"table": Table("t", ["c"], [])}, "table is empty")])
def test_sweep_fails_on_a_picture_that_lacks_something(changed, complaint):
    whole = lanes()[1]
    fields = {name: getattr(whole, name) for name in ("png", "width", "height", "alt", "words", "table", "note")}
    with pytest.raises(AssertionError, match=complaint):
        sweep(Board([Switch("on", "On")], lambda values: Picture(**fields | changed), title="t"))


def test_sweep_fails_on_text_that_cannot_be_read():
    scene = Faulty()
    board = Board([Switch("on", "On")], lambda values: lanes()[1], title="t")
    with pytest.raises(AssertionError, match="cut off"):
        sweep(board, scene)


def test_a_board_shows_live_and_as_a_still():
    bundle = demo_board()._repr_mimebundle_()
    assert bundle[VIEW]["model_id"]
    assert "Two lanes of days" in bundle["text/html"] and bundle["image/png"].startswith(b"\x89PNG")
    assert bundle["text/plain"].startswith("Electronically served")


def test_no_pyplot_comes_in():
    code = "import sys, demo_board; demo_board.demo_board()._repr_mimebundle_(); assert 'matplotlib.pyplot' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=HERE)


# ---- predictions


def test_a_prediction_is_locked_once():
    prediction = demo_prediction()
    assert not prediction.locked and prediction.choice is None
    prediction.lock("Not served")
    assert prediction.locked and prediction.choice == "Not served" and "cannot be changed" in prediction.sentence
    with pytest.raises(NoticesError, match='is locked in: "Not served"'):
        prediction.lock("Served, and aware")
    assert prediction.choice == "Not served"


def test_a_choice_that_is_no_option_is_refused():
    with pytest.raises(NoticesError, match='Did you mean "Not served"'):
        demo_prediction().lock("not serve")


@pytest.mark.parametrize("options", [["one"], ["same", "same", "other"]])
def test_a_prediction_needs_options_that_differ(options):
    with pytest.raises(NoticesError, match="two or more, no two alike"):
        Prediction("What?", options, key="k")


def test_running_a_cell_again_does_not_undo_a_prediction():
    demo_prediction().lock("Not served")
    assert demo_prediction().choice == "Not served"
    assert not demo_prediction(key="another").locked
    assert not Prediction("What?", ["new", "options"], key="demo").locked


def test_nothing_can_be_predicted_after_skipping():
    prediction = demo_prediction()
    prediction.skip()
    assert prediction.state.skipped and not prediction.locked
    with pytest.raises(NoticesError, match="was skipped"):
        prediction.lock("Not served")


def test_the_lesson_comes_back_to_a_prediction():
    prediction = demo_prediction()
    later = prediction.returned("Served, and not aware", "Posting is service (C19).")
    assert later.sentences == ["No prediction yet. Lock one in above; the lesson then comes back to it here."]
    prediction.lock("Not served")
    assert later.sentences == ["You predicted: “Not served”.", "What the rule gives: “Served, and not aware”.", "Posting is service (C19)."]


def test_a_right_prediction_is_said_to_be_one_and_a_skipped_one_is_not():
    prediction, skipped = demo_prediction(), demo_prediction("skipped")
    prediction.lock("Not served")
    skipped.skip()
    assert prediction.returned("Not served", "w").sentences[1].endswith("That is what you predicted.")
    assert skipped.returned("Not served", "w").sentences[:2] == [
        "You opened the picture without a prediction.", "What the rule gives: “Not served”."]


def test_what_settles_the_answer_may_be_something_else_than_a_rule():
    prediction = demo_prediction()
    later = prediction.returned("Not served", "w", gives="What the count gives")
    assert "<summary>What the count gives</summary>" in later._repr_mimebundle_()["text/html"]
    prediction.lock("Served, and aware")
    assert later.sentences[1] == "What the count gives: “Not served”."


def test_an_answer_that_is_no_option_is_refused():
    with pytest.raises(NoticesError, match="is no option"):
        demo_prediction().returned("Perhaps", "w")


def test_stills_of_a_prediction_ask_and_do_not_tell():
    prediction = Prediction("Is 1 < 2?", ["<yes>", "no"], key="k")
    asked = prediction._repr_mimebundle_()
    assert "Is 1 &lt; 2?" in asked["text/html"] and "<li>&lt;yes&gt;</li>" in asked["text/html"]
    assert asked["text/plain"] == "Your prediction. Is 1 < 2?\n( ) <yes>\n( ) no"
    later = prediction.returned("no", "Because.")._repr_mimebundle_()
    assert "Because." not in later["text/plain"]
    assert later["text/html"].index("<details>") < later["text/html"].index("Because.")


def test_the_still_behind_a_gate_is_folded():
    html = demo_board(demo_prediction())._repr_mimebundle_()["text/html"]
    assert html.startswith("<details><summary>Made your prediction?")


# ---- the front end with anywidget

with_anywidget = pytest.mark.skipif(find_spec("anywidget") is None, reason="not run: anywidget is not installed (make test installs it)")


@pytest.fixture
def sent(monkeypatch):
    """Every message that a widget sends to the page, as (method, state, buffers)."""
    messages = []

    def send(self, data=None, metadata=None, buffers=None):
        messages.append((data.get("method"), data.get("state", {}), buffers or []))

    monkeypatch.setattr("comm.base_comm.BaseComm.send", send)
    return messages


def from_page(widget, **values):
    """What arrives when a reader moves controls."""
    state = {"values": dict(widget.values) | values}
    widget._handle_msg({"content": {"data": {"method": "update", "state": state, "buffer_paths": []}}, "buffers": []})


def message_from_page(widget, content):
    widget._handle_msg({"content": {"data": {"method": "custom", "content": content}}, "buffers": []})


@with_anywidget
def test_picture_words_and_table_travel_in_one_message(sent):
    board = demo_board()
    widget = board.widget
    sent.clear()
    from_page(widget, opens=30)
    assert len(sent) == 1
    method, state, buffers = sent[0]
    assert method == "update" and set(state) == {"frame"} and [bytes(part) for part in buffers] == [board.picture.png]
    assert state["frame"]["words"] == board.picture.words and state["frame"]["values"]["opens"] == 30
    assert state["frame"]["table"]["rows"] == [["paper", "0", "12", "12", "15"], ["electronic", "0", "0", "30", "33"]]


@with_anywidget
def test_a_change_from_python_moves_the_controls_too(sent):
    board = demo_board()
    assert board.widget.values["opens"] == 9
    sent.clear()
    board.set(opens=30)
    assert len(sent) == 1 and sent[0][1]["values"]["opens"] == 30


@with_anywidget
def test_what_a_change_on_the_page_brings_with_it_moves_the_page_in_the_same_message(sent):
    board = following_board()
    from_page(board.widget, open=True)
    sent.clear()
    from_page(board.widget, page=1)
    assert len(sent) == 1 and sent[0][1]["values"] == {"page": 1, "open": False} == board.values
    assert sent[0][1]["frame"]["values"] == board.values


@with_anywidget
def test_an_error_after_a_change_on_the_page_is_shown_and_logged(capsys):
    board = failing_board()
    from_page(board.widget, opens=30)
    assert isinstance(board.error, ZeroDivisionError)
    assert "no such day" in board.widget.frame["trouble"] and "Traceback" in capsys.readouterr().err
    from_page(board.widget, opens=3)
    assert board.widget.frame["trouble"] == ""


@with_anywidget
def test_a_value_from_the_page_that_no_control_can_take_is_shown(capsys):
    board = demo_board()
    from_page(board.widget, opens=99)
    assert "Expected a number from 0 to 40" in board.widget.frame["trouble"] and board.picture.words.startswith("Electronically")
    assert "Traceback" in capsys.readouterr().err


@with_anywidget
def test_behind_a_gate_nothing_is_sent_before_the_prediction():
    prediction = demo_prediction()
    board = demo_board(prediction)
    assert set(board.widget.frame) == {"number", "values", "open"} and board.widget.png == b""
    message_from_page(prediction.widget, {"lock": "Not served"})
    assert prediction.choice == "Not served"
    assert board.widget.frame["open"] and board.widget.png == board.picture.png


@with_anywidget
def test_a_gate_can_be_passed_without_a_prediction():
    prediction = demo_prediction()
    board, later = demo_board(prediction), prediction.returned("Not served", "w")
    assert "No prediction yet" in later.widget.frame["sentences"][0]
    message_from_page(board.widget, {"skip": True})
    assert prediction.state.skipped and board.widget.png == board.picture.png
    assert prediction.widget.frame["settled"] and "without a prediction" in later.widget.frame["sentences"][0]


@with_anywidget
def test_a_late_second_view_cannot_change_a_prediction():
    prediction = demo_prediction()
    message_from_page(prediction.widget, {"lock": "Not served"})
    message_from_page(prediction.widget, {"lock": "Served, and aware"})
    assert prediction.choice == "Not served" and prediction.widget.frame["choice"] == "Not served"


# ---- the front end with ipywidgets alone


def test_without_anywidget_the_plain_front_end_is_used():
    code = ("import sys; sys.modules['anywidget'] = None; import demo_board; "
            "print(type(demo_board.demo_board().widget).__module__)")
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=HERE)
    assert run.stdout.strip() == "notices.widgets.plain"


def test_plain_controls_move_the_picture(only_ipywidgets):
    board = demo_board()
    widget = board.widget
    widget._controls["opens"].value = 30
    assert "aware on day 30" in widget._shown.value and 'alt="Two lanes of days' in widget._shown.value
    widget._controls["reading"].value = "register"
    widget._controls["appears"].value = False
    assert board.values == {"opens": 30, "visit": 12, "reading": "register", "appears": False}
    board.set(opens=4)
    assert widget._controls["opens"].value == 4


def test_plain_controls_move_along_with_what_a_change_brings(only_ipywidgets):
    board = following_board()
    board.widget._controls["open"].value = True
    board.widget._controls["page"].click()
    assert board.values == {"page": 1, "open": False} and board.widget._controls["open"].value is False


def test_plain_buttons_and_errors(only_ipywidgets, capsys):
    board = failing_board()
    board.widget._controls["again"].click()
    assert board.values["again"] == 1
    board.widget._controls["opens"].value = 30
    assert 'role="alert"' in board.widget._shown.value and "no such day" in board.widget._shown.value
    assert "Traceback" in capsys.readouterr().err


def test_plain_gate_opens_after_the_prediction(only_ipywidgets):
    prediction = demo_prediction()
    board, later = demo_board(prediction), prediction.returned("Not served", "w")
    assert "<img" not in board.widget._shown.value and board.widget._controls["opens"].disabled
    assert "No prediction yet" in later.widget.value
    prediction.widget._button.click()
    assert "Choose an answer first." in prediction.widget._said.value
    prediction.widget._options.value = "Not served"
    prediction.widget._button.click()
    assert prediction.choice == "Not served" and prediction.widget._options.disabled
    assert "<img" in board.widget._shown.value and not board.widget._controls["opens"].disabled
    assert "That is what you predicted." in later.widget.value


def test_plain_gate_can_be_passed_without_a_prediction(only_ipywidgets):
    prediction = demo_prediction()
    board = demo_board(prediction)
    board.widget._skip.click()
    assert prediction.state.skipped and "<img" in board.widget._shown.value


def test_plain_views_also_carry_the_still(only_ipywidgets):
    bundle = demo_board()._repr_mimebundle_()
    assert bundle[VIEW]["model_id"] and "<img" in bundle["text/html"]
