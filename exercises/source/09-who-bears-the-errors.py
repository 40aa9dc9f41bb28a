# %% [markdown] id="ex09-title"
# # Exercise 9 · Who bears the errors?
#
# Goes with [lesson 9](../lessons/09-who-bears-the-errors.ipynb).
# You practise to count what a rule leaves to whom, and to say when one design beats another and when it only
# trades. **Minutes:** 45 (an estimate). Uses: a dictionary, arrays, loops, functions.
#
# Write your answers into the cells that begin with *your answer*, run them, then run the check cell below each: it prints what
# your answer gives. *Check my work* at the end says whether that is right, and offers hints.
#
# Everybody here is synthetic. Whatever is printed is illustrative, not a forecast.

# %% id="ex09-setup" tags=["no-output"]
import numpy as np
from notices import NEVER, System, explain, load_system, run
from notices.course.exercises import as_count, begin, shown
from notices.dominance import COUNTS, counted
from notices.drawing import draw
work = begin("09")

def as_asked(answer, answers):
    """The answer as text, with a remark if it is none of those that the task asks for."""
    text = shown(answer)
    return text if text in [shown(...), *answers] else f"{text} (not one of the four)"

# %% id="ex09-numbers" tags=["seed"]
seed = 9

# %% [markdown] id="ex09-task-1"
# ## Task 1 · One false burden
#
# Under the law of April 2023, read with service on day 7, the exit ban starts with service (X13). In the next cell `days` is a
# dictionary of D-21's days, among them `"ban_from"`, `"aware"` and `"ban_until"`. The ban holds from its first day up to the day of
# correction, which is not counted.
#
# On how many days does D-21 bear the ban? On how many of these does D-21 know of it? The day of becoming aware counts as
# known. Call the two `burden` and `known`.

# %% id="ex09-given-1" tags=["given"]
luck = np.random.default_rng([seed, 1])  # each task has its own chance numbers
opens, corrects = int(luck.integers(8, 18)), int(luck.integers(20, 40))
d21 = {"wrong_record": True, "opens_after": opens, "corrected_after": corrects}
days = explain(load_system("law-2023-04", service="day-7"), d21).days
print("D-21 should not have got a notice.",
      f"Opened on day {opens}, corrected {corrects} days after that.")

# %% id="ex09-answer-1" tags=["start"]
# Exercise 9, task 1: your answer
burden = ...
known = ...

# %% id="ex09-answer-1" tags=["solution"]
# Exercise 9, task 1: your answer
burden = days["ban_until"] - days["ban_from"]
known = days["ban_until"] - days["aware"]

# %% id="ex09-answer-1" tags=["wrong"] name="reading-not-posting"
# says: You let the burden begin when D-21 reads the notice. Since when does the border refuse D-21?
burden = days["ban_until"] - days["aware"]
known = days["ban_until"] - days["aware"]

# %% id="ex09-answer-1" tags=["wrong"] name="knowing-ends-it"
# says: You let the ban end on the day D-21 reads of it. To know of an error is not to have it corrected: on which day does
# the ban end?
burden = days["aware"] - days["ban_from"]
known = 0

# %% id="ex09-answer-1" tags=["wrong"] name="unaware-days"
# says: The burden is right. Your second number counts the days on which D-21 does *not* know: from which day on does D-21 know?
burden = days["ban_until"] - days["ban_from"]
known = days["aware"] - days["ban_from"]

# %% id="ex09-answer-1" tags=["wrong"] name="last-day-counted"
# says: You counted the day of correction as well. Does the ban still hold on that day?
burden = days["ban_until"] - days["ban_from"] + 1
known = days["ban_until"] - days["aware"] + 1

# %% id="ex09-answer-1" tags=["wrong"] name="the-other-way-round"
# says: Your counts are below zero. Which of the two days is the later one, and which one is to be subtracted?
burden = days["ban_from"] - days["ban_until"]
known = days["aware"] - days["ban_until"]

# %% id="ex09-answer-1" tags=["wrong"] name="from-posting"
# says: Your second number is right. The burden you counted from posting, day 0. On which day does the ban begin here?
burden = days["ban_until"]
known = days["ban_until"] - days["aware"]

# %% id="ex09-check-1" tags=["check"]
print(f"D-21 bears the ban on {shown(burden)} days, and knows of it on {shown(known)} of them.")

# %% [markdown] id="ex09-hints-1" tags=["hints"]
# - Print `days` in a cell of your own. Which three days matter?
# - From day 3 up to day 7, day 7 left out, are four days: 7 - 3.
# - `burden = days["ban_until"] - days["..."]`, and `known` with another day in the second place.

# %% [markdown] id="ex09-task-2"
# ## Task 2 · Two errors, two counts
#
# In the next cell the arrays `t.served` and `t.ban_from` hold one day per person, and `NEVER` where it does not happen.
# `people.wrong_record` says who should not have got a notice.
#
# A **missed service**: the record is right, and the person is never served. A **false burden**: the record is wrong, and a ban
# begins. How many people are there of each? Call the two counts `missed` and `burdened`.

# %% id="ex09-given-2" tags=["given"]
luck = np.random.default_rng([seed, 2])
habits = {"wrong": luck.integers(8, 16) / 100, "never_opens": luck.integers(10, 25) / 100}
people = draw(600, habits, seed=seed)
t = run(load_system("estonia"), people)
print("600 synthetic people. Estonia's service rule (G09), transposed:",
      "a notice counts once it is opened.")
print("Served on days", shown(t.served[:10]), "...")
print("Ban from days", shown(t.ban_from[:10]), "...")
print("Wrong record:", shown(people.wrong_record[:10]), "...")

# %% id="ex09-answer-2" tags=["start"]
# Exercise 9, task 2: your answer
missed = ...
burdened = ...

# %% id="ex09-answer-2" tags=["solution"]
# Exercise 9, task 2: your answer
wrong = people.wrong_record
missed = np.sum((t.served == NEVER) & ~wrong)
burdened = np.sum((t.ban_from < NEVER) & wrong)

# %% id="ex09-answer-2" tags=["wrong"] name="nothing-missed"
# says: You counted everybody who is never served. Some of them should not have got a notice: who is left if they are taken out?
missed = np.sum(t.served == NEVER)
burdened = np.sum((t.ban_from < NEVER) & people.wrong_record)

# %% id="ex09-answer-2" tags=["wrong"] name="wrong-is-burdened"
# says: You took every wrong record for a false burden. Some of these notices were never served: did a ban begin there?
missed = np.sum((t.served == NEVER) & ~people.wrong_record)
burdened = np.sum(people.wrong_record)

# %% id="ex09-answer-2" tags=["wrong"] name="any-ban"
# says: You counted everybody with a ban. For whom of them is it a *false* burden?
missed = np.sum((t.served == NEVER) & ~people.wrong_record)
burdened = np.sum(t.ban_from < NEVER)

# %% id="ex09-answer-2" tags=["wrong"] name="share-for-count"
# says: You give shares, as parts of all 600 people. The task asks how many people there are: what counts the yes?
missed = np.mean((t.served == NEVER) & ~people.wrong_record)
burdened = np.mean((t.ban_from < NEVER) & people.wrong_record)

# %% id="ex09-answer-2" tags=["wrong"] name="percent-for-count"
# says: You give percent of all 600 people. The task asks how many people there are: what counts the yes?
missed = 100 * np.mean((t.served == NEVER) & ~people.wrong_record)
burdened = 100 * np.mean((t.ban_from < NEVER) & people.wrong_record)

# %% id="ex09-answer-2" tags=["wrong"] name="wrong-for-right"
# says: Your second count is right. The first one holds people whose record is *wrong*. Which sign turns yes into no?
missed = np.sum((t.served == NEVER) & people.wrong_record)
burdened = np.sum((t.ban_from < NEVER) & people.wrong_record)

# %% id="ex09-answer-2" tags=["wrong"] name="no-sum"
# says: You give a yes or no for each of the 600 people. `np.sum` counts the yes: where does it belong?
missed = (t.served == NEVER) & ~people.wrong_record
burdened = (t.ban_from < NEVER) & people.wrong_record

# %% id="ex09-check-2" tags=["check"]
print(f"Of 600 people, {as_count(missed)} have a right record and are never served;",
      f"{as_count(burdened)} bear a ban on a wrong one.")

# %% [markdown] id="ex09-hints-2" tags=["hints"]
# - Each count asks two questions of each person. `a & b` is yes where both are yes, and `~` turns yes into no.
# - Never served: `t.served == NEVER`. A ban begins: `t.ban_from < NEVER`. A right record: `~people.wrong_record`.
# - `missed = np.sum((...) & ~people.wrong_record)`. `np.sum` counts the yes. Each question that holds `==` or `<` needs its
#   brackets: without them Python takes `&` first, and ends with an error that speaks of `bitwise_and`.

# %% [markdown] id="ex09-task-3"
# ## Task 3 · A difference and its error
#
# The same 400 people meet today's rule and eight designs. Write a function `verdict(design, today)`. It works out the difference
# `design - today` for each person, the **mean** of these differences, and its **error**: their spread, `np.std`, divided by
# the square root (`np.sqrt`) of the number of people. Less is better. A function gives its answer with `return`; this one gives
# one of four, spelled as here:
#
# - `"the same"` if nobody's number differs (to compare two arrays in an `if`, use `np.all(...)`: is it so for everybody?),
# - `"better"` if the mean lies more than two errors below zero, `"worse"` if more than two errors above,
# - `"open"` otherwise.

# %% id="ex09-given-3" tags=["given"]
luck = np.random.default_rng([seed, 3])
by = int(luck.integers(3, 7))
today = by + luck.integers(0, 240, 400)

def moved(fewer, more):
    """The same 400 people under another design: so many have fewer days, so many have more."""
    change = np.zeros(400, dtype=int)
    change[:fewer], change[fewer:fewer + more] = -by, by
    return today + luck.permutation(change)

# how many people with fewer days, and how many with more
sizes = [(380, 0), (80, 15), (57, 42), (0, 0), (37, 63), (40, 40), (52, 46), (100, 99)]
pairs = [(f"E-{1 + at}", moved(*sizes[which])) for at, which in enumerate(luck.permutation(8))]
print(f"Days served and not aware, for 400 people. Today: {shown(today[:8])} ...")
for name, design in pairs:
    on_average = np.mean(design) - np.mean(today)
    print(f"{name}: {shown(design[:8])} ... on average {on_average:+.3f} days")

# %% id="ex09-answer-3" tags=["start"]
# Exercise 9, task 3: your answer
def verdict(design, today):
    return ...

# %% id="ex09-answer-3" tags=["solution"]
# Exercise 9, task 3: your answer
def verdict(design, today):
    difference = design - today
    mean = np.mean(difference)
    error = np.std(difference) / np.sqrt(len(difference))
    if np.all(difference == 0):
        return "the same"
    if mean < -2 * error:
        return "better"
    if mean > 2 * error:
        return "worse"
    return "open"

# %% id="ex09-answer-3" tags=["wrong"] name="no-error"
# says: Your function calls differences better or worse however small they are. What lies within two errors of zero may be luck:
# how large is one error?
def verdict(design, today):
    mean = np.mean(design - today)
    if mean == 0:
        return "the same"
    return "better" if mean < 0 else "worse"

# %% id="ex09-answer-3" tags=["wrong"] name="however-small"
# says: Your function calls differences better or worse however small they are. What lies within two errors of zero may be luck:
# how large is one error?
def verdict(design, today):
    mean = np.mean(design - today)
    if np.all(design == today):
        return "the same"
    if mean == 0:
        return "open"
    return "better" if mean < 0 else "worse"

# %% id="ex09-answer-3" tags=["wrong"] name="spread-of-people"
# says: `np.std` says how far the people differ. For the error of their mean, divide it by the square root of their number.
def verdict(design, today):
    mean, error = np.mean(design - today), np.std(design - today)
    if np.all(design == today):
        return "the same"
    if abs(mean) <= 2 * error:
        return "open"
    return "better" if mean < 0 else "worse"

# %% id="ex09-answer-3" tags=["wrong"] name="no-root"
# says: Your error is too small. The error of a mean gets smaller with the number of people, but not that fast: by what of their
# number is `np.std` to be divided?
def verdict(design, today):
    mean, error = np.mean(design - today), np.std(design - today) / len(today)
    if np.all(design == today):
        return "the same"
    if abs(mean) <= 2 * error:
        return "open"
    return "better" if mean < 0 else "worse"

# %% id="ex09-answer-3" tags=["wrong"] name="one-error"
# says: A difference between one error and two errors is not *open* in your function. How many errors does the task ask for?
def verdict(design, today):
    mean, error = np.mean(design - today), np.std(design - today) / np.sqrt(len(today))
    if np.all(design == today):
        return "the same"
    if abs(mean) <= error:
        return "open"
    return "better" if mean < 0 else "worse"

# %% id="ex09-answer-3" tags=["wrong"] name="mean-zero-is-same"
# says: Your function says *the same* where the mean is zero. Some people can have more days there and others fewer: what has to be
# so for each person?
def verdict(design, today):
    mean, error = np.mean(design - today), np.std(design - today) / np.sqrt(len(today))
    if mean == 0:
        return "the same"
    if abs(mean) <= 2 * error:
        return "open"
    return "better" if mean < 0 else "worse"

# %% id="ex09-answer-3" tags=["wrong"] name="different-people"
# says: Your error holds how far the people differ from each other, as for two different crowds. Here the same people meet both, and
# that falls away: what is to be subtracted first, person by person?
def verdict(design, today):
    mean = np.mean(design) - np.mean(today)
    error = np.sqrt((np.var(design) + np.var(today)) / len(today))
    if np.all(design == today):
        return "the same"
    if abs(mean) <= 2 * error:
        return "open"
    return "better" if mean < 0 else "worse"

# %% id="ex09-answer-3" tags=["wrong"] name="upside-down"
# says: Your function calls more days better. These are days on which somebody is served and does not know: on which side of zero
# is a design better?
def verdict(design, today):
    difference = design - today
    mean, error = np.mean(difference), np.std(difference) / np.sqrt(len(difference))
    if np.all(difference == 0):
        return "the same"
    if abs(mean) <= 2 * error:
        return "open"
    return "better" if mean > 0 else "worse"

# %% id="ex09-answer-3" tags=["wrong"] name="open-is-same"
# says: You called a difference within two errors *the same*. More people could show it, one way or the other: which of the four
# answers says so?
def verdict(design, today):
    difference = design - today
    mean, error = np.mean(difference), np.std(difference) / np.sqrt(len(difference))
    if abs(mean) <= 2 * error:
        return "the same"
    return "better" if mean < 0 else "worse"

# %% id="ex09-answer-3" tags=["wrong"] name="never-the-same"
# says: With one of the designs nobody's number differs, and your function does not say so. Which question has to be asked first?
def verdict(design, today):
    mean, error = np.mean(design - today), np.std(design - today) / np.sqrt(len(today))
    if abs(mean) <= 2 * error:
        return "open"
    return "better" if mean < 0 else "worse"

# %% id="ex09-check-3" tags=["check"]
for name, design in pairs:
    print(f"{name}: {as_asked(verdict(design, today), ['the same', 'better', 'worse', 'open'])}")

# %% [markdown] id="ex09-hints-3" tags=["hints"]
# - Three lines come first: the differences, their mean, and the error. Then four cases, each with a `return`.
# - `error = np.std(difference) / np.sqrt(len(difference))`
# - `np.all(difference == 0)` is yes if nobody's number differs. Then `if mean < -2 * error:` and its counterpart.

# %% [markdown] id="ex09-task-4"
# ## Task 4 · Beats, or trades?
#
# A design is a list of three counts here: days before service, days not aware, days on wrong records. Less is better on each, and
# the numbers are exact. Write a function `relation(one, other)` that gives one of four answers, spelled as here:
#
# - `"beats"` if `one` is better on at least one count and worse on none,
# - `"is beaten by"` if it is the other way round,
# - `"is the same as"` if all three counts are equal,
# - `"trades with"` if `one` is better on some count and worse on another.

# %% id="ex09-given-4" tags=["given"]
luck = np.random.default_rng([seed, 4])

def around(changes):
    """Two made-up designs: the first differs from the second by these changes."""
    second = luck.integers(20, 60, 3)
    return (second + changes).tolist(), second.tolist()

def mixed(*changes):
    """The same changes in another order."""
    return luck.permutation(changes).tolist()

small, large = int(luck.integers(1, 5)), int(luck.integers(9, 18))
kinds = [[*mixed(-small, -large), 0], mixed(small, 0, 0), [0, 0, 0], [large, -small, -small],
         [small, small, -large], mixed(-small, -small, -large)]
pairs_of_designs = [around(kinds[at]) for at in luck.permutation(len(kinds))]
for one, other in pairs_of_designs:
    print(f"one: {shown(one)} · other: {shown(other)}")

# %% id="ex09-answer-4" tags=["start"]
# Exercise 9, task 4: your answer
def relation(one, other):
    return ...

# %% id="ex09-answer-4" tags=["solution"]
# Exercise 9, task 4: your answer
def relation(one, other):
    better = 0
    worse = 0
    for at in range(3):
        if one[at] < other[at]:
            better = better + 1
        if one[at] > other[at]:
            worse = worse + 1
    if better > 0 and worse > 0:
        return "trades with"
    if better > 0:
        return "beats"
    if worse > 0:
        return "is beaten by"
    return "is the same as"

# %% id="ex09-answer-4" tags=["wrong"] name="sum-decides"
# says: You added up the three counts. A sum gives a day of each kind the same weight, which is a value somebody would have to
# hold. How can the counts be compared one by one?
def relation(one, other):
    if sum(one) == sum(other):
        return "is the same as"
    return "beats" if sum(one) < sum(other) else "is beaten by"

# %% id="ex09-answer-4" tags=["wrong"] name="majority"
# says: You let the larger number of counts decide. How many counts that are worse does it take to make a trade?
def relation(one, other):
    better = sum(a < b for a, b in zip(one, other))
    worse = sum(a > b for a, b in zip(one, other))
    if better == worse:
        return "trades with" if better else "is the same as"
    return "beats" if better > worse else "is beaten by"

# %% id="ex09-answer-4" tags=["wrong"] name="every-count"
# says: Your function lets a design beat another only if it is better on every count. On how many does it have to be better, if it
# is worse on none?
def relation(one, other):
    if one == other:
        return "is the same as"
    if all(a < b for a, b in zip(one, other)):
        return "beats"
    return "is beaten by" if all(a > b for a, b in zip(one, other)) else "trades with"

# %% id="ex09-answer-4" tags=["wrong"] name="the-same-beats"
# says: Your function lets a design beat another that has the same three counts. On how many does it have to be better?
def relation(one, other):
    if all(a <= b for a, b in zip(one, other)):
        return "beats"
    return "is beaten by" if all(a >= b for a, b in zip(one, other)) else "trades with"

# %% id="ex09-answer-4" tags=["wrong"] name="first-place-decides"
# says: The first count that differs decides in your function. (So it does if `one < other` compares the lists: Python looks at the
# first place where they differ. Here every place counts.) What has to be looked at before a `return`?
def relation(one, other):
    if one == other:
        return "is the same as"
    return "beats" if one < other else "is beaten by"

# %% id="ex09-answer-4" tags=["wrong"] name="better-somewhere"
# says: Your function says *beats* as soon as one count is better. What has to be so on the others?
def relation(one, other):
    if any(a < b for a, b in zip(one, other)):
        return "beats"
    return "is beaten by" if any(a > b for a, b in zip(one, other)) else "is the same as"

# %% id="ex09-answer-4" tags=["wrong"] name="begun-in-the-loop"
# says: The last of the three counts decides in your function, as if it had forgotten the other two. What has to be begun before the
# loop, and not inside it?
def relation(one, other):
    if one[2] == other[2]:
        return "is the same as"
    return "beats" if one[2] < other[2] else "is beaten by"

# %% id="ex09-answer-4" tags=["wrong"] name="upside-down"
# says: Your function has *beats* and *is beaten by* the other way round. Each count is days that somebody bears: which of two numbers
# is the better one?
def relation(one, other):
    better = sum(a > b for a, b in zip(one, other))
    worse = sum(a < b for a, b in zip(one, other))
    if better > 0 and worse > 0:
        return "trades with"
    if better > 0:
        return "beats"
    return "is beaten by" if worse > 0 else "is the same as"

# %% id="ex09-check-4" tags=["check"]
for one, other in pairs_of_designs:
    answer = as_asked(relation(one, other), ["beats", "is beaten by", "is the same as", "trades with"])
    print(f"[{shown(one)}] {answer} [{shown(other)}]")

# %% [markdown] id="ex09-hints-4" tags=["hints"]
# - Count on how many of the three counts `one` is better, and on how many it is worse. Then the four cases follow.
# - `for at in range(3):` goes through the places 0, 1 and 2; `one[at]` is the number at a place.
# - First `if better > 0 and worse > 0:`, then the cases in which only one of the two is above 0.

# %% [markdown] id="ex09-task-5"
# ## Task 5 · Weights are values
#
# The next cell makes up three designs: days before service, days not aware, days on wrong records. None beats another. Somebody
# in an office, an ombudsman and a committee weigh the counts, each in another way, and they are made up as well. A design's
# **total** is the first count times the first weight, plus the second times the second, plus the third times the third.
#
# Write a function `least(weights)` that gives the *name* of the design with the smallest total, and that *total*: two values
# after `return`, with a comma between them. `designs` is a dictionary from names to lists of three counts.

# %% id="ex09-given-5" tags=["given"]
luck = np.random.default_rng([seed, 5])
ranges = [[(8000, 12000), (24000, 28000), (2600, 3200)],
          [(20000, 24000), (13000, 15500), (300, 700)],
          [(29000, 33000), (2000, 5000), (1500, 2000)]]
made = [[int(luck.integers(low, high)) for low, high in counts] for counts in ranges]
designs = dict(zip(["green", "blue", "red"], [made[at] for at in luck.permutation(3)]))
weights_of = {"a head of office": [int(luck.integers(2, 7)), 1, 1],
              "an ombudsman": [1, int(luck.integers(2, 7)), 1],
              "a committee": [1, 1, int(luck.integers(15, 45))]}
for each in designs:
    print(f"{each}: {shown(designs[each])} person-days per 1,000 people")
for who in weights_of:
    print(f"{who} weighs them {shown(weights_of[who])}")

# %% id="ex09-answer-5" tags=["start"]
# Exercise 9, task 5: your answer
def least(weights):
    return ..., ...

# %% id="ex09-answer-5" tags=["solution"]
# Exercise 9, task 5: your answer
def least(weights):
    total = {}
    for name in designs:
        counts = designs[name]
        total[name] = weights[0] * counts[0] + weights[1] * counts[1] + weights[2] * counts[2]
    best = min(total, key=total.get)
    return best, total[best]

# %% id="ex09-answer-5" tags=["wrong"] name="default-as-finding"
# says: You added up the counts as they are. That is a weight of 1 for each: a default that somebody chose, and no finding. Where
# are the weights that the function is given?
def least(weights):
    total = {name: sum(counts) for name, counts in designs.items()}
    best = min(total, key=total.get)
    return best, total[best]

# %% id="ex09-answer-5" tags=["wrong"] name="heaviest-only"
# says: You looked at the count with the largest weight only. The others weigh less, and they weigh something: what is
# to be added?
def least(weights):
    at = int(np.argmax(weights))
    total = {name: weights[at] * counts[at] for name, counts in designs.items()}
    best = min(total, key=total.get)
    return best, total[best]

# %% id="ex09-answer-5" tags=["wrong"] name="upside-down"
# says: You took the largest total. Each count is days that somebody bears: which total is the best one?
def least(weights):
    total = {name: int(np.dot(weights, counts)) for name, counts in designs.items()}
    most = max(total, key=total.get)
    return most, total[most]

# %% id="ex09-answer-5" tags=["wrong"] name="name-only"
# says: Your function gives the name alone, and two values are asked for. What comes after it, behind a comma?
def least(weights):
    total = {name: int(np.dot(weights, counts)) for name, counts in designs.items()}
    return min(total, key=total.get)

# %% id="ex09-answer-5" tags=["wrong"] name="total-first"
# says: Both values are there, in the other order. Which one does the task name first?
def least(weights):
    total = {name: int(np.dot(weights, counts)) for name, counts in designs.items()}
    best = min(total, key=total.get)
    return total[best], best

# %% id="ex09-answer-5" tags=["wrong"] name="first-in-the-alphabet"
# says: Your function gives *blue* for all three. `min` of a dictionary compares the names, and takes the first in the alphabet: what
# tells it to compare the totals?
def least(weights):
    total = {name: int(np.dot(weights, counts)) for name, counts in designs.items()}
    return min(total), total[min(total)]

# %% id="ex09-answer-5" tags=["wrong"] name="return-in-the-loop"
# says: Your function gives the first of the three designs for everybody. Does it come to the other two before it returns?
def least(weights):
    total = {}
    for name, counts in designs.items():
        total[name] = int(np.dot(weights, counts))
        best = min(total, key=total.get)
        return best, total[best]

# %% id="ex09-answer-5" tags=["wrong"] name="begun-in-the-loop"
# says: Your function gives the last of the three designs for everybody, as if it had forgotten the others. What has to be begun before
# the loop, and not inside it?
def least(weights):
    for name, counts in designs.items():
        total = {}
        total[name] = int(np.dot(weights, counts))
    best = min(total, key=total.get)
    return best, total[best]

# %% id="ex09-answer-5" tags=["wrong"] name="all-totals"
# says: The name is right. Your second value is a whole dictionary: which one of its totals is asked for?
def least(weights):
    total = {name: int(np.dot(weights, counts)) for name, counts in designs.items()}
    return min(total, key=total.get), total

# %% id="ex09-answer-5" tags=["wrong"] name="name-and-total-apart"
# says: The totals are right, and the name is *blue* for all three. `min` of a dictionary compares the names, and takes the first in
# the alphabet: what tells it to compare the totals?
def least(weights):
    total = {name: int(np.dot(weights, counts)) for name, counts in designs.items()}
    return min(total), min(total.values())

# %% id="ex09-check-5" tags=["check"]
for who in weights_of:
    found = least(weights_of[who])
    said = f"{shown(found)} (not a name and a total)"
    if isinstance(found, (tuple, list)) and len(found) == 2:
        said = f"{shown(found[0]) or '(an empty text)'}, a weighted total of {shown(found[1])}"
    print(f"{who}, with weights {shown(weights_of[who])}: {said}")

# %% [markdown] id="ex09-hints-5" tags=["hints"]
# - Make an empty dictionary, `total = {}`, and fill it in a loop over the names.
# - `total[name] = weights[0] * counts[0] + ...` with three products, where `counts = designs[name]`
# - `min(total, key=total.get)` is the name with the smallest value; `total[...]` of that name is the value.

# %% [markdown] id="ex09-task-6"
# ## Task 6 · Beaten by none
#
# Nine designs have met the same 1,000 people, and in the next cell `table` holds the three counts of each, in person-days per
# 1,000. Take the numbers as exact. `fewer` is the same dictionary without one of them.
#
# Write a function `unbeaten(table)`: the list of the names that no other design in the dictionary beats, in its order. One
# design beats another if it is better (less) on at least one count and worse on none. `less_on(one, other)` says on how many
# counts `one`, a list of three, has less than `other`.
#
# The check asks twice. When it works, compare its two lines: which design is unbeaten in the second only, and why?

# %% id="ex09-given-6" tags=["given"]
luck = np.random.default_rng([seed, 6])
wait, deemed = int(luck.integers(5, 12)), int(luck.integers(8, 16))
late, sooner = int(luck.integers(3, 8)), int(luck.integers(1, 3))
at_once = {"served_on": "posting", "register_days": 0}
waits = {"served_on": "posting", "served_after": wait, "register_days": wait}
opened = {"served_on": "opening", "without_account": "paper"}
deemed_served = {**opened, "deemed_if_unopened": deemed}
rules = {
    "at once": at_once,
    "at once, ban early": {**at_once, "exit_ban_from": "issue"},
    f"wait {wait}": waits,
    f"wait {wait}, reminder": {**waits, "reminder_after": sooner},
    f"wait {wait}, late reminder": {**waits, "reminder_after": late},
    "opened": opened,
    "opened, reminder": {**opened, "reminder_after": sooner},
    f"deemed {deemed}": deemed_served,
    f"deemed {deemed}, reminder": {**deemed_served, "reminder_after": late},
}
print("ban early: from issue, not from service.", f"wait {wait}: served after {wait} days.")
print(f"deemed {deemed}: served when opened, at the latest after {deemed} days.")
town = draw(1000, {"wrong": 0.1}, seed=seed + 1)
table = {}
for name, chosen in rules.items():
    result = counted(System(**chosen), town)
    table[name] = [round(result.estimate(count).value) for count in COUNTS]
    print(f"{name}: {shown(table[name])}")
gone = str(luck.choice([name for name in table if name.endswith(", reminder")]))
fewer = {name: counts for name, counts in table.items() if name != gone}

def less_on(one, other):
    """On how many of the three counts does the first design have less than the second?"""
    return sum(a < b for a, b in zip(one, other))

print(f"left out of the second dictionary, fewer: {gone}")

# %% id="ex09-answer-6" tags=["start"]
# Exercise 9, task 6: your answer
def unbeaten(table):
    return ...

# %% id="ex09-answer-6" tags=["solution"]
# Exercise 9, task 6: your answer
def unbeaten(table):
    free = []
    for name in table:
        beaten = False
        for other in table:
            better = less_on(table[other], table[name])
            worse = less_on(table[name], table[other])
            if better > 0 and worse == 0:
                beaten = True
        if not beaten:
            free.append(name)
    return free

# %% id="ex09-answer-6" tags=["wrong"] name="the-same-beats"
# says: With your function two designs with the same three counts beat each other. What else is needed, beside being
# worse on none?
def unbeaten(table):
    def beats(one, other):
        return one != other and less_on(table[other], table[one]) == 0
    return [name for name in table if not any(beats(other, name) for other in table)]

# %% id="ex09-answer-6" tags=["wrong"] name="first-somewhere"
# says: Your list holds the designs that are first on some count. One that is second on two counts may be beaten by none as well:
# what has to be asked of each pair of designs?
def unbeaten(table):
    smallest = [min(counts[at] for counts in table.values()) for at in range(3)]
    return [name for name in table if any(table[name][at] == smallest[at] for at in range(3))]

# %% id="ex09-answer-6" tags=["wrong"] name="sum-decides"
# says: You added up the counts and took the smallest sum. That is one choice of weights, and *beaten by none* needs no weights.
# How are two designs compared count by count?
def unbeaten(table):
    smallest = min(sum(counts) for counts in table.values())
    return [name for name in table if sum(table[name]) == smallest]

# %% id="ex09-answer-6" tags=["wrong"] name="beats-some"
# says: Your list holds the designs that beat another one. A design can beat one and be beaten by a third: who has to be better
# than whom in your question?
def unbeaten(table):
    def beats(one, other):
        return less_on(table[one], table[other]) > 0 and less_on(table[other], table[one]) == 0
    return [name for name in table if any(beats(name, other) for other in table)]

# %% id="ex09-answer-6" tags=["wrong"] name="better-somewhere"
# says: No design is left in your list, so your function takes each of them for beaten. To be better on some count is not enough to
# beat another: what is the second condition?
def unbeaten(table):
    return [name for name in table if not any(less_on(table[other], table[name]) > 0 for other in table)]

# %% id="ex09-answer-6" tags=["wrong"] name="always-the-same-table"
# says: Asked about eight designs, your function still answers for all nine. From which dictionary does it take the designs, and what
# name has the one that it is given?
def unbeaten(given):
    def beaten(name):
        return any(less_on(table[other], table[name]) > 0 and less_on(table[name], table[other]) == 0 for other in table)
    return [name for name in table if not beaten(name)]

# %% id="ex09-answer-6" tags=["wrong"] name="return-in-the-loop"
# says: Your list ends after the first design. Does the function look at the others before it returns?
def unbeaten(table):
    free = []
    for name in table:
        if not any(less_on(table[other], table[name]) > 0 and less_on(table[name], table[other]) == 0 for other in table):
            free.append(name)
        return free

# %% id="ex09-answer-6" tags=["wrong"] name="begun-in-the-loop"
# says: Only the last design is in your list, as if the function had forgotten the others. What has to be begun before the loop, and
# not inside it?
def unbeaten(table):
    for name in table:
        free = []
        if not any(less_on(table[other], table[name]) > 0 and less_on(table[name], table[other]) == 0 for other in table):
            free.append(name)
    return free

# %% id="ex09-answer-6" tags=["wrong"] name="begun-too-early"
# says: After the first design that is beaten no other one comes into your list. Where does `beaten` have to become `False` again?
def unbeaten(table):
    free, beaten = [], False
    for name in table:
        for other in table:
            if less_on(table[other], table[name]) > 0 and less_on(table[name], table[other]) == 0:
                beaten = True
        if not beaten:
            free.append(name)
    return free

# %% id="ex09-answer-6" tags=["wrong"] name="last-one-decides"
# says: In your function the last comparison decides. A design that another one has beaten stays beaten: what may the inner loop not
# take back?
def unbeaten(table):
    free = []
    for name in table:
        for other in table:
            beaten = less_on(table[other], table[name]) > 0 and less_on(table[name], table[other]) == 0
        if not beaten:
            free.append(name)
    return free

# %% id="ex09-answer-6" tags=["wrong"] name="beats-none"
# says: Your list holds the designs that beat no other one. Which of the two has to be better on some count, and worse on none: the
# design itself, or the other one?
def unbeaten(table):
    def beats(one, other):
        return less_on(table[one], table[other]) > 0 and less_on(table[other], table[one]) == 0
    return [name for name in table if not any(beats(name, other) for other in table)]

# %% id="ex09-answer-6" tags=["wrong"] name="append-in-the-inner-loop"
# says: A name stands in your list several times: it is added for each comparison that does not beat it. When do you know that none
# does, in the inner loop or after it?
def unbeaten(table):
    free = []
    for name in table:
        beaten = False
        for other in table:
            if less_on(table[other], table[name]) > 0 and less_on(table[name], table[other]) == 0:
                beaten = True
            if not beaten:
                free.append(name)
    return free

# %% id="ex09-answer-6" tags=["wrong"] name="append-with-else"
# says: A name stands in your list several times: it is added for each comparison that does not beat it. When do you know that none
# does, in the inner loop or after it?
def unbeaten(table):
    free = []
    for name in table:
        for other in table:
            if not (less_on(table[other], table[name]) > 0 and less_on(table[name], table[other]) == 0):
                free.append(name)
    return free

# %% id="ex09-check-6" tags=["check"]
for designs_compared in [table, fewer]:
    found = unbeaten(designs_compared)
    names = "; ".join(map(shown, found)) if isinstance(found, (list, tuple)) else shown(found)
    print(f"Of {len(designs_compared)}, beaten by none: {names or '(none of them)'}.")

# %% [markdown] id="ex09-hints-6" tags=["hints"]
# - Two loops, one inside the other: for each design, look at each other one, and remember whether one of them beats it.
# - `less_on(table[other], table[name])` says on how many counts the other is better; the other way round, on how many it is
#   worse.
# - Before the inner loop `beaten = False`. Inside it, if the other is better on more than 0 counts and worse on 0,
#   `beaten = True`. After it, `if not beaten:` and below it `free.append(name)`

# %% [markdown] id="ex09-end"
# ## Check your work
#
# Run the next cell and press the button. It looks at the answers as you last ran them, in a copy of this exercise with other
# numbers too.

# %% id="ex09-button" tags=["button"]
work

# %% [markdown] id="ex09-next"
# Next: [lesson 10](../lessons/10-what-happened-next.ipynb).
