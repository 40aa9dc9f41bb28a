"""What an environment has of JupyterLab, as JSON. Stands alone: it is also handed, as text, to another environment's Python.

``versions`` maps packages to their versions; ``extensions`` maps JupyterLab's prebuilt extensions to theirs; ``disabled`` lists what
JupyterLab is told to leave out, whole extensions or parts of them; ``problem`` says why a page's settings could not be read, or nothing.
"""

import json
import sys
from importlib import metadata

PACKAGES = ("jupyterlab", "ipywidgets", "anywidget")


def probe():
    """What the environment of the running Python has. Never raises for what is missing."""
    found = {"python": sys.executable, "prefix": sys.prefix, "versions": _versions(), "extensions": {}, "disabled": [], "problem": ""}
    try:
        found["extensions"], found["disabled"] = _extensions()
    except Exception as error:  # whatever a stranger's settings bring about is to be told, not to end the self-test
        found["problem"] = " ".join(f"{type(error).__name__}: {error}".split())
    return found


def _versions():
    versions = {}
    for name in PACKAGES:
        try:
            versions[name] = metadata.version(name)
        except Exception:  # not there, or its record is damaged
            versions[name] = None
    return versions


def _extensions():
    """(extension -> version, what is disabled), the way JupyterLab itself puts them together for its page."""
    from pathlib import Path

    from jupyter_core.paths import jupyter_path
    from jupyterlab_server.config import get_federated_extensions, get_page_config

    folders = jupyter_path("labextensions")
    there = {name: about["version"] for name, about in get_federated_extensions(folders).items()}
    settings = Path(sys.prefix, "share", "jupyter", "lab", "settings")
    return there, sorted(get_page_config(folders, str(settings)).get("disabledExtensions", []))


if __name__ == "__main__":
    print(json.dumps(probe()))
