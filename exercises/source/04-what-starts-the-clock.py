# %% [markdown] id="ex04-title"
# # Exercise 4 · What starts the clock?
#
# Goes with [lesson 4](../lessons/04-what-starts-the-clock.ipynb).
# You practise to count days from the event that a rule names, to turn day numbers into dates, and to ask
# which law is in force. **Minutes:** 35 (an estimate). Uses: variables, a dictionary, dates, functions, a loop.
#
# Write your answers into the cells that begin with *your answer*, run them, then run the check cell below each: it prints what
# your answer gives. *Check my work* at the end says whether that is right, and offers hints.

# %% id="ex04-setup" tags=["no-output"]
import datetime as dt
import numpy as np
from notices import explain, load_system, system_on
from notices.course.exercises import begin, shown
work = begin("04")

def in_words(date):
    """A date as "2 March 2026", with the day of the week; a remark if the answer is a text."""
    date = date.item() if isinstance(date, np.datetime64) else date
    if isinstance(date, dt.date):
        return f"{date:%A} {date.day} {date:%B %Y}"
    return f"{date} (a text, not a date)" if isinstance(date, str) else shown(date)

# %% id="ex04-numbers" tags=["seed"]
seed = 4

# %% [markdown] id="ex04-task-1"
# ## Task 1 · The last day in time
#
# A made-up town counts days as this course does: the day of the event is not counted, the last day is. Which is the last day in
# time, and from which day do measures hold for whoever has not come? Use `event_day` and `days_allowed` from the next cell, and
# call the answers `last_in_time` and `measures_from`.

# %% id="ex04-given-1" tags=["given"]
luck = np.random.default_rng([seed, 1])  # each task has its own chance numbers
event_day = int(luck.integers(2, 90))
days_allowed = int(luck.integers(8, 60))
print(f"A made-up town allows {days_allowed} days. They count from an event on day {event_day}.")

# %% id="ex04-answer-1" tags=["start"]
# Exercise 4, task 1: your answer
last_in_time = ...
measures_from = ...

# %% id="ex04-answer-1" tags=["solution"]
# Exercise 4, task 1: your answer
last_in_time = event_day + days_allowed
measures_from = last_in_time + 1

# %% id="ex04-answer-1" tags=["wrong"] name="trigger-day"
# says: You counted the day of the event as the first of the days allowed. In this way of counting the first is the day after it:
# which day is then the last?
last_in_time = event_day + days_allowed - 1
measures_from = event_day + days_allowed

# %% id="ex04-answer-1" tags=["wrong"] name="last-day-is-late"
# says: The last day in time is right. With your second answer that same day would already be late: which is the first
# day that is?
last_in_time = event_day + days_allowed
measures_from = event_day + days_allowed

# %% id="ex04-answer-1" tags=["wrong"] name="one-day-extra"
# says: You began to count two days after the event. The first day counted is the one right after it: which day is then the last?
last_in_time = event_day + days_allowed + 1
measures_from = event_day + days_allowed + 2

# %% id="ex04-answer-1" tags=["wrong"] name="from-day-0"
# says: You counted as if the event were on day 0. On which day is it here, and which name holds that day?
last_in_time = days_allowed
measures_from = days_allowed + 1

# %% id="ex04-check-1" tags=["check"]
print(f"Last day in time: {shown(last_in_time)}, measures from day {shown(measures_from)}")

# %% [markdown] id="ex04-hints-1" tags=["hints"]
# - Try it with one day of grace and an event on day 0: day 1 is the one day allowed. When do the measures start?
# - In lesson 4: day 0, twenty days of grace, day 20 in time, day 21 late.
# - `last_in_time = event_day + ...`, and the measures hold from the day after it

# %% [markdown] id="ex04-task-2"
# ## Task 2 · A stretch of days
#
# The next cell follows A-22 under the law of April 2023, read with service on day 7. In that law the exit ban starts with service
# (X13). It holds on its first day, and no longer on the day of coming to the office. On how many days does it hold for A-22?
#
# Work it out from the dictionary `days`, which has `"served"`, `"aware"` and `"appeared"`, and call it `days_held`.

# %% id="ex04-given-2" tags=["given"]
luck = np.random.default_rng([seed, 2])
a22 = {"opens_after": int(luck.integers(9, 60)), "appears_after": int(luck.integers(3, 40))}
days = explain(load_system("law-2023-04", service="day-7"), a22).days
print(f"A-22 is served on day {days['served']}, opens the account on day {days['aware']}",
      f"and comes to the office on day {days['appeared']}.")

# %% id="ex04-answer-2" tags=["start"]
# Exercise 4, task 2: your answer
days_held = ...

# %% id="ex04-answer-2" tags=["solution"]
# Exercise 4, task 2: your answer
days_held = days["appeared"] - days["served"]

# %% id="ex04-answer-2" tags=["wrong"] name="last-day-counted"
# says: You counted the day of coming to the office. Does the ban still hold on that day?
days_held = days["appeared"] - days["served"] + 1

# %% id="ex04-answer-2" tags=["wrong"] name="trigger-day-left-out"
# says: You left out the first day. Days of grace begin on the day after their event; when does a ban begin that starts on a day?
days_held = days["appeared"] - days["served"] - 1

# %% id="ex04-answer-2" tags=["wrong"] name="reading-not-posting"
# says: You counted from the day A-22 reads the message. Which event starts the ban in this law, read or not?
days_held = days["appeared"] - days["aware"]

# %% id="ex04-answer-2" tags=["wrong"] name="from-posting"
# says: You counted from posting, day 0. Which event starts the ban in the law of April 2023, and on which day is it here?
days_held = days["appeared"]

# %% id="ex04-answer-2" tags=["wrong"] name="the-other-way-round"
# says: Your number of days is below zero. Which of the two days is the later one, and which one is to be subtracted?
days_held = days["served"] - days["appeared"]

# %% id="ex04-answer-2" tags=["wrong"] name="a-range"
# says: Your answer is a range, and not a number. How many days does it hold?
days_held = range(days["served"], days["appeared"])

# %% id="ex04-check-2" tags=["check"]
print(f"For A-22 the exit ban holds on {shown(days_held)} days.")

# %% [markdown] id="ex04-hints-2" tags=["hints"]
# - Which event starts the ban in this law, and which ends it?
# - A ban on days 3, 4 and 5 that ends on day 6 holds on three days: 6 - 3.
# - `days_held = days["..."] - days["..."]`

# %% [markdown] id="ex04-task-3"
# ## Task 3 · One notice, three readings
#
# One notice, as in lesson 4, with other days. From which day do the measures hold under each reading?
#
# - A: `grace` days from the day that the notice names (X16);
# - B: `grace` days from service (X17);
# - C: `reports_say` days from posting (X18).
#
# Fill in the dictionary `first_days`, with the names `served_on`, `named_day`, `grace` and `reports_say` of the next cell.

# %% id="ex04-given-3" tags=["given"]
luck = np.random.default_rng([seed, 3])
served_on = int(luck.integers(1, 7))
opens_on = int(luck.integers(8, 20))
named_day = int(luck.integers(10, 30))
grace, reports_say = 20, 27
print(f"A notice is posted on day 0. Suppose that it is served on day {served_on}.")
print(f"A-23 reads it on day {opens_on}. It names day {named_day} for coming to the office.")

# %% id="ex04-answer-3" tags=["start"]
# Exercise 4, task 3: your answer
first_days = {"A": ..., "B": ..., "C": ...}

# %% id="ex04-answer-3" tags=["solution"]
# Exercise 4, task 3: your answer
first_days = {"A": named_day + grace + 1, "B": served_on + grace + 1, "C": reports_say + 1}

# %% id="ex04-answer-3" tags=["wrong"] name="trigger-day"
# says: The starting events are right. In each you counted the day of the event, or took the last day in time for late. Which is
# the first day that is too late?
first_days = {"A": named_day + grace, "B": served_on + grace, "C": reports_say}

# %% id="ex04-answer-3" tags=["wrong"] name="reading-not-posting"
# says: Under B you counted from the day A-23 reads the notice. The reports speak of receipt or service (X17), and the course
# takes it as service, read or not: which name holds that day?
first_days = {"A": named_day + grace + 1, "B": opens_on + grace + 1, "C": reports_say + 1}

# %% id="ex04-answer-3" tags=["wrong"] name="one-event-for-all"
# says: You counted all three from service. Only one of the readings does: from which events do the other two count?
same_day = served_on + grace + 1
first_days = {"A": same_day, "B": same_day, "C": served_on + reports_say + 1}

# %% id="ex04-answer-3" tags=["wrong"] name="c-from-service"
# says: A and B are right. Under C you counted from service; from which event does X18 count, and on which day does that happen?
first_days = {"A": named_day + grace + 1, "B": served_on + grace + 1, "C": served_on + reports_say + 1}

# %% id="ex04-answer-3" tags=["wrong"] name="c-on-the-last-day"
# says: A and B are right. Under C you took the last day in time for late. Which is the first day that is too late?
first_days = {"A": named_day + grace + 1, "B": served_on + grace + 1, "C": reports_say}

# %% id="ex04-answer-3" tags=["wrong"] name="a-and-b-on-the-last-day"
# says: C is right. Under A and B you counted the day of the event, or took the last day in time for late. Which is the first day
# that is too late?
first_days = {"A": named_day + grace, "B": served_on + grace, "C": reports_say + 1}

# %% id="ex04-check-3" tags=["check"]
for reading in ["A", "B", "C"]:
    print(f"reading {reading}: measures from day {shown(first_days[reading])}")

# %% [markdown] id="ex04-hints-3" tags=["hints"]
# - For each reading ask first: from which day does it count? Then add the days, then go one day further.
# - A counts from `named_day`, B from `served_on`, C from posting, which is day 0.
# - `"A": named_day + grace + 1`, and B and C in the same way

# %% [markdown] id="ex04-task-4"
# ## Task 4 · From a number to a date
#
# Write a function `last_date(event, grace)` that gives back, with `return`, the last day in time as a date, not as a text. `event`
# is the date of the starting event and `grace` a number of calendar days (X16); the event's own day is not counted. A number
# cannot be added to a date; a step of days can: `dt.timedelta(days=3)` is a step of three days. The check asks for the three events
# that the next cell prints, and once more for the first of them with another number of days.

# %% id="ex04-given-4" tags=["given"]
luck = np.random.default_rng([seed, 4])
allowed = int(luck.integers(12, 30))
events = [
    dt.date(2024, 2, int(luck.integers(10, 25))),
    dt.date(2025, 12, int(luck.integers(12, 30))),
    dt.date(2026, int(luck.integers(3, 11)), int(luck.integers(1, 29))),
]
more_allowed = allowed + int(luck.integers(3, 10))
for event in events:
    print(f"The event is on {in_words(event)}; {allowed} days are allowed.")

# %% id="ex04-answer-4" tags=["start"]
# Exercise 4, task 4: your answer
def last_date(event, grace):
    return ...

# %% id="ex04-answer-4" tags=["solution"]
# Exercise 4, task 4: your answer
def last_date(event, grace):
    return event + dt.timedelta(days=grace)

# %% id="ex04-answer-4" tags=["wrong"] name="trigger-day"
# says: Your last day is a day early, as if the event's own day were counted. Which day is the first that counts?
def last_date(event, grace):
    return event + dt.timedelta(days=grace - 1)

# %% id="ex04-answer-4" tags=["wrong"] name="first-day-late"
# says: Your function gives the first day that is too late. Which day is the last one in time?
def last_date(event, grace):
    return event + dt.timedelta(days=grace + 1)

# %% id="ex04-answer-4" tags=["wrong"] name="working-days"
# says: You left out Saturdays and Sundays. X16 speaks of calendar days: which days of the week do they count?
def last_date(event, grace):
    day = event
    while grace > 0:
        day = day + dt.timedelta(days=1)
        if day.weekday() < 5:
            grace = grace - 1
    return day

# %% id="ex04-answer-4" tags=["wrong"] name="grace-unused"
# says: The first three dates are right. In the last line the function is given another number of days, and adds the old one: which
# name holds the number that it is given?
def last_date(event, grace):
    return event + dt.timedelta(days=allowed)

# %% id="ex04-answer-4" tags=["wrong"] name="a-text"
# says: The days are right, and your function gives them as texts. What does it give if nothing makes a text of the date?
def last_date(event, grace):
    return (event + dt.timedelta(days=grace)).isoformat()

# %% id="ex04-check-4" tags=["check"]
for event in events:
    print(f"{in_words(event)} and {allowed} days: {in_words(last_date(event, allowed))}")
print(f"{in_words(events[0])} and {more_allowed} days:", in_words(last_date(events[0], more_allowed)))

# %% [markdown] id="ex04-hints-4" tags=["hints"]
# - The day after the event is the first that counts. One day of grace is one step from the event.
# - Python knows the lengths of months and the leap years: add one step of the right length, a
#   `dt.timedelta`, to the date.
# - `return event + dt.timedelta(days=...)`

# %% [markdown] id="ex04-task-5"
# ## Task 5 · A bill, or the law in force
#
# The next cell has three dates. One is from the week of the article (C01, C42, C43).
#
# Write a function `ban_starts(date)`: if the notice for `a24` is issued on that date, on which day, counted from issue, does the
# exit ban start under the law *in force* on that date? Take service as day 7 wherever a law leaves it open (X09, X87).
#
# `system_on(date, service="day-7")` gives the law in force on a date, in that reading if the law has it. `explain(law, a24).days`
# is a dictionary of the days of A-24 under a law, as in task 2. `"ban_from"` is the day that is asked for.

# %% id="ex04-given-5" tags=["given"]
luck = np.random.default_rng([seed, 5])
dates = [
    dt.date(2023, 4, 11) + dt.timedelta(days=int(luck.integers(0, 3))),
    dt.date(2023, 4, 14) + dt.timedelta(days=int(luck.integers(0, 112))),
    dt.date(2023, 8, 4) + dt.timedelta(days=int(luck.integers(0, 880))),
]
luck.shuffle(dates)
a24 = {"opens_after": 9, "queue": 0.3}
for date in dates:
    print(f"A notice for A-24 is issued on {in_words(date)}.")

def as_day(answer):
    """A day as "day 7", or as "never"; a remark if the answer is neither."""
    if isinstance(answer, str):
        return f"{answer} (a text, not a number of days)"
    text = shown(answer)
    if text.isdigit():
        return f"day {text}"
    return text if text in ("never", shown(...)) else f"{text} (not a number of days)"

# %% id="ex04-answer-5" tags=["start"]
# Exercise 4, task 5: your answer
def ban_starts(date):
    return ...

# %% id="ex04-answer-5" tags=["solution"]
# Exercise 4, task 5: your answer
def ban_starts(date):
    law = system_on(date, service="day-7")
    return explain(law, a24).days["ban_from"]

# %% id="ex04-answer-5" tags=["wrong"] name="bill-as-law"
# says: You used the article's account for every date. It is a bill as reported, and in this course it is in force on no day.
# Which law does system_on find for the date?
def ban_starts(date):
    law = load_system("article")
    return explain(law, a24).days["ban_from"]

# %% id="ex04-answer-5" tags=["wrong"] name="default-as-finding"
# says: You read service as day 0. The law is loaded in this way if nothing is said, which is a default, not a finding: how does
# the task ask you to read service?
def ban_starts(date):
    law = system_on(date)
    return explain(law, a24).days["ban_from"]

# %% id="ex04-answer-5" tags=["wrong"] name="one-law-for-all"
# says: You used one law for every date. The starting event of the ban was changed later, and before that there was no ban at
# all. Let the function ask for the law of its date.
def ban_starts(date):
    law = load_system("law-2023-04", service="day-7")
    return explain(law, a24).days["ban_from"]

# %% id="ex04-answer-5" tags=["wrong"] name="served-not-ban"
# says: Your function gives the day of service. The exit ban has a starting event of its own: under which name is its first day?
def ban_starts(date):
    law = system_on(date, service="day-7")
    return explain(law, a24).days["served"]

# %% id="ex04-answer-5" tags=["wrong"] name="the-whole-explanation"
# says: Your function gives all that `explain` holds. Where does it keep the days, and under which name is the one that is asked for?
def ban_starts(date):
    return explain(system_on(date, service="day-7"), a24)

# %% id="ex04-answer-5" tags=["wrong"] name="every-day"
# says: Your function gives a whole dictionary of days. Which one of them is asked for, and how is one taken out by its name?
def ban_starts(date):
    return explain(system_on(date, service="day-7"), a24).days

# %% id="ex04-check-5" tags=["check"]
for date in dates:
    print(f"issued on {in_words(date)}: first day of the exit ban: {as_day(ban_starts(date))}")

# %% [markdown] id="ex04-hints-5" tags=["hints"]
# - The function has two lines: find the law of the date, then ask for the day.
# - `law = system_on(date, ...)` with the reading of service in it: a default is somebody's choice.
# - Then `return explain(law, a24).days["..."]`, with the name of the day on which the ban starts.

# %% [markdown] id="ex04-task-6"
# ## Task 6 · The reading that fits
#
# To settle which reading is applied, one would need cases in which every step has its day. One is reported so far, at second
# hand (X47). The next cell makes up five. Each is a dictionary of days counted from posting: `"served"`, `"opened"`, `"named"`
# (the day that the notice names) and `"measures_from"`.
#
# Write a function `fits(case)` that gives a list of the readings, in the order A, B, C, under which the measures would start on
# that very day. The readings are those of task 3: 20 days from the named day, 20 days from service, 27 days from posting. Ask
# all three questions of each case: a list can hold one letter, several, or none.
#
# When it works: which two readings can one of these cases not tell apart, and why?

# %% id="ex04-given-6" tags=["given"]
luck = np.random.default_rng([seed, 6])
first, second, third, fourth = luck.integers(1, 7, 4).tolist()
n_1, n_2, n_3, n_4, n_5 = luck.integers(12, 30, 5).tolist()
cases = [
    {"served": first, "opened": first + 3, "named": n_1, "measures_from": n_1 + 21},
    {"served": second, "opened": second + 3, "named": n_2, "measures_from": second + 21},
    {"served": 7, "opened": 10, "named": n_3, "measures_from": 28},
    {"served": third, "opened": third + 3, "named": n_4, "measures_from": third + 20},
    {"served": fourth, "opened": fourth + 3, "named": n_5, "measures_from": 28},
]
luck.shuffle(cases)
for each in cases:
    print(shown(each))

# %% id="ex04-answer-6" tags=["start"]
# Exercise 4, task 6: your answer
def fits(case):
    return ...

# %% id="ex04-answer-6" tags=["solution"]
# Exercise 4, task 6: your answer
def fits(case):
    first_days = {"A": case["named"] + 20 + 1, "B": case["served"] + 20 + 1, "C": 27 + 1}
    found = []
    for reading in ["A", "B", "C"]:
        if first_days[reading] == case["measures_from"]:
            found.append(reading)
    return found

# %% id="ex04-answer-6" tags=["wrong"] name="trigger-day"
# says: You counted the day of the starting event, or took the last day in time for late. In this course the measures start on the
# day after the last day in time: by how much are your first days early?
def fits(case):
    first_days = {"A": case["named"] + 20, "B": case["served"] + 20, "C": 27}
    return [reading for reading in first_days if first_days[reading] == case["measures_from"]]

# %% id="ex04-answer-6" tags=["wrong"] name="first-that-fits"
# says: Your list holds one letter at most, the first that fits. One case can fit more than one. Does your function return before it
# has asked all three questions? Or is there an `elif`, which is skipped once an earlier `if` has fitted?
def fits(case):
    first_days = {"A": case["named"] + 21, "B": case["served"] + 21, "C": 28}
    return [reading for reading in first_days if first_days[reading] == case["measures_from"]][:1]

# %% id="ex04-answer-6" tags=["wrong"] name="never-c"
# says: C is missing from your lists. It counts 27 days from posting, which is day 0: on which day do the measures start then?
def fits(case):
    first_days = {"A": case["named"] + 21, "B": case["served"] + 21, "C": 27}
    return [reading for reading in first_days if first_days[reading] == case["measures_from"]]

# %% id="ex04-answer-6" tags=["wrong"] name="reading-not-posting"
# says: Under B you counted from opening the message. This course takes “receipt or service” (X17) as service, read or not: which
# day of the case is that?
def fits(case):
    first_days = {"A": case["named"] + 21, "B": case["opened"] + 21, "C": 28}
    return [reading for reading in first_days if first_days[reading] == case["measures_from"]]

# %% id="ex04-answer-6" tags=["wrong"] name="last-that-fits"
# says: Your list holds one letter at most, the last that fits. Does a second `found = [...]` add to the first, or does it stand in
# its place?
def fits(case):
    first_days = {"A": case["named"] + 21, "B": case["served"] + 21, "C": 28}
    return [reading for reading in first_days if first_days[reading] == case["measures_from"]][-1:]

# %% id="ex04-answer-6" tags=["wrong"] name="begun-with-a"
# says: A stands in your list for every case, whether it fits or not. With what does the list have to begin?
def fits(case):
    first_days = {"B": case["served"] + 21, "C": 28}
    return ["A"] + [reading for reading in first_days if first_days[reading] == case["measures_from"]]

# %% id="ex04-answer-6" tags=["wrong"] name="begun-with-a-and-added"
# says: A stands in your list for every case, whether it fits or not. With what does the list have to begin?
def fits(case):
    first_days = {"A": case["named"] + 21, "B": case["served"] + 21, "C": 28}
    return ["A"] + [reading for reading in first_days if first_days[reading] == case["measures_from"]]

# %% id="ex04-answer-6" tags=["wrong"] name="return-in-the-loop"
# says: Your list holds A or nothing. Does the function look at B and C before it returns?
def fits(case):
    return ["A"] if case["named"] + 21 == case["measures_from"] else []

# %% id="ex04-answer-6" tags=["wrong"] name="begun-in-the-loop"
# says: Your list holds C or nothing, as if the function had forgotten A and B. What has to be begun before the loop, and not inside it?
def fits(case):
    return ["C"] if 28 == case["measures_from"] else []

# %% id="ex04-answer-6" tags=["wrong"] name="one-text"
# says: Your function gives one text, such as BC. A list is asked for, with each letter by itself: with what does it begin, and how
# does a letter come into it?
def fits(case):
    first_days = {"A": case["named"] + 21, "B": case["served"] + 21, "C": 28}
    return "".join(reading for reading in first_days if first_days[reading] == case["measures_from"])

# %% id="ex04-check-6" tags=["check"]
for each in cases:
    print(f"served {each['served']}, named {each['named']}, measures from {each['measures_from']}:",
          f"fits {shown(fits(each)) or 'none'}")

# %% [markdown] id="ex04-hints-6" tags=["hints"]
# - Inside the function, work out the first day under each reading, as in task 3. Then compare each with `case["measures_from"]`.
# - Begin with an empty list, `found = []`. Where a day agrees, `found.append("A")`; do not return before all three are looked at.
# - `if case["named"] + 20 + 1 == case["measures_from"]:` and below it, moved to the right, `found.append("A")`

# %% [markdown] id="ex04-end"
# ## Check your work
#
# Run the next cell and press the button. It looks at the answers as you last ran them, in a copy of this exercise with other
# numbers too.

# %% id="ex04-button" tags=["button"]
work

# %% [markdown] id="ex04-next"
# Next: [lesson 5](../lessons/05-one-record-many-desks.ipynb).
