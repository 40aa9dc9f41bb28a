# %% [markdown] id="ex08-title"
# # Exercise 8 · How sure can we be?
#
# Goes with [lesson 8](../lessons/08-how-sure-can-we-be.ipynb).
# You practise turning a judgement into a claim that a count can settle, and saying for which assumptions it
# is true. **Minutes:** 40. Uses: loops, lists, dictionaries, arrays that are compared and counted, functions.
#
# Write your answers into the cells that begin with *your answer*, run them, then run the check cell below each: it prints what
# your answer gives. *Check my work* at the end says whether that is right, and offers hints.
#
# Everybody here is synthetic. Whatever is printed is illustrative, not a forecast.

# %% id="ex08-setup" tags=["no-output"]
import numpy as np
from notices import NEVER, claim, load_system, run
from notices.course.exercises import begin, shown
from notices.drawing import assumptions, draw
from notices.scenarios import truth_map
work = begin("08")

# %% id="ex08-numbers" tags=["seed"]
seed = 8

# %% [markdown] id="ex08-c02"
# The sentence under test is again C02. Four groups make it precise, each in its own way: **whom** *avoid* counts (people whom an
# event has not reached), **by when**, and **how many** of 100 may be left. They all follow the same 1,999 people under the
# article's account, with every default:

# %% id="ex08-given-1"
print(claim("C02").kind, "·", claim("C02").paraphrase)
article = load_system("article")
luck = np.random.default_rng(seed)
people = draw(1999, seed=seed)
days = run(article, people)
events = {"served": days.served, "aware": days.aware, "appeared": days.appeared}
groups = [("served", 30, int(luck.integers(9, 15))), ("aware", 30, int(luck.integers(5, 10))),
          ("appeared", 60, int(luck.integers(8, 15))), ("appeared", 75, int(luck.integers(28, 41)))]
groups = [groups[place] for place in luck.permutation(4)]
for event, day, limit in groups:
    print(f"not {event} by day {day}: at most {limit} of 100 people")

# %% [markdown] id="ex08-task-1"
# ## Task 1 · One sentence, four verdicts
#
# For each group, count the people whom the event has **not** reached by the day, and say whether the group's claim is true. Fill
# in the two gaps. The list `left` gets the four counts, the list `verdicts` gets `True` or `False` four times.

# %% id="ex08-answer-1" tags=["start"]
# Exercise 8, task 1: your answer
left = []
verdicts = []
for event, day, limit in groups:
    not_reached = ...                 # how many of the 1,999 people? (events[event] holds their days)
    left.append(not_reached)
    verdicts.append(...)              # True if these are at most `limit` of 100 people

# %% id="ex08-answer-1" tags=["solution"]
# Exercise 8, task 1: your answer
left = []
verdicts = []
for event, day, limit in groups:
    not_reached = np.sum(events[event] > day)
    left.append(not_reached)
    verdicts.append(100 * not_reached / 1999 <= limit)

# %% id="ex08-answer-1" tags=["wrong"] name="judgement-as-fact"
# says: All your verdicts are *true*, as if the sentence were a fact. It is a reporter's judgement (C02), and each group has made
# another claim of it: compare the count with the limit. (If you did, look at the units: the limit is of 100 people.)
left = []
verdicts = []
for event, day, limit in groups:
    left.append(np.sum(events[event] > day))
    verdicts.append(True)

# %% id="ex08-answer-1" tags=["wrong"] name="served-is-appeared"
# says: You counted who has not been *served*, for every group. Two of the groups count who has not *appeared*, one who is not
# *aware*: take `events[event]`.
left = []
verdicts = []
for event, day, limit in groups:
    not_reached = np.sum(days.served > day)
    left.append(not_reached)
    verdicts.append(100 * not_reached / 1999 <= limit)

# %% id="ex08-answer-1" tags=["wrong"] name="averaging-never"
# says: You left out the people whom the event never reaches. They are the very ones whom the claim is about: never is later than
# any day.
left = []
verdicts = []
for event, day, limit in groups:
    not_reached = np.sum((events[event] > day) & (events[event] < NEVER))
    left.append(not_reached)
    verdicts.append(100 * not_reached / 1999 <= limit)

# %% id="ex08-answer-1" tags=["wrong"] name="people-for-hundredths"
# says: The counts are right. But the limit is *of 100 people*, and you compared it with a count of 1,999.
left = []
verdicts = []
for event, day, limit in groups:
    not_reached = np.sum(events[event] > day)
    left.append(not_reached)
    verdicts.append(not_reached <= limit)

# %% id="ex08-answer-1" tags=["wrong"] name="day-itself-counted"
# says: Whom the event reaches on the day itself, it has reached *by* that day. You counted them as not reached.
left = []
verdicts = []
for event, day, limit in groups:
    not_reached = np.sum(events[event] >= day)
    left.append(not_reached)
    verdicts.append(100 * not_reached / 1999 <= limit)

# %% id="ex08-check-1" tags=["check"]
print(f"Not reached: {shown(left)} of 1,999 people.")
print(f"Is the claim true? {shown(verdicts)}")

# %% [markdown] id="ex08-hints-1" tags=["hints"]
# - `events[event] > day` is yes for everybody whom the event has not reached by that day; never counts as later than any day.
# - `not_reached = np.sum(events[event] > day)`
# - Of 100 people: `100 * not_reached / 1999`. Compare that with `limit`.

# %% [markdown] id="ex08-hardly"
# *Hardly any* leaves open how many. So ask the other way round, for 1,501 other people:

# %% id="ex08-given-2"
luck = np.random.default_rng(seed)
others = run(article, draw(1501, seed=seed + 1))

def part_of_one(day):  # of 100 people not come by this day, what is beyond a whole number
    return 100 * np.mean(others.appeared > day) % 1

last_day = int(luck.choice([day for day in range(40, 81) if 0.1 < part_of_one(day) < 0.5]))
print(f"We count on day {last_day}.")

# %% [markdown] id="ex08-task-2"
# ## Task 2 · The limit that makes it true
#
# Write a function `smallest_limit(days_of_event)`. It gets the days of one event, one for each person, and gives back the
# smallest **whole** number for which this claim is true: *by day `last_day`, at most so many of 100 people have not been reached
# by the event*.

# %% id="ex08-answer-2" tags=["start"]
# Exercise 8, task 2: your answer
def smallest_limit(days_of_event):
    return ...

# %% id="ex08-answer-2" tags=["solution"]
# Exercise 8, task 2: your answer
def smallest_limit(days_of_event):
    of_100 = 100 * np.mean(days_of_event > last_day)
    limit = 0
    while of_100 > limit:
        limit = limit + 1
    return limit

# %% id="ex08-answer-2" tags=["wrong"] name="rounded-down"
# says: With your limits the claim is still false: you rounded down, and a little more than that many people are left.
def smallest_limit(days_of_event):
    return int(100 * np.mean(days_of_event > last_day))

# %% id="ex08-answer-2" tags=["wrong"] name="rounded-to-nearest"
# says: You rounded to the nearest whole number. Where that lies below the share, the claim is still false: round *up*.
def smallest_limit(days_of_event):
    return round(100 * np.mean(days_of_event > last_day))

# %% id="ex08-answer-2" tags=["wrong"] name="averaging-never"
# says: You left out everybody whom the event never reaches. They are left too, and they belong to the 100.
def smallest_limit(days_of_event):
    ever = days_of_event[days_of_event < NEVER]
    return int(np.ceil(100 * np.mean(ever > last_day)))

# %% id="ex08-answer-2" tags=["wrong"] name="those-reached"
# says: You counted the people whom the event *has* reached. The claim limits how many are left.
def smallest_limit(days_of_event):
    return int(np.ceil(100 * np.mean(days_of_event <= last_day)))

# %% id="ex08-answer-2" tags=["wrong"] name="served-is-appeared"
# says: Your function looks at one event, whichever it is given. Served, aware and appeared are different counts: use
# `days_of_event`.
def smallest_limit(days_of_event):
    return int(np.ceil(100 * np.mean(others.served > last_day)))

# %% id="ex08-check-2" tags=["check"]
print(f"By day {last_day} the claim is true from these limits on, of 100 people:")
print(f"- not served: {shown(smallest_limit(others.served))}")
print(f"- not aware: {shown(smallest_limit(others.aware))}")
print(f"- not appeared: {shown(smallest_limit(others.appeared))}")

# %% [markdown] id="ex08-hints-2" tags=["hints"]
# - First work out how many of 100 people are left: `of_100 = 100 * np.mean(days_of_event > last_day)`.
# - A limit below `of_100` makes the claim false. Try 0, 1, 2 ... until one does not, or round **up** with `np.ceil`.

# %% [markdown] id="ex08-ranges"
# Until now every assumption stood at its default. Now two of them may be anything in their ranges. `not_come` counts the people
# who have not come by day 60, of 999:

# %% id="ex08-given-3"
def not_come(changes):
    """How many of 999 people have not come by day 60; what is not changed is at its default."""
    return int(np.sum(run(article, draw(999, changes, seed=seed + 2)).appeared > 60))

luck = np.random.default_rng(seed)
first = ["with_account", "at_address", "found_per_visit"][luck.integers(3)]
second = ["never_appears", "days_to_appear"][luck.integers(2)]
ranges = {}
for name in [first, second]:
    ranges[name] = (assumptions()[name].low, assumptions()[name].high)
    about = assumptions()[name]
    print(f"{name} ({about.unit}): low {about.low}, default {about.default}, high {about.high}")
print("every default:", not_come({}), "of 999 people have not come ·",
      f"{first} low:", not_come({first: ranges[first][0]}))

# %% [markdown] id="ex08-task-3"
# ## Task 3 · Range in, range out
#
# Put both assumptions, `first` and `second`, to an end of their ranges, in all four combinations. What is the least and what is
# the largest number of people who have not come? Call the two numbers `least` and `most`.

# %% id="ex08-answer-3" tags=["start"]
# Exercise 8, task 3: your answer
least = ...
most = ...

# %% id="ex08-answer-3" tags=["solution"]
# Exercise 8, task 3: your answer
found = []
for one in ranges[first]:
    for other in ranges[second]:
        found.append(not_come({first: one, second: other}))
least = min(found)
most = max(found)

# %% id="ex08-answer-3" tags=["wrong"] name="default-as-finding"
# says: You gave what comes out with every default. Nobody found these defaults; somebody typed them. Move both assumptions to the
# ends of their ranges.
least = not_come({})
most = not_come({})

# %% id="ex08-answer-3" tags=["wrong"] name="one-at-a-time"
# says: You moved one assumption at a time and left the other at its default. Together they reach further than either alone.
found = []
for name in [first, second]:
    for end in ranges[name]:
        found.append(not_come({name: end}))
least = min(found)
most = max(found)

# %% id="ex08-answer-3" tags=["wrong"] name="two-corners"
# says: You tried both low and both high. These are two of the four combinations: low with high, and high with low, are missing.
found = [not_come({first: ranges[first][0], second: ranges[second][0]}),
         not_come({first: ranges[first][1], second: ranges[second][1]})]
least = min(found)
most = max(found)

# %% id="ex08-check-3" tags=["check"]
print(f"With {first} and {second} anywhere at their ends: from {shown(least)} to",
      f"{shown(most)} of 999 people have not come.")

# %% [markdown] id="ex08-hints-3" tags=["hints"]
# - One combination is `not_come({first: ranges[first][0], second: ranges[second][1]})`: the first one low, the second one high.
# - Two loops, one inside the other, go through all four: `for one in ranges[first]:` and in it `for other in ranges[second]:`.
# - Collect the four counts in a list, and take its `min` and its `max`.

# %% [markdown] id="ex08-map"
# Now the claim is about service: *at most so many of 100 people are not served by day 30*. It is to be tried at 24 places of a
# truth map, with a low limit and with a high one:

# %% id="ex08-given-4"
luck = np.random.default_rng(seed)
limits = [int(luck.integers(4, 11)), int(luck.integers(20, 25))]
accounts = np.linspace(0.6, 0.99, 6)
addresses = np.linspace(0.95, 0.35, 4) - luck.integers(0, 6) / 100
print("the limits are", limits[0], "and", limits[1], "of 100 people")
print("shares with an account:", shown(accounts), "· shares at their address:", shown(addresses))

# %% [markdown] id="ex08-task-4"
# ## Task 4 · One place on the map
#
# Write a function `holds(account, address, limit)`. It draws 999 people for whom the assumption `"with_account"` is `account` and
# `"at_address"` is `address`, with `seed=seed`, sends them through `article`, and gives back `True` if at most `limit` of 100 are
# not served by day 30. The check cell draws both maps with it: T where the claim is true, – where it is false.

# %% id="ex08-answer-4" tags=["start"]
# Exercise 8, task 4: your answer
def holds(account, address, limit):
    return ...

# %% id="ex08-answer-4" tags=["solution"]
# Exercise 8, task 4: your answer
def holds(account, address, limit):
    drawn = draw(999, {"with_account": account, "at_address": address}, seed=seed)
    return 100 * np.mean(run(article, drawn).served > 30) <= limit

# %% id="ex08-answer-4" tags=["wrong"] name="default-as-finding"
# says: All rows of each map are alike, because the share of people at their address stayed at its default. Hand `address` on to
# `draw`.
def holds(account, address, limit):
    drawn = draw(999, {"with_account": account}, seed=seed)
    return 100 * np.mean(run(article, drawn).served > 30) <= limit

# %% id="ex08-answer-4" tags=["wrong"] name="served-is-appeared"
# says: You counted who has not *appeared*. This claim is about service, and the two have different maps.
def holds(account, address, limit):
    drawn = draw(999, {"with_account": account, "at_address": address}, seed=seed)
    return 100 * np.mean(run(article, drawn).appeared > 60) <= limit

# %% id="ex08-answer-4" tags=["wrong"] name="parts-of-one"
# says: Your claim is true at every place of both maps. `np.mean` gives a share in parts of 1, and the limit is of 100 people:
# bring both to the same unit.
def holds(account, address, limit):
    drawn = draw(999, {"with_account": account, "at_address": address}, seed=seed)
    return np.mean(run(article, drawn).served > 30) <= limit

# %% id="ex08-answer-4" tags=["wrong"] name="those-served"
# says: You compared the limit with the people who *are* served. The claim limits how many are not.
def holds(account, address, limit):
    drawn = draw(999, {"with_account": account, "at_address": address}, seed=seed)
    return 100 * np.mean(run(article, drawn).served <= 30) <= limit

# %% id="ex08-check-4" tags=["check"]
mark = {"yes": "T", "no": "–", shown(...): "?"}
for limit in limits:
    print(f"At most {limit} of 100 not served by day 30? Across: more accounts. Up: more",
          "people at their address.")
    for address in addresses:
        row = [shown(holds(account, address, limit)) for account in accounts]
        print(f"{address:.2f}  " + " ".join(mark.get(text, text) for text in row))

# %% [markdown] id="ex08-hints-4" tags=["hints"]
# - `drawn = draw(999, {"with_account": account, "at_address": address}, seed=seed)`
# - Who is not served by day 30? `run(article, drawn).served > 30`
# - `np.mean` of that is a share in parts of 1. Multiply by 100 before you compare it with `limit`.

# %% [markdown] id="ex08-finer"
# A finer map, for another limit. `shares[i, j]` is the share of people not served, in parts of 1, at `address_values[i]` and
# `account_values[j]`:

# %% id="ex08-given-5"
luck = np.random.default_rng(seed)
limit_here = int(luck.integers(4, 13))
grid = truth_map("not_served_by", "with_account", "at_address", article,
                 steps=9, n=999, seed=seed, progress=False)
shares, account_values, address_values = grid.shares, grid.across_values, grid.up_values
cut = float(account_values[luck.integers(2, 7)])
print(f"limit {limit_here} of 100; shares has {shares.shape[0]} rows (addresses) and",
      f"{shares.shape[1]} columns (accounts)")
print(f"somebody cuts the range of accounts short: from {cut:g} to {account_values[-1]:g}")

# %% [markdown] id="ex08-task-5"
# ## Task 5 · A share of the map is not a chance
#
# In what share of the **places on the map** is the claim true, in parts of 1? Call it `whole_map`. And in what share of the
# places that remain when only accounts from `cut` on are kept (`cut` itself too)? Call it `short_map`.

# %% id="ex08-answer-5" tags=["start"]
# Exercise 8, task 5: your answer
whole_map = ...
short_map = ...

# %% id="ex08-answer-5" tags=["solution"]
# Exercise 8, task 5: your answer
true_places = shares <= limit_here / 100
whole_map = np.mean(true_places)
short_map = np.mean(true_places[:, account_values >= cut])

# %% id="ex08-answer-5" tags=["wrong"] name="other-places-kept"
# says: Your second number still divides by all the places of the whole map. Of the short map only the places that remain count.
true_places = shares <= limit_here / 100
whole_map = np.mean(true_places)
short_map = np.sum(true_places[:, account_values >= cut]) / shares.size

# %% id="ex08-answer-5" tags=["wrong"] name="rows-for-columns"
# says: You cut the addresses (rows) short, and the accounts (columns) are asked for. Columns come second in the brackets: `[:, ...]`.
true_places = shares <= limit_here / 100
whole_map = np.mean(true_places)
short_map = np.mean(true_places[account_values >= cut])

# %% id="ex08-answer-5" tags=["wrong"] name="people-for-places"
# says: You averaged the shares of *people*. Here places are counted: first say at which of them the claim is true.
whole_map = np.mean(shares)
short_map = np.mean(shares[:, account_values >= cut])

# %% id="ex08-answer-5" tags=["wrong"] name="where-it-is-false"
# says: These are the places where the claim is *false*. At most means: no more than the limit.
false_places = shares > limit_here / 100
whole_map = np.mean(false_places)
short_map = np.mean(false_places[:, account_values >= cut])

# %% id="ex08-check-5" tags=["check"]
print(f"True at {shown(whole_map)} of the map, and at {shown(short_map)} of the short",
      "map (in parts of 1).")

# %% [markdown] id="ex08-hints-5" tags=["hints"]
# - `true_places = shares <= limit_here / 100` is yes or no for each place.
# - `np.mean` of that is the share of places where it is yes.
# - Keep some columns: `true_places[:, account_values >= cut]`

# %% [markdown] id="ex08-model"
# The last task asks where on a line through the map the verdict turns. `left_of_100` gives the people whom an event has not
# reached by a day, of 100:

# %% id="ex08-given-6"
line = np.linspace(0.6, 0.99, 14)   # shares of people with an account, from few to many

def left_of_100(event, day, changes):
    """People of 100 whom "served", "aware" or "appeared" has not reached by this day."""
    days_of = run(article, draw(499, changes, seed=seed + 3))
    reached = {"served": days_of.served, "aware": days_of.aware, "appeared": days_of.appeared}
    return 100 * float(np.mean(reached[event] > day))

luck = np.random.default_rng(seed)
wrong_houses, right_houses = luck.integers(35, 55) / 100, luck.integers(82, 95) / 100
print("with 0.7 of people having an account:",
      f"{left_of_100('served', 30, {'with_account': 0.7}):.1f} of 100 are not served by day 30")

# %% [markdown] id="ex08-task-6"
# ## Task 6 · Where the verdict turns
#
# Write a function `turns_at(event, day, limit, address)`. It goes along `line`, from few accounts to many, with `"at_address"` at
# `address`, and gives back the **first** share with an account at which at most `limit` of 100 people are left. If there is none,
# it gives back `NEVER`.

# %% id="ex08-answer-6" tags=["start"]
# Exercise 8, task 6: your answer
def turns_at(event, day, limit, address):
    return ...

# %% id="ex08-answer-6" tags=["solution"]
# Exercise 8, task 6: your answer
def turns_at(event, day, limit, address):
    for account in line:
        changes = {"with_account": account, "at_address": address}
        if left_of_100(event, day, changes) <= limit:
            return account
    return NEVER

# %% id="ex08-answer-6" tags=["wrong"] name="default-as-finding"
# says: You left the share of people at their address at its default, so addresses make no difference to your answer. Put
# `address` in its place.
def turns_at(event, day, limit, address):
    for account in line:
        if left_of_100(event, day, {"with_account": account}) <= limit:
            return account
    return NEVER

# %% id="ex08-answer-6" tags=["wrong"] name="served-is-appeared"
# says: You count who is not *served*, whichever event is asked for. The verdict on *appeared* turns elsewhere, if it turns at
# all.
def turns_at(event, day, limit, address):
    for account in line:
        changes = {"with_account": account, "at_address": address}
        if left_of_100("served", day, changes) <= limit:
            return account
    return NEVER

# %% id="ex08-answer-6" tags=["wrong"] name="last-false"
# says: You gave the last place at which the claim is still *false*. The first at which it is true comes one step later.
def turns_at(event, day, limit, address):
    last = NEVER
    for account in line:
        changes = {"with_account": account, "at_address": address}
        if left_of_100(event, day, changes) > limit:
            last = account
    return last

# %% id="ex08-check-6" tags=["check"]
for event, day, limit_of in [("served", 30, 5), ("served", 30, 9), ("appeared", 60, 22)]:
    for address in [wrong_houses, right_houses]:
        print(f"not {event} by day {day}, at most {limit_of} of 100, {address:g} at their address: "
              f"true from {shown(turns_at(event, day, limit_of, address))} on")

# %% [markdown] id="ex08-hints-6" tags=["hints"]
# - Loop over `line`. In the loop, ask `left_of_100(event, day, {"with_account": account, "at_address": address})`.
# - If that is at most `limit`, `return account` ends the function at once: this is the first one.
# - After the loop comes `return NEVER`, which is reached only if no place was true.

# %% [markdown] id="ex08-end"
# ## Check your work
#
# Run the next cell and press the button. It looks at the answers as you last ran them, in a copy of this exercise with other
# numbers too.

# %% id="ex08-button" tags=["button"]
work

# %% [markdown] id="ex08-next"
# Next: [lesson 9](../lessons/09-who-bears-the-errors.ipynb).
