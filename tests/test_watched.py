"""A kernel that ends between two cells is reported as one that ended, not as a cell that answers wrongly."""

from __future__ import annotations

import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kernels are met through files, which Windows has not")


@pytest.fixture
def kernel(tmp_path):
    """As the worker has it, and ready."""
    from notices.course.exercises.watched import WatchedKernel
    from notices.course.exercises.worker import unconfined

    job = {"meeting": str(tmp_path), "confined": False, "seconds": 20, "printed": 100_000}
    kernel = WatchedKernel(job, unconfined(job))
    yield kernel
    kernel.stop()


def test_a_kernel_that_ended_between_two_cells_is_said_to_have_died(kernel):
    from notices.course.exercises.watched import Stopped

    kernel.km.provisioner.process.kill()
    kernel.km.provisioner.process.wait()
    assert kernel.is_alive()  # else nbval does not begin the cell, and what it reports is a failed one
    asked = kernel.execute_cell_input("1 + 1")
    with pytest.raises(Stopped, match="died"):
        kernel.await_reply(asked)
