# %% [markdown] id="question"
# # 7 · Which rule does the work?
#
# **The question.** Four things change on one day, and afterwards more people come. Which of the four did it?

# %% [markdown] id="goals"
# **You will be able to**
#
# - take a change of laws apart, and switch each part on and off;
# - share out an effect among the parts so that the shares add up to the whole;
# - say for which count, and under which assumptions, a part matters.
#
# **You should already know** [twins](#Words) and the [Monte Carlo error](#Words) (lesson 6), and what starts the [exit ban](#Words) and the [measures](#Words) (lesson 4).
# The code uses variables, dictionaries, loops, one function, and arrays of numbers that are added and averaged.
#
# **Minutes:** reading 9 (text and printed output at 200 words a minute), doing 20 (an estimate).

# %% id="tools" tags=["no-output"]
from itertools import permutations
import numpy as np
from notices import Operations, load_system, run
from notices.attribution import PARTS, attribute, combine, parts
from notices.drawing import assumptions, draw
from notices.widgets import lesson_7

# %% [markdown] id="story"
# ## Four changes on one Monday
#
# On one Monday, four things change for an office.
# Notices go to the account and count there (C19). Whoever is [served](#Words) may not leave the country (C10).
# After twenty days, driving, property and credit are blocked (C12, C13, C14, C15). And twice as many [couriers](#Words) set out with paper.
#
# The article reports the first three. It does not speak of the number of couriers; the fourth change is made up.
#
# Sixty days later many more people have come. *Our messages did it*, says the clerk of the portal. *We rang the bells*, says the head
# courier. The border post and the traffic office make their claims too. Each of the four brings figures, and none of them has made a mistake.

# %% [markdown] id="predict"
# ## Your prediction
#
# Lesson 6 changed one rule and kept the people. Now four parts change, for the same people. Commit to an answer; it is met again below.

# %% id="prediction"
lesson_7.predict()

# %% [markdown] id="bundle-idea"
# ## A bundle
#
# Rules that come into force together are a **[bundle](#Words)**. We cut this one into four parts: service rule, exit ban, measures, couriers.
# `parts` prints what each of them changes:

# %% id="bundle"
old = load_system("paper-2022")
new = load_system("article")
few = Operations(visits_per_day=20)
more = Operations(visits_per_day=40)
for part, changes in parts(old, new, few, more).items():
    for rule, (before, after) in changes.items():
        print(f"{part}: {rule} was {before}, is {after}")

# %% [markdown] id="bundle-meaning"
# `visits_per_day` is counted per 1,000 notices; everybody is sent one. `without_account` had no effect on paper, where nobody needs an
# account. In the new system people without one still get a courier, which is an assumption: the article is silent about them.
#
# ## Two parts, four settings
#
# Begin with two parts: the service rule and the couriers. Each can be off or on, which makes four settings. `combine` builds them.
# The same 10,000 people meet all four:

# %% id="four-settings" tags=["no-output"]
town = draw(10000, seed=1)
settings = {"neither": [], "service": ["service"], "couriers": ["couriers"],
            "both": ["service", "couriers"]}
day = {}
came = {}
for name, on in settings.items():
    system, office = combine(old, new, on, few, more)
    day[name] = run(system, town, office).appeared
    came[name] = 1 * (day[name] <= 60)

# %% [markdown] id="said-idea"
# `came` holds a 1 for everybody who has come by day 60, and a 0 for everybody else. Its mean is a share, in parts of 1: 0.06 is 6 in 100 people.
# The Monte Carlo error of a mean is the standard deviation divided by the square root of the number of people:

# %% id="four-counts"
def said(numbers):
    error = np.std(numbers) / np.sqrt(len(numbers))
    return f"{np.mean(numbers):.3f} ± {error:.3f}"

for name in settings:
    print(f"{name}: {said(came[name])} of {len(town):,} people have come by day 60")

# %% [markdown] id="one-person-idea"
# ## One person, two claims
#
# Look at one person who comes too late with neither part on, and in time with either:

# %% id="one-person"
either = (came["neither"] == 0) & (came["service"] == 1) & (came["couriers"] == 1)
who = np.flatnonzero(either)[0]
for name in settings:
    print(f"person {who}, {name}: comes on day {day[name][who]:.0f}")

# %% [markdown] id="one-person-meaning"
# Switch on the service rule first: it brings this person in time, and the couriers add nothing. Switch on the couriers first: they bring
# the person in time, and the service rule adds nothing. Both desks claim the same person, and neither is wrong.
#
# There are two orders. Average over them, and each desk gets half of this person. Now the same for everybody:

# %% id="two-orders"
service_first = came["service"] - came["neither"]
couriers_second = came["both"] - came["service"]
couriers_first = came["couriers"] - came["neither"]
service_second = came["both"] - came["couriers"]
print("service adds", said(service_first), "· then couriers add", said(couriers_second))
print("couriers add", said(couriers_first), "· then service adds", said(service_second))

# %% [markdown] id="two-orders-meaning"
# The same couriers add a great deal or nothing that can be seen. Once notices go to the account, couriers are sent only to people
# without one, and for so few the old number of visits is enough.
#
# If each desk reports what it adds *first*, people like this one are counted twice, and the claims add up to more than the whole.
# Averages over both orders add up to it, because each order leads from *neither* to *both*:

# %% id="average"
service_share = (service_first + service_second) / 2
couriers_share = (couriers_first + couriers_second) / 2
print("service: ", said(service_share))
print("couriers:", said(couriers_share))
print("together:", said(service_share + couriers_share))
print("whole:   ", said(came["both"] - came["neither"]))

# %% [markdown] id="four-parts-idea"
# ## Four parts, all orders
#
# With four parts there are sixteen settings. `attribute` sends the same people through all of them, and averages what each part adds over
# all orders. The average is called the **[Shapley value](#Words)**; here we say *share*.

# %% id="attribution"
shared = attribute("appeared_by", old, new, town, few, more)
print(shared)

# %% [markdown] id="all-orders-idea"
# You need not believe it. Go through the orders one by one, and average by hand:

# %% id="all-orders"
added = {part: [] for part in PARTS}
for order in permutations(PARTS):
    for place, part in enumerate(order):
        without = shared.value(*order[:place]).value
        with_it = shared.value(*order[:place + 1]).value
        added[part].append(with_it - without)
for part in PARTS:
    print(f"{part}: average over {len(added[part])} orders {np.mean(added[part]):.4f},",
          f"share {shared.shares[part]}")

# %% [markdown] id="news-only"
# Exit ban and measures bear less here than the couriers do. Before you conclude anything, recall what they do in this model: they bring
# *news*. A border post or a counter tells people who did not know. No field of a person holds fear, or prudence. A model
# with such a field could give these two parts more, and no source has measured how much.

# %% [markdown] id="try-it"
# ## The switchboard
#
# The thick bars lead from *all off* to *all on*: each begins where the one above ends. A thick bar is a share and stays, however the
# switches stand. The thin bar under it is what the part adds while the *other* switches stand as they do; the strokes show this for all their
# settings. The dot at the bottom is the count as switched. The order of the rows means nothing.
#
# Settle these three questions with it:
#
# 1. Switch the couriers on and off, once with the service rule off and once with it on. Where does their share lie between the two?
# 2. Count *days served, not [aware](#Words)*. Two shares have a minus sign, and their bars lead back to the left. What does a share
#    below zero say?
# 3. Change from *paper to law from 2026*, and count *days on wrong records* (days under ban or measures). One share is larger than the
#    whole change. How can that be?

# %% id="switchboard" tags=["nbval-ignore-output"]
lesson_7.switchboard()

# %% [markdown] id="answers"
# <details><summary>Model answers</summary>
#
# 1. Halfway. They add much while the service rule is off and nothing to be seen while it is on, and in half of all orders they come first.
# 2. That the part takes days away. Measures and exit ban bring news, and end days of not knowing. A part can work against the rest of its bundle.
# 3. The three other shares are below zero, the service rule's most. Under that law the ban holds from issue, whether anybody has been
#    told or not (X14). Messages, counters and couriers bring news, and whoever learns of the notice sooner is corrected sooner. So they
#    shorten what the ban begins.
#
# </details>

# %% id="return"
lesson_7.returned()

# %% [markdown] id="counts-idea"
# ## Another count, another part
#
# The four clerks of your prediction, one after another:

# %% id="four-clerks"
for measure in ["appeared_by", "unaware_days", "stopped", "measures_days"]:
    result = attribute(measure, old, new, town, few, more)
    part = result.largest()
    print(f"{measure}: {part}, {result.shares[part]} of {result.whole} ({result.whole.unit})")

# %% [markdown] id="counts-meaning"
# The same people and the same change, and the clerks do not agree. *Which rule does the work?* has no answer until somebody says: the work of
# bringing people in, of leaving them unaware, of stopping them, of restricting them? The article expects that hardly any man could avoid
# being called up (C02). Avoid what: being served, knowing, appearing? Each is a count of its own.

# %% [markdown] id="default-idea"
# ## A default is not a finding
#
# A classmate writes: *We found that the couriers bear about a sixth of the effect.* The number is in the table above. Before you agree, vary
# two things that we typed or took as they were: the visits after the change, and the share of people who live at their address.
# Here is the couriers' share each time, for 10,000 people:

# %% id="other-defaults"
for visits in [20, 40, 80]:
    result = attribute("appeared_by", old, new, town, few, Operations(visits_per_day=visits))
    print(f"{visits} visits a day per 1,000 notices:", result.shares["couriers"])
address = assumptions()["at_address"]
for value in [address.low, address.default, address.high]:
    people = {"at_address": value}
    result = attribute("appeared_by", old, new, 10000, few, more, assumptions=people)
    print(f"{value:g} of people live at their address:", result.shares["couriers"])

# %% [markdown] id="answers-default"
# What is wrong with the classmate's sentence? Write a better one, then unfold ours.
#
# <details><summary>Model answer</summary>
#
# The sixth follows from numbers that we put in. With no more visits than before, the couriers bear nothing; with other people, more or less.
# A **[default](#Words)** is where a model starts, and the error after ± does not know that it might be another. Better: *If the visits
# double, and if people are as in this model by default, the couriers bear about a sixth of the change in who has [appeared](#Words) by day 60, averaged over all
# orders.* Longer, and true.
#
# </details>

# %% [markdown] id="who-says"
# ## Who says so, and how would we know?
#
# The rules have sources. The doubled couriers have none, nor have the habits of the people. The cut into four parts is ours as well: whoever
# counts service rule and couriers as one part, *delivery*, shares out otherwise.
#
# In the world nobody can flip one switch and keep the people. But laws sometimes change in steps. In August 2023 the start of the exit ban was moved
# (X13, X14):

# %% id="one-step"
april, august = load_system("law-2023-04"), load_system("law-2023-08")
for part, changes in parts(april, august).items():
    for rule, (before, after) in changes.items():
        print(f"{part}: {rule} was {before}, is {after}")

# %% [markdown] id="one-step-meaning"
# One part, alone. Counts of people stopped before and after that day would come near to flipping one switch, though with other people
# and other luck. No source that we found gives them.

# %% [markdown] id="assumed"
# ## What we assumed
#
# The rules before and after, the couriers, and then the people:

# %% id="assumed-table" tags=["nbval-ignore-output"]
lesson_7.assumed()

# %% id="people-table" tags=["nbval-ignore-output"]
lesson_7.people_assumed()

# %% [markdown] id="take-away"
# ## Take-away
#
# 1. What a part of a bundle adds depends on which other parts are on already, so two desks can claim the same person.
# 2. Averaged over all orders, the shares (Shapley values) add up to the whole change; a share can be below zero or larger than the whole.
# 3. Which part leads depends on what is counted, and on defaults that nobody has measured.
#
# [Exercise 7](../exercises/07-which-rule-does-the-work.ipynb) practises this. *Avoid* what?
# [Lesson 8](08-how-sure-can-we-be.ipynb) turns that into a question for the model, and asks how sure an answer can be.

# %% [markdown] id="words-title"
# ## Words

# %% id="words" tags=["nbval-ignore-output"]
lesson_7.words()

# %% id="sources" tags=["nbval-ignore-output"]
lesson_7.sources()
