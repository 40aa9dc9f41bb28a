# %% [markdown] id="ex06-title"
# # Exercise 6 · Same people, same luck
#
# Goes with [lesson 6](../lessons/06-same-people-same-luck.ipynb).
# You practise comparing two systems so that nothing differs but the rules, and reading what comes out with
# its error. **Minutes:** 35 (an estimate). Uses: arrays that are compared and counted, loops, functions.
#
# Write your answers into the cells that begin with *your answer*, run them, then run the check cell below each: it prints what
# your answer gives. *Check my work* at the end says whether that is right, and offers hints.
#
# Everybody here is synthetic. Whatever is printed is illustrative, not a forecast.

# %% id="ex06-setup" tags=["no-output"]
import numpy as np
from notices import NEVER, load_system, run
from notices.course.exercises import as_count, begin, shown
from notices.drawing import draw
work = begin("06")

# %% id="ex06-numbers" tags=["seed"]
seed = 26

# %% [markdown] id="ex06-towns"
# Two readings of one law. In reading A the twenty days count from the date that the notice names (X16), in reading B from service
# (X17). All other rules are the same. Town C lives under reading A, town D under reading B, 1,000 people each. A newspaper
# compares the two towns:

# %% id="ex06-given-1"
reading_a = load_system("law-2023-04", clock="A")
reading_b = load_system("law-2023-04", clock="B")
town_c = draw(1000, seed=seed)
town_d = draw(1000, seed=seed + 20000)
print("town C, reading A, come by day 55:", np.sum(run(reading_a, town_c).appeared <= 55))
print("town D, reading B, come by day 55:", np.sum(run(reading_b, town_d).appeared <= 55))

# %% [markdown] id="ex06-task-1"
# ## Task 1 · The same town twice
#
# The newspaper's difference is law and luck. Mend the comparison: how many people of **town C** have come by day 55 under reading
# A, and how many under reading B? Call the two counts `under_a` and `under_b`.

# %% id="ex06-answer-1" tags=["start"]
# Exercise 6, task 1: your answer
under_a = ...          # replace the three dots
under_b = ...

# %% id="ex06-answer-1" tags=["solution"]
# Exercise 6, task 1: your answer
under_a = np.sum(run(reading_a, town_c).appeared <= 55)
under_b = np.sum(run(reading_b, town_c).appeared <= 55)

# %% id="ex06-answer-1" tags=["wrong"] name="different-people"
# says: You compared different people under the two readings: town C under one, town D under the other. Their luck differs too.
# Which town has to meet both readings?
under_a = np.sum(run(reading_a, town_c).appeared <= 55)
under_b = np.sum(run(reading_b, town_d).appeared <= 55)

# %% id="ex06-answer-1" tags=["wrong"] name="served-is-appeared"
# says: You counted all 1,000 people. If you used `len`: it counts the no as well, and `np.sum` counts the yes alone. If you used
# `served`: which of the days says that somebody has come to the office?
under_a = np.sum(run(reading_a, town_c).served <= 55)
under_b = np.sum(run(reading_b, town_c).served <= 55)

# %% id="ex06-answer-1" tags=["wrong"] name="other-town"
# says: Both readings meet the same people, which makes the comparison fair. But these people live in town D: which town does the
# task ask about?
under_a = np.sum(run(reading_a, town_d).appeared <= 55)
under_b = np.sum(run(reading_b, town_d).appeared <= 55)

# %% id="ex06-answer-1" tags=["wrong"] name="share-for-count"
# says: You give shares, as parts of all 1,000 people. The task asks how many people have come: what counts the yes?
under_a = np.mean(run(reading_a, town_c).appeared <= 55)
under_b = np.mean(run(reading_b, town_c).appeared <= 55)

# %% id="ex06-answer-1" tags=["wrong"] name="percent-for-count"
# says: You give percent of all 1,000 people. The task asks how many people have come: what counts the yes?
under_a = 100 * np.mean(run(reading_a, town_c).appeared <= 55)
under_b = 100 * np.mean(run(reading_b, town_c).appeared <= 55)

# %% id="ex06-answer-1" tags=["wrong"] name="no-sum"
# says: You give a yes or no for each of the 1,000 people. `np.sum` counts the yes: where does it belong?
under_a = run(reading_a, town_c).appeared <= 55
under_b = run(reading_b, town_c).appeared <= 55

# %% id="ex06-check-1" tags=["check"]
print(f"Town C, come by day 55: {as_count(under_a)} people under reading A,",
      f"{as_count(under_b)} people under reading B.")

# %% [markdown] id="ex06-hints-1" tags=["hints"]
# - In the newspaper's two lines two things differ: the reading and the town. Only one of them may.
# - Take the newspaper's two expressions, and change one word in the second.
# - `under_b = np.sum(run(reading_b, ...).appeared <= 55)`

# %% [markdown] id="ex06-pairs"
# Now 600 people meet the paper rule and the article's account. They are twins: person 0 of `on_paper` is person 0 of
# `by_article`, and so on. Each of the two results has the days `served`, `aware` and `appeared`, one for each person; `NEVER` is
# larger than any day.

# %% id="ex06-given-2"
sixhundred = draw(600, seed=seed + 1)
on_paper = run(load_system("paper-2022"), sixhundred)
by_article = run(load_system("article"), sixhundred)
for who in range(4):
    print(f"person {who}, day of knowing: on paper {shown(on_paper.aware[who])},",
          f"by the article's account {shown(by_article.aware[who])}")

# %% [markdown] id="ex06-task-2"
# ## Task 2 · Person by person
#
# Compare each person with their own twin. How many of the 600 know of the notice **earlier** by the article's account than on
# paper, and how many **later**? Whoever knows under one system and never under the other counts as well. Call the two counts
# `earlier` and `later`.

# %% id="ex06-answer-2" tags=["start"]
# Exercise 6, task 2: your answer
earlier = ...
later = ...

# %% id="ex06-answer-2" tags=["solution"]
# Exercise 6, task 2: your answer
earlier = np.sum(by_article.aware < on_paper.aware)
later = np.sum(by_article.aware > on_paper.aware)

# %% id="ex06-answer-2" tags=["wrong"] name="different-people"
# says: Once the days are sorted, the first is compared with the first, and these are different people. In which order does each
# person stand beside their own twin?
earlier = np.sum(np.sort(by_article.aware) < np.sort(on_paper.aware))
later = np.sum(np.sort(by_article.aware) > np.sort(on_paper.aware))

# %% id="ex06-answer-2" tags=["wrong"] name="averaging-never"
# says: You left out everybody who never knows under one of the systems. They are part of the 600: is *never* earlier or later
# than any day?
both = (on_paper.aware < NEVER) & (by_article.aware < NEVER)
earlier = np.sum(by_article.aware[both] < on_paper.aware[both])
later = np.sum(by_article.aware[both] > on_paper.aware[both])

# %% id="ex06-answer-2" tags=["wrong"] name="served-is-aware"
# says: You compared the days of *service*. By the article's account a notice is served on posting, whether anybody knows of it or
# not: which day is the one of knowing?
earlier = np.sum(by_article.served < on_paper.served)
later = np.sum(by_article.served > on_paper.served)

# %% id="ex06-answer-2" tags=["wrong"] name="the-other-way-round"
# says: You have the two the other way round. Which of the two days is the smaller number for somebody who knows *earlier* by
# the article's account?
earlier = np.sum(by_article.aware > on_paper.aware)
later = np.sum(by_article.aware < on_paper.aware)

# %% id="ex06-answer-2" tags=["wrong"] name="ties-are-later"
# says: You took everybody who does not know earlier for somebody who knows later. Some know on the same day under both systems, or
# never under either: which comparison finds those who know later?
earlier = np.sum(by_article.aware < on_paper.aware)
later = 600 - earlier

# %% id="ex06-answer-2" tags=["wrong"] name="ties-are-both"
# says: You counted those who know on the same day under both systems, or never under either, as earlier and as later too. Which
# comparisons leave them out?
earlier = np.sum(by_article.aware <= on_paper.aware)
later = np.sum(by_article.aware >= on_paper.aware)

# %% id="ex06-answer-2" tags=["wrong"] name="ties-are-earlier"
# says: You counted those who know on the same day under both systems, or never under either, as earlier too. Which comparison
# leaves them out?
earlier = np.sum(by_article.aware <= on_paper.aware)
later = np.sum(by_article.aware > on_paper.aware)

# %% id="ex06-answer-2" tags=["wrong"] name="share-for-count"
# says: You give shares, as parts of all 600 people. The task asks how many people there are: what counts the yes?
earlier = np.mean(by_article.aware < on_paper.aware)
later = np.mean(by_article.aware > on_paper.aware)

# %% id="ex06-answer-2" tags=["wrong"] name="no-sum"
# says: You give a yes or no for each of the 600 people. `np.sum` counts the yes: where does it belong?
earlier = by_article.aware < on_paper.aware
later = by_article.aware > on_paper.aware

# %% id="ex06-check-2" tags=["check"]
print(f"Of 600 people, by the article's account {as_count(earlier)} know earlier than on paper,",
      f"and {as_count(later)} know later.")

# %% [markdown] id="ex06-hints-2" tags=["hints"]
# - `by_article.aware < on_paper.aware` compares person by person, and `NEVER` takes part: day 9 is less than never.
# - `np.sum` of such a comparison counts the yeses.
# - Which of the two days is the smaller one for a person who knows earlier by the article's account?

# %% [markdown] id="ex06-headline"
# A headline about 800 other people: *More have been reached.* Reached can mean more than one thing. The day of counting is drawn
# anew for each seed:

# %% id="ex06-given-3"
luck = np.random.default_rng(seed)
count_day = int(luck.integers(35, 61))
eighthundred = draw(800, seed=seed + 2)
paper_days = run(load_system("paper-2022"), eighthundred)
article_days = run(load_system("article"), eighthundred)
print(f"We count on day {count_day}.")

# %% [markdown] id="ex06-task-3"
# ## Task 3 · Who has come?
#
# By day `count_day`, how much larger is the share of **all** 800 people who have come to the office by the article's account than
# on paper? Call the difference of the two shares `more_came`: a number between -1 and 1. Do not round it.

# %% id="ex06-answer-3" tags=["start"]
# Exercise 6, task 3: your answer
more_came = ...

# %% id="ex06-answer-3" tags=["solution"]
# Exercise 6, task 3: your answer
came_article = np.mean(article_days.appeared <= count_day)
came_paper = np.mean(paper_days.appeared <= count_day)
more_came = came_article - came_paper

# %% id="ex06-answer-3" tags=["wrong"] name="served-is-appeared"
# says: You took the share served for the share that has appeared. A notice can be served on somebody who does not know of it:
# does that person come?
more_came = np.mean(article_days.served <= count_day) - np.mean(paper_days.served <= count_day)

# %% id="ex06-answer-3" tags=["wrong"] name="served-is-aware"
# says: You counted the people who *know*. Some of them have not come yet, and some never will: which of the days says that
# somebody has come?
more_came = np.mean(article_days.aware <= count_day) - np.mean(paper_days.aware <= count_day)

# %% id="ex06-answer-3" tags=["wrong"] name="different-people"
# says: You divided by the number of people served, and under the two systems these are different people. Of how many people does
# the task ask for the share?
served_article = article_days.served <= count_day
served_paper = paper_days.served <= count_day
more_came = np.mean(article_days.appeared[served_article] <= count_day) - np.mean(paper_days.appeared[served_paper] <= count_day)

# %% id="ex06-answer-3" tags=["wrong"] name="the-other-way-round"
# says: You took the two shares the other way round. A positive number is to say that more have come by the article's account: which
# share is subtracted from which?
more_came = np.mean(paper_days.appeared <= count_day) - np.mean(article_days.appeared <= count_day)

# %% id="ex06-answer-3" tags=["wrong"] name="count-for-share"
# says: You give a number of people. The task asks for shares of all 800: what makes a share of a yes/no array?
more_came = np.sum(article_days.appeared <= count_day) - np.sum(paper_days.appeared <= count_day)

# %% id="ex06-answer-3" tags=["wrong"] name="percent-for-share"
# says: You give the difference in percent. The task asks for a number between -1 and 1: what is the share of half the people there?
more_came = 100 * (np.mean(article_days.appeared <= count_day) - np.mean(paper_days.appeared <= count_day))

# %% id="ex06-answer-3" tags=["wrong"] name="mean-of-days"
# says: Your difference is no number. This happens if means of days are subtracted: one *never* makes a mean of all never. Which
# question about each day has a yes or no as its answer, so that `np.mean` gives a share?
more_came = float(np.mean(article_days.appeared)) - float(np.mean(paper_days.appeared))  # plain numbers end in nan without a warning

# %% id="ex06-check-3" tags=["check"]
print(f"By day {count_day} the share of people who have come differs by {shown(more_came)}.")

# %% [markdown] id="ex06-hints-3" tags=["hints"]
# - *Come to the office* is one of the days in `article_days`. Which one?
# - `np.mean` of a yes/no array is the share of yeses.
# - `np.mean(article_days.appeared <= count_day) - ...`

# %% [markdown] id="ex06-errors"
# Six changes of law, each tried on the same people before and after. In each array stands 1 for whoever has come in time and 0
# for everybody else. These arrays are made up, to practise on:

# %% id="ex06-given-4"
def some_change(gained, lost):
    """Who of 1,000 has come, before and after: some have come after only, some before only."""
    order = np.random.default_rng(seed).permutation(1000)
    before = np.zeros(1000, dtype=int)
    before[order[:500]] = 1
    after = before.copy()
    after[order[-gained:]] = 1
    after[order[:lost]] = 0
    return before, after

luck = np.random.default_rng(seed)
many, few, both_ways = luck.integers(70, 110), luck.integers(24, 32), luck.integers(0, 9)
changes = [some_change(2, many), some_change(few, 2),
           some_change(50 + both_ways, 33 + both_ways), some_change(44 + both_ways, 37 + both_ways),
           some_change(200 + both_ways, 193 + both_ways), some_change(200 + both_ways, 199 + both_ways)]
changes = [changes[place] for place in luck.permutation(6)]
for before, after in changes:
    print(f"{np.sum(before)} of 1,000 have come before, {np.sum(after)} after")

# %% [markdown] id="ex06-task-4"
# ## Task 4 · Shows, or drowns?
#
# Give each person a number: `after - before`, which is 1, 0 or -1. The difference that we look at is the mean of these numbers.
# Its error is their standard deviation (`np.std`) divided by the square root (`np.sqrt`) of the number of people. A difference
# **shows** if it lies more than two errors from zero, on either side.
#
# Write a function `shows(before, after)` that gives back, with `return`, the value `True` if the difference shows, and `False` if it
# drowns, both without quotation marks.

# %% id="ex06-answer-4" tags=["start"]
# Exercise 6, task 4: your answer
def shows(before, after):
    return ...

# %% id="ex06-answer-4" tags=["solution"]
# Exercise 6, task 4: your answer
def shows(before, after):
    change = after - before
    error = np.std(change) / np.sqrt(len(change))
    return abs(np.mean(change)) > 2 * error

# %% id="ex06-answer-4" tags=["wrong"] name="different-people"
# says: Only the largest difference shows in your function, and it is a fall. Is your error worked out from `after - before`, and not
# as for two groups of different people? Can a rise show as well as a fall?
def shows(before, after):
    error = np.sqrt(np.var(before) / len(before) + np.var(after) / len(after))
    return abs(np.mean(after) - np.mean(before)) > 2 * error

# %% id="ex06-answer-4" tags=["wrong"] name="one-side-only"
# says: Fewer people can come too, and a difference far below zero shows just as well as one far above it. What takes
# the sign away?
def shows(before, after):
    change = after - before
    error = np.std(change) / np.sqrt(len(change))
    return np.mean(change) > 2 * error

# %% id="ex06-answer-4" tags=["wrong"] name="one-error"
# says: A difference between one error and two errors shows in your function. Luck alone goes that far quite often: how many errors
# does the task ask for?
def shows(before, after):
    change = after - before
    error = np.std(change) / np.sqrt(len(change))
    return abs(np.mean(change)) > error

# %% id="ex06-answer-4" tags=["wrong"] name="spread-of-people"
# says: No difference shows in your function, not even the largest. Is `np.std` divided, as the task says? And is
# there an `and`? No number lies on both sides of zero at once.
def shows(before, after):
    change = after - before
    return abs(np.mean(change)) > 2 * np.std(change)

# %% id="ex06-answer-4" tags=["wrong"] name="no-root"
# says: Your error is too small. The error of a mean gets smaller with the number of people, but not that fast: by what of their
# number is `np.std` to be divided?
def shows(before, after):
    change = after - before
    error = np.std(change) / len(change)
    return abs(np.mean(change)) > 2 * error

# %% id="ex06-answer-4" tags=["wrong"] name="however-small"
# says: With your function every one of the six differences shows, even one person in 1,000. Is it the *mean* of `after - before`
# that you compare? And is it compared with two errors?
def shows(before, after):
    return abs(np.mean(after - before)) > 0

# %% id="ex06-answer-4" tags=["wrong"] name="texts"
# says: Your answers are right, and they are texts: in quotation marks. What are the values without them?
def shows(before, after):
    change = after - before
    error = np.std(change) / np.sqrt(len(change))
    return "True" if abs(np.mean(change)) > 2 * error else "False"

# %% id="ex06-check-4" tags=["check"]
for before, after in changes:
    answer = shows(before, after)
    remark = " (a text)" if isinstance(answer, str) else ""
    print(f"{np.sum(after) - np.sum(before):+d} of 1,000 people: shows? {shown(answer)}{remark}")

# %% [markdown] id="ex06-hints-4" tags=["hints"]
# - Begin with `change = after - before`. Everything else follows from this one array.
# - `error = np.std(change) / np.sqrt(len(change))`
# - *On either side*: `abs(...)` takes the sign away.

# %% [markdown] id="ex06-average"
# *On which day do they know?* For 501 people under the paper rule and under the article's account:

# %% id="ex06-given-5"
crowd = draw(501, {"at_address": 0.85}, seed=seed + 3)
knows_paper = run(load_system("paper-2022"), crowd).aware
knows_article = run(load_system("article"), crowd).aware
print(f"never know: {np.sum(knows_paper == NEVER)} on paper,",
      f"{np.sum(knows_article == NEVER)} by the article's account")

# %% [markdown] id="ex06-task-5"
# ## Task 5 · A number that keeps everybody
#
# By which day do half of **all** 501 people know, on paper and by the article's account? Call the two days `half_paper` and
# `half_article`.

# %% id="ex06-answer-5" tags=["start"]
# Exercise 6, task 5: your answer
half_paper = ...
half_article = ...

# %% id="ex06-answer-5" tags=["solution"]
# Exercise 6, task 5: your answer
half_paper = np.median(knows_paper)
half_article = np.median(knows_article)

# %% id="ex06-answer-5" tags=["wrong"] name="averaging-never"
# says: You left out the people who never know, and they are not the same people under the two systems. Half of *all* is asked
# for: where do the nevers stand if all are put in order?
half_paper = np.median(knows_paper[knows_paper < NEVER])
half_article = np.median(knows_article[knows_article < NEVER])

# %% id="ex06-answer-5" tags=["wrong"] name="mean-of-the-rest"
# says: This is the average day of those who know at some time, and it is no day by which half of all know. Who stands in the
# middle if everybody is put in order, the nevers at the end?
half_paper = np.mean(knows_paper[knows_paper < NEVER])
half_article = np.mean(knows_article[knows_article < NEVER])

# %% id="ex06-answer-5" tags=["wrong"] name="mean-with-never"
# says: One *never* makes a mean of all never. Which average asks only who stands in the middle?
half_paper = np.mean(knows_paper)
half_article = np.mean(knows_article)

# %% id="ex06-check-5" tags=["check"]
print(f"Half of all 501 people know by day {shown(half_paper)} on paper,",
      f"by day {shown(half_article)} by the article's account.")

# %% [markdown] id="ex06-hints-5" tags=["hints"]
# - Line all 501 people up by their day, the nevers at the end. Who stands in the middle?
# - Lesson 2 has a name for it: the median.

# %% [markdown] id="ex06-model"
# Back to the two readings of the first task. `difference` makes one comparison, with the same people under both readings, or with
# other people under reading B:

# %% id="ex06-given-6"
def difference(people, number, twins):
    """Share come by day 60 under reading B minus share under reading A, for this draw."""
    first = draw(people, seed=number)
    second = first if twins else draw(people, seed=number + 2000000)
    under_a, under_b = run(reading_a, first), run(reading_b, second)
    return np.mean(under_b.appeared <= 60) - np.mean(under_a.appeared <= 60)

draws = range(100 * seed + 25, 100 * seed + 45)
print(f"The twenty draws have the numbers {draws[0]} to {draws[-1]}.")
print(f"the first of them, 50 twins: {difference(50, draws[0], True):.3f}")
print(f"the first of them, 50 other people: {difference(50, draws[0], False):.3f}")

# %% [markdown] id="ex06-task-6"
# ## Task 6 · A newspaper's luck
#
# Twenty newspapers make one comparison each, one for each number in `draws`. With very many people, more have come under reading
# B. A newspaper is **misled** if its own difference is zero or below.
#
# Write a function `misled(people, twins)` that gives back how many of the twenty are misled, if each compares so many people,
# with or without twins.

# %% id="ex06-answer-6" tags=["start"]
# Exercise 6, task 6: your answer
def misled(people, twins):
    return ...

# %% id="ex06-answer-6" tags=["solution"]
# Exercise 6, task 6: your answer
def misled(people, twins):
    count = 0
    for number in draws:
        if difference(people, number, twins) <= 0:
            count = count + 1
    return count

# %% id="ex06-answer-6" tags=["wrong"] name="different-people"
# says: Your function compares different people even where twins are asked for. Which name says whether they are, and which
# function has to be told?
def misled(people, twins):
    count = 0
    for number in draws:
        if difference(people, number, False) <= 0:
            count = count + 1
    return count

# %% id="ex06-answer-6" tags=["wrong"] name="always-twins"
# says: Your function takes twins every time. Newspapers have no twins: which name says whether they are asked for, and which
# function has to be told?
def misled(people, twins):
    count = 0
    for number in draws:
        if difference(people, number, True) <= 0:
            count = count + 1
    return count

# %% id="ex06-answer-6" tags=["wrong"] name="one-draw"
# says: Your loop makes the same draw twenty times, so all twenty newspapers have the same luck. Which number does the loop give
# you each time?
def misled(people, twins):
    count = 0
    for number in draws:
        if difference(people, draws[0], twins) <= 0:
            count = count + 1
    return count

# %% id="ex06-answer-6" tags=["wrong"] name="not-misled"
# says: You counted the newspapers that got the direction right. Which ones are asked for?
def misled(people, twins):
    count = 0
    for number in draws:
        if difference(people, number, twins) > 0:
            count = count + 1
    return count

# %% id="ex06-answer-6" tags=["wrong"] name="zero-left-out"
# says: You counted the newspapers whose difference lies below zero. What does the task say of a difference that is zero?
def misled(people, twins):
    return sum(difference(people, number, twins) < 0 for number in draws)

# %% id="ex06-answer-6" tags=["wrong"] name="other-draws"
# says: Your loop makes twenty draws, and they are not those in `draws`. Over what does it have to go?
def misled(people, twins):
    return sum(difference(people, number, twins) <= 0 for number in range(20))

# %% id="ex06-answer-6" tags=["wrong"] name="other-draws-from-1"
# says: Your loop makes twenty draws, and they are not those in `draws`. Over what does it have to go?
def misled(people, twins):
    return sum(difference(people, number, twins) <= 0 for number in range(1, 21))

# %% id="ex06-answer-6" tags=["wrong"] name="never-beyond-1"
# says: Your function never counts beyond 1. What becomes of `count` at the second newspaper that is misled, and does the loop come
# that far?
def misled(people, twins):
    count = 0
    for number in draws:
        if difference(people, number, twins) <= 0:
            count = count + 1
            return count

# %% id="ex06-answer-6" tags=["wrong"] name="share-for-count"
# says: You give a share of the twenty newspapers. The task asks how many of them are misled: what counts them?
def misled(people, twins):
    return sum(difference(people, number, twins) <= 0 for number in draws) / 20

# %% id="ex06-answer-6" tags=["wrong"] name="percent-for-count"
# says: You give percent of the twenty newspapers. The task asks how many of them are misled: what counts them?
def misled(people, twins):
    return 5 * sum(difference(people, number, twins) <= 0 for number in draws)

# %% id="ex06-answer-6" tags=["wrong"] name="begun-in-the-loop"
# says: Your function counts the last newspaper only, as if it had forgotten the others. What has to be begun before the loop, and not
# inside it?
def misled(people, twins):
    for number in draws:
        count = 0
        if difference(people, number, twins) <= 0:
            count = count + 1
    return count

# %% id="ex06-answer-6" tags=["wrong"] name="return-in-the-loop"
# says: Your function counts the first newspaper only. Does it look at the others before it returns?
def misled(people, twins):
    count = 0
    for number in draws:
        if difference(people, number, twins) <= 0:
            count = count + 1
        return count

# %% id="ex06-check-6" tags=["check"]
print("Newspapers of 20 that are misled:")
for people, twins in [(10, True), (20, True), (10, False), (20, False), (40, False)]:
    print(f"- with {people} {'twins' if twins else 'other people'}: {shown(misled(people, twins))}")

# %% [markdown] id="ex06-hints-6" tags=["hints"]
# - Loop over `draws`, and ask `difference(people, number, twins)` for each number.
# - Begin with `count = 0` before the loop, and add 1 where the difference is zero or below.
# - `return count` comes after the loop: it stands as far to the left as `for`.

# %% [markdown] id="ex06-end"
# ## Check your work
#
# Run the next cell and press the button. It looks at the answers as you last ran them, in a copy of this exercise with other
# numbers too.

# %% id="ex06-button" tags=["button"]
work

# %% [markdown] id="ex06-next"
# Next: [lesson 7](../lessons/07-which-rule-does-the-work.ipynb).
