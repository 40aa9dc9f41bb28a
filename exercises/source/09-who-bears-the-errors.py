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
from notices.course.exercises import begin, shown
from notices.dominance import COUNTS, counted
from notices.drawing import draw
work = begin("09")

# %% id="ex09-numbers" tags=["seed"]
seed = 9

# %% id="ex09-given-1" tags=["given"]
luck = np.random.default_rng([seed, 1])  # each task has its own chance numbers
opens, corrects = int(luck.integers(8, 18)), int(luck.integers(20, 40))
d21 = {"wrong_record": True, "opens_after": opens, "corrected_after": corrects}
days = explain(load_system("article"), d21).days
print(f"D-21 should not have got a notice. Opened on day {opens}, corrected {corrects} days after that.")

# %% [markdown] id="ex09-task-1"
# ## Task 1 · One false burden
#
# Under the article's account the notice for D-21 counts at once. `days` is a dictionary of D-21's days, among them `"ban_from"`,
# `"aware"` and `"ban_until"`. The ban holds from its first day up to the day of correction, which is not counted.
#
# On how many days does D-21 bear the ban? On how many of these does D-21 know of it? The day of becoming aware counts as
# known. Call the two `burden` and `known`.

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
# says: You let the ban end on the day D-21 reads of it. To know of an error is not to have it corrected.
burden = days["aware"] - days["ban_from"]
known = 0

# %% id="ex09-answer-1" tags=["wrong"] name="unaware-days"
# says: The burden is right. Your second number counts the days on which D-21 does *not* know.
burden = days["ban_until"] - days["ban_from"]
known = days["aware"] - days["ban_from"]

# %% id="ex09-answer-1" tags=["wrong"] name="last-day-counted"
# says: You counted the day of correction as well. On that day the ban no longer holds.
burden = days["ban_until"] - days["ban_from"] + 1
known = days["ban_until"] - days["aware"] + 1

# %% id="ex09-check-1" tags=["check"]
print(f"D-21 bears the ban on {shown(burden)} days, and knows of it on {shown(known)} of them.")

# %% [markdown] id="ex09-hints-1" tags=["hints"]
# - Print `days` in a cell of your own. Which three days matter?
# - From day 3 up to day 7, day 7 left out, are four days: 7 - 3.
# - `burden = days["ban_until"] - days["..."]`, and `known` with another day in the second place.

# %% id="ex09-given-2" tags=["given"]
luck = np.random.default_rng([seed, 2])
habits = {"wrong": luck.integers(8, 16) / 100, "never_opens": luck.integers(10, 25) / 100}
people = draw(600, habits, seed=seed)
t = run(load_system("estonia"), people)
print("600 synthetic people. Estonia's service rule (G09), transposed: a notice counts once it is opened.")
print("Served on days", shown(t.served[:10]), "...")
print("Ban from days", shown(t.ban_from[:10]), "...")
print("Wrong record:", shown(people.wrong_record[:10]), "...")

# %% [markdown] id="ex09-task-2"
# ## Task 2 · Two errors, two counts
#
# The arrays `t.served` and `t.ban_from` hold one day per person, and `NEVER` where it does not happen. `people.wrong_record` says
# who should not have got a notice.
#
# A **missed service**: the record is right, and the person is never served. A **false burden**: the record is wrong, and a ban
# begins. How many people are there of each? Call the two counts `missed` and `burdened`.

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
# says: You counted everybody who is never served. Some of them should not have got a notice: that they are not served is no
# error.
missed = np.sum(t.served == NEVER)
burdened = np.sum((t.ban_from < NEVER) & people.wrong_record)

# %% id="ex09-answer-2" tags=["wrong"] name="wrong-is-burdened"
# says: You took every wrong record for a false burden. Some of these notices were never served, and no ban began.
missed = np.sum((t.served == NEVER) & ~people.wrong_record)
burdened = np.sum(people.wrong_record)

# %% id="ex09-answer-2" tags=["wrong"] name="any-ban"
# says: You counted everybody with a ban. A burden is false where the record is wrong.
missed = np.sum((t.served == NEVER) & ~people.wrong_record)
burdened = np.sum(t.ban_from < NEVER)

# %% id="ex09-check-2" tags=["check"]
print(f"Of 600 people, {shown(missed)} have a right record and are never served; {shown(burdened)} bear a ban on a wrong one.")

# %% [markdown] id="ex09-hints-2" tags=["hints"]
# - Each count asks two questions of each person. `a & b` is yes where both are yes, and `~` turns yes into no.
# - Never served: `t.served == NEVER`. A ban begins: `t.ban_from < NEVER`. A right record: `~people.wrong_record`.
# - `missed = np.sum((...) & ~people.wrong_record)`. `np.sum` counts the yes; the brackets are needed.

# %% id="ex09-given-3" tags=["given"]
luck = np.random.default_rng([seed, 3])
base = luck.integers(0, 120, 400)

def moved(fewer, more, by):
    """The same 400 people under another design: some have so many days fewer, some so many more, most the same."""
    change = np.zeros(400, dtype=int)
    change[:fewer], change[fewer:fewer + more] = -by, by
    return base + luck.permutation(change) + by

by = int(luck.integers(3, 9))
sizes = [(80, 15), (57, 42), (0, 0), (15, 85)]  # how many people with fewer days, and how many with more
sizes = sizes + [sizes[at] for at in luck.integers(0, 4, 3)]
pairs = [(f"E-{1 + at}", moved(*sizes[which], by)) for at, which in enumerate(luck.permutation(7))]
today = base + by
print(f"Days served and not aware, for 400 people. Today: {shown(today[:8])} ...")
for name, design in pairs:
    print(f"{name}: {shown(design[:8])} ... on average {np.mean(design) - np.mean(today):+.3f} days")

# %% [markdown] id="ex09-task-3"
# ## Task 3 · A difference and its error
#
# The same 400 people meet today's rule and seven designs. Write a function `verdict(design, today)`. It works out the difference
# `design - today` for each person, the **mean** of these differences, and its **error**: their spread, `np.std`, divided by
# the square root of the number of people. Less is better. The function gives
#
# - `"the same"` if nobody's number differs,
# - `"better"` if the mean lies more than two errors below zero, `"worse"` if more than two errors above,
# - `"open"` otherwise.

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
# says: Your function calls each difference better or worse, however small it is. What lies within two errors of zero may be luck.
def verdict(design, today):
    mean = np.mean(design - today)
    if mean == 0:
        return "the same"
    return "better" if mean < 0 else "worse"

# %% id="ex09-answer-3" tags=["wrong"] name="different-people"
# says: You took the error of two different crowds. Here the same people meet both, so what one person has more than another falls
# away: subtract person by person first.
def verdict(design, today):
    mean = np.mean(design) - np.mean(today)
    error = np.sqrt((np.var(design) + np.var(today)) / len(today))
    if np.all(design == today):
        return "the same"
    if abs(mean) <= 2 * error:
        return "open"
    return "better" if mean < 0 else "worse"

# %% id="ex09-answer-3" tags=["wrong"] name="upside-down"
# says: Your function calls more days better. These are days on which somebody is served and does not know: less is better.
def verdict(design, today):
    difference = design - today
    mean, error = np.mean(difference), np.std(difference) / np.sqrt(len(difference))
    if np.all(difference == 0):
        return "the same"
    if abs(mean) <= 2 * error:
        return "open"
    return "better" if mean > 0 else "worse"

# %% id="ex09-answer-3" tags=["wrong"] name="open-is-same"
# says: You called a difference within two errors *the same*. It is open: more people could show it, one way or the other.
def verdict(design, today):
    difference = design - today
    mean, error = np.mean(difference), np.std(difference) / np.sqrt(len(difference))
    if abs(mean) <= 2 * error:
        return "the same"
    return "better" if mean < 0 else "worse"

# %% id="ex09-check-3" tags=["check"]
for name, design in pairs:
    print(f"{name} beside today: {shown(verdict(design, today))}")

# %% [markdown] id="ex09-hints-3" tags=["hints"]
# - Three lines come first: the differences, their mean, and the error. Then four cases, each with a `return`.
# - `error = np.std(difference) / np.sqrt(len(difference))`
# - `np.all(difference == 0)` is yes if nobody's number differs. Then `if mean < -2 * error:` and its counterpart.

# %% id="ex09-given-4" tags=["given"]
luck = np.random.default_rng([seed, 4])

def around(changes):
    """Two made-up designs: the first differs from the second by these changes."""
    second = luck.integers(20, 60, 3)
    places = luck.permutation(3)
    return (second + np.array(changes)[places]).tolist(), second.tolist()

small, large = int(luck.integers(1, 5)), int(luck.integers(9, 18))
kinds = [(-small, -large, 0), (small, 0, 0), (0, 0, 0), (-small, -small, large), (-large, small, small), (-small, -small, -large)]
pairs_of_designs = [around(kinds[at]) for at in luck.permutation(len(kinds))]
for one, other in pairs_of_designs:
    print(f"one: {shown(one)} · other: {shown(other)}")

# %% [markdown] id="ex09-task-4"
# ## Task 4 · Beats, or trades?
#
# A design is a list of three counts here: days before service, days not aware, days on wrong records. Less is better on each, and
# the numbers are exact. Write a function `relation(one, other)`. It gives
#
# - `"beats"` if `one` is better on at least one count and worse on none,
# - `"is beaten by"` if it is the other way round,
# - `"is the same as"` if all three counts are equal,
# - `"trades with"` if `one` is better on some count and worse on another.

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
# hold. *Beats* needs no weights.
def relation(one, other):
    if sum(one) == sum(other):
        return "is the same as"
    return "beats" if sum(one) < sum(other) else "is beaten by"

# %% id="ex09-answer-4" tags=["wrong"] name="majority"
# says: You let the larger number of counts decide. One count that is worse is enough for a trade, however many are better.
def relation(one, other):
    better = sum(a < b for a, b in zip(one, other))
    worse = sum(a > b for a, b in zip(one, other))
    if better == worse:
        return "trades with" if better else "is the same as"
    return "beats" if better > worse else "is beaten by"

# %% id="ex09-answer-4" tags=["wrong"] name="every-count"
# says: Your function lets a design beat another only if it is better on every count. Better on one and equal on the rest is
# enough.
def relation(one, other):
    if one == other:
        return "is the same as"
    if all(a < b for a, b in zip(one, other)):
        return "beats"
    return "is beaten by" if all(a > b for a, b in zip(one, other)) else "trades with"

# %% id="ex09-answer-4" tags=["wrong"] name="the-same-beats"
# says: Your function lets a design beat another that has the same three counts. Better on at least one is needed.
def relation(one, other):
    if all(a <= b for a, b in zip(one, other)):
        return "beats"
    return "is beaten by" if all(a >= b for a, b in zip(one, other)) else "trades with"

# %% id="ex09-check-4" tags=["check"]
for one, other in pairs_of_designs:
    print(f"[{shown(one)}] {shown(relation(one, other))} [{shown(other)}]")

# %% [markdown] id="ex09-hints-4" tags=["hints"]
# - Count on how many of the three counts `one` is better, and on how many it is worse. Then the four cases follow.
# - `for at in range(3):` goes through the places 0, 1 and 2; `one[at]` is the number at a place.
# - First `if better > 0 and worse > 0:`, then the cases in which only one of the two is above 0.

# %% id="ex09-given-5" tags=["given"]
luck = np.random.default_rng([seed, 5])
ranges = [[(8000, 12000), (24000, 28000), (2600, 3200)], [(20000, 24000), (13000, 15500), (300, 700)],
          [(29000, 33000), (2000, 5000), (1500, 2000)]]
made = [[int(luck.integers(low, high)) for low, high in counts] for counts in ranges]
designs = {f"F-{1 + at}": made[which] for at, which in enumerate(luck.permutation(3))}
weights_of = {"a head of office": [int(luck.integers(2, 7)), 1, 1], "an ombudsman": [1, int(luck.integers(2, 7)), 1],
              "a committee": [1, 1, int(luck.integers(15, 45))]}
for name, counts in designs.items():
    print(f"{name}: {shown(counts)} person-days per 1,000 people")
for who, weights in weights_of.items():
    print(f"{who} weighs them {shown(weights)}")

# %% [markdown] id="ex09-task-5"
# ## Task 5 · Weights are values
#
# Three made-up designs: days before service, days not aware, days on wrong records. None beats another. Somebody in an office,
# an ombudsman and a committee weigh the counts, each in another way, and they are made up as well. A design's **total** is the
# first count times the first weight, plus the second times the second, plus the third times the third.
#
# Write a function `least(weights)` that gives the *name* of the design with the smallest total, and that *total*: two values
# after `return`, with a comma between them. `designs` is a dictionary from names to lists of three counts.

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
# says: You added up the counts as they are. That is a weight of 1 for each: a default that somebody chose, and no finding. Use
# the weights that the function is given.
def least(weights):
    total = {name: sum(counts) for name, counts in designs.items()}
    best = min(total, key=total.get)
    return best, total[best]

# %% id="ex09-answer-5" tags=["wrong"] name="heaviest-only"
# says: You looked at the count with the largest weight only. The others weigh less, and they weigh something.
def least(weights):
    at = int(np.argmax(weights))
    total = {name: weights[at] * counts[at] for name, counts in designs.items()}
    best = min(total, key=total.get)
    return best, total[best]

# %% id="ex09-answer-5" tags=["wrong"] name="upside-down"
# says: You took the largest total. Each count is days that somebody bears: less is better.
def least(weights):
    total = {name: int(np.dot(weights, counts)) for name, counts in designs.items()}
    most = max(total, key=total.get)
    return most, total[most]

# %% id="ex09-check-5" tags=["check"]
for who, weights in weights_of.items():
    name, total = least(weights)
    print(f"{who}, with weights {shown(weights)}: {shown(name)}, a weighted total of {shown(total)}")

# %% [markdown] id="ex09-hints-5" tags=["hints"]
# - Make an empty dictionary, `total = {}`, and fill it in a loop over the names.
# - `total[name] = weights[0] * counts[0] + ...` with three products, where `counts = designs[name]`
# - `min(total, key=total.get)` is the name with the smallest value; `total[...]` of that name is the value.

# %% id="ex09-given-6" tags=["given"]
luck = np.random.default_rng([seed, 6])
wait, deemed, late, sooner = (int(luck.integers(low, high)) for low, high in [(5, 12), (8, 16), (3, 8), (1, 3)])
at_once = {"served_on": "posting", "register_days": 0}
waits = {"served_on": "posting", "served_after": wait, "register_days": wait}
opened = {"served_on": "opening", "without_account": "paper"}
rules = {
    "at once, ban from service": at_once,
    "at once, ban from issue": {**at_once, "exit_ban_from": "issue"},
    f"after {wait} days": waits,
    f"after {wait} days, reminder": {**waits, "reminder_after": sooner},
    f"after {wait} days, late reminder": {**waits, "reminder_after": late},
    "opened": opened,
    "opened, reminder": {**opened, "reminder_after": sooner},
    f"opened, or after {deemed} days": {**opened, "deemed_if_unopened": deemed},
    f"opened, or after {deemed} days, reminder": {**opened, "deemed_if_unopened": deemed, "reminder_after": late},
}
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

# %% [markdown] id="ex09-task-6"
# ## Task 6 · Beaten by none
#
# Nine designs have met the same 1,000 people, and `table` holds the three counts of each, in person-days per 1,000. Take the
# numbers as exact. `fewer` is the same dictionary without one of them.
#
# Write a function `unbeaten(table)`: the list of the names that no other design in the dictionary beats, in its order. One
# design beats another if it is better (less) on at least one count and worse on none. `less_on(one, other)` says on how many
# counts `one`, a list of three, has less than `other`.
#
# The check asks twice. When it works, compare its two lines: which design is unbeaten in the second only, and why?

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
# says: In your model two designs with the same three counts beat each other. Better on at least one count is needed, too.
def unbeaten(table):
    def beats(one, other):
        return one != other and less_on(table[other], table[one]) == 0
    return [name for name in table if not any(beats(other, name) for other in table)]

# %% id="ex09-answer-6" tags=["wrong"] name="first-somewhere"
# says: Your list holds the designs that are first on some count. One that is second on two counts can be beaten by none as well.
def unbeaten(table):
    smallest = [min(counts[at] for counts in table.values()) for at in range(3)]
    return [name for name in table if any(table[name][at] == smallest[at] for at in range(3))]

# %% id="ex09-answer-6" tags=["wrong"] name="sum-decides"
# says: You added up the counts and took the smallest sum. That is one choice of weights; *beaten by none* needs no weights, and
# usually leaves more than one.
def unbeaten(table):
    smallest = min(sum(counts) for counts in table.values())
    return [name for name in table if sum(table[name]) == smallest]

# %% id="ex09-answer-6" tags=["wrong"] name="beats-some"
# says: Your list holds the designs that beat another one. A design can beat one and be beaten by a third, or beat none and be
# beaten by none.
def unbeaten(table):
    def beats(one, other):
        return less_on(table[one], table[other]) > 0 and less_on(table[other], table[one]) == 0
    return [name for name in table if any(beats(name, other) for other in table)]

# %% id="ex09-check-6" tags=["check"]
for designs_compared in [table, fewer]:
    found = unbeaten(designs_compared)
    names = "; ".join(map(shown, found)) if isinstance(found, (list, tuple)) else shown(found)
    print(f"Among {len(designs_compared)} designs, beaten by none: {names}.")

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
