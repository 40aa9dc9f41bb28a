# %% [markdown] id="question"
# # 6 · Same people, same luck
#
# **The question.** Two towns, two laws, two counts. How much of the difference did the law make?

# %% [markdown] id="goals"
# **You will be able to**
#
# - compare two systems so that nothing differs but the rules;
# - read a simulated number with its error, and say whether a difference shows or drowns;
# - ask of an average: whom does it leave out?
#
# **You should already know** what *[served](#Words)* and *[aware](#Words)* mean (lessons 2 and 3), and that a clock can start
# on the day that a notice names (lesson 4).
# The code uses variables, lists, loops, and arrays whose numbers are compared and counted.
#
# **Minutes:** reading 9 (text and printed output at 200 words a minute), doing 20 (an estimate).

# %% id="tools" tags=["no-output"]
import numpy as np
from notices import NEVER, load_system, run
from notices.drawing import assumptions, draw
from notices.measures import compare
from notices.widgets import lesson_6

# %% [markdown] id="story"
# ## Two towns
#
# One Monday, 300 people in town A and 300 people in town B are sent a notice.
# Town A lives under the law of August 2023. Town B lives under the law from January 2026.
#
# On day 60 a clerk in each office counts who has come. B has more.
# *The new law works*, a newspaper writes. It has not asked who lives in A, and who in B.
#
# Towns, clerks and newspaper are made up, and everyone in the towns is a [synthetic person](#Words). The laws are not, and in our
# model one rule differs.

# %% [markdown] id="predict"
# ## Your prediction
#
# Nobody can see a law's effect alone. One sees counts, and in every count there is luck.

# %% id="prediction"
lesson_6.predict()

# %% [markdown] id="one-rule"
# ## One rule was changed
#
# A system is a list of rules. Put the two laws side by side, and print what differs:

# %% id="what-differs"
old = load_system("law-2023-08")
new = load_system("law-2026-01")
for rule in old.rules:
    if old.rules[rule] != new.rules[rule]:
        print("old:", rule, old.rules[rule], "·", old.source(rule))
        print("new:", rule, new.rules[rule], "·", new.source(rule))

# %% [markdown] id="named-date"
# `appearance_in` is the day that the notice names, counted from issue. In one reported notice of 2025 it lay 44 days ahead:
# one anonymous account, the document unverified (X43). For the older law we assume those 44 days; no source gives a rule.
# Since 2026 the day may lie at most 30 days ahead (X19), and we take the latest that is allowed.
# The twenty days of grace count from that date (reading A, X16). So the [measures](#Words) can start earlier:

# %% id="measures-start"
for law in [old, new]:
    print(f"{law.title}: measures from day {law.appearance_in + law.grace_days + 1}")

# %% [markdown] id="draw-idea"
# ## Draw two towns
#
# To **[draw](#Words)** a person is to let chance give them luck and habits: when they open the account, what they need, how long they take to come.
# A town of 300 people is a **[population](#Words)**. The number called **[seed](#Words)** is where the draw begins.
# Whoever has come to the office has **[appeared](#Words)**:

# %% id="two-towns"
town_a = draw(300, seed=1)
town_b = draw(300, seed=2)
a_old = run(old, town_a).appeared
b_new = run(new, town_b).appeared
print("town A, old law:", np.sum(a_old <= 60), "of 300 have come by day 60")
print("town B, new law:", np.sum(b_new <= 60), "of 300 have come by day 60")

# %% [markdown] id="same-law-idea"
# There is the newspaper's number. Before believing it, put both towns under *one* law:

# %% id="same-law"
b_old = run(old, town_b).appeared
print("town A, old law:", np.sum(a_old <= 60))
print("town B, old law:", np.sum(b_old <= 60))
for name, town in [("A", town_a), ("B", town_b)]:
    print(f"town {name}: {np.sum(town.account)} have an account,",
          f"{np.sum(town.appears_after == NEVER)} would never come")

# %% [markdown] id="luck"
# The same law, and still more people come in town B. No rule did that. By luck, more people in B have an account, and fewer
# would never come. The newspaper's difference is law *and* luck, and from two towns nobody can tell
# how much of each.

# %% [markdown] id="same-town"
# ## The same town twice
#
# Now leave town B alone. Take town A, every person as they are, and change the law:

# %% id="town-a-twice"
a_new = run(new, town_a).appeared
print("town A, old law:", np.sum(a_old <= 60))
print("town A, new law:", np.sum(a_new <= 60))
print("come earlier:", np.sum(a_new < a_old), "· come later:", np.sum(a_new > a_old))

# %% [markdown] id="one-twin"
# Not one person comes later. The difference has one possible cause, because one thing differs. Look at the first of those who come earlier:

# %% id="one-pair"
who = np.flatnonzero(a_new < a_old)[0]
for law in [old, new]:
    days = run(law, town_a).days(who)
    print(f"{law.title}: served day {days['served']},",
          f"aware day {days['aware']}, appeared day {days['appeared']}")

# %% [markdown] id="twins"
# This person has no account and is served through the register (X09). Later a counter refuses them something, and that is how they
# learn of the notice. Under the new law the counter refuses sooner; the way to the office takes as long as before.
# This is all that the model knows of the measures: they bring news. It has no field for coming out of fear.
#
# The two lines are **[twins](#Words)**: one person under two systems, with the same luck and the same habits. The world has no such pairs.
# A person lives under one law at a time, and what would have happened under the other remains unseen. A model can see both,
# because luck is drawn *before* any rule is applied and no rule ever draws.
#
# Luck stays put even when an assumption moves. Here fewer people have an account, and nobody's other habits change:

# %% id="seed"
again = draw(300, seed=1)
fewer = draw(300, {"with_account": 0.6}, seed=1)
print("same seed, same accounts:", np.array_equal(town_a.account, again.account))
print("accounts:", np.sum(town_a.account), "before,", np.sum(fewer.account), "after")
print("same days from knowing to coming:", np.array_equal(town_a.appears_after, fewer.appears_after))

# %% [markdown] id="error-idea"
# ## How far can luck carry a number?
#
# `compare` does the counting, and writes an error after each number. Shares are parts of 1: 0.06 is 6 in 100 people.

# %% id="with-error"
twins = compare([old, new], 300, seed=1)
others = compare([old, new], 300, seed=1, twins=False)
print("the same people:", twins.difference("appeared_by"))
print("other people:   ", others.difference("appeared_by"))

# %% [markdown] id="error-meaning"
# What stands after ± is the **[Monte Carlo error](#Words)**: how far such a number typically lies from what very many people would give.
# Repeat the draw with forty seeds, and see how far the answers scatter:

# %% id="scatter"
for same in [True, False]:
    answers = []
    for seed in range(1, 41):
        one = compare([old, new], 300, seed=seed, twins=same)
        answers.append(one.difference("appeared_by").value)
    print(f"twins {same}: mean {np.mean(answers):.3f}, scatter {np.std(answers):.3f}")

# %% [markdown] id="shows-or-drowns"
# The scatter is about as large as the error that a single draw reports. Both ways of comparing have nearly the same mean; they differ in
# how far one draw may stray.
#
# In this lesson a difference **shows** if it is more than two errors from zero. Otherwise it **drowns**: luck alone could
# make one of that size.

# %% [markdown] id="forty"
# ## Forty draws
#
# Each dot below is one class's answer: the new law minus the old, for one draw. Above, the same people under both laws. Below, other people
# under each.
#
# Settle these two questions with it:
#
# 1. Take 1,000 people instead of 300. What happens to the two heaps?
# 2. Measure *served by day 30*. Why is every dot on zero, even with other people?

# %% id="forty-draws" tags=["nbval-ignore-output"]
lesson_6.forty_draws()

# %% id="return"
lesson_6.returned()

# %% [markdown] id="answers-forty"
# <details><summary>Model answers</summary>
#
# 1. Both become narrower, and the upper one is narrower from the start. Some draws of other people still point the wrong way.
# 2. Under either law everybody is served by then: at once in an account (X08), after seven days through the register (X09, X11). The change of
#    law moves nothing about service. It moves who has *appeared*. Whoever takes the share served for the share appeared finds that
#    nothing happened.
#
# </details>

# %% [markdown] id="how-many"
# Errors shrink with the square root of the number of people: half the error needs four times as many. So how many *other*
# people would be as good as 300 twins?

# %% id="people-needed"
ratio = others.difference("appeared_by").error / twins.difference("appeared_by").error
print(f"error {ratio:.1f} times as large, so about {300 * ratio ** 2:,.0f} people in each town")

# %% [markdown] id="board-intro"
# ## The comparison board
#
# Every dot is a person, and keeps one place within each field. The first system is above, the second below. A ring marks someone whose
# twin stands in another state on that day. Where a field has two numbers, the second counts wrong records that were corrected.
# *Left* are those who have left the country. The measure keeps its own day; *Day* (arrow keys) moves the dots. In the
# strip below, the filled dot is this draw, with two errors to each side; hollow dots: earlier draws, counted the same way.
#
# Settle these four questions with it:
#
# 1. On which day do the first rings appear? Why not before?
# 2. Press *Draw other people* a few times, with twins on. Switch twins off, and look at the strip below. What became of the difference?
# 3. Choose the same law above and below. What is the difference with twins, and what without?
# 4. Put paper above and the article below, twins off, and try each *What is measured*. Which differences show even with other
#    people, and which only just?

# %% id="comparison-board" tags=["nbval-ignore-output"]
lesson_6.board()

# %% [markdown] id="answers-board"
# <details><summary>Model answers</summary>
#
# 1. On day 51, when the new law's measures can start (the cell *One rule was changed*). Up to then the two laws do the same to everybody.
# 2. It is still there, and cannot be seen: the dots in the strip scatter over zero, to both sides. One draw of twins may drown
#    too, and one of other people may show.
# 3. With twins: none, with an error of zero. Without: some, in nearly every draw. That is luck with nothing else in it.
# 4. Nearly all show, by many errors. *Stopped at the border* lies about two errors from zero: it shows only just, or drowns. Twins
#    are needed not for a difference of many errors, but for one that is small beside luck.
#
# </details>

# %% [markdown] id="average"
# ## An average can part the twins
#
# A reader asks: *on which day do they come, on average?* Somebody takes those who have come by day 60, and averages:

# %% id="mean-day"
for name, day in [("old law", a_old), ("new law", a_new)]:
    came = day[day <= 60]
    print(f"{name}: {len(came)} came by day 60, on day {came.mean():.1f} on average")

# %% [markdown] id="mean-day-meaning"
# By this average people come *later* under the new law. Yet nobody does: you counted them above. The two averages are about different
# people. Under the new law more of them are in, and those who join come late. Under the old law the same people are left out,
# as *not yet* or *never*.
#
# Leaving out the nevers compares different people under two systems, just as two towns do. Count everybody instead: of all 300, how many by a
# given day? Or take the [median](#Words) of lesson 2, which keeps everyone:

# %% id="median-day"
for name, day in [("old law", a_old), ("new law", a_new)]:
    print(f"{name}: half of all {len(day)} have come by day {np.median(day):.0f}")

# %% [markdown] id="median-meaning"
# No difference, rightly: the first half came before any measure could start. Each number answers one question; say which.

# %% [markdown] id="who-says"
# ## Who says so, and how would we know?
#
# The rules have sources. The people have none: how often they open the portal, what they need, how long they take, nobody has measured.
# The error after ± knows nothing of that. Let people open the portal more rarely or more often, within the range that the data file allows:

# %% id="other-assumption"
visits = assumptions()["errands_per_year"]
for value in [visits.low, visits.default, visits.high]:
    result = compare([old, new], 20000, assumptions={"errands_per_year": value})
    print(f"{value:g} visits to the portal a year:", result.difference("appeared_by"))

# %% [markdown] id="what-error-is-not"
# With 20,000 people under both laws each answer has a small error, and the first lies many errors from the other two. Twins hold luck still.
# They do not make an assumption true, or turn a made-up town into a real one. In the world, one would need to know when people came
# before and after the change, and what else changed in those months. No source that we found gives it.

# %% [markdown] id="assumed"
# ## What we assumed
#
# The rules first, then the people. *Default* is what the pictures use; it is a starting point, not a finding:

# %% id="assumed-table" tags=["nbval-ignore-output"]
lesson_6.assumed()

# %% id="people-table" tags=["nbval-ignore-output"]
lesson_6.people_assumed()

# %% [markdown] id="take-away"
# ## Take-away
#
# 1. Two groups of people differ by luck even under one law, so comparing different people mixes law and luck.
# 2. With twins only the rules differ: a small difference then shows among 300 people and needs thousands of other people to show without them.
# 3. The error after ± says how far luck can carry a number; it says nothing about whether the assumptions hold.
#
# [Exercise 6](../exercises/06-same-people-same-luck.ipynb) practises this. Here one rule was changed. Most laws change several at once:
# which of them does the work? [Lesson 7](07-which-rule-does-the-work.ipynb).

# %% [markdown] id="words-title"
# ## Words

# %% id="words" tags=["nbval-ignore-output"]
lesson_6.words()

# %% id="sources" tags=["nbval-ignore-output"]
lesson_6.sources()
