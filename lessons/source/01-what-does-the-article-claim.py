# %% [markdown] id="question"
# # 1 · What does the article claim?
#
# **The question.** You read a news article of seventeen paragraphs. How many things does it ask you to believe, and on whose word?

# %% [markdown] id="goals"
# **You will be able to**
#
# - cut a sentence into [claims](#Words), and say of each what [kind](#Words) of claim it is;
# - say who stands behind a claim, and whether it can be checked;
# - find two claims that pull apart, and say what pulls them.
#
# **You should already know** how to run a cell (lesson 0). Nothing else.
# The code uses a loop, a comparison, a dictionary and a sum; you only have to run it.
#
# **Minutes:** reading 12 (text and printed output at 200 words a minute), doing 30 (an estimate).

# %% id="tools" tags=["no-output"]
from notices import cite, claim, claims
from notices.widgets import lesson_1

# %% [markdown] id="story"
# ## One sentence
#
# In April 2023 a news article about Russia began with a sentence of nearly forty words. A reader in a hurry takes it in with one breath.
# Read it slowly, in our words:

# %% id="first-sentence"
for row in claims():
    if row.paragraph == "P1/L1":
        print(row.id, "·", row.paraphrase)

# %% [markdown] id="four-claims"
# One sentence, four claims. A **claim** is one thing that a text asks its reader to believe.
#
# They are not alike. That there was a vote can be looked up: parliaments keep records. Whether hardly any man could avoid being called
# up, nobody could know on that day. What the vote is a sign of, somebody has concluded. How the army fares is told as something everyone
# knows.

# %% [markdown] id="predict"
# ## Your prediction
#
# The article is about a new rule: a notice that calls a man up for the army is to come by computer. We cut the whole text into claims.

# %% id="prediction"
lesson_1.predict()

# %% [markdown] id="a-claim"
# ## A claim has an id
#
# Each claim has an **[id](#Words)**, such as C19, and stands in a row of a data file. Here is all that the row says:

# %% id="one-claim"
print(claim("C19"))

# %% [markdown] id="fields"
# `paragraph` P5/L11 means the fifth paragraph, line 11 of the copy that we worked from.
#
# `paraphrase` is the claim in our words. A **[paraphrase](#Words)** keeps the content and changes the wording, because the article belongs to its
# publisher. It can also go wrong. Whoever has the article should compare; near the end of this lesson there is a way.
#
# `silent_about` is what the claim leaves open. It is often the most useful line.
#
# Three more need a closer look: kind, [speaker](#Words), and whether it can be checked.

# %% [markdown] id="kinds-idea"
# ## What kind of claim is it?
#
# The **kind** says what sort of thing is claimed. We use eight:

# %% id="kinds"
lesson_1.kinds()

# %% [markdown] id="kinds-meaning"
# A **[judgement](#Words)** is what somebody concludes or values. A **[forecast](#Words)** is a judgement about something that has not happened yet. On the
# day it is made, a forecast is neither true nor false.

# %% [markdown] id="speaker-idea"
# ## Who says so?
#
# The **speaker** is whoever says the claim, according to the article. It can be the reporter. It can be the law, in the reporter's words.
# It can be a name, or people without one. Three claims are about something that officials did *not* say; there we ask whose silence it is.

# %% id="speakers"
for id_ in ["C02", "C10", "C38", "C49", "C09"]:
    print(id_, "·", claim(id_).attributed_to, "·", claim(id_).paraphrase)

# %% [markdown] id="checkable-idea"
# ## Can it be checked?
#
# A claim is **[checkable](#Words)** if a reader could find out whether it is true. Take C38 above. One can check *that he said it*. Whether it was
# so is a second question, and only later events could answer it.

# %% id="checkable"
for id_ in ["C01", "C38", "C02", "C03"]:
    print(id_, "· can it be checked:", claim(id_).checkable)

# %% [markdown] id="try-it"
# ## Sort them yourself
#
# The sorter shows one claim at a time. Choose its kind and who says so, then press *Show the key*. The key is our filing, with its
# reason. Where a claim stands on a boundary, the key says so: ≈ marks a filing other than ours that can be defended.
#
# Lock in your prediction above first; then the sorter opens. By keyboard, get into it as to the slider of lesson 0; then **Tab** leads
# from control to control, the arrow keys choose, and **Enter** presses a button.
#
# Settle these three questions with it:
#
# 1. C19 and C07 are both rules. Why are they two kinds?
# 2. Find a claim where you differ from the key and still think you are right. What would settle it?
# 3. Three claims are about something that nobody said: C09, C32 and C48. How could such a claim be checked? Only C32 is among the first
#    ten; *Which claims* gives you all.

# %% id="claim-sorter" tags=["nbval-ignore-output"]
lesson_1.claim_sorter()

# %% [markdown] id="answers"
# <details><summary>Model answers</summary>
#
# 1. They hold at different times. One tells how it was done until April 2023, the other what holds once the law is in force. Without
#    the first there is nothing to compare the second with.
# 2. Often C43 or C17. No fact settles it: both of you see the same words and cut them differently. What helps is to write down the
#    rule by which you cut. Ours are in the table at the end.
# 3. By searching what officials did say, for as long as the claim covers. For C09 and C32 one figure found would refute it; a search
#    that finds nothing makes it likelier and never certain. The *yes* that the map gives all three means that one can search.
#    C48 speaks of reluctance, which is a valuation: two figures had been given in 2022, and one can still call that reluctant.
#    C09 is a case: no figure for a further mobilisation was found, but a figure for the regular call-up had been public since March (X58).
#
# </details>

# %% [markdown] id="map-idea"
# ## All claims on one page
#
# Rows are kinds, columns are speakers, and the shape says how far a claim can be checked. Pick a kind, a speaker or an answer to light
# some of them. Pick a claim to read it in full. The table under the picture holds the claims that are lit.

# %% id="claim-map" tags=["nbval-ignore-output"]
lesson_1.map_of_claims()

# %% id="return"
lesson_1.returned()

# %% [markdown] id="count-idea"
# The same count in code. `count` begins empty; the loop adds one for each claim:

# %% id="count"
count = {}
for row in claims():
    if row.id.startswith("C"):
        count[row.kind] = count.get(row.kind, 0) + 1
for kind in count:
    print(count[kind], kind)
print(sum(count.values()), "in all")

# %% [markdown] id="count-meaning"
# The largest group is background, and there are as many judgements as new rules. Background and judgements all stand in the reporter's own
# voice: look at the first column of the map. That is no reproach. But before one quotes *the article*, it is worth knowing which of its
# voices one is quoting.

# %% [markdown] id="ladder-idea"
# ## The certainty ladder
#
# Five claims, from four paragraphs, touch on how well the new system will work.

# %% id="five-claims"
for id_ in ["C02", "C23", "C24", "C25", "C40"]:
    print(id_, "·", claim(id_).paragraph, "·", claim(id_).paraphrase)

# %% [markdown] id="ladder-task"
# How firmly does each speak? Put it on a rung, then switch our reading on. Words such as *seems* and *could* are **[hedges](#Words)**: they make a
# claim less firm.

# %% id="certainty-ladder" tags=["nbval-ignore-output"]
lesson_1.certainty_ladder()

# %% [markdown] id="ladder-meaning"
# In our reading, certainty drifts: it stands highest in the first sentence, and each later step is lower. Nothing in between gives a
# reason for the change.
#
# The five are not quite about the same thing, so the ladder is a reading and no measurement: C24 is about a procedure, C40 about what
# is left to people. Still, whoever quotes only the first sentence quotes the boldest.

# %% [markdown] id="receive-idea"
# ## *Receive* and *land*
#
# Now two claims about one event:

# %% id="receive-and-land"
for id_ in ["C10", "C19"]:
    print(id_, "·", claim(id_).paraphrase)
    print("     silent about:", claim(id_).silent_about)

# %% [markdown] id="receive-question"
# Our words hide it: the article's own verb in the first is *receive*, in the second *land*. A man opens his account nine days after a notice has landed
# there. When did the exit ban begin?
#
# <details><summary>Open this when you have an answer</summary>
#
# The article does not say. If to receive is to read, the ban began when he looked. If a notice is received when it lands, the ban had
# held for nine days, and he did not know. On paper the question could not come up: a sheet was handed over, and landing and receiving
# were one moment (C07). This is the main question of the whole course, and lesson 3 is about it.
#
# </details>

# %% [markdown] id="pairs-idea"
# ## What pulls them apart?
#
# We found thirteen such places and call each a **[tension](#Words)**. A tension is not a lie, and often not even a mistake: an article can be written on
# one day and updated on the next.
#
# Some of the pairs touch on the war, on deaths, on men who left their country. Whoever would rather not go through them can leave
# them out; nothing later depends on it. Nothing here says what anyone should do.
#
# Choose two, read both, say what pulls them apart, then look at what we found. Some pairs hold a claim beside a fact from elsewhere: an
# id with X.

# %% id="pairs" tags=["nbval-ignore-output"]
lesson_1.pairs()

# %% [markdown] id="page-idea"
# ## What the page does not say
#
# One more place to look is around the text. These rows are about the page that the copy was taken from:

# %% id="page"
for id_ in ["A01", "A03", "A04"]:
    print(id_, "·", claim(id_).paraphrase)

# %% [markdown] id="page-meaning"
# No headline, no author, no date of publication (A03). The word *Tuesday* stands in the first sentence, and the page itself could not
# tell you which Tuesday. A repost carries a date three weeks after the vote (X82). The page furniture is months younger still (A04, X83).

# %% [markdown] id="copy-idea"
# ## The paragraph beside the claim
#
# If you hold a copy of the article, you can save it as `data/article.txt`. It stays on your computer. Then this cell shows a claim
# beside its paragraph. Change the id and run the cell again: does our paraphrase say what the paragraph says?

# %% id="beside" tags=["nbval-ignore-output"]
lesson_1.beside("C19")

# %% [markdown] id="beliefs-idea"
# ## What do you believe now?
#
# Some claims are about what was then the future. By now much of it has happened; lesson 10 looks at the evidence. Before you know it: how
# likely is it that each of these sentences turned out true? Move a slider, and leave one where it is if you have no opinion.
#
# *Keep my answers* writes them into a small file on this computer, `my-progress.json`, so that lesson 10 can put them beside your later
# ones. What is kept cannot be changed. Predictions are kept in the same file. Nothing is sent anywhere.

# %% id="beliefs" tags=["nbval-ignore-output"]
lesson_1.what_do_you_believe()

# %% [markdown] id="who-says"
# ## Who says so, and how would we know?
#
# The kinds are ours, and so are the cuts between claims. Somebody else might make fewer claims of the same text, or more,
# and file some of them otherwise. Where two readers file alike, the kind is a good guide. Where they do not, the disagreement is
# worth more than the label.
#
# To know how reliable our filing is, one would have several people file all claims alone and count where they agree. That has not been
# done. Your own filings, under the sorter, are a first step.

# %% [markdown] id="assumed"
# ## What we assumed
#
# Everything in this table is our decision: what each kind is for, who counts as speaking, boundary cases, rungs of the ladder, and what
# pulls a pair apart.

# %% id="assumed-table" tags=["nbval-ignore-output"]
lesson_1.assumed()

# %% [markdown] id="take-away"
# ## Take-away
#
# 1. An article is a bundle of claims of different kinds, and one sentence can hold four (C01 to C04).
# 2. Ask of each who says so and whether it can be checked; that somebody said a thing is not the same as that it is so (C38).
# 3. The article says when a man may no longer leave in one verb and when a notice counts in another (C10, C19), and does not say whether
#    they are one moment.
#
# [Exercise 1](../exercises/01-what-does-the-article-claim.ipynb) practises this. How was it, then, when the two were one moment?
# [Lesson 2](02-when-is-a-paper-notice-served.ipynb) follows a sheet of paper to a door.

# %% [markdown] id="words-title"
# ## Words

# %% id="words" tags=["nbval-ignore-output"]
lesson_1.words()

# %% id="sources" tags=["nbval-ignore-output"]
lesson_1.sources()
