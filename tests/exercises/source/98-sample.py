# %% [markdown] id="ex98-title"
# # Exercise 98 · A sample for the tests
#
# Four small tasks, one of each kind.

# %% id="ex98-setup"
import numpy as np
from notices import NEVER, explain, load_system
from notices.course.exercises import begin, shown
work = begin("98")

# %% id="ex98-numbers" tags=["seed"]
seed = 3

# %% id="ex98-given-1"
luck = np.random.default_rng(seed)
opens_on = int(luck.integers(5, 500))
print(f"A-21 opens the account on day {opens_on}.")

# %% [markdown] id="ex98-task-1"
# ## Task 1 · A number
#
# How many days lie between service and knowing? Call it `gap`.

# %% id="ex98-answer-1" tags=["start"]
# Exercise 98, task 1: your answer
gap = ...

# %% id="ex98-answer-1" tags=["solution"]
# Exercise 98, task 1: your answer
served = 0
gap = opens_on - served

# %% id="ex98-answer-1" tags=["wrong"] name="served-is-aware"
# says: You took *served* for *aware*. Which of the two clocks
# strikes when the account is opened?
gap = 0

# %% id="ex98-answer-1" tags=["wrong"] name="trigger-day"
# says: You counted the day of the trigger. Counting begins on the day after it.
gap = opens_on + 1

# %% id="ex98-check-1" tags=["check"]
print(f"A-21 does not know for {shown(gap)} days.")

# %% [markdown] id="ex98-hints-1" tags=["hints"]
# - Look at the line that the exercise prints.
# - Under the article's rule, posting is service,
#   and posting is day 0.
# - `gap = opens_on - ...`

# %% id="ex98-given-2"
aware = np.where(luck.random(200) < 0.3, NEVER, luck.integers(1, 60, 200))

# %% [markdown] id="ex98-task-2"
# ## Task 2 · An array with never in it
#
# What share of the people are aware by day 30? Call it `share`.

# %% id="ex98-answer-2" tags=["start"]
# Exercise 98, task 2: your answer
share = ...

# %% id="ex98-answer-2" tags=["solution"]
# Exercise 98, task 2: your answer
share = (aware <= 30).mean()

# %% id="ex98-answer-2" tags=["wrong"] name="averaging-never"
# says: You left out the people who never know. They belong to the whole.
share = (aware[aware < NEVER] <= 30).mean()

# %% id="ex98-check-2" tags=["check"]
print(f"Aware by day 30: {shown(share)} of all.")

# %% [markdown] id="ex98-hints-2" tags=["hints"]
# - `aware <= 30` is yes or no for each person.

# %% [markdown] id="ex98-task-3"
# ## Task 3 · A function
#
# Write `last_day_in_time(served, grace)`.

# %% id="ex98-answer-3" tags=["start"]
# Exercise 98, task 3: your answer
def last_day_in_time(served, grace):
    return ...

# %% id="ex98-answer-3" tags=["solution"]
# Exercise 98, task 3: your answer
def last_day_in_time(served, grace):
    return served + grace

# %% id="ex98-answer-3" tags=["wrong"] name="trigger-day"
# says: You counted the day of the trigger.
def last_day_in_time(served, grace):
    return served + grace - 1

# %% id="ex98-check-3" tags=["check"]
for served in [0, opens_on]:
    print(f"Served on day {served}: in time up to day {shown(last_day_in_time(served, 20))}.")

# %% [markdown] id="ex98-hints-3" tags=["hints"]
# - The day of the trigger is day 0 of the count.
# - Add.

# %% [markdown] id="ex98-task-4"
# ## Task 4 · A small model
#
# On which day does A-21 come to the office, three days after knowing? Call it `comes`.

# %% id="ex98-answer-4" tags=["start"]
# Exercise 98, task 4: your answer
comes = None

# %% id="ex98-answer-4" tags=["solution"]
# Exercise 98, task 4: your answer
person = {"opens_after": opens_on % 100, "appears_after": 3}
comes = explain(load_system("article"), person).days["appeared"]

# %% id="ex98-answer-4" tags=["wrong"] name="reading-not-posting"
# says: You counted from posting. A-21 comes three days after *knowing*.
comes = 3

# %% id="ex98-check-4" tags=["check"]
print(f"A-21 comes on day {shown(comes)}.")

# %% [markdown] id="ex98-hints-4" tags=["hints"]
# - `explain(system, person).days` has a day for each event.

# %% [markdown] id="ex98-end"
# ## Check your work

# %% id="ex98-button" tags=["button"]
work
