# %% [markdown] id="question"
# # 10 · What happened next?
#
# **The question.** In April 2023 a news article says what is about to happen. Years later, how do we say how good that was?

# %% [markdown] id="goals"
# **You will be able to**
#
# - write down what would settle a claim before looking whether it came true;
# - tell *it did not hold* from *nobody has counted*;
# - score a [forecast](#Words), and your own beliefs, with one line of arithmetic.
#
# **You should already know** that a law [in force](#Words) and a system at work are two things (lesson 4), that a [judgement](#Words) needs a
# meaning before it can be checked (lesson 8), and that the errors of a notice rule land on somebody (lesson 9).
# The code uses variables, loops, dates and a square.
#
# **Minutes:** reading 12 (text and printed output at 200 words a minute), doing 45, most of it for the memo (an estimate).

# %% id="tools" tags=["no-output"]
import datetime as dt
from collections import Counter
from notices import context, explain, load_system
from notices.outcomes import label, of_claims, outcome, tally
from notices.widgets import lesson_10

# %% [markdown] id="story"
# ## Two readers, one sentence
#
# Lesson 9 asked who bears the errors of a rule. Now the errors of a sentence.
#
# Two readers of the article have underlined the same one: the rules might begin to bite within days (C17). On Friday of that week
# the law is signed, published and in force (X05). *It was right*, says the first. The second waits for a notice.
#
# She waits for almost two years and four months. The first notice through the register that became public is reported on 10
# August 2025 (X87). *It was wrong*, she says.
#
# The readers are made up. The sentence and the two days are not. Nobody has miscounted; the sentence holds two forecasts.

# %% [markdown] id="predict"
# ## Your prediction
#
# Now all sentences of that sort.

# %% id="prediction"
lesson_10.predict()

# %% [markdown] id="settle-idea"
# ## First say what would settle it
#
# To judge a claim, write down what would settle it, and only then look. Such a sentence is an **[operational definition](#Words)**. The data file
# `outcomes.csv` has one for each claim. Here is that of C17, with the **[verdict](#Words)**:

# %% id="c17"
c17 = outcome("C17")
print("settled by:", c17.settled_by)
print("verdict:", c17.verdict)
print("why:", c17.why)
print("disputed by:", c17.disputed_by)

# %% [markdown] id="verdict-days"
# There are six verdicts: held, held in part, did not hold, disputed, open, cannot be judged. The last two differ. *Open* waits
# for somebody to count or to publish. *Cannot be judged* would stay as it is whatever is published.
#
# A verdict has a date, because evidence has one. Take the claim on the start of the exit ban (C10):

# %% id="c10"
c10 = outcome("C10")
for day in [dt.date(2023, 4, 12), dt.date(2023, 4, 30), dt.date(2023, 8, 31)]:
    known = ", ".join(c10.evidence_on(day)) or "nothing yet"
    print(f"{day} · {c10.verdict_on(day)} · known: {known}")
print(c10.why)

# %% [markdown] id="c10-meaning"
# The sentence did not change. The law did. Whoever quotes the article for the law of today quotes a rule that was amended.

# %% [markdown] id="dates-idea"
# ## In force, and at work
#
# C17 looked at a law. Between a law and a notice stood a register that had to be built, and its start was announced more than once:

# %% id="launch-dates" tags=["nbval-ignore-output"]
lesson_10.launch_dates()

# %% id="days-late"
for id_ in ["C17", "X35", "X36", "X37", "X39"]:
    print(f"{id_}: the first public notice came {lesson_10.late(id_)} days after what it promised")

# %% [markdown] id="dates-meaning"
# The days count from the last day that the words allow. For the article and the four official plans they get shorter, because each
# date was named later: a forecast made a month ahead is easier than one made a year ahead. The UK ministry (X33) spoke before the
# first plan and was off by less. Its words, *later in the year*, allow two more months.
#
# Be exact about the other end, too. It is the first notice that *became public*. Somebody may have had one earlier and told nobody: for
# autumn 2024 no notices were reported, and an absence of reports is not proof of absence (X40).

# %% [markdown] id="who-idea"
# ## Who says so?
#
# Thirteen facts bear on C17. Whose reports are they? The data files label a publisher only where they know what it is:

# %% id="labels"
reports = [source for id_ in c17.evidence for source in context(id_).sources]
for words, number in Counter(label(source) for source in reports).most_common():
    print(f"{number:3} {words}")

# %% [markdown] id="who-meaning"
# Where the files know, most are publishers that Russia has designated; some of the others relay them (X36, X37). Half of the list
# has no label, and we do not guess one. Some facts have a single origin: the first public notice was shown by one organisation
# (X87), and the first refusal at an airport rests on one anonymous account (X43). On the dates the sides agree. On what the
# change means they do not.

# %% [markdown] id="try-it"
# ## Let the evidence come in
#
# Each row is a claim. Marks above its line speak for it, marks below against it, each on the day from which the fact was known.
# The line is dotted while the verdict is *open* or *cannot be judged*, dashed while it is *disputed*, and solid while it is one of
# the other three. A tick is the day from which a dashed or solid line has its verdict. Put the focus on *What was known by* and press
# the right arrow key: time goes on.
#
# Settle these four questions with it:
#
# 1. Take the judgements from the first day to the last. Evidence comes in for years. For which of them did the verdict change
#    after April 2023?
# 2. Choose the kind *rule as reported*. Find a line with two ticks. Was the first verdict a mistake, or did something change?
# 3. Choose C17. How many of its facts were known on the day of its verdict? What did the others add?
# 4. Choose C02, and open the table. What would somebody have to publish for its line to become solid?

# %% id="evidence-timeline" tags=["nbval-ignore-output"]
lesson_10.evidence_timeline()

# %% [markdown] id="answers"
# <details><summary>Model answers</summary>
#
# 1. For none. C26 and C36 had their facts, and with them their verdicts, from the first day. C03 and C17 got theirs in that month,
#    and the later facts of C17 did not turn it. More facts are not more certainty, if they are not the facts that would settle it.
# 2. C10, C12, C18, C19 and C43 have two verdicts. For C10 the law was amended (X14). For C12 and C18 later sources contradict the
#    earlier ones (X16, X30). For C19 a first notice spoke of seven days (X87), and for C43 a timetable showed what was still
#    missing (X35).
# 3. Two: the law (X05) and the remark that the spring was a test (X34). The others do not change the verdict. They say *how far*
#    off the second half was.
# 4. How many were sent a notice, and how many of them were not [served](#Words), or have not come, by a day that is named: and before that,
#    somebody has to say which of these *avoid* means (lesson 8). Single cases (X43, X47) do not settle a claim about hardly any
#    man.
#
# </details>

# %% id="return"
lesson_10.returned()

# %% [markdown] id="judgements-idea"
# Here are judgements about the new system, each with what would settle it. None of them plainly held, and none plainly did not,
# each for its own reason:

# %% id="judgements" tags=["nbval-ignore-output"]
lesson_10.verdicts(["C02", "C03", "C17", "C23", "C24", "C25", "C26"])

# %% id="tally"
for name in ["dated_event", "new_rule", "reporter_judgement"]:
    print(name, tally(row for row in of_claims() if row.claim.kind == name))

# %% [markdown] id="tally-meaning"
# This is no ranking of sentences by honesty. An event can be looked up on the next day. A judgement says more, and so it needs more.
#
# And mind C03 and C38. The reporter read the vote as a sign of preparation; the spokesman denied a new mobilisation (X32). The UK
# defence ministry saw an obstacle removed and not in itself a new wave (X33). C38 held, for the spokesman did say it; what the vote
# meant (C03) is disputed.

# %% [markdown] id="score-idea"
# ## A number for *how wrong*
#
# *Held in part* is a word. If a forecast comes with a probability, one can do better. Score it by the square of its distance from what
# happened: 1 if it did, 0 if it did not. That is the **[Brier score](#Words)**. The smaller, the better.
#
# Cut C17 into its two forecasts. The law in force within the week: that came true. A notice with legal force served within the
# week: the sponsor spoke of a test without it (X34), and no report of one is known. Three readers give both the same probability:

# %% id="brier"
law, notice = 1, 0
for said in [0.9, 0.5, 0.1]:
    print(f"said {said:.0%}: law {(said - law) ** 2:.2f}, notice {(said - notice) ** 2:.2f}")

# %% [markdown] id="brier-meaning"
# The bold reader is nearly perfect on one and nearly as bad as can be on the other. Whoever says 50% gets 0.25 on both, and has said
# nothing. The article gave no number. *Might* fits all three readers, and that is why nobody can score it.
#
# Why a square? Because then it pays to say what you believe. Let something happen 7 times in 10, and compare what one might say:

# %% id="honest"
for said in [0.5, 0.6, 0.7, 0.8, 0.9, 1.0]:
    average = (7 * (said - 1) ** 2 + 3 * (said - 0) ** 2) / 10
    print(f"always said {said:.0%}: {average:.2f} on average")

# %% [markdown] id="honest-meaning"
# The best score belongs to 70%. Sounding surer than one is makes it worse.

# %% [markdown] id="beliefs-idea"
# ## Your own beliefs
#
# In lesson 1 you were asked how likely five sentences are. Here they are again. Answer first, from all that you know now, and
# keep your answers; what is kept cannot be changed. If you answered in lesson 1, the earlier marks come up then (hollow), the new
# ones beside them (filled). Last, show what happened.

# %% id="beliefs" tags=["nbval-ignore-output"]
lesson_10.beliefs_again()

# %% [markdown] id="beliefs-meaning"
# Two of the five stay without a score. Nobody has counted what the first one means, and on the third the data file has no row,
# neither way. It would be easy to score them by what one thinks is so. Then the score would be about us.
#
# Three scores are few, and luck is in them. If one of your answers moved, ask what moved it: a fact with an id, or a mood?

# %% [markdown] id="course-question"
# ## The question of the course
#
# **When is a notice served, and who knows about it by then?** Let A-17 of lesson 3 come back, with the same habits, under four rules:

# %% id="four-rules"
# The habits of lesson 3: knowing on day 9, at the office three days later, early in the couriers' list.
a17 = {"opens_after": 9, "appears_after": 3, "queue": 0.08}
rules = {
    "the paper rule": load_system("paper-2022"),
    "the article": load_system("article"),
    "the law of 2026, in the account": load_system("law-2026-01", service="day-0"),
    "the law of 2026, by the register": load_system("law-2026-01", service="day-7"),
}
for name, rule in rules.items():
    days = explain(rule, a17).days
    print(f"{name}: served on day {days['served']}, aware on day {days['aware']}")

# %% [markdown] id="course-answer"
# *When it is served* is answered by a rule, and rules can be read: on handing over (X66), on landing in the account (C19, X08),
# seven days after entry in the register (X09), as the first public notice had it (X87). Which one it is has been chosen by
# somebody and can be chosen otherwise.
#
# *Who knows by then* is answered by people: couriers, addresses, habits, a text message that comes or does not. Messages are reported
# (X87). How many people they reach in time has been measured by nobody whom we found. Nor has the share of wrong records, on paper or
# electronically (X81, X91).
#
# The first is the **[constructive notice](#Words)** of lesson 3, the second is **[actual notice](#Words)** (R08).
#
# So the article was near the rule, early about practice, and silent about who is [aware](#Words). The two clocks are still two. What a society
# does about the time between them is a decision, and lesson 9 showed on whom it falls.

# %% [markdown] id="memo-idea"
# ## Your memo
#
# Write one page, 300 to 500 words, for one reader. Choose the reader first:
#
# - the chair of the committee for public services in the parliament of Ardenia, a country that does not exist. Its bill: official
#   notices count as served when they are placed in an online account; or
# - the editor of a daily paper in Ardenia, who wants to know what the article of April 2023 can be quoted for.
#
# The frame, with a question or two for each section:

# %% [markdown] id="memo-frame"
# 1. **To whom, and what is to be decided.** Who reads this, and what do they have to decide? One or two sentences.
# 2. **Who claims what.** Which rule is reported, and by whom (an id for each)? What is a fact here, what a judgement, what a forecast?
# 3. **What happens to one person.** On which day does the notice count as served, and on which day does the person know? Name the rule and its source.
# 4. **What the evidence says.** What was found since, what is open, who disputes it? Give each number its id.
# 5. **What is assumed.** Which of your numbers come from the model? What was put in that nobody has measured, and how does the answer move with it?
# 6. **The strongest argument against.** What would a fair opponent of your conclusion say? Put it so that they would sign it.
# 7. **What would change my mind.** Which finding, if it were published tomorrow, would turn your conclusion?

# %% [markdown] id="memo-how"
# Before you hand it in: every number has an id or is called assumed; every claim says whose it is; one argument against you stands at
# full strength; it says what would change your mind; and it gives no advice to any person.
#
# The frame is also a file, `memo-frame.md`, beside this notebook. Duplicate it in the list of files, rename the copy to
# `my-memo.md`, fill it in and save. Then run this cell. It counts and looks up; it changes nothing in your file:

# %% id="memo-check" tags=["nbval-ignore-output"]
lesson_10.check_memo("my-memo.md")

# %% [markdown] id="assumed"
# ## What we assumed
#
# Nothing in this lesson is simulated but A-17. The verdicts are ours, and so are the rules by which they were given:

# %% id="assumed-table" tags=["nbval-ignore-output"]
lesson_10.assumed()

# %% [markdown] id="take-away"
# ## Take-away
#
# 1. A claim is judged by what was written down beforehand as settling it; *did not hold* and *nobody has counted* are different
#    verdicts.
# 2. *Within days* was right about the law and more than two years off about practice (C17, X05, X87): one sentence, two forecasts.
# 3. When a notice is served is a rule that somebody chose; who knows by then is a fact about people that hardly anybody has measured.
#
# [Exercise 10](../exercises/10-what-happened-next.ipynb) practises the scoring. With it and the memo the course ends; [lesson 0](00-start-here.ipynb)
# shows what you have done.

# %% [markdown] id="words-title"
# ## Words

# %% id="words" tags=["nbval-ignore-output"]
lesson_10.words()

# %% id="sources" tags=["nbval-ignore-output"]
lesson_10.sources()
