# %% [markdown] id="ex07-title"
# # Exercise 7 · Which rule does the work?
#
# Goes with [lesson 7](../lessons/07-which-rule-does-the-work.ipynb).
# You practise switching the parts of a change on one at a time, and sharing out what they do together.
# **Minutes:** 40. Uses: lists, dictionaries, loops, arrays, functions.
#
# Write your answers into the cells that begin with *your answer*, run them, then run the check cell below each: it prints what
# your answer gives. *Check my work* at the end says whether that is right, and offers hints.
#
# Everybody here is synthetic. Whatever is printed is illustrative, not a forecast.

# %% id="ex07-setup" tags=["no-output"]
from itertools import permutations
import numpy as np
from notices import Operations, load_system, run
from notices.attribution import PARTS, attribute, combine
from notices.course.exercises import begin, shown
from notices.drawing import draw
work = begin("07")

# %% id="ex07-numbers" tags=["seed"]
seed = 7

# %% [markdown] id="ex07-change"
# The change is the one of lesson 7, in another office: from paper to the article's account, and at the same time from few
# couriers to more. How many visits they make after the change is drawn, and so are the 2,000 people:

# %% id="ex07-given-1"
luck = np.random.default_rng(seed)
old, new = load_system("paper-2022"), load_system("article")
few = Operations(visits_per_day=20)
more = Operations(visits_per_day=int(luck.integers(32, 61)))
town = draw(2000, seed=seed)

def came(on):
    """How many of the 2,000 have come by day 60, with these parts switched on and all others off."""
    system, office = combine(old, new, on, few, more)
    return int(np.sum(run(system, town, office).appeared <= 60))

print("parts:", ", ".join(PARTS))
print(f"couriers: {few.visits_per_day} visits a day per 1,000 notices before,",
      f"{more.visits_per_day} after")
print("all parts off:", came([]), "have come · only the exit ban on:", came(["exit_ban"]))

# %% [markdown] id="ex07-task-1"
# ## Task 1 · Switched on first, switched on second
#
# Look at two parts only: `"service"` and `"couriers"`. How many more people come when the **couriers** are switched on **first**,
# with all other parts off? And how many more when they are switched on **second**, with the service rule on already? `came(...)`
# counts for you: hand it the list of the parts that are on. Call the two numbers `first` and `second`.

# %% id="ex07-answer-1" tags=["start"]
# Exercise 7, task 1: your answer
first = ...          # replace the three dots
second = ...

# %% id="ex07-answer-1" tags=["solution"]
# Exercise 7, task 1: your answer
first = came(["couriers"]) - came([])
second = came(["service", "couriers"]) - came(["service"])

# %% id="ex07-answer-1" tags=["wrong"] name="order-does-not-matter"
# says: You gave the couriers the same number in both places. What a part adds depends on what is on already: subtract the count
# without the couriers, with the service rule on.
first = came(["couriers"]) - came([])
second = came(["couriers"]) - came([])

# %% id="ex07-answer-1" tags=["wrong"] name="both-together"
# says: Your second number is what *both* parts bring together. The service rule was on before; its people are not the couriers'.
first = came(["couriers"]) - came([])
second = came(["service", "couriers"]) - came([])

# %% id="ex07-answer-1" tags=["wrong"] name="the-other-part"
# says: Your second number is what the *service rule* adds when the couriers are on. The task asks what the couriers add when the
# service rule is on.
first = came(["couriers"]) - came([])
second = came(["service", "couriers"]) - came(["couriers"])

# %% id="ex07-answer-1" tags=["wrong"] name="counts-not-differences"
# says: These are counts of all who have come. What a part *adds* is a difference: the count with it minus the count without it.
first = came(["couriers"])
second = came(["service", "couriers"])

# %% id="ex07-check-1" tags=["check"]
print(f"The couriers add {shown(first)} people when switched on first, and",
      f"{shown(second)} when switched on second.")

# %% [markdown] id="ex07-hints-1" tags=["hints"]
# - Each answer is one call of `came` minus another. The two calls differ in the couriers and in nothing else.
# - For `first`, compare with `came([])`. For `second`, compare with `came(["service"])`.

# %% [markdown] id="ex07-counts"
# Another office, 1,500 other people, and the same two parts. Here the new exit ban and the new measures are on throughout. The
# four settings have been counted for you:

# %% id="ex07-given-2"
luck = np.random.default_rng(seed)
elsewhere = draw(1500, {"at_address": 0.6}, seed=seed + 1)
busy = Operations(visits_per_day=int(luck.integers(45, 80)))
always = ["exit_ban", "measures"]
settings = {"neither": [], "service": ["service"], "couriers": ["couriers"], "both": ["service", "couriers"]}
count = {}
for name, on in settings.items():
    system, office = combine(old, new, always + on, few, busy)
    count[name] = int(np.sum(run(system, elsewhere, office).appeared <= 60))
    print(f"{name}: {count[name]} of 1,500 have come by day 60")

# %% [markdown] id="ex07-task-2"
# ## Task 2 · Two orders, one average
#
# There are two orders: service rule first, or couriers first. Work out what each part adds in each order, and average over the
# two orders. Use the dictionary `count`. Call the two averages `service_share` and `couriers_share`.

# %% id="ex07-answer-2" tags=["start"]
# Exercise 7, task 2: your answer
service_share = ...
couriers_share = ...

# %% id="ex07-answer-2" tags=["solution"]
# Exercise 7, task 2: your answer
service_first = count["service"] - count["neither"]
service_second = count["both"] - count["couriers"]
couriers_first = count["couriers"] - count["neither"]
couriers_second = count["both"] - count["service"]
service_share = (service_first + service_second) / 2
couriers_share = (couriers_first + couriers_second) / 2

# %% id="ex07-answer-2" tags=["wrong"] name="each-first"
# says: You gave each part what it adds when it is *first*. People whom either would have brought are then counted twice, and the
# two claims add up to more than the whole.
service_share = count["service"] - count["neither"]
couriers_share = count["couriers"] - count["neither"]

# %% id="ex07-answer-2" tags=["wrong"] name="one-order"
# says: You went through one order only, with the service rule first. The other order is as good a story; average over both.
service_share = count["service"] - count["neither"]
couriers_share = count["both"] - count["service"]

# %% id="ex07-answer-2" tags=["wrong"] name="half-each"
# says: You split the whole in two halves. Two *orders* are averaged, for each part by itself; the parts need not add the same.
service_share = (count["both"] - count["neither"]) / 2
couriers_share = (count["both"] - count["neither"]) / 2

# %% id="ex07-check-2" tags=["check"]
print(f"Share of the service rule: {shown(service_share)} people. Share of the couriers:",
      f"{shown(couriers_share)} people.")
print(f"The whole change is {count['both'] - count['neither']} people.")

# %% [markdown] id="ex07-hints-2" tags=["hints"]
# - Each part has two differences: one where it comes first, one where it comes second.
# - Service first: `count["service"] - count["neither"]`. Service second: `count["both"] - count["couriers"]`.
# - Add the two and halve. Then do the same for the couriers. The two shares add up to the whole change.

# %% [markdown] id="ex07-people"
# Back to people. Each array holds yes or no for each of 2,000 people: have they come by day 60, under this setting?

# %% id="ex07-given-3"
luck = np.random.default_rng(seed)
crew = Operations(visits_per_day=int(luck.integers(35, 61)))
others = draw(2000, seed=seed + 2)
in_time = {}
for name, on in settings.items():
    system, office = combine(old, new, on, few, crew)
    in_time[name] = run(system, others, office).appeared <= 60
    print(f"{name}: {np.sum(in_time[name])} of 2,000")

# %% [markdown] id="ex07-task-3"
# ## Task 3 · Claimed by two desks
#
# The clerk of the portal claims everybody who has not come with both parts off, and has come with the service rule alone. The
# head courier claims everybody who has not come with both parts off, and has come with the couriers alone. How many people do
# **both** claim? The arrays are `in_time["neither"]`, `in_time["service"]` and so on. Call the number `claimed_twice`.

# %% id="ex07-answer-3" tags=["start"]
# Exercise 7, task 3: your answer
claimed_twice = ...

# %% id="ex07-answer-3" tags=["solution"]
# Exercise 7, task 3: your answer
clerk = ~in_time["neither"] & in_time["service"]
courier = ~in_time["neither"] & in_time["couriers"]
claimed_twice = np.sum(clerk & courier)

# %% id="ex07-answer-3" tags=["wrong"] name="came-anyway"
# says: You counted people who come with both parts off as well. Nobody can claim them: they come anyway.
claimed_twice = np.sum(in_time["service"] & in_time["couriers"])

# %% id="ex07-answer-3" tags=["wrong"] name="either-desk"
# says: You counted the people whom *at least one* of the desks claims. Which people do both claim?
clerk = ~in_time["neither"] & in_time["service"]
courier = ~in_time["neither"] & in_time["couriers"]
claimed_twice = np.sum(clerk | courier)

# %% id="ex07-answer-3" tags=["wrong"] name="different-people"
# says: You compared how many people each desk claims, and took the smaller number. The two desks may claim different people:
# compare person by person.
clerk = ~in_time["neither"] & in_time["service"]
courier = ~in_time["neither"] & in_time["couriers"]
claimed_twice = min(np.sum(clerk), np.sum(courier))

# %% id="ex07-check-3" tags=["check"]
print(f"Claimed by the clerk and by the head courier: {shown(claimed_twice)} of 2,000 people.")

# %% [markdown] id="ex07-hints-3" tags=["hints"]
# - Make one yes/no array for each desk. `~` turns yes into no, and `&` asks for both.
# - `clerk = ~in_time["neither"] & in_time["service"]`
# - Which people have a yes in both arrays? Count them with `np.sum`.

# %% [markdown] id="ex07-default"
# A classmate writes: *the couriers bear a share of the change, and the model has found it.* How large is the share if the
# couriers make other numbers of visits after the change?

# %% id="ex07-given-4"
luck = np.random.default_rng(seed)
visits_tried = [20, int(luck.integers(25, 35)), int(luck.integers(40, 60)), int(luck.integers(70, 100))]
thousand = draw(1000, seed=seed + 3)
print("visits a day per 1,000 notices, after the change:", visits_tried)

# %% [markdown] id="ex07-task-4"
# ## Task 4 · A default is not a finding
#
# `attribute("appeared_by", old, new, thousand, few, after)` shares out the change in who has come by day 60, over all orders of
# all four parts. `after` is the office after the change, such as `Operations(visits_per_day=20)`. In the result,
# `.shares["couriers"].value` is the couriers' share, in parts of 1.
#
# Make a list `shares` that holds the couriers' share for each number in `visits_tried`, in this order.

# %% id="ex07-answer-4" tags=["start"]
# Exercise 7, task 4: your answer
shares = ...

# %% id="ex07-answer-4" tags=["solution"]
# Exercise 7, task 4: your answer
shares = []
for visits in visits_tried:
    after = Operations(visits_per_day=visits)
    result = attribute("appeared_by", old, new, thousand, few, after)
    shares.append(result.shares["couriers"].value)

# %% id="ex07-answer-4" tags=["wrong"] name="default-as-finding"
# says: All your shares come from one number of visits, `more`, which somebody typed. It is a starting point, not a finding: put
# each number of `visits_tried` in its place.
shares = []
for visits in visits_tried:
    result = attribute("appeared_by", old, new, thousand, few, more)
    shares.append(result.shares["couriers"].value)

# %% id="ex07-answer-4" tags=["wrong"] name="the-whole"
# says: You took the whole change, which all four parts make together. The share of one part stands in `.shares`.
shares = []
for visits in visits_tried:
    after = Operations(visits_per_day=visits)
    shares.append(attribute("appeared_by", old, new, thousand, few, after).whole.value)

# %% id="ex07-answer-4" tags=["wrong"] name="first-in-line"
# says: You worked out what the couriers add when they are switched on *first*. That is one place in the order, and the one that
# flatters them; the share averages over all orders.
shares = []
for visits in visits_tried:
    result = attribute("appeared_by", old, new, thousand, few, Operations(visits_per_day=visits))
    shares.append(result.value("couriers").value - result.value().value)

# %% id="ex07-check-4" tags=["check"]
print(f"Visits a day: {shown(visits_tried)}. The couriers' shares: {shown(shares)} (in",
      "parts of 1).")

# %% [markdown] id="ex07-hints-4" tags=["hints"]
# - Begin with an empty list, loop over `visits_tried`, and append one number each time.
# - In the loop, make the office first: `after = Operations(visits_per_day=visits)`.
# - `shares.append(attribute("appeared_by", old, new, thousand, few, after).shares["couriers"].value)`

# %% [markdown] id="ex07-what-counts"
# Four clerks count four things about one change. They follow the 1,000 people of task 4 (`thousand`), with the couriers of task 1
# (`few` before the change, `more` after it):

# %% id="ex07-given-5"
counts = {"appeared_by": "share of people come by day 60",
          "unaware_days": "days served, not aware, per 1,000 people",
          "stopped": "share of people stopped at the border",
          "measures_days": "days under measures, per 1,000 people"}
for measure, words in counts.items():
    print(f'"{measure}": {words}')

# %% [markdown] id="ex07-task-5"
# ## Task 5 · It depends on what one counts
#
# Write a function `leader(measure)`. It gives back the **name** of the part that bears most of the change in this measure (the
# share that is largest, whatever its sign), and that **share**, rounded to four digits after the point. Two values after
# `return`, with a comma between them.

# %% id="ex07-answer-5" tags=["start"]
# Exercise 7, task 5: your answer
def leader(measure):
    return ..., ...

# %% id="ex07-answer-5" tags=["solution"]
# Exercise 7, task 5: your answer
def leader(measure):
    result = attribute(measure, old, new, thousand, few, more)
    name = result.largest()
    return name, round(result.shares[name].value, 4)

# %% id="ex07-answer-5" tags=["wrong"] name="always-one-count"
# says: Your function shares out one measure, whichever it is asked for. Hand `measure` on to `attribute`.
def leader(measure):
    result = attribute("appeared_by", old, new, thousand, few, more)
    name = result.largest()
    return name, round(result.shares[name].value, 4)

# %% id="ex07-answer-5" tags=["wrong"] name="alone"
# says: You looked at what each part does *alone*, with all others off. Some parts do nothing alone, because they need another to
# work on. The share averages over all orders.
def leader(measure):
    result = attribute(measure, old, new, thousand, few, more)
    added = {part: result.value(part).value - result.value().value for part in PARTS}
    name = max(added, key=lambda part: abs(added[part]))
    return name, round(added[name], 4)

# %% id="ex07-answer-5" tags=["wrong"] name="the-whole"
# says: The name is right, but the number is the *whole* change, which all parts make together. Give the share of the part that
# you name.
def leader(measure):
    result = attribute(measure, old, new, thousand, few, more)
    return result.largest(), round(result.whole.value, 4)

# %% id="ex07-answer-5" tags=["wrong"] name="not-rounded"
# says: Right, but not yet rounded: the task asks for four digits after the point, `round(..., 4)`.
def leader(measure):
    result = attribute(measure, old, new, thousand, few, more)
    name = result.largest()
    return name, result.shares[name].value

# %% id="ex07-check-5" tags=["check"]
for measure, words in counts.items():
    part, share = leader(measure)
    print(f"{words}: {shown(part)} bears {shown(share)}")

# %% [markdown] id="ex07-hints-5" tags=["hints"]
# - `attribute(measure, old, new, thousand, few, more)` gives a result with `.shares` and `.largest()`.
# - `.largest()` is the name of a part. `.shares[name].value` is its share.
# - `return name, round(result.shares[name].value, 4)`

# %% [markdown] id="ex07-model"
# Now build what `attribute` does. Three parts change, and the couriers stay as they are. The 600 people of this village travel
# much. `days_unaware(on)` gives the days served, not aware, per person, with the parts in the list `on` switched on;
# `people_come(on)` gives how many have come by day 60:

# %% id="ex07-given-6"
three = ["service", "exit_ban", "measures"]
village = draw(600, {"trips_per_year": 4, "never_travels": 0.3}, seed=seed + 4)

def follow(on):
    system, office = combine(old, new, on, few, few)
    return run(system, village, office)

def days_unaware(on):  # whom nothing tells counts up to day 180, the last that is followed
    days = follow(on)
    return float(np.mean(np.minimum(days.aware, 181) - np.minimum(days.served, 181)))

def people_come(on):
    return int(np.sum(follow(on).appeared <= 60))

def rounded(number):
    return number if number is ... or number is None else round(float(number), 3)

for on in [[], ["service"], ["service", "measures"], three]:
    print(f"{', '.join(on) or 'none'}: {days_unaware(on):.2f} days, {people_come(on)} people")

# %% [markdown] id="ex07-task-6"
# ## Task 6 · All orders
#
# Write a function `share(part, count)`. It goes through all orders of `three` (`permutations(three)` gives them, each as a
# tuple). In each order it works out what `part` adds to `count` at its place: `count` with the parts before it and itself on,
# minus `count` with only the parts before it on. It gives back the average over all orders.
#
# `count` is a function such as `days_unaware`. `order.index(part)` is the place of the part in an order, and
# `list(order[:place])` are those before it.

# %% id="ex07-answer-6" tags=["start"]
# Exercise 7, task 6: your answer
def share(part, count):
    return ...

# %% id="ex07-answer-6" tags=["solution"]
# Exercise 7, task 6: your answer
def share(part, count):
    added = []
    for order in permutations(three):
        place = order.index(part)
        before = list(order[:place])
        added.append(count(before + [part]) - count(before))
    return np.mean(added)

# %% id="ex07-answer-6" tags=["wrong"] name="each-first"
# says: You switched the part on first in every order. In most orders others are on before it, and it then adds something else.
def share(part, count):
    return count([part]) - count([])

# %% id="ex07-answer-6" tags=["wrong"] name="each-last"
# says: You switched the part on last in every order. In most orders some of the others come after it.
def share(part, count):
    others = [other for other in three if other != part]
    return count(three) - count(others)

# %% id="ex07-answer-6" tags=["wrong"] name="one-order"
# says: You went through one order only, the one in which the parts happen to stand in the list. Another order gives other
# numbers: average over all six.
def share(part, count):
    place = three.index(part)
    return count(three[:place + 1]) - count(three[:place])

# %% id="ex07-answer-6" tags=["wrong"] name="settings-not-orders"
# says: You averaged over the four *settings* of the other parts, each once. Average over the six *orders*: the part is first in
# two of them and last in two, so these two places count more.
def share(part, count):
    one, two = [other for other in three if other != part]
    added = [count(before + [part]) - count(before) for before in ([], [one], [two], [one, two])]
    return np.mean(added)

# %% id="ex07-check-6" tags=["check"]
for words, count_of in [("days served, not aware, per person", days_unaware),
                        ("people come by day 60", people_come)]:
    print(f"{words}; the whole change is {shown(rounded(count_of(three) - count_of([])))}")
    for part in three:
        print(f"- {part}: {shown(rounded(share(part, count_of)))}")

# %% [markdown] id="ex07-hints-6" tags=["hints"]
# - Begin with an empty list, loop over `permutations(three)`, append one difference for each order, and average at the end.
# - `before = list(order[:order.index(part)])`
# - `added.append(count(before + [part]) - count(before))`

# %% [markdown] id="ex07-end"
# ## Check your work
#
# Run the next cell and press the button. It looks at the answers as you last ran them, in a copy of this exercise with other
# numbers too.

# %% id="ex07-button" tags=["button"]
work

# %% [markdown] id="ex07-next"
# Next: [lesson 8](../lessons/08-how-sure-can-we-be.ipynb).
