# %% [markdown] id="ex10-title"
# # Exercise 10 · What happened next?
#
# Goes with [lesson 10](../lessons/10-what-happened-next.ipynb).
# You practise to tell *it did not hold* from *nobody has counted*, and to score a forecast.
# **Minutes:** 40 (an estimate). Uses: dates, a loop with `if`, arrays, a square, functions.
#
# Write your answers into the cells that begin with *your answer*, run them, then run the check cell below each: it prints what
# your answer gives. *Check my work* at the end says whether that is right, and offers hints.

# %% id="ex10-setup" tags=["no-output"]
import datetime as dt
import numpy as np
from notices import context
from notices.course.exercises import begin, shown
from notices.outcomes import of_claims, outcome
from notices.sources import period
work = begin("10")

# %% id="ex10-numbers" tags=["seed"]
seed = 10

# %% id="ex10-given-1" tags=["given"]
luck = np.random.default_rng([seed, 1])  # each task has its own chance numbers
events = {"X87": "the first public notice through the register is reported",
          "X43": "a first refusal at an airport is reported",
          "X47": "a first use of the other measures is reported"}
promise_id = str(luck.choice(["X35", "X36", "X37", "X39"]))
event_id = str(luck.choice(list(events)))
said_1, promise_1 = context(promise_id).when[1], period(context(promise_id).value)
event_1 = context(event_id).when[0]
promise_2 = period(f"{luck.integers(2031, 2034)}-{luck.integers(1, 13):02}")
said_2 = promise_2[0] - dt.timedelta(days=int(luck.integers(50, 300)))
event_2 = promise_2[1] + dt.timedelta(days=int(luck.integers(40, 700)))
print(f"{promise_id}, said by {said_1}: the register starts between {promise_1[0]} and",
      f"{promise_1[1]}")
print(f"{event_id}, {event_1}: {events[event_id]}")
print(f"In Ardenia, a made-up country, said on {said_2}: a register starts between",
      f"{promise_2[0]} and {promise_2[1]}")
print(f"In Ardenia, {event_2}: the first notice through it is reported")

# %% [markdown] id="ex10-task-1"
# ## Task 1 · From a promise to an event
#
# Two announcements named the start of a register. `promise_1` and `promise_2` hold the first and the last day that their words
# allow; for a start on one day both are that day. How many days after the *last* day that the words allow did the event come:
# `event_1` after the first promise, `event_2` after the second? Call the two `late_1` and `late_2`.
#
# `promise_1[1]` is the second entry, and `(day - other_day).days` the number of days between two dates.

# %% id="ex10-answer-1" tags=["start"]
# Exercise 10, task 1: your answer
late_1 = ...
late_2 = ...

# %% id="ex10-answer-1" tags=["solution"]
# Exercise 10, task 1: your answer
late_1 = (event_1 - promise_1[1]).days
late_2 = (event_2 - promise_2[1]).days

# %% id="ex10-answer-1" tags=["wrong"] name="first-day"
# says: You counted from the first day that the words allow. A start at the end of the month would still have kept the word.
late_1 = (event_1 - promise_1[0]).days
late_2 = (event_2 - promise_2[0]).days

# %% id="ex10-answer-1" tags=["wrong"] name="from-the-saying"
# says: You counted from the day on which it was said. An announcement is late from the day that it names.
late_1 = (event_1 - said_1).days
late_2 = (event_2 - said_2).days

# %% id="ex10-answer-1" tags=["wrong"] name="trigger-day"
# says: You counted the last day of the promise as well. From a day to the day after it is one day.
late_1 = (event_1 - promise_1[1]).days + 1
late_2 = (event_2 - promise_2[1]).days + 1

# %% id="ex10-answer-1" tags=["wrong"] name="span-not-number"
# says: The difference of two dates is a span of time. Its number of days is `.days` of it, with the difference in brackets before.
late_1 = event_1 - promise_1[1]
late_2 = event_2 - promise_2[1]

# %% id="ex10-check-1" tags=["check"]
print(f"{event_id} came {shown(late_1)} days after the last day that {promise_id} allows.")
print(f"In Ardenia it was {shown(late_2)} days.")

# %% [markdown] id="ex10-hints-1" tags=["hints"]
# - Each answer is a difference of two dates: the later one minus the earlier one, in brackets, and then `.days`.
# - The last day that the words allow is the entry number 1; counting begins at 0.
# - `late_1 = (event_1 - promise_1[...]).days`

# %% id="ex10-given-2" tags=["given"]
luck = np.random.default_rng([seed, 2])
claim_id = str(luck.choice(["C10", "C12", "C18", "C19", "C43"]))
row = outcome(claim_id)
first_verdict, last_verdict = row.steps[0][0], row.steps[-1][0]
day = first_verdict + dt.timedelta(days=int(luck.integers(0, (last_verdict - first_verdict).days)))
print(f"{claim_id}: {row.topic}")
print(f"settled by: {row.settled_by}")
print(f"evidence, oldest first: {shown(list(row.evidence))}. The day that we look at: {day}")

# %% [markdown] id="ex10-task-2"
# ## Task 2 · A verdict has a date
#
# `row` is what the data file says of this claim. What was the verdict on `day`, what is it by all that is known now, and how
# many facts (ids) of its evidence were known on `day`? Call the three `then`, `now` and `known`.
#
# `row.verdict` is the verdict by all that is known, `row.verdict_on(...)` the one on a day, and `row.evidence_on(...)` holds the
# ids known by a day. `len(...)` counts them.

# %% id="ex10-answer-2" tags=["start"]
# Exercise 10, task 2: your answer
then = ...
now = ...
known = ...

# %% id="ex10-answer-2" tags=["solution"]
# Exercise 10, task 2: your answer
then = row.verdict_on(day)
now = row.verdict
known = len(row.evidence_on(day))

# %% id="ex10-answer-2" tags=["wrong"] name="hindsight"
# says: You gave today's verdict for the earlier day. What was known later could not be used then.
then = row.verdict
now = row.verdict
known = len(row.evidence_on(day))

# %% id="ex10-answer-2" tags=["wrong"] name="all-the-evidence"
# says: The verdicts are right. You counted all evidence, with facts that became known after the day.
then = row.verdict_on(day)
now = row.verdict
known = len(row.evidence)

# %% id="ex10-answer-2" tags=["wrong"] name="open-before"
# says: You took the claim for open until the verdict of today. It had another verdict before; evidence can turn one.
then = "open"
now = row.verdict
known = len(row.evidence_on(day))

# %% id="ex10-answer-2" tags=["wrong"] name="ids-not-number"
# says: The verdicts are right. You gave the ids of the facts; the question is how many they are: count them with `len(...)`.
then = row.verdict_on(day)
now = row.verdict
known = row.evidence_on(day)

# %% id="ex10-check-2" tags=["check"]
print(f"{claim_id} on {day}: {shown(then)}; facts known by then: {shown(known)}. By now:",
      f"{shown(now)}.")

# %% [markdown] id="ex10-hints-2" tags=["hints"]
# - Two of the three answers ask about a day. Hand `day` on to them, in round brackets.
# - `then = row.verdict_on(day)`
# - `known = len(row.evidence_on(...))`

# %% id="ex10-given-3" tags=["given"]
luck = np.random.default_rng([seed, 3])
forecasts = [(int(luck.integers(55, 99)) / 100, True), (int(luck.integers(55, 99)) / 100, False),
             (int(luck.integers(2, 45)) / 100, True), (int(luck.integers(2, 45)) / 100, False)]
forecasts = [forecasts[at] for at in luck.permutation(4)]
for p, happened in forecasts:
    print(f"said {p:.0%}; it happened: {shown(happened)}")

# %% [markdown] id="ex10-task-3"
# ## Task 3 · The Brier score
#
# Write a function `brier(p, happened)`. `p` is the probability that was said, a number between 0 and 1, and `happened` is
# `True` or `False`. The score is the square of the distance between `p` and what happened: 1 if it did, 0 if it did not. A
# square is written `... ** 2`.

# %% id="ex10-answer-3" tags=["start"]
# Exercise 10, task 3: your answer
def brier(p, happened):
    return ...

# %% id="ex10-answer-3" tags=["solution"]
# Exercise 10, task 3: your answer
def brier(p, happened):
    if happened:
        return (p - 1) ** 2
    return (p - 0) ** 2

# %% id="ex10-answer-3" tags=["wrong"] name="no-square"
# says: You took the distance and not its square. With the distance alone it would pay to sound surer than one is.
def brier(p, happened):
    return abs(p - happened)

# %% id="ex10-answer-3" tags=["wrong"] name="always-as-if-yes"
# says: Your function scores everything as if it had happened. Where it did not, the distance is the one to 0.
def brier(p, happened):
    return (p - 1) ** 2

# %% id="ex10-answer-3" tags=["wrong"] name="upside-down"
# says: Your function gives the better score to whoever was further off. If it happened, is the distance measured to 1 or to 0?
def brier(p, happened):
    return (p - (not happened)) ** 2

# %% id="ex10-check-3" tags=["check"]
for p, happened in forecasts:
    print(f"said {p:.0%}, happened: {shown(happened)}. Score: {shown(brier(p, happened))}")

# %% [markdown] id="ex10-hints-3" tags=["hints"]
# - Two cases: it happened, or it did not. An `if` tells them apart.
# - For what happened, the distance is `p - 1`; its square has no minus sign.
# - `if happened:` and below it `return (p - 1) ** 2`; then one more `return` for the other case.

# %% id="ex10-given-4" tags=["given"]
luck = np.random.default_rng([seed, 4])
by_verdict = {}
for row_ in of_claims():
    by_verdict.setdefault(row_.verdict, []).append(row_)
stack = []
for verdict, low, high in [("held", 6, 18), ("held in part", 3, 11), ("did not hold", 0, 2),
                           ("disputed", 1, 5), ("open", 4, 14), ("cannot be judged", 1, 6)]:
    some = by_verdict[verdict]
    how_many = min(len(some), int(luck.integers(low, high)))
    stack = stack + [some[at] for at in luck.permutation(len(some))[:how_many]]
stack = [stack[at] for at in luck.permutation(len(stack))]
print(f"{len(stack)} claims, drawn by chance. The first four:")
for item in stack[:4]:
    print(f"{item.id}, {item.topic}: {item.verdict}")

# %% [markdown] id="ex10-task-4"
# ## Task 4 · Held, and open
#
# A claim in `stack` is **settled** if its verdict, `item.verdict`, is `"held"`, `"held in part"` or `"did not hold"`. Of the
# others some are disputed, some open, and some cannot be judged: whether they held is not known, or cannot be.
#
# Count the settled claims with a loop, and those whose verdict is `"held"`. What share of the *settled* ones held? Call the three
# `settled`, `held` and `share`. (The share is no mark for the article: an event is settled sooner than a judgement.)

# %% id="ex10-answer-4" tags=["start"]
# Exercise 10, task 4: your answer
settled = ...
held = ...
share = ...

# %% id="ex10-answer-4" tags=["solution"]
# Exercise 10, task 4: your answer
settled = 0
held = 0
for item in stack:
    if item.verdict in ["held", "held in part", "did not hold"]:
        settled = settled + 1
    if item.verdict == "held":
        held = held + 1
share = held / settled

# %% id="ex10-answer-4" tags=["wrong"] name="open-is-wrong"
# says: You divided by all claims, as if what nobody has settled had not held. *Open* says that nobody has counted.
settled = len(stack)
held = len([item for item in stack if item.verdict == "held"])
share = held / settled

# %% id="ex10-answer-4" tags=["wrong"] name="in-part-is-held"
# says: You counted *held in part* as *held*. One half of such a claim was borne out, the other was not or is missing.
settled = len([item for item in stack if item.verdict in ["held", "held in part", "did not hold"]])
held = len([item for item in stack if item.verdict in ["held", "held in part"]])
share = held / settled

# %% id="ex10-answer-4" tags=["wrong"] name="disputed-is-settled"
# says: You counted disputed claims as settled. Where those who should know contradict each other, nothing is settled.
settled = len([item for item in stack if item.verdict not in ["open", "cannot be judged"]])
held = len([item for item in stack if item.verdict == "held"])
share = held / settled

# %% id="ex10-answer-4" tags=["wrong"] name="share-of-all"
# says: Both counts are right. You divided by all claims; the share is one of the *settled* ones.
settled = len([item for item in stack if item.verdict in ["held", "held in part", "did not hold"]])
held = len([item for item in stack if item.verdict == "held"])
share = held / len(stack)

# %% id="ex10-check-4" tags=["check"]
print(f"Of {len(stack)} claims, {shown(settled)} are settled and {shown(held)} held.",
      f"Share of the settled: {shown(share)}.")

# %% [markdown] id="ex10-hints-4" tags=["hints"]
# - Two counts that begin at 0, one loop, two questions in it. The share comes after the loop.
# - `item.verdict in ["held", "held in part", "did not hold"]` asks for one of three.
# - `share = held / settled`, on a line that is not moved to the right

# %% id="ex10-given-5" tags=["given"]
luck = np.random.default_rng([seed, 5])
chance = luck.permutation(np.repeat([0.2, 0.5, 0.8], [20, int(luck.integers(20, 40)), 20]))
happened = (luck.random(len(chance)) < chance).astype(int)
calm_said = chance
either = np.where(luck.random(len(chance)) < 0.5, 0.9, 0.1)
bold_said = np.where(chance == 0.5, either, np.where(chance > 0.5, 0.9, 0.1))
print(f"{len(happened)} made-up announcements. The first six:")
print("happened:", shown(happened[:6]))
print("the calm forecaster said:", shown(calm_said[:6]))
print("the bold forecaster said:", shown(bold_said[:6]))

# %% [markdown] id="ex10-task-5"
# ## Task 5 · Calm and bold
#
# Two made-up forecasters have said a probability for each announcement of a register. `happened` holds 1 where the register
# started on its day, and 0 where it did not. Work out each forecaster's average Brier score, and call them `calm` and `bold`.
#
# Then look at the announcements for which the bold one said 0.9. In what share of *these* did it happen? Call it `came_true`. A
# forecaster is **calibrated** if, of what was given 90 percent, about 90 percent happens.

# %% id="ex10-answer-5" tags=["start"]
# Exercise 10, task 5: your answer
calm = ...
bold = ...
came_true = ...

# %% id="ex10-answer-5" tags=["solution"]
# Exercise 10, task 5: your answer
calm = np.mean((calm_said - happened) ** 2)
bold = np.mean((bold_said - happened) ** 2)
came_true = np.mean(happened[bold_said == 0.9])

# %% id="ex10-answer-5" tags=["wrong"] name="score-of-the-mean"
# says: You scored the averages. Whoever is wrong both ways looks good on average: square each distance first, then take the mean.
calm = (np.mean(calm_said) - np.mean(happened)) ** 2
bold = (np.mean(bold_said) - np.mean(happened)) ** 2
came_true = np.mean(happened[bold_said == 0.9])

# %% id="ex10-answer-5" tags=["wrong"] name="no-square"
# says: You averaged the distances without squaring them. By that measure it can pay to sound surer than one is.
calm = np.mean(np.abs(calm_said - happened))
bold = np.mean(np.abs(bold_said - happened))
came_true = np.mean(happened[bold_said == 0.9])

# %% id="ex10-answer-5" tags=["wrong"] name="share-of-all"
# says: The scores are right. Your share is one of all announcements; the question is about those that got 0.9.
calm = np.mean((calm_said - happened) ** 2)
bold = np.mean((bold_said - happened) ** 2)
came_true = np.mean(happened)

# %% id="ex10-answer-5" tags=["wrong"] name="both-divided-wrongly"
# says: The scores are right. You counted what was given 0.9 *and* happened, and divided by all. Divide by the number of those
# that were given 0.9.
calm = np.mean((calm_said - happened) ** 2)
bold = np.mean((bold_said - happened) ** 2)
came_true = np.mean((bold_said == 0.9) & (happened == 1))

# %% id="ex10-check-5" tags=["check"]
print(f"Average score: calm {shown(calm)}, bold {shown(bold)}.")
print(f"Of what the bold one gave 0.9, a share of {shown(came_true)} happened.")

# %% [markdown] id="ex10-hints-5" tags=["hints"]
# - Arrays can be subtracted and squared as a whole: `(calm_said - happened) ** 2` holds one score for each announcement.
# - `bold_said == 0.9` is yes or no for each; in square brackets behind an array it picks those with yes.
# - `came_true = np.mean(happened[...])`

# %% id="ex10-given-6" tags=["given"]
luck = np.random.default_rng([seed, 6])
pasts = []
for length, often in zip([20, 25, 50], luck.permutation([0, 1, int(luck.integers(0, 2))]).tolist()):
    low, high = [(0.1, 0.45), (0.55, 0.9)][often]
    kept = int(luck.integers(int(low * length) + 1, int(high * length)))
    pasts.append(luck.permutation([1] * kept + [0] * (length - kept)).tolist())
for past in pasts:
    print(f"{len(past)} made-up announcements, of which {sum(past)} came true:",
          f"{shown(past[:8])} ...")

# %% [markdown] id="ex10-task-6"
# ## Task 6 · Your own model: what does it pay to say?
#
# A forecaster says the same percentage for every announcement. Which one would have had the smallest *average* Brier score?
#
# Write a function `best_percent(past)`. `past` is a list of 1 and 0. The function tries each whole percentage from 0 to 100,
# works out the average score that it would have had, and gives back the best percentage, a number from 0 to 100.
#
# When it works, compare each answer with what came true. What would it pay to say if the score were the distance and not its
# square?

# %% id="ex10-answer-6" tags=["start"]
# Exercise 10, task 6: your answer
def best_percent(past):
    return ...

# %% id="ex10-answer-6" tags=["solution"]
# Exercise 10, task 6: your answer
def best_percent(past):
    best = 0
    least = 1.0
    for percent in range(101):
        total = 0
        for happened in past:
            total = total + (percent / 100 - happened) ** 2
        average = total / len(past)
        if average < least:
            least = average
            best = percent
    return best

# %% id="ex10-answer-6" tags=["wrong"] name="no-square"
# says: Your score is the distance without the square. By that measure it pays to say 0 or 100 percent, whatever one believes.
def best_percent(past):
    averages = [sum(abs(percent / 100 - happened) for happened in past) / len(past) for percent in range(101)]
    return averages.index(min(averages))

# %% id="ex10-answer-6" tags=["wrong"] name="score-not-percent"
# says: You gave back the smallest average score. The question is which percentage has it: remember that, too, when a score is
# smaller than all before.
def best_percent(past):
    return min(sum((percent / 100 - happened) ** 2 for happened in past) / len(past) for percent in range(101))

# %% id="ex10-answer-6" tags=["wrong"] name="percent-not-divided"
# says: You took the distance between a percentage and 1 or 0. A probability lies between 0 and 1: divide the percentage by 100
# first.
def best_percent(past):
    averages = [sum((percent - happened) ** 2 for happened in past) / len(past) for percent in range(101)]
    return averages.index(min(averages))

# %% id="ex10-answer-6" tags=["wrong"] name="one-half"
# says: Your function always says one half. That scores 0.25 whatever happens; knowing how often something came true allows for a
# better one.
def best_percent(past):
    return 50

# %% id="ex10-answer-6" tags=["wrong"] name="part-of-one"
# says: You gave back the probability, a part of 1. The question is for the percentage, a number from 0 to 100.
def best_percent(past):
    averages = [sum((percent / 100 - happened) ** 2 for happened in past) / len(past) for percent in range(101)]
    return averages.index(min(averages)) / 100

# %% id="ex10-check-6" tags=["check"]
for past in pasts:
    print(f"{len(past)} announcements: it would have been best to say",
          f"{shown(best_percent(past))} percent each time")

# %% [markdown] id="ex10-hints-6" tags=["hints"]
# - Two loops, one inside the other: for each percentage, go through the past and add up the scores.
# - Before the outer loop remember a best percentage and its average; whenever an average is smaller, remember both anew.
# - `total = total + (percent / 100 - happened) ** 2` in the inner loop; after it `average = total / len(past)`

# %% [markdown] id="ex10-end"
# ## Check your work
#
# Run the next cell and press the button. It looks at the answers as you last ran them, in a copy of this exercise with other
# numbers too.

# %% id="ex10-button" tags=["button"]
work

# %% [markdown] id="ex10-next"
# This is the last exercise. [Lesson 0](../lessons/00-start-here.ipynb) shows what you have done.
