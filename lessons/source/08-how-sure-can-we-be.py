# %% [markdown] id="question"
# # 8 · How sure can we be?
#
# **The question.** Three groups test one sentence with the same model. Two write *false* on the board, one writes *true*.
# Nobody has miscounted. What is the sentence, then: true or false?

# %% [markdown] id="goals"
# **You will be able to**
#
# - turn a [judgement](#Words) into a claim that a count can settle: whom, by when, how many;
# - say for which assumptions a claim is true and for which it is false;
# - tell a [default](#Words) from a finding, and a share [served](#Words) from a share [appeared](#Words).
#
# **You should already know** what a default and a [Monte Carlo error](#Words) are (lessons 6 and 7), and that the part of a law which matters
# depends on what one counts (lesson 7). The code uses variables, a dictionary, loops, one function, and arrays whose numbers are compared
# and counted.
#
# **Minutes:** reading 11 (text and printed output at 200 words a minute), doing 20 (an estimate).

# %% id="tools" tags=["no-output"]
import numpy as np
from notices import claim, cite, load_system, run
from notices.drawing import assumptions, draw
from notices.scenarios import sample, tornado, truth_map
from notices.widgets import lesson_8

# %% [markdown] id="story"
# ## Three words on a board
#
# Lesson 7 ended with a question to the article: avoid *what*? A class takes it up. The sentence to be tested is C02: once the system is
# in place, hardly any man could avoid being called up. Three groups take the article's account, the same 2,500 people, and every default.
# Each number has its Monte Carlo error beside it:

# %% id="three-groups"
def said(missing):
    share = np.mean(missing)
    error = np.sqrt(share * (1 - share) / len(missing))
    return f"{100 * share:.1f} ± {100 * error:.1f} of 100"

article = load_system("article")
people = draw(2500)
days = run(article, people)
print("first group,  not served by day 30: ", said(days.served > 30))
print("second group, not come by day 60:   ", said(days.appeared > 60))
print("third group,  not served by day 30: ", said(days.served > 30))

# %% [markdown] id="three-verdicts"
# The first group counts who has not been served. To them up to ten of a hundred would still be *hardly any*, so they write **true**. The
# second allows ten as well, but counts who has not come to the office: **false**. The third counts what the first counts, but allows only
# five: **false**.
#
# Groups and board are made up. The sentence is not.

# %% [markdown] id="predict"
# ## Your prediction
#
# Take the third group's claim. Until now every assumption stood at its default; now two of them may move.

# %% id="prediction"
lesson_8.predict()

# %% [markdown] id="judgement-idea"
# ## What kind of sentence is it?
#
# The data file holds more about C02 than its wording:

# %% id="c02"
c02 = claim("C02")
print("kind:", c02.kind)
print("to check:", c02.how_to_check)

# %% [markdown] id="judgement-meaning"
# C02 is a reporter's **judgement**, and a forecast. Quoting it as a fact is one mistake; calling it a lie is another. To make it a claim
# that a count can settle, three decisions are needed:
#
# - **whom** does *avoid* count: people not served, people who do not know, people who have not come?
# - **by when**, and under which rules?
# - **how many** may be left: the **[limit](#Words)**, which *hardly* leaves open.
#
# The data file names a third meaning, *not serving*. That lies behind the door of the office, where this model ends.
#
# And *avoid* sounds like intention. In the model nobody intends anything. Somebody whom the couriers did not find has done nothing at
# all, though an official count for 2012 put such people among those who stayed away (X71).

# %% [markdown] id="served-not-appeared"
# ## Served is not appeared
#
# *The system reaches more than nine in ten* would be a sentence about service. It does not say that more than nine in ten *come*: about
# one in five has not. (Not all of these stayed away. Some records were wrong, and were corrected.)
#
# The errors are small. They say how far the luck of so many draws can carry a number, and nothing about the assumptions.

# %% [markdown] id="silence-idea"
# ## A silence of the article
#
# What happens to people without an account? The article does not say. Three **[readings](#Words)** fill the silence:

# %% id="silence"
for way in ["paper", "register", "exempt"]:
    other = run(load_system("article", no_account=way), people)
    print(f"{way}: not served {said(other.served > 30)}, not come {said(other.appeared > 60)}")

# %% [markdown] id="silence-meaning"
# With the register the first count is zero whatever the people are like: after seven days everybody is served (X09). The third group's
# claim would be true, and would say nothing about anybody's knowing or coming. From here on people without an account get paper, which is
# our choice.

# %% [markdown] id="one-idea"
# ## One assumption at a time
#
# The count starts from defaults. To see what hangs on them, move one assumption from its low to its high end and leave the rest. Then do
# the same with the next. Nine assumptions move in this lesson, each alone; a picture of them, the longest bar above, is called a
# **[tornado](#Words)**.

# %% id="tornado"
ranges = lesson_8.ranges()
bars = tornado("not_served_by", article, 2500, ranges, progress=False)
print("share not served, every default:", bars.base)
for bar in bars.bars[:5]:
    print(f"{bar.assumption}: {bar.at_low} at {bar.low:g}, {bar.at_high} at {bar.high:g}")

# %% [markdown] id="tornado-meaning"
# The first assumption carries the share from one in four down to almost none. From the fifth on nothing moves: how often people look into
# the account has no effect on *service*, which needs no reader (C19).

# %% [markdown] id="map-idea"
# ## Two at a time: a truth map
#
# Now move two together. Across: people with an account, from few to many. Up: people who can be found at the address on record. At each
# place of this **[truth map](#Words)** the same people go through the article's system, and the third group's claim is true (T) or not (–):

# %% id="small-map"
pair = "with_account", "at_address"
small = truth_map("not_served_by", *pair, article, steps=9, n=2500, progress=False)
for row in small.holds(0.05)[::-1]:
    print(" ".join("T" if true else "–" for true in row))

# %% [markdown] id="map-meaning"
# True on one side, false on the other. No run of the model says at which place of the map the world is. So the honest answer is neither a
# number nor a yes. It is a **region**: true if nearly everybody has an account, or many do and addresses are mostly right; false
# otherwise.

# %% [markdown] id="try-it"
# ## The assumption explorer
#
# On the left each assumption moves alone. Below, nine move together: each dot is a **[scenario](#Words)**, one choice of a value for every
# assumption. The thick line is the limit. On the right is the map, plain blue where the claim is true and striped where it is false. The
# star marks the defaults.
#
# Settle these four questions with it:
#
# 1. Move the limit from 5 to 6, 7 and 8. When does the verdict with every default turn? What happened to the people?
# 2. Set the limit to 20 and count people *not appeared*. Which bar is now the longest? Go back to *not served*: where does it stand
#    there, and how long is it?
# 3. Choose the law of April 2023, limit 5, *not served*. Which assumption matters? Then count *not appeared*: what changes?
# 4. Go back to the article, limit 5, *not served*, and show the scenarios on the map. Find a hollow dot (false) on plain blue. How can
#    that be?

# %% id="assumption-explorer" tags=["nbval-ignore-output"]
lesson_8.explorer()

# %% [markdown] id="answers"
# <details><summary>Model answers</summary>
#
# 1. Between 6 and 7. Nothing happened to the people: *hardly* was moved, and whoever chooses it chooses the verdict. Both limits lie
#    within two errors of the count, so with other draws it may turn elsewhere.
# 2. *Told, but never come*. With *not served* it stands eighth of nine and is a point: it does nothing there. Accounts, addresses and
#    couriers decide who is served; who comes depends most on people who know.
# 3. None: every bar is a point, and the whole map is plain blue. The law serves people without an account through the register (X09, X11), so the
#    claim is true by definition; no fact about people could make it false. Of the same people about a third have not come, and there the
#    bars are long.
# 4. On the map seven assumptions stay at their defaults; for the dots they move as well. A map is one slice through nine directions. At
#    those hollow dots a courier's visit finds people more seldom than by default.
#
# </details>

# %% id="return"
lesson_8.returned()

# %% [markdown] id="together-idea"
# ## All together
#
# Nine assumptions with fifteen values each would make billions of scenarios. A **[Latin hypercube](#Words)** makes do with 200: each range is cut
# into 200 slices, and each slice is used once. As shares, parts of 1:

# %% id="together"
together = sample("not_served_by", article, 200, 2500, ranges, progress=False)
for count in ["not_served_by", "not_appeared_by"]:
    one, all_nine = bars.read(count), together.read(count).values
    highest = max(max(bar.at_low.value, bar.at_high.value) for bar in one.bars)
    print(f"{count}: default {one.base}, one at a time up to {highest:.2f}")
    print(f"   all together up to {all_nine.max():.2f}, half of them above {np.median(all_nine):.2f}")

# %% [markdown] id="together-meaning"
# Together, assumptions reach where none reaches alone. And look at the second count: half of the scenarios lie far above the default. The
# **default** is not the middle of anything. It stands near the low end of several ranges at once, and nobody found it there; it was
# typed.
#
# One more trap. *True in so many of 200 scenarios* is not a chance. The ranges are ours, and no world was drawn from them. Cut one range
# short, and the share of the map where the claim is true changes, while nothing else does:

# %% id="other-range"
account = assumptions()["with_account"]
for low in [account.low, 0.8]:
    shorter = {"with_account": (low, account.high)}
    grid = truth_map("not_served_by", *pair, article, steps=15, n=2500, ranges=shorter, progress=False)
    print(f"accounts from {low:g}: true in {100 * grid.share_true(0.05):.0f} % of the map")

# %% [markdown] id="drift-idea"
# ## The softer sentences
#
# Lesson 1 put C02 on a ladder, with softer judgements on the same matter below it. Softer is not easier to check. Here they are again:

# %% id="drift"
cite("C02 C23 C24 C25 C26")

# %% [markdown] id="drift-meaning"
# Each needs decisions of its own:
#
# - C23 is about doing without the account. Under the law as adopted that changes how one is served, not whether (X09, X11).
# - C24, *smoother*: staff hours, days to service and errors are three counts.
# - C25, *more*: than what? It needs a count from before.
# - C26 compares with the old rules. That is another claim than C02:

# %% id="against-paper"
for name in ["paper-2022", "article", "law-2023-04"]:
    other = run(load_system(name), people)
    print(f"{name}: not served {said(other.served > 30)}, not come {said(other.appeared > 60)}")

# %% [markdown] id="against-paper-meaning"
# *Fewer than on paper* holds here by a wide margin, with every default; *hardly any* does not hold for those who have not come. One claim
# can be true and the other false. And the law serves everybody, yet more people than in the article's account have not come. In the
# reading taken here (X16) its measures start after day 60. Until then no counter tells people without an account, and no courier does;
# only the border post can.
#
# How far paper lies behind rests on the couriers' visits, for which no source gives a figure.

# %% [markdown] id="who-says"
# ## Who says so, and how would we know?
#
# The facts that would settle the matter are those that tell on which side of the line we are:
#
# | to know | one would count | what the sources have |
# |---|---|---|
# | who has an account | accounts among those called | the whole population only (X75) |
# | who can be found | visits, and what came of them | one official, no percentage (X89) |
# | who knows | the day each message is opened | a daily total for the whole portal (X76) |
# | who is served | notices by route and day | a first notice (X87); no official number of people restricted (X45) |
# | who has come | of those served, how many by day 60 | paper in 2012, from one official (X71) |
# | the old gap | the same counts before | two figures, 34 times apart by definition (X72) |
#
# Most of these could be counted by whoever keeps the register. Until somebody publishes them, C02 has a region and no verdict.

# %% [markdown] id="assumed"
# ## What we assumed
#
# First the rules, then the people. The nine assumptions that moved are among the rows; the others stayed at their defaults:

# %% id="assumed-table" tags=["nbval-ignore-output"]
lesson_8.assumed()

# %% id="people-table" tags=["nbval-ignore-output"]
lesson_8.people_assumed()

# %% [markdown] id="take-away"
# ## Take-away
#
# 1. A judgement such as C02 becomes a claim when somebody says whom it counts, by when, and how many may be left; each choice can turn
#    it.
# 2. Such a claim is true in a region of the assumptions and false outside; a default is one place on that map, and a share of the map is
#    not a chance.
# 3. Served, aware and appeared are different counts, and a claim that is true of one by definition can be far from true of another.
#
# [Exercise 8](../exercises/08-how-sure-can-we-be.ipynb) practises this. All these counts take the notices to be right. Some are not:
# [Lesson 9](09-who-bears-the-errors.ipynb) asks who bears that.

# %% [markdown] id="words-title"
# ## Words

# %% id="words" tags=["nbval-ignore-output"]
lesson_8.words()

# %% id="sources" tags=["nbval-ignore-output"]
lesson_8.sources()
