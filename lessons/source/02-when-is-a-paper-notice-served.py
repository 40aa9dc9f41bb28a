# %% [markdown] id="question"
# # 2 · When is a paper notice served?
#
# **The question.** A [courier](#Words) rang, and nobody opened. Has the person been told?

# %% [markdown] id="goals"
# **You will be able to**
#
# - say which event makes a paper notice *[served](#Words)*, and who says so;
# - explain why the day of service depends on couriers, addresses and luck;
# - read a count of people who "avoided" something, and ask what was counted.
#
# **You should already know** what a claim is, and that claims have ids such as C07 (lesson 1).
# The code uses variables, a dictionary, a division, two loops, and an array from which it picks a part.
#
# **Minutes:** reading 9 (text and printed output at 200 words a minute), doing 15 (an estimate).

# %% id="tools" tags=["no-output"]
import numpy as np
from notices import NEVER, Operations, cite, context, explain, load_system, run
from notices.widgets import lesson_2

# %% [markdown] id="story"
# ## One door
#
# On Monday a clerk prints a notice for A-17. This is day 0. The sheet goes into a courier's bag, together with a list:
# whose door comes first, whose comes next.
#
# A few days later the courier stands before the house where A-17 is registered, and rings.
#
# If A-17 opens, the sheet passes from one hand to another, and A-17 signs for it. If nobody opens, it goes back into
# the bag. The courier will come again, when the list comes round.
#
# A-17 is a [synthetic person](#Words), made up for this lesson. So is everyone else behind these doors.

# %% [markdown] id="predict"
# ## Your prediction
#
# The doors are invented; the question is not. For 2012 Russia's General Staff counted men as avoiding the call-up.
# Some of them had held a notice in their hands and did not come. The others had never been handed one.

# %% id="prediction"
lesson_2.predict()

# %% [markdown] id="the-rule"
# ## What made it count
#
# The article describes the old rule in one claim. Other sources add a condition:

# %% id="claim"
cite("C07 X66")

# %% [markdown] id="the-event"
# The event is a *handing over*. Not printing, not sending, not ringing. A sheet in the mailbox changes nothing (X66).
#
# In the words of this course the notice is **[issued](#Words)** on day 0, and **served** when a person takes it.
# The rule is data. Ask the system for it, and for its source:

# %% id="rule-as-data"
paper = load_system("paper-2022")
print("how the notice travels:", paper.channel)
print("served on:", paper.served_on)
print("who says so:", paper.source("served_on"))

# %% [markdown] id="a17"
# ## A-17 opens at the first visit
#
# What A-17 brings to this story is luck: the visit at which somebody finds A-17 at home, and a place in the list.
# A place of 0.08 means that 8 in 100 notices come before this one.

# %% id="a17-story"
a17 = {"visits_needed": 1, "queue": 0.08}
print(explain(paper, a17))

# %% [markdown] id="reading-the-story"
# Each line has a day, what happened, the rule that did it, and who says so. Where it says *assumption*, no source speaks:
# we put A-17 behind that door.
#
# Served and **[aware](#Words)** fall on one day. Whoever takes the sheet knows of it.
#
# Why that day and not an earlier one? Our office's list holds 1,000 notices, and the couriers were busy with other doors:

# %% id="place-in-the-list"
office = Operations()
doors_before = a17["queue"] * office.list_size
doors_a_day = office.visits_per_day * office.list_size / 1000
print(f"{doors_before:.0f} doors come first, {doors_a_day:.0f} on each day:",
      f"{doors_before / doors_a_day:.0f} days")

# %% [markdown] id="one-missed-visit"
# ## A door that stays shut
#
# Four people with the same place in the same list. They differ in one thing: the visit at which a courier finds them.

# %% id="four-doors"
luck = {
    "opens at the first visit": 1,
    "opens at the second visit": 2,
    "opens at the fourth visit": 4,
    "lives elsewhere": NEVER,
}
for person, visit in luck.items():
    days = explain(paper, {"visits_needed": visit, "queue": 0.08}).days
    print(f"{person}: served on day {days['served']}, visits made {days['visits']}")

# %% [markdown] id="one-shut-door"
# Compare the first two lines. One door that stayed shut moves service by a whole **[round](#Words)**, because the couriers finish
# the list before they ring again. (Here nobody else on the list is ever found, so every round is as long as a round can be.)
#
# The fourth person's answer is `inf`: never, within the days that we follow. The couriers came as often as they
# come to anyone. They rang at the wrong house.
#
# How many people live elsewhere? In April 2023 Moscow's military commissar named it as the usual reason why a notice could not be
# served: men did not live where they were registered (X89). This is one official, speaking of one city, without a figure;
# we found none anywhere.

# %% [markdown] id="try-it"
# ## Follow the list
#
# The picture shows a list of 300 notices in its order. Lock in your prediction above first; then it opens. Put the focus on *Day*
# and press the right arrow key: each press is one day of the couriers' work.
#
# Settle these three questions with it:
#
# 1. On which day has every door been tried once? Why does the next round take fewer days?
# 2. Look at where the curve ends. Double the visits a day. Go back, and double the visits to one person instead. Which of the two
#    brings service earlier, and which finds more people?
# 3. Find a setting in which most people on the list are never served. How many of them have refused?

# %% id="courier-list" tags=["nbval-ignore-output"]
lesson_2.courier_list()

# %% [markdown] id="answers"
# <details><summary>Model answers</summary>
#
# 1. The next cell computes the day. The second round is shorter because everyone who was found has left the list,
#    while the couriers make as many visits a day as before.
# 2. More visits a day bring service earlier, and find the same people: each still gets as many visits, only sooner. More visits
#    to one person find some more, late. Neither gets past the dotted line, the people who live at the address.
# 3. Few people living at the [registered address](#Words), or few visits, will do it. None of them has refused. Nobody here can: to
#    refuse, one has to be asked, and the model has no field for it.
#
# </details>

# %% [markdown] id="list-in-code"
# ## The same list in code
#
# `people()` gives the 300 people of the picture. The couriers' days come from a division, as before:

# %% id="first-round"
people = lesson_2.people()
doors_a_day = office.visits_per_day * len(people) / 1000
days = len(people) / doors_a_day
print(f"{len(people)} doors, {doors_a_day:.0f} a day: {days:.0f} days, day 0 to day {days - 1:.0f}")

# %% [markdown] id="all-at-once"
# `run` follows everyone on the list at once. Here it follows them three times: as in the picture, with twice the visits a day, and
# with twice the visits to one person.

# %% id="three-offices"
for visits_per_day, max_visits in [(20, 4), (40, 4), (20, 8)]:
    office = Operations(visits_per_day=visits_per_day, max_visits=max_visits)
    served = run(paper, people, office).served
    print(f"{visits_per_day} a day per 1,000, at most {max_visits} each:",
          f"half served by day {np.median(served):.0f},",
          f"{np.sum(served < NEVER)} served by day {office.horizon}")

# %% [markdown] id="never"
# ## An average with *never* in it
#
# How long does service take? Some people on the list are never served, and that decides which average can answer.

# %% id="averages"
served = run(paper, people, Operations()).served
found = served[served < NEVER]
print(f"mean day, all {len(served)}: {served.mean():.0f}")
print(f"mean day, the {len(found)} who were found: {found.mean():.0f}")
print(f"median day, all {len(served)}: {np.median(served):.0f}")

# %% [markdown] id="which-average"
# One *never* makes the mean of all never. The mean of those who were found has a number, but it leaves out the people
# whom the search failed. The **[median](#Words)** keeps everyone: by that day half of the list is served, whatever became of the rest.

# %% [markdown] id="counted"
# ## Counted as avoiding
#
# Now to your prediction, and to real counts:

# %% id="count-2012"
cite("X71")

# %% [markdown] id="from-the-row"
# The row holds one figure as a value. The other we copy from its text:

# %% id="share-2012"
never_notified = int(context("X71").value)
did_not_come = 8794  # men who were served and did not come (X71)
share = never_notified / (never_notified + did_not_come)
print(f"never notified: {share:.1%} of all who were counted")

# %% id="return"
lesson_2.returned()

# %% [markdown] id="not-refused"
# *Avoiding the call-up* sounds like a decision: asked, and refused. In this count that can be said of 8,794 men at most (X71),
# and even of them we know only that they were served and did not come.
#
# Of the others the count says one thing: no notice reached their hands. Some may have known and kept away from the door.
# Some may have lived elsewhere and heard nothing. In the count both are one more man who avoided; no source we
# found tells them apart.

# %% [markdown] id="two-definitions"
# ## One word, two definitions
#
# From about 2010 there are two figures under one word, from two offices. One leaves out those who were never
# handed a notice. The other does not.

# %% id="count-2010"
cite("X72")

# %% id="factor-2010"
ministry = int(context("X72").value)
general_staff = 200000  # "about 200,000, General Staff", in the second source (X72)
print(f"one figure is about {general_staff / ministry:.0f} times the other")

# %% [markdown] id="thousands"
# Nothing about any man has to change for the number to grow that much. It is enough to change the definition (X72).
#
# The article says that gaps in the old rules helped *thousands* (C26). It does not say who counted them, or how. Thousands is near the one
# figure; the other is in the hundreds of thousands. Before you compare two such numbers, ask what each counts.
#
# Ask also *of what*. This row is about 2016:

# %% id="count-2016"
cite("X73")

# %% id="share-2016"
not_notified = int(context("X73").value)
called_up = 155000 + 152000  # called up in 2016, in the remark on the row (X73)
print(f"not notified: {not_notified / called_up:.1%} of the number called up")

# %% [markdown] id="of-what"
# The share for 2012 is one of all men *counted as avoiding*. The share for 2016 is one of all men *called up*. They have different
# **[denominators](#Words)**. So one is not an improvement on the other, and neither is the share of notices that failed.

# %% [markdown] id="who-says"
# ## Who says so, and how would we know?
#
# Both figures for 2012 go back to one official (X71). To check them one would need the couriers' own papers: every notice,
# every visit, who opened, who lived there. We found no such list. The one in the picture is invented.
#
# The picture also leaves things out. A notice could be handed over at work (C07). Somebody may hear from others that a courier
# came: then they know, and are still not served. Police searched for men who were not found, and a human rights group documented
# same-day detentions and errors, men with valid deferrals among them (X67). So paper had force behind it, but liability for
# staying away depended on proof that the sheet had been handed over (X67). In April 2023 the law added a registered letter,
# where a recorded refusal counts as well (X07).

# %% [markdown] id="assumed"
# ## What we assumed
#
# Rules come from the data files, with their sources. Couriers, doors and luck come from nobody. In brackets: the name
# in code.

# %% id="assumed-table" tags=["nbval-ignore-output"]
lesson_2.assumed()

# %% [markdown] id="take-away"
# ## Take-away
#
# 1. On paper the notice is served when it is handed over (C07, X66), and whoever takes it knows of it that day.
# 2. Service is therefore a search: couriers set its speed, addresses set its limit, luck sets the day.
# 3. A count of people who "avoided" can mix those who were asked with those whom the search never reached;
#    the definition decides how large it is (X71, X72).
#
# [Exercise 2](../exercises/02-when-is-a-paper-notice-served.ipynb) practises this. And when no hand is needed?
# [Lesson 3](03-when-is-an-electronic-notice-served.ipynb).

# %% [markdown] id="words-title"
# ## Words

# %% id="words" tags=["nbval-ignore-output"]
lesson_2.words()

# %% id="sources" tags=["nbval-ignore-output"]
lesson_2.sources()
