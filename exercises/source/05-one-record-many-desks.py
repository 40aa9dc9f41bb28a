# %% [markdown] id="ex05-title"
# # Exercise 5 · One record, many desks
#
# Goes with [lesson 5](../lessons/05-one-record-many-desks.ipynb).
# You practise to follow one record to many desks, and to count the days on which a desk is wrong.
# **Minutes:** 35 (an estimate). Uses: a subtraction, a loop with `if`, a list, functions.
#
# Write your answers into the cells that begin with *your answer*, run them, then run the check cell below each: it prints what
# your answer gives. *Check my work* at the end says whether that is right, and offers hints.

# %% id="ex05-setup" tags=["no-output"]
import numpy as np
from notices import load_system
from notices.course.exercises import begin, shown
from notices.register import Register
article = load_system("article")
work = begin("05")

# %% id="ex05-numbers" tags=["seed"]
seed = 5

# %% id="ex05-given-1" tags=["given"]
luck = np.random.default_rng([seed, 1])  # each task has its own chance numbers
posted = int(luck.integers(2, 15))
opened = posted + int(luck.integers(23, 60))
register = Register.create(":memory:", article)
register.enter("A-21", day=0, by="clerk")
register.issue("A-21", day=posted, by="clerk")
register.open_message("A-21", day=opened, by="A-21")
for event in register.history("A-21"):
    print(f"day {event.day}: {event.kind}")

# %% [markdown] id="ex05-task-1"
# ## Task 1 · The last to know
#
# The border refuses A-21 as soon as the exit ban holds. A-21 reads the message on day `opened`, and nobody has told A-21 before.
# For how many days has the border refused when A-21 reads it? Count the first day of the ban, and not the day of reading. Use
# `posted` and `opened`, and call it `ahead`.

# %% id="ex05-answer-1" tags=["start"]
# Exercise 5, task 1: your answer
ahead = ...

# %% id="ex05-answer-1" tags=["solution"]
# Exercise 5, task 1: your answer
ahead = opened - posted

# %% id="ex05-answer-1" tags=["wrong"] name="reading-not-posting"
# says: You let the border wait until the message is read. The border asks the record, not A-21. Since when does the record say
# that the notice is served (C19)?
ahead = 0

# %% id="ex05-answer-1" tags=["wrong"] name="ban-not-measures"
# says: You counted from the day on which the measures start. The exit ban waits for no days of grace (C10).
ahead = opened - (posted + article.grace_days + 1)

# %% id="ex05-answer-1" tags=["wrong"] name="last-day-counted"
# says: You counted the day of reading as well. The question leaves it out.
ahead = opened - posted + 1

# %% id="ex05-check-1" tags=["check"]
print(f"When A-21 reads the message, the border has refused for {shown(ahead)} days.")

# %% [markdown] id="ex05-hints-1" tags=["hints"]
# - Under the article's account the notice is served on posting (C19), and the exit ban starts with service (C10).
# - The ban's first day is `posted`. From day 3 up to day 7, day 7 left out, are four days.
# - `ahead = opened - ...`

# %% id="ex05-given-2" tags=["given"]
desks = {"border": register.border.may_leave, "land office": register.land.may_register,
         "bank": register.bank.may_lend, "traffic police": register.traffic.may_drive}
days_to_ask = [posted - 1, posted, posted + 20, posted + 21, posted + 22]
print("A question looks like this: register.bank.may_lend('A-21', 3).allowed is",
      shown(register.bank.may_lend("A-21", 3).allowed))

# %% [markdown] id="ex05-task-2"
# ## Task 2 · Who refuses today?
#
# Write a function `refusing(day)` that gives the names of the desks that refuse A-21 on a day, as a list in the order of the
# dictionary `desks`. `desks["bank"]("A-21", day)` asks the bank; the answer has `.allowed`, which is `True` or `False`.
#
# When it works, read the days: which desk is late, and by how much (X22)?

# %% id="ex05-answer-2" tags=["start"]
# Exercise 5, task 2: your answer
def refusing(day):
    return ...

# %% id="ex05-answer-2" tags=["solution"]
# Exercise 5, task 2: your answer
def refusing(day):
    found = []
    for name in desks:
        answer = desks[name]("A-21", day)
        if not answer.allowed:
            found.append(name)
    return found

# %% id="ex05-answer-2" tags=["wrong"] name="upside-down"
# says: Your list has the desks that allow. The question is about those that refuse: what does `.allowed` hold then?
def refusing(day):
    return [name for name in desks if desks[name]("A-21", day).allowed]

# %% id="ex05-answer-2" tags=["wrong"] name="first-that-refuses"
# says: Your function ends at the first desk that refuses. Let it ask all four before it returns.
def refusing(day):
    return [name for name in desks if not desks[name]("A-21", day).allowed][:1]

# %% id="ex05-answer-2" tags=["wrong"] name="all-or-nothing"
# says: In your function all desks refuse as soon as one does. They ask the same record, and yet not about the same rule.
def refusing(day):
    refused = [name for name in desks if not desks[name]("A-21", day).allowed]
    return list(desks) if refused else []

# %% id="ex05-check-2" tags=["check"]
for day in days_to_ask:
    print(f"day {day}: refused by {shown(refusing(day))}")

# %% [markdown] id="ex05-hints-2" tags=["hints"]
# - A loop over the names, `for name in desks:`, and a list that begins empty.
# - Inside the loop: ask the desk, and where the answer is not allowed, append the name.
# - `if not desks[name]("A-21", day).allowed:` and below it, moved to the right, `found.append(name)`

# %% id="ex05-given-3" tags=["given"]
luck = np.random.default_rng([seed, 3])
entered = int(luck.integers(2, 12))
corrected = entered + int(luck.integers(26, 60))
wrong = Register.create(":memory:", article)
wrong.enter("A-22", day=0, by="clerk", wrong=True)
wrong.issue("A-22", day=entered, by="clerk")
wrong.correct("A-22", day=corrected, by="clerk")
print(f"A-22 should not have got a notice. It is entered on day {entered} and corrected",
      f"on day {corrected}.")

# %% [markdown] id="ex05-task-3"
# ## Task 3 · How long was the counter wrong?
#
# Ask the traffic police about A-22 on every day from 0 to 119, and keep the days on which they refuse. Call the first of them
# `first_wrong`, the last `last_wrong`, and their number `how_many`. `wrong.traffic.may_drive("A-22", day).allowed` is `True` or
# `False`.

# %% id="ex05-answer-3" tags=["start"]
# Exercise 5, task 3: your answer
first_wrong = ...
last_wrong = ...
how_many = ...

# %% id="ex05-answer-3" tags=["solution"]
# Exercise 5, task 3: your answer
wrong_days = []
for day in range(120):
    if not wrong.traffic.may_drive("A-22", day).allowed:
        wrong_days.append(day)
first_wrong = wrong_days[0]
last_wrong = wrong_days[-1]
how_many = len(wrong_days)

# %% id="ex05-answer-3" tags=["wrong"] name="delay-forgotten"
# says: You worked it out from the rules, as if the traffic police saw everything at once. They hear a day late: of the notice,
# and of the correction (X22).
first_wrong = entered + 21
last_wrong = corrected - 1
how_many = corrected - entered - 21

# %% id="ex05-answer-3" tags=["wrong"] name="wrong-desk"
# says: You asked the border. It is wrong from the day of the entry on; the traffic police enforce a measure that starts later.
wrong_days = [day for day in range(120) if not wrong.border.may_leave("A-22", day).allowed]
first_wrong, last_wrong, how_many = wrong_days[0], wrong_days[-1], len(wrong_days)

# %% id="ex05-answer-3" tags=["wrong"] name="delay-adds-days"
# says: First and last day are right. Count the days between them again: a delay moves the days, it does not add any.
wrong_days = [day for day in range(120) if not wrong.traffic.may_drive("A-22", day).allowed]
first_wrong, last_wrong, how_many = wrong_days[0], wrong_days[-1], len(wrong_days) + 1

# %% id="ex05-answer-3" tags=["wrong"] name="both-ends"
# says: First and last day are right. The last minus the first leaves one of them out: from day 3 to day 5 are three days.
wrong_days = [day for day in range(120) if not wrong.traffic.may_drive("A-22", day).allowed]
first_wrong, last_wrong, how_many = wrong_days[0], wrong_days[-1], wrong_days[-1] - wrong_days[0]

# %% id="ex05-check-3" tags=["check"]
print(f"The traffic police refuse from day {shown(first_wrong)} to day",
      f"{shown(last_wrong)}: on {shown(how_many)} days.")

# %% [markdown] id="ex05-hints-3" tags=["hints"]
# - Let the register answer, day by day: `for day in range(120):`.
# - Begin with an empty list and append each day on which `.allowed` is not true.
# - The first of a list is `wrong_days[0]`, the last `wrong_days[-1]`, their number `len(wrong_days)`.

# %% id="ex05-given-4" tags=["given"]
luck = np.random.default_rng([seed, 4])
asked = Register.create(":memory:", article)
asked.enter("A-23", day=0, by="clerk")
asked.issue("A-23", day=5, by="clerk")
for day in sorted(luck.integers(0, 60, 40).tolist()):
    questions = [("border", "may_leave"), ("border", "may_leave"), ("bank", "may_lend"),
                 ("land", "may_register")]
    desk, question = questions[int(luck.integers(0, 4))]
    asked.ask(desk, question, "A-23", day)
questions = asked.account.who_asked("A-23", 60)
refused_on = sorted({question.day for question in questions if not question.allowed})
looks = int(luck.choice(refused_on[len(refused_on) // 2:-1]))
for question in questions[:3]:
    print(question)
print(f"... {len(questions)} in all. A-23 looks into the account on day {looks}.")

# %% [markdown] id="ex05-task-4"
# ## Task 4 · Who asked?
#
# `questions` is a list of all that desks asked about A-23; each entry has `.day`, `.desk`, `.question` and `.allowed`. How often
# was A-23 refused something *before* day `looks`? Count with a loop, and call it `refusals`.

# %% id="ex05-answer-4" tags=["start"]
# Exercise 5, task 4: your answer
refusals = ...

# %% id="ex05-answer-4" tags=["solution"]
# Exercise 5, task 4: your answer
refusals = 0
for question in questions:
    if question.day < looks and not question.allowed:
        refusals = refusals + 1

# %% id="ex05-answer-4" tags=["wrong"] name="asked-is-refused"
# says: You counted every question before that day. Some of them were answered with yes.
refusals = len([question for question in questions if question.day < looks])

# %% id="ex05-answer-4" tags=["wrong"] name="no-end"
# says: You counted the refusals of all days. The question stops before the day on which A-23 looks.
refusals = len([question for question in questions if not question.allowed])

# %% id="ex05-answer-4" tags=["wrong"] name="day-of-looking-counted"
# says: You counted the refusals on the day of looking as well. *Before* that day leaves it out.
refusals = len([question for question in questions if question.day <= looks and not question.allowed])

# %% id="ex05-check-4" tags=["check"]
print(f"Before looking into the account on day {looks}, A-23 was refused",
      f"{shown(refusals)} times.")

# %% [markdown] id="ex05-hints-4" tags=["hints"]
# - Two things must hold for an entry to count: its day, and that it was not allowed.
# - `if question.day < looks and not question.allowed:`
# - Begin with `refusals = 0`; in the loop, `refusals = refusals + 1`.

# %% id="ex05-given-5" tags=["given"]
luck = np.random.default_rng([seed, 5])
bank_delay = int(luck.integers(2, 12))
second_posted = int(luck.integers(1, 10))
starts = second_posted + 21
cases = [starts + int(luck.integers(3, 30)), starts + 1, starts, starts - int(luck.integers(2, 9))]
def in_the_register(corrected_on):
    with Register.create(":memory:", article, {"bank": bank_delay}) as slow:
        slow.enter("A-24", day=0, by="clerk", wrong=True)
        slow.issue("A-24", day=second_posted, by="clerk")
        slow.correct("A-24", day=corrected_on, by="clerk")
        days = [day for day in range(90) if not slow.bank.may_lend("A-24", day).allowed]
    return [days[0], days[-1]] if days else []
print(f"Another bank sees what is written {bank_delay} days late. For A-24 the measures",
      f"would start on day {starts}.")

# %% [markdown] id="ex05-task-5"
# ## Task 5 · Your own model of a slow desk
#
# A-24's record is wrong. Write a function `refused(starts, corrected_on, delay)` that gives the first and the last day on which
# a desk refuses, as a list of two. A measure would hold from day `starts` on. The record is corrected on day `corrected_on`, and
# from that day the measure no longer holds. The desk sees everything `delay` days late. A measure that would start on the
# day of correction or later never starts: give an empty list, `[]`.
#
# The check puts your model beside the register. What does a long delay do to the number of wrong days?

# %% id="ex05-answer-5" tags=["start"]
# Exercise 5, task 5: your answer
def refused(starts, corrected_on, delay):
    return ...

# %% id="ex05-answer-5" tags=["solution"]
# Exercise 5, task 5: your answer
def refused(starts, corrected_on, delay):
    if starts >= corrected_on:
        return []
    return [starts + delay, corrected_on - 1 + delay]

# %% id="ex05-answer-5" tags=["wrong"] name="delay-forgotten"
# says: Your desk sees everything at once. With a delay it says on each day what was so some days earlier.
def refused(starts, corrected_on, delay):
    if starts >= corrected_on:
        return []
    return [starts, corrected_on - 1]

# %% id="ex05-answer-5" tags=["wrong"] name="delay-adds-days"
# says: In your model only the correction is late. The desk hears late of the wrong entry, too.
def refused(starts, corrected_on, delay):
    if starts >= corrected_on:
        return []
    return [starts, corrected_on - 1 + delay]

# %% id="ex05-answer-5" tags=["wrong"] name="last-day-counted"
# says: On the day of correction the measure no longer holds. Your last day is a day too late.
def refused(starts, corrected_on, delay):
    if starts >= corrected_on:
        return []
    return [starts + delay, corrected_on + delay]

# %% id="ex05-answer-5" tags=["wrong"] name="starts-all-the-same"
# says: Where the record is corrected before the measure would start, your model refuses all the same. Nothing has ever held then.
def refused(starts, corrected_on, delay):
    return [starts + delay, corrected_on - 1 + delay]

# %% id="ex05-check-5" tags=["check"]
for corrected_on in cases:
    days_refused = refused(starts, corrected_on, bank_delay)
    print(f"corrected on day {corrected_on}: refused on [{shown(days_refused)}] in your model,",
          f"[{shown(in_the_register(corrected_on))}] in the register")

# %% [markdown] id="ex05-hints-5" tags=["hints"]
# - Begin without a delay: on which days does the measure hold? Then move both ends.
# - First the case in which nothing ever holds: `if starts >= corrected_on:` and below it `return []`.
# - The measure holds from `starts` to the day before `corrected_on`; the desk says so `delay` days later, at both ends.

# %% [markdown] id="ex05-end"
# ## Check your work
#
# Run the next cell and press the button. It looks at the answers as you last ran them, in a copy of this exercise with other
# numbers too.

# %% id="ex05-button" tags=["button"]
work

# %% [markdown] id="ex05-next"
# Next: [lesson 6](../lessons/06-same-people-same-luck.ipynb).
