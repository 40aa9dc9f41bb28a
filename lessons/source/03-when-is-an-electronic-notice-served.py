# %% [markdown] id="question"
# # 3 · When is an electronic notice served?
#
# **The question.** A notice lies in an account that nobody has opened. Has the person been told?

# %% [markdown] id="goals"
# **You will be able to**
#
# - say on which day an electronic notice counts as *[served](#Words)*, and who says so;
# - say on which day a person is *[aware](#Words)* of it, and name three ways of finding out;
# - measure the time between the two, for one person.
#
# **You should already know** what *served* means on paper (lesson 2).
# The code uses variables, a dictionary, a subtraction and one loop.
#
# **Minutes:** reading 7 (text and printed output at 200 words a minute), doing 15 (an estimate).

# %% id="tools" tags=["no-output"]
from notices import cite, explain, load_system
from notices.widgets import lesson_3

# %% [markdown] id="story"
# ## One Monday
#
# On Monday a clerk presses a key, and a notice for A-17 exists. A-17 is asleep.
# The notice lands in A-17's account on the state's service portal. This is day 0.
#
# Nobody rings at the door. Nobody asks for a signature. The account shows a new message to whoever opens it.
#
# A-17 is a synthetic person, made up for this lesson. So is everyone else here.

# %% [markdown] id="predict"
# ## Your prediction
#
# Two things can follow from such a notice. First an **[exit ban](#Words)**: the person may not leave the country (C10).
# Later, for whoever has not come to the office, **[measures](#Words)**: no driving, no dealing in property, no loans (C13, C14, C15).

# %% id="prediction"
lesson_3.predict()

# %% [markdown] id="the-rule"
# ## What the article says
#
# The article puts the rule in one claim. Here it is, in other words than the article's own:

# %% id="claim"
cite("C19")

# %% [markdown] id="the-event"
# Look at the event. Not *reads*, not *opens*, not *signs*: *shows up in the account*.
# In the words of this course the notice is **[posted](#Words)**, and being posted makes it **served**.
#
# The rule is data. You can ask the system for it, and for its source:

# %% id="rule-as-data"
article = load_system("article")
print("served on:", article.served_on)
print("days after that:", article.served_after)
print("who says so:", article.source("served_on"))

# %% [markdown] id="a17"
# ## A-17 opens the account on day 9
#
# Now let A-17 open the account after all, on day 9, to book a doctor (C22 names that use).
# Three days after reading, A-17 comes to the office: that day is called *appeared*.
# One person is a handful of facts about luck and habit:

# %% id="a17-row" tags=["no-output"]
a17 = {"opens_after": 9, "appears_after": 3, "queue": 0.08}

# %% [markdown] id="a17-meaning"
# `opens_after` counts days from posting. `appears_after` counts days from knowing.
# `queue` is a place in the couriers' list of lesson 2: 0.08 means that 8 in 100 notices come before this one.
# On the portal nobody stands in a queue, so there it has no effect.

# %% id="electronic"
electronic = explain(article, a17)
print(electronic)

# %% [markdown] id="reading-the-list"
# Read the list from the left: a day, what happened, which rule did it, who says so.
# Where it says *assumption*, no source speaks: we made A-17 do that.
#
# Now the same A-17, the same habits, the same luck, and a notice on paper:

# %% id="paper"
paper = explain(load_system("paper-2022"), a17)
print(paper)

# %% [markdown] id="two-clocks-idea"
# ## Two clocks
#
# Two days matter in both lists. One is the day on which the law says *you were told*: **served**.
# The other is the day on which A-17 knows: **aware**. Subtract one from the other:

# %% id="gap"
for name, story in [("paper", paper), ("electronic", electronic)]:
    days = story.days
    print(f"{name}: served day {days['served']}, aware day {days['aware']}, "
          f"gap {days['aware'] - days['served']} days")

# %% [markdown] id="both-true"
# On paper the two clocks strike together, because serving *is* telling: someone hands over a sheet and someone takes it.
# Electronically the law's clock strikes at once, and the person's clock strikes when the person looks.
#
# Between the two strokes both sentences are true: *the notice was delivered* and *A-17 does not know of it*.
# And the exit ban already holds. Lawyers call what the law assumes **[constructive notice](#Words)**, and what a person
# knows **[actual notice](#Words)** (R08).

# %% [markdown] id="try-it"
# ## Move the clocks apart
#
# The picture follows one person under both systems. Lock in your prediction above first; then it opens.
# Move a control with the arrow keys or the mouse. The sentence under the picture says it in words.
#
# Settle these three questions with it:
#
# 1. Is there a day of opening on which the two electronic clocks strike together?
# 2. Let A-17 open the account on day 25. Which starts first, A-17's knowledge or the measures?
# 3. On paper, make the couriers find A-17 only at the third visit. What happens to the gap?

# %% id="two-clocks" tags=["nbval-ignore-output"]
lesson_3.two_clocks()

# %% [markdown] id="answers"
# <details><summary>Model answers</summary>
#
# 1. Yes, one: day 0. Only a person who looks on the day of posting knows on the day of service.
# 2. The measures. Under the article's account, read as counting from service (C12, X17), the twenty days run whether or not
#    the message is read; they are over before A-17 opens it.
# 3. Nothing happens to the gap: it stays at zero. Service comes later, and knowledge comes later with it.
#
# </details>

# %% [markdown] id="other-ways"
# ## The other ways of finding out
#
# A-17 need not open the message. A border post can tell, because the exit ban is checked there.
# A counter can tell, because the measures are checked there. Four people, alike but for one habit:

# %% id="four-ways"
habits = {
    "opens the account on day 9": {"opens_after": 9},
    "goes to the border on day 14": {"border_day": 14},
    "needs to drive on day 5, and weekly": {"needs_day": 5, "needs_every": 7},
    "does none of these": {},
}
for habit, person in habits.items():
    print(f"{habit}: aware on day {explain(article, person).days['aware']}")

# %% [markdown] id="counter-tells"
# The third person drives on day 5, 12 and 19 and notices nothing: no measure holds yet.
# On day 26 the refusal is the news. For the fourth person the answer is `inf`: never, within the 180 days
# that we follow. That person is served, may not leave the country, and falls under the measures, all the same.

# %% id="return"
lesson_3.returned()

# %% [markdown] id="who-says"
# ## Who says so, and how would we know?
#
# Lesson 1 left two verbs open: the exit ban starts when a man *receives* the notice (C10), and the notice counts when it
# *lands* (C19). Now you know what hangs on them. On paper they are one day; electronically they are two, and the article
# does not say which it means. We take *receives* as *is served*.
#
# The law as adopted knows two days as well. A copy placed in an account counts at once (X08);
# a notice that only stands in the public register counts after seven days (X09).
# But the first individual notice that became publicly known, in 2025, came with an alert from the portal and spoke of seven days (X87).
# So even with an account the day is open. It is a [reading](#Words) that you can choose:

# %% id="day-0-or-day-7"
for reading in ["day-0", "day-7"]:
    law = load_system("law-2023-04", service=reading)
    print(reading, "· served on day", explain(law, a17).days["served"], "·", law.source("served_after"))

# %% [markdown] id="assumed"
# ## What we assumed
#
# Rules come from the data files, with their sources. What A-17 does comes from nobody. `cite` shows an id that is not among the
# sources below.

# %% id="assumed-table" tags=["nbval-ignore-output"]
lesson_3.assumed()

# %% [markdown] id="take-away"
# ## Take-away
#
# 1. Under the rule that the article reports, posting is service: the law's clock needs no reader (C19).
# 2. The person's clock strikes when the message, a border post or a counter tells them, and that can be later or never.
# 3. On paper the gap is zero by construction; electronically its length depends on habits that no source has measured.
#
# [Exercise 3](../exercises/03-when-is-an-electronic-notice-served.ipynb) practises this. In this lesson twenty days ran from service,
# because we took the article so. What do they run from? [Lesson 4](04-what-starts-the-clock.ipynb).

# %% [markdown] id="words-title"
# ## Words

# %% id="words" tags=["nbval-ignore-output"]
lesson_3.words()

# %% id="sources" tags=["nbval-ignore-output"]
lesson_3.sources()
