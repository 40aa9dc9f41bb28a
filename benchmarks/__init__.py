"""Side by side with the peers: the same model, on the same rows of people, in Mesa, in SimPy, as a NumPy loop over days, and ours.

All luck is in the rows, so every implementation must give the same days for every person. That is checked before anything is
timed. One command measures, prints a table and writes ``docs/benchmarks.md``: ``python -m benchmarks``.
"""
