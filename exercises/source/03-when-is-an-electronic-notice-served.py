# %% [markdown] id="ex03-title"
# # Exercise 3 · When is an electronic notice served?
#
# Goes with [lesson 3](../lessons/03-when-is-an-electronic-notice-served.ipynb).
# You practise to keep two clocks apart, the law's and the person's, for one person and for many.
# **Minutes:** 30 (an estimate). Uses: a dictionary, a subtraction, arrays, a function, a loop.
#
# Write your answers into the cells that begin with *your answer*, run them, then run the check cell below each: it prints what
# your answer gives. *Check my work* at the end says whether that is right, and offers hints.

# %% id="ex03-setup" tags=["no-output"]
from types import SimpleNamespace
import numpy as np
from notices import NEVER, explain, load_system, run
from notices.course.exercises import begin, shown
from notices.drawing import draw
article = load_system("article")
work = begin("03")

# %% id="ex03-numbers" tags=["seed"]
seed = 3

# %% [markdown] id="ex03-task-1"
# ## Task 1 · Two clocks, one May
#
# The next cell tells of one May, with a notice for A-21 in it. Under the rule that the article reports (C19), on which day is the
# notice *served*? On which day is A-21 *aware* of it? How many days is it from the one to the other?
#
# Take the first two out of the dictionary `log`; its names are `"posted"`, `"logged in"`, `"opened"` and `"came"`. Call the
# three answers `served`, `aware` and `gap`.

# %% id="ex03-given-1" tags=["given"]
luck = np.random.default_rng([seed, 1])  # each task has its own chance numbers
posted, logged_in, opened, came = np.cumsum(luck.integers(2, 8, 4)).tolist()
log = {"posted": posted, "logged in": logged_in, "opened": opened, "came": came}
print(f'{log["posted"]} May: the notice for A-21 is issued and posted in the account')
print(f'{log["logged in"]} May: A-21 logs in to pay a fine and does not look at the messages')
print(f'{log["opened"]} May: A-21 logs in again, opens the message and reads it')
print(f'{log["came"]} May: A-21 comes to the office')

# %% id="ex03-answer-1" tags=["start"]
# Exercise 3, task 1: your answer
served = ...  # log["..."], with the name of an event
aware = ...   # log["..."]
gap = ...

# %% id="ex03-answer-1" tags=["solution"]
# Exercise 3, task 1: your answer
served = log["posted"]
aware = log["opened"]
gap = aware - served

# %% id="ex03-answer-1" tags=["wrong"] name="reading-not-posting"
# says: You let service wait until the message is opened. What does C19 name as the event: opening, or showing up in the account?
served = log["opened"]
aware = log["opened"]
gap = aware - served

# %% id="ex03-answer-1" tags=["wrong"] name="served-is-aware"
# says: You took “served” for “aware”. The law's clock strikes on posting. What did A-21 know on that day?
served = log["posted"]
aware = log["posted"]
gap = aware - served

# %% id="ex03-answer-1" tags=["wrong"] name="portal-is-message"
# says: You took a visit to the portal for knowing. A-21 paid a fine there. On which day did A-21 see the message?
served = log["posted"]
aware = log["logged in"]
gap = aware - served

# %% id="ex03-answer-1" tags=["wrong"] name="trigger-day"
# says: Both days are right. In the gap you counted the day of service as well; from a day to the day after it is one day.
served = log["posted"]
aware = log["opened"]
gap = aware - served + 1

# %% id="ex03-answer-1" tags=["wrong"] name="sign-turned"
# says: Both days are right, and the gap is below 0. A number of days is not. Which of the two days is the later one?
served = log["posted"]
aware = log["opened"]
gap = served - aware

# %% id="ex03-check-1" tags=["check"]
print(f"Served on {shown(served)} May, aware on {shown(aware)} May: {shown(gap)} days.")

# %% [markdown] id="ex03-hints-1" tags=["hints"]
# - “Served” is the law's clock, “aware” the person's. Look for the event of each among the four lines.
# - In C19 the notice counts at the moment when it shows up in the account. A-21 knows of it when the message is read.
# - `gap` is the later day minus the earlier one.

# %% [markdown] id="ex03-task-2"
# ## Task 2 · Measures that nobody knows of
#
# A-22 opens the account late, when measures already hold. On how many days have they held by then? Count their first day, and not
# the day on which A-22 becomes aware. Call the number `unknowing`.
#
# `explain(article, a22).days` is a dictionary of A-22's days, among them `"served"`, `"aware"`, `"ban_from"` and
# `"measures_from"`.

# %% id="ex03-given-2" tags=["given"]
luck = np.random.default_rng([seed, 2])
opens_on = int(luck.integers(24, 150))
a22 = {"opens_after": opens_on}
print(f"A-22 opens the account on day {opens_on}",
      "and does nothing else that could bring the news.")
print("Measures under the article's account:",
      f"{', '.join(article.measures).replace('_', ' ')}.")

# %% id="ex03-answer-2" tags=["start"]
# Exercise 3, task 2: your answer
days = explain(article, a22).days
unknowing = ...

# %% id="ex03-answer-2" tags=["solution"]
# Exercise 3, task 2: your answer
days = explain(article, a22).days
unknowing = days["aware"] - days["measures_from"]

# %% id="ex03-answer-2" tags=["wrong"] name="ban-not-measures"
# says: You counted from the day of service, on which the exit ban starts. The measures come later, and have an
# entry of their own in days.
days = explain(article, a22).days
unknowing = days["aware"] - days["ban_from"]

# %% id="ex03-answer-2" tags=["wrong"] name="trigger-day"
# says: Your number is one day too high. On the last day of grace a person is still in time, so the measures start on the day after
# it; and the day on which A-22 becomes aware is not counted. Which of the two days is in your number?
days = explain(article, a22).days
unknowing = days["aware"] - days["served"] - article.grace_days

# %% id="ex03-answer-2" tags=["wrong"] name="reading-not-posting"
# says: You let the days of grace run from the day A-22 reads the message. Then no measure could hold before A-22 knows.
# From which event do they count under the article's account, read as in lesson 3?
days = explain(article, a22).days
measures_from = days["aware"] + article.grace_days + 1
unknowing = max(0, days["aware"] - measures_from)

# %% id="ex03-answer-2" tags=["wrong"] name="sign-turned"
# says: Both days are the right ones, and the number is below 0. Nothing holds for fewer than no days. Which of the two is
# the later one?
days = explain(article, a22).days
unknowing = days["measures_from"] - days["aware"]

# %% id="ex03-check-2" tags=["check"]
print(f"When A-22 becomes aware, the measures have held for {shown(unknowing)} days.")

# %% [markdown] id="ex03-hints-2" tags=["hints"]
# - Print `explain(article, a22)` in a cell of your own and read the story from top to bottom.
# - Two days matter: the one on which the measures start, and the one on which A-22 knows.
# - `unknowing = days["..."] - days["..."]`

# %% [markdown] id="ex03-task-3"
# ## Task 3 · Day 0 or day 7
#
# The law of April 2023 can be read in two ways: a notice counts as served at once (X08), or after seven days (X09, X87). Under
# the second a person can know *before* the notice is served.
#
# Write a function `days_unaware(served, aware)`: on how many days is the person served and does not know? Count the day of
# service, and not the day of becoming aware. For whoever knows first there is no such day: 0. The check asks for two people
# under both readings.

# %% id="ex03-given-3" tags=["given"]
luck = np.random.default_rng([seed, 3])
early, late = int(luck.integers(1, 7)), int(luck.integers(9, 60))
print(f"A-23 opens the account on day {early}, A-24 on day {late}.")

# %% id="ex03-answer-3" tags=["start"]
# Exercise 3, task 3: your answer
def days_unaware(served, aware):
    return ...

# %% id="ex03-answer-3" tags=["solution"]
# Exercise 3, task 3: your answer
def days_unaware(served, aware):
    if aware < served:
        return 0
    return aware - served

# %% id="ex03-answer-3" tags=["wrong"] name="less-than-no-day"
# says: For somebody who knows before service your function counts fewer than no days. On how many days is that person served
# and unaware?
def days_unaware(served, aware):
    return aware - served

# %% id="ex03-answer-3" tags=["wrong"] name="either-way"
# says: Your function counts the days between the two, whichever comes first. Somebody who knows before service is not unaware in
# between.
def days_unaware(served, aware):
    return abs(aware - served)

# %% id="ex03-answer-3" tags=["wrong"] name="from-posting"
# says: Your function counts from posting, under both readings. As long as the notice is not served, nobody is served and
# unaware. Where does the day of service come in?
def days_unaware(served, aware):
    return aware

# %% id="ex03-answer-3" tags=["wrong"] name="same-for-all"
# says: Your function gives the same number for both people, under both readings. Does it work with `served` and `aware`, the two days
# that it is given?
def days_unaware(served, aware):
    return max(0, days["aware"] - days["served"])

# %% id="ex03-answer-3" tags=["wrong"] name="both-days-counted"
# says: Whoever knows first is right. For the others you counted the day of service and the day of becoming aware. Which of the two
# does the task leave out?
def days_unaware(served, aware):
    if aware < served:
        return 0
    return aware - served + 1

# %% id="ex03-check-3" tags=["check"]
for asked_reading in ["day-0", "day-7"]:
    asked_law = load_system("law-2023-04", service=asked_reading)
    for asked_day in [early, late]:
        asked = explain(asked_law, {"opens_after": asked_day}).days
        print(f"{asked_reading}, opens on day {asked_day}, days served and unaware:",
              shown(days_unaware(asked["served"], asked["aware"])))

# %% [markdown] id="ex03-hints-3" tags=["hints"]
# - Begin with somebody who knows after service: which subtraction counts the days between?
# - Then somebody who knows before service. An `if` can catch that case, and so can `max`.
# - `if aware < served:` and in the next line `return 0`

# %% [markdown] id="ex03-task-4"
# ## Task 4 · Served, and does not know
#
# The next cell sends 500 synthetic people through the article's system; those without an account get a paper notice.
# `days_served` and `days_aware` hold one day per person, in the same order, and `NEVER` for what does not happen.
#
# Of *all* people, what share is served and not yet aware when day `day` ends? Give it as a number between 0 and 1 and call it
# `share`. Do not round it.

# %% id="ex03-given-4" tags=["given"]
luck = np.random.default_rng([seed, 4])
habits = {"with_account": luck.integers(60, 85) / 100,
          "never_opens": luck.integers(10, 30) / 100}
timelines = run(article, draw(500, habits, seed=seed))
days_served, days_aware = timelines.served, timelines.aware
some_day = (days_aware > 7) & (days_aware < 40)
day = int(luck.choice(days_aware[some_day]))  # somebody becomes aware on this day
print(f"{len(days_served)} synthetic people. We look at day {day}.")
print("Served on days", shown(days_served[:8]), "...")
print("Aware on days", shown(days_aware[:8]), "...")

# %% id="ex03-answer-4" tags=["start"]
# Exercise 3, task 4: your answer
share = ...

# %% id="ex03-answer-4" tags=["solution"]
# Exercise 3, task 4: your answer
served_by_then = days_served <= day
unaware = days_aware > day
share = np.mean(served_by_then & unaware)

# %% id="ex03-answer-4" tags=["wrong"] name="unserved-counted"
# says: You counted everyone who does not know. Some of them are not served either: no courier has found them yet.
share = np.mean(days_aware > day)

# %% id="ex03-answer-4" tags=["wrong"] name="served-is-aware"
# says: You counted everyone who is served. Some of them know of it by that day; take them out.
share = np.mean(days_served <= day)

# %% id="ex03-answer-4" tags=["wrong"] name="averaging-never"
# says: You left out the people who never know. They are the ones who do not know on any day, and they belong to the whole.
knows = days_aware < NEVER
share = np.mean((days_served[knows] <= day) & (days_aware[knows] > day))

# %% id="ex03-answer-4" tags=["wrong"] name="other-denominator"
# says: You divided by the people who are served. The question is about a share of all 500.
share = np.sum((days_served <= day) & (days_aware > day)) / np.sum(days_served <= day)

# %% id="ex03-answer-4" tags=["wrong"] name="day-itself"
# says: You also counted people who become aware on the day itself. When that day ends, they know. Which comparison leaves them out?
share = np.mean((days_served <= day) & (days_aware >= day))

# %% id="ex03-answer-4" tags=["wrong"] name="percent"
# says: That is the share in percent. The task asks for it as a number between 0 and 1. Which of your steps is not needed?
share = 100 * np.mean((days_served <= day) & (days_aware > day))

# %% id="ex03-answer-4" tags=["wrong"] name="count-not-share"
# says: That is a number of people, and these are the right ones. The task asks for their share. What is it a share of?
share = np.sum((days_served <= day) & (days_aware > day))

# %% id="ex03-answer-4" tags=["wrong"] name="brackets-lost"
# says: `&` comes before `<=` and `>`. If one of your two comparisons has no brackets, something else is compared than you mean. Does
# each stand in brackets of its own?
share = np.mean(days_served <= day & (days_aware > day))

# %% id="ex03-check-4" tags=["check"]
print(f"When day {day} ends, the share served and not aware is {shown(share)} of all (illustrative).")

# %% [markdown] id="ex03-hints-4" tags=["hints"]
# - Ask two questions of each person. Served when that day ends: `days_served <= day`. Not aware by then: the other array, with `>`.
# - `(...) & (...)` is yes where both are yes; each comparison stands in brackets of its own. Never is later than any day, so
#   nothing special has to be done about it.
# - `np.mean` of an array of yes and no is the share of yes.

# %% [markdown] id="ex03-task-5"
# ## Task 5 · Your own model of knowing
#
# Lesson 3 has three ways of finding out. Write a function `day_of_knowing(person)` that works out the day by itself, without
# `explain`: the check takes that away. Everyone in the next cell is served on day 0 and does not come to the office. For them:
#
# - the message tells on day `person["opens_after"]`;
# - the exit ban holds from day 0 on, so a border post tells on day `person["border_day"]`;
# - a counter tells on the first need *on which the measures hold*. Needs come on day `person["needs_day"]` and every
#   `person["needs_every"]` days after it. There are `grace` days of grace, counted from service; the last of them is still in
#   time.
#
# Whichever comes first tells the person. The check puts your model beside the course's.

# %% id="ex03-given-5" tags=["given"]
luck = np.random.default_rng([seed, 5])
every = luck.integers(4, 10, 4).tolist()
opens = [int(luck.integers(8, 16)), *luck.integers(40, 70, 2).tolist()]
border = int(luck.integers(6, 20))
grace = article.grace_days
five_people = {
    "A-25": {"opens_after": opens[0], "border_day": NEVER,
             "needs_day": 2, "needs_every": every[0]},
    "A-26": {"opens_after": opens[1], "border_day": border,
             "needs_day": 3, "needs_every": every[1]},
    "A-27": {"opens_after": opens[2], "border_day": 90,
             "needs_day": grace - every[2], "needs_every": every[2]},
    "A-28": {"opens_after": NEVER, "border_day": NEVER,
             "needs_day": grace + 1 - every[3], "needs_every": every[3]},
    "A-29": {"opens_after": NEVER, "border_day": NEVER,
             "needs_day": NEVER, "needs_every": NEVER},
}
for label, person in five_people.items():
    print(f"{label}: {shown(person)}")

# %% id="ex03-answer-5" tags=["start"]
# Exercise 3, task 5: your answer
def day_of_knowing(person):
    return ...

# %% id="ex03-answer-5" tags=["solution"]
# Exercise 3, task 5: your answer
def day_of_knowing(person):
    need = person["needs_day"]
    while need < grace + 1:
        need = need + person["needs_every"]
    return min(person["opens_after"], person["border_day"], need)

# %% id="ex03-answer-5" tags=["wrong"] name="trigger-day"
# says: In your model the measures hold on the last day of grace. That day is still in time: the day of service is not counted.
def day_of_knowing(person):
    need = person["needs_day"]
    while need < grace:
        need = need + person["needs_every"]
    return min(person["opens_after"], person["border_day"], need)

# %% id="ex03-answer-5" tags=["wrong"] name="first-day-free"
# says: In your model nobody is refused on the first day of the measures. They hold on their first day too.
def day_of_knowing(person):
    need = person["needs_day"]
    while need <= grace + 1:
        need = need + person["needs_every"]
    return min(person["opens_after"], person["border_day"], need)

# %% id="ex03-answer-5" tags=["wrong"] name="refused-too-early"
# says: In your model the first need brings the news, whenever it comes. A counter refuses, and so tells, only while the
# measures hold.
def day_of_knowing(person):
    return min(person["opens_after"], person["border_day"], person["needs_day"])

# %% id="ex03-answer-5" tags=["wrong"] name="if-for-while"
# says: Your model never goes beyond the second need, and for A-27 the measures do not hold on that one either. An `if` asks once.
# Which word asks again and again, as long as something is so?
def day_of_knowing(person):
    need = person["needs_day"]
    if need < grace + 1:
        need = need + person["needs_every"]
    return min(person["opens_after"], person["border_day"], need)

# %% id="ex03-answer-5" tags=["wrong"] name="message-only"
# says: Your model knows one way of finding out. A border post and a counter can tell, too.
def day_of_knowing(person):
    return person["opens_after"]

# %% id="ex03-answer-5" tags=["wrong"] name="course-asked"
# says: Your function asks `explain`, which is the course's model, and the check has taken it away. Build your own from `person` and
# `grace`. On which day does the message tell?
def day_of_knowing(person):
    return explain(article, person).days["aware"]

# %% id="ex03-check-5" tags=["check"]
in_course = {}
for label, person in five_people.items():
    in_course[label] = explain(article, person).days["aware"]

def taken_away(*asked):
    return SimpleNamespace(days={"aware": "(explain is not for this task)"})

kept, explain = explain, taken_away  # your model is to work without it
try:
    print("The day of knowing:")
    for label, person in five_people.items():
        print(f"{label}: {shown(day_of_knowing(person))} in your model,",
              f"{shown(in_course[label])} in the course's")
finally:
    explain = kept

# %% [markdown] id="ex03-hints-5" tags=["hints"]
# - Begin with two ways, the message and the border: `min(...)` of both days. The last person knows never, and `min` can handle
#   `NEVER`.
# - For the counter, start with `need = person["needs_day"]` and go on by `person["needs_every"]` as long as the measures do not
#   hold yet. With service on day 0 their first day is the day after the last day of grace. (`range` cannot go on to `NEVER`: it
#   counts in whole numbers, and `NEVER` is none.)
# - `while need < ...:` and below it, moved to the right, `need = need + person["needs_every"]`; then `return min(...)` of three
#   days

# %% [markdown] id="ex03-end"
# ## Check your work
#
# Run the next cell and press the button. It looks at the answers as you last ran them, in a copy of this exercise with other
# numbers too.

# %% id="ex03-button" tags=["button"]
work

# %% [markdown] id="ex03-next"
# Next: [lesson 4](../lessons/04-what-starts-the-clock.ipynb).
