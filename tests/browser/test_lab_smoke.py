"""The ground that the other browser tests stand on: a notebook opens in JupyterLab, runs, and shows what it computed."""

import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import nbformat
import psutil
import pytest

pytestmark = pytest.mark.browser


def notebook(*sources):
    cells = [nbformat.v4.new_code_cell(source, id=f"cell-{number}") for number, source in enumerate(sources)]
    # As a stored notebook has it: numbers at the prompts before anything is run.
    for number, cell in enumerate(cells, 1):
        cell.execution_count = number
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    return nbformat.v4.new_notebook(cells=cells, metadata=kernel)


def test_run_all_runs_every_cell_and_waits_for_the_last(lab, chromium_page):
    path = "lessons/smoke.ipynb"
    sources = ["days = 9", "import pathlib", "pathlib.Path('seen.txt').write_text(str(days + 1))", "print('day', days + 1)"]
    nbformat.write(notebook(*sources), lab.root / path)
    lab.open(chromium_page, path)
    errors = lab.run_all(chromium_page)
    assert errors == []
    assert (lab.root / "lessons/seen.txt").read_text(encoding="utf-8") == "10"
    chromium_page.get_by_text("day 10", exact=True).wait_for()
    assert chromium_page.problems == []


def test_run_all_reports_the_error_of_a_cell(lab, chromium_page):
    path = "lessons/broken.ipynb"
    nbformat.write(notebook("1 / 0"), lab.root / path)
    lab.open(chromium_page, path)
    assert lab.run_all(chromium_page) == ["ZeroDivisionError: division by zero"]


def test_no_news_prompt_and_the_start_page_is_lesson_0(lab, new_page):
    new_page.goto(f"{lab.url}/?token={lab.token}")
    new_page.wait_for_function("() => window.jupyterapp")
    new_page.evaluate("() => window.jupyterapp.restored")
    assert "/lab/tree/lessons/00-start-here.ipynb" in new_page.url
    assert not new_page.evaluate("() => window.jupyterapp.hasPlugin('@jupyterlab/apputils-extension:announcements')")


def test_files_can_be_written_through_the_server(lab):
    lab.request("PUT", "/api/contents/lessons/note.txt", {"type": "file", "format": "text", "content": "kept"})
    assert (lab.root / "lessons/note.txt").read_text(encoding="utf-8") == "kept"


# ---- a classroom's network -------------------------------------------------------------------------------------------


def test_the_first_lesson_asks_nothing_of_another_machine_and_its_widgets_answer(lab, new_page):
    asked = []
    new_page.on("request", lambda request: asked.append(request.url))
    new_page.on("websocket", lambda socket: asked.append(socket.url))
    lab.open(new_page, "lessons/00-start-here.ipynb")
    assert lab.run_all(new_page) == []
    new_page.get_by_text("OK: live widgets. The page has called the kernel, and the kernel has answered.").wait_for()
    new_page.get_by_text("Self-test: Everything is in place.").wait_for()
    asked = [urlsplit(url) for url in asked]
    places = {url.netloc for url in asked if url.scheme in ("http", "https", "ws", "wss")}  # the others, such as blob:, ask no machine
    assert places == {f"127.0.0.1:{lab.port}"}


# ---- who may use the server ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/api/contents", "/api/kernels", "/api/terminals", "/lab", "/files/lessons/00-start-here.ipynb"])
@pytest.mark.parametrize("token", ["", "wrong"])
def test_without_the_token_the_server_gives_nothing(lab, path, token):
    with pytest.raises(urllib.error.HTTPError) as refused:
        sent = {"Authorization": f"token {token}"} if token else {}
        no_redirects().open(urllib.request.Request(lab.url + path, headers=sent), timeout=10)
    assert refused.value.code in (302, 403) and "login" in refused.value.headers.get("Location", "login")


def no_redirects():
    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None
    return urllib.request.build_opener(Stay)


def test_the_server_listens_on_this_machine_only(lab):
    sockets = psutil.Process(lab._process.pid).net_connections("tcp")
    listening = {(one.laddr.ip, one.laddr.port) for one in sockets if one.status == psutil.CONN_LISTEN}
    assert ("127.0.0.1", lab.port) in listening
    assert {ip for ip, _ in listening} == {"127.0.0.1"}


def test_no_lesson_speaks_of_a_terminal():
    for source in (Path(__file__).resolve().parents[2] / "lessons" / "source").glob("*.py"):
        assert "terminal" not in source.read_text(encoding="utf-8").lower(), source.name
