# %% [markdown] id="ex01-title"
# # Exercise 1 · What does the article claim?
#
# Goes with [lesson 1](../lessons/01-what-does-the-article-claim.ipynb).
# You practise to ask of a claim what kind it is, who says so, and whether it can be checked.
# **Minutes:** 40 (an estimate). Uses: a loop, a comparison, lists, a dictionary, a function.
#
# Write your answers into the cells that begin with *your answer*, run them, then run the check cell below each: it prints what
# your answer gives. *Check my work* at the end says whether that is right, and offers hints.

# %% id="ex01-setup" tags=["no-output"]
import datetime as dt
import numpy as np
from notices import claim, claims, context
from notices.course.exercises import begin, shown
work = begin("01")

# %% id="ex01-numbers" tags=["seed"]
seed = 1

# %% [markdown] id="ex01-task-1"
# ## Task 1 · Kind and voice
#
# The next cell draws a `stack` of claims. How many of them are judgements or forecasts, so that `row.kind` is
# `"reporter_judgement"`? And how many stand in the reporter's own voice, so that `row.attributed_to` *begins* with `"reporter"`?
# Call the two `judgements` and `own_voice`. Ask both questions of every claim: a claim can count twice.
# `text.startswith("reporter")` asks whether a text begins so.
#
# The loop in the answer cell goes through the stack, one claim at a time. Put what has to be done with each in the place of the
# dots.

# %% id="ex01-given-1" tags=["given"]
luck = np.random.default_rng([seed, 1])  # each task has its own chance numbers
others = [row.id for row in claims()
          if row.id.startswith("C") and row.id not in ("C24", "C43")]
picked = luck.choice(others, int(luck.integers(20, 30)), replace=False).tolist()
stack = [claim(id_) for id_ in sorted([*picked, "C24", "C43"])]
stack_size = len(stack)
print(f"{stack_size} claims of the article, drawn by chance. The first three:")
for row in stack[:3]:
    print(f"{row.id} · {row.kind} · {row.attributed_to}")

# %% id="ex01-answer-1" tags=["start"]
# Exercise 1, task 1: your answer
judgements = 0
own_voice = 0
for row in stack:
    ...  # if row.kind == "...":
         # and in a line below, moved to the right, judgements = judgements + 1

# %% id="ex01-answer-1" tags=["solution"]
# Exercise 1, task 1: your answer
judgements = 0
own_voice = 0
for row in stack:
    if row.kind == "reporter_judgement":
        judgements = judgements + 1
    if row.attributed_to.startswith("reporter"):
        own_voice = own_voice + 1

# %% id="ex01-answer-1" tags=["wrong"] name="voice-is-kind"
# says: You counted everything in the reporter's own voice as a judgement. The reporter also tells events, rules and background.
# Ask for the kind and for the voice separately.
judgements = len([row for row in stack if row.attributed_to.startswith("reporter")])
own_voice = judgements

# %% id="ex01-answer-1" tags=["wrong"] name="hedged-left-out"
# says: The judgements are right. You left out claims with a remark behind the word, as in *reporter (hedged)*. They stand in the
# reporter's voice, too.
judgements = len([row for row in stack if row.kind == "reporter_judgement"])
own_voice = len([row for row in stack if row.attributed_to == "reporter"])

# %% id="ex01-answer-1" tags=["wrong"] name="both-at-once"
# says: Your second count depends on the first: it looks at the judgements only. Each claim in the stack has to be asked both
# questions.
judgements = len([row for row in stack if row.kind == "reporter_judgement"])
own_voice = judgements

# %% id="ex01-answer-1" tags=["wrong"] name="elif"
# says: The judgements are right. Your second count misses as many claims as there are judgements. An `elif` is skipped once the `if`
# above it has fitted. Is your second question asked of the judgements, too?
judgements = 0
own_voice = 0
for row in stack:
    if row.kind == "reporter_judgement":
        judgements = judgements + 1
    elif row.attributed_to.startswith("reporter"):
        own_voice = own_voice + 1

# %% id="ex01-answer-1" tags=["wrong"] name="reporter-anywhere"
# says: The judgements are right. Your second count is one too high. In C43 the word stands behind the name of an agency. Do you ask
# how the text *begins*, or whether the word is anywhere in it?
judgements = len([row for row in stack if row.kind == "reporter_judgement"])
own_voice = len([row for row in stack if "reporter" in row.attributed_to])

# %% id="ex01-check-1" tags=["check"]
print(f"Of {stack_size} claims, {shown(judgements)} are judgements or forecasts,",
      f"and {shown(own_voice)} stand in the reporter's own voice.")

# %% [markdown] id="ex01-hints-1" tags=["hints"]
# - The counts begin at 0. Inside the loop there are two questions, one below the other, each with an `if`.
# - What belongs to the loop is moved to the right; what belongs to an `if` is moved once more.
# - `if row.kind == "reporter_judgement":` and below it `judgements = judgements + 1`

# %% [markdown] id="ex01-task-2"
# ## Task 2 · Can it be checked?
#
# The next cell draws some claims; the list `drawn` holds their ids. Make a list `can_check` of those ids for which
# `claim(id_).checkable` begins with `"yes"`, in the order of `drawn`. A remark in brackets may follow the word.
#
# Then, only for yourself, read your list: for which of them does the remark say that only a part of the matter can be looked up?

# %% id="ex01-given-2" tags=["given"]
luck = np.random.default_rng([seed, 2])
plain = [row.id for row in claims() if row.checkable == "yes"]
remarked = [row.id for row in claims() if row.checkable.startswith("yes (")]
half = [row.id for row in claims()
        if row.checkable.startswith("partly") and row.kind == "reporter_judgement"]
rest = [row.id for row in claims() if row.checkable.startswith(("hardly", "no"))]
drawn = []
for group, how_many in [(plain, 3), (remarked, 2), (half, 3), (rest, 2)]:
    drawn = drawn + luck.choice(group, how_many, replace=False).tolist()
drawn = sorted(drawn)
for id_ in drawn:
    print(f"{id_} · {claim(id_).kind} · can it be checked: {claim(id_).checkable}")

# %% id="ex01-answer-2" tags=["start"]
# Exercise 1, task 2: your answer
can_check = ...

# %% id="ex01-answer-2" tags=["solution"]
# Exercise 1, task 2: your answer
can_check = []
for id_ in drawn:
    if claim(id_).checkable.startswith("yes"):
        can_check.append(id_)

# %% id="ex01-answer-2" tags=["wrong"] name="judgement-as-fact"
# says: Your list holds judgements that can be checked in part only. A part can be looked up; the rest is what somebody concludes
# from it. Do not read a judgement as a fact.
can_check = [id_ for id_ in drawn if claim(id_).checkable.startswith(("yes", "partly"))]

# %% id="ex01-answer-2" tags=["wrong"] name="remark-lost"
# says: You lost the claims with a remark behind the *yes*. Ask whether the entry begins so, not whether it is that word
# alone.
can_check = [id_ for id_ in drawn if claim(id_).checkable == "yes"]

# %% id="ex01-answer-2" tags=["wrong"] name="upside-down"
# says: Your list holds the claims that can *not* be checked fully. Which ones does the task ask for?
can_check = [id_ for id_ in drawn if not claim(id_).checkable.startswith("yes")]

# %% id="ex01-answer-2" tags=["wrong"] name="claims-not-ids"
# says: Your list holds claims, and the task asks for their ids. Which name in your loop holds the id alone?
can_check = [claim(id_) for id_ in drawn if claim(id_).checkable.startswith("yes")]

# %% id="ex01-check-2" tags=["check"]
print(f"These can be checked: {shown(can_check)}.")

# %% [markdown] id="ex01-hints-2" tags=["hints"]
# - Begin with an empty list, `can_check = []`, and go through `drawn` with a loop.
# - `claim(id_).checkable` is the entry; `.startswith("yes")` asks how it begins.
# - `if claim(id_).checkable.startswith("yes"):` and below it `can_check.append(id_)`

# %% [markdown] id="ex01-task-3"
# ## Task 3 · In whose voice?
#
# Write a function `voice(row)`. It looks into `row.attributed_to` and gives back, with `return`, the first of these that fits:
#
# | `row.attributed_to` | gives back |
# |---|---|
# | contains `absence` | `"silence"` |
# | contains `unnamed` or `not named` | `"unnamed"` |
# | begins with `the law` | `"law"` |
# | begins with `reporter` | `"reporter"` |
# | anything else | `"named"` |
#
# `"absence" in text` asks whether a text contains that word. The next cell prints the entries that the check asks about.

# %% id="ex01-given-3" tags=["given"]
luck = np.random.default_rng([seed, 3])
silences = [row.id for row in claims() if "absence" in row.attributed_to]
laws = [row.id for row in claims() if row.attributed_to.startswith("the law")]
reporters = [row.id for row in claims() if row.attributed_to.startswith("reporter")]
crowd = [row.id for row in claims() if "unnamed" in row.attributed_to]
voices_asked = ["C43", "C50"]
for group, how_many in [(silences, 1), (laws, 1), (reporters, 2), (crowd, 2)]:
    voices_asked = voices_asked + luck.choice(group, how_many, replace=False).tolist()
voices_asked = luck.permutation(voices_asked).tolist()
for id_ in voices_asked:
    print(f"{id_} · {claim(id_).attributed_to}")

# %% id="ex01-answer-3" tags=["start"]
# Exercise 1, task 3: your answer
def voice(row):
    return ...

# %% id="ex01-answer-3" tags=["solution"]
# Exercise 1, task 3: your answer
def voice(row):
    text = row.attributed_to
    if "absence" in text:
        return "silence"
    if "unnamed" in text or "not named" in text:
        return "unnamed"
    if text.startswith("the law"):
        return "law"
    if text.startswith("reporter"):
        return "reporter"
    return "named"

# %% id="ex01-answer-3" tags=["wrong"] name="the-article-says"
# says: Your function hears one voice only. *The article says* hides who speaks: the reporter, the law, people with a name or
# without one, or nobody.
def voice(row):
    return "reporter"

# %% id="ex01-answer-3" tags=["wrong"] name="reporter-anywhere"
# says: Your function finds the reporter in every entry that has the word. In C43 it stands behind the name of an agency. What does
# the table say about where the word has to be?
def voice(row):
    text = row.attributed_to
    if "absence" in text:
        return "silence"
    if "unnamed" in text or "not named" in text:
        return "unnamed"
    if text.startswith("the law"):
        return "law"
    return "reporter" if "reporter" in text else "named"

# %% id="ex01-answer-3" tags=["wrong"] name="office-is-a-name"
# says: In C50 the article tells the man's office and leaves out his name. Your function takes him for somebody named. Look at the
# second line of the table again.
def voice(row):
    text = row.attributed_to
    if "absence" in text:
        return "silence"
    if "unnamed" in text:
        return "unnamed"
    if text.startswith("the law"):
        return "law"
    return "reporter" if text.startswith("reporter") else "named"

# %% id="ex01-answer-3" tags=["wrong"] name="silence-speaks"
# says: Your function lets somebody speak where nobody did. A claim about what officials did *not* say is a silence.
def voice(row):
    text = row.attributed_to
    if "unnamed" in text or "not named" in text:
        return "unnamed"
    if text.startswith("the law"):
        return "law"
    return "reporter" if text.startswith("reporter") else "named"

# %% id="ex01-answer-3" tags=["wrong"] name="always-true"
# says: Whoever is not silent comes out as unnamed, the law too. If your question has an `or` in it: does the part on each side
# of it ask about the text?
def voice(row):
    text = row.attributed_to
    if "absence" in text:
        return "silence"
    if "unnamed" or "not named" in text:
        return "unnamed"
    if text.startswith("the law"):
        return "law"
    return "reporter" if text.startswith("reporter") else "named"

# %% id="ex01-check-3" tags=["check"]
for asked in voices_asked:
    print(f"{asked}: {shown(voice(claim(asked)))}")

# %% [markdown] id="ex01-hints-3" tags=["hints"]
# - One `if` for each line of the table, in that order. A `return` ends the function, so later lines are reached only if nothing
#   fitted before.
# - `text = row.attributed_to`, then `if "absence" in text:` and below it `return "silence"`
# - The second line asks two questions: `if "unnamed" in text or "not named" in text:`. The last line needs no `if`.

# %% [markdown] id="ex01-task-4"
# ## Task 4 · That it was said, and that it is so
#
# That the spokesman said the amendments signal no new mobilisation can be checked (C38). Whether it is so is a second question.
# In the next cell a class has asked both questions of some sentences, and `notes` holds a note on each. In a note,
# `note["said"]` is `True` if a record shows that an official said it. `note["so"]` is `"yes"`, `"no"` or `"open"`; open means
# that nobody has found out whether it is so.
#
# Count with a loop: how many sentences in `notes` were said? How many *of these* are so? And how many *of these* are not so?
# Call the three `said`, `so` and `not_so`.

# %% id="ex01-given-4" tags=["given"]
luck = np.random.default_rng([seed, 4])
groups = [(True, "yes"), (True, "no"), (True, "open"), (False, "yes"), (False, "no")]
notes = []
for on_record, found in groups:
    for copy in range(int(luck.integers(3, 10))):
        notes.append({"said": on_record, "so": found})
notes = luck.permutation(notes).tolist()
looked_up = len(notes)
print(f"A class has looked up {looked_up} sentences. A paper gives them as the words",
      "of officials of Ardenia, a made-up country.")
for example in notes[:3]:
    print(f"on record as said: {shown(example['said'])}; it is so: {example['so']}")

# %% id="ex01-answer-4" tags=["start"]
# Exercise 1, task 4: your answer
said = ...
so = ...
not_so = ...

# %% id="ex01-answer-4" tags=["solution"]
# Exercise 1, task 4: your answer
said = 0
so = 0
not_so = 0
for note in notes:
    if note["said"]:
        said = said + 1
        if note["so"] == "yes":
            so = so + 1
        if note["so"] == "no":
            not_so = not_so + 1

# %% id="ex01-answer-4" tags=["wrong"] name="said-is-so"
# says: Everything that was said counts as so in your answer. A record of the words settles the first question only. If you wrote
# `if note["so"]:`, every text counts as true there, `"no"` too. What is `note["so"]` to be compared with?
said = len([note for note in notes if note["said"]])
so = said
not_so = 0

# %% id="ex01-answer-4" tags=["wrong"] name="open-is-not-so"
# says: You counted the open ones as not so. That nobody has found out shows nothing, neither way.
said = len([note for note in notes if note["said"]])
so = len([note for note in notes if note["said"] and note["so"] == "yes"])
not_so = said - so

# %% id="ex01-answer-4" tags=["wrong"] name="never-said"
# says: You also counted sentences that no official is shown to have said. The second and third question are about those that
# were said.
said = len([note for note in notes if note["said"]])
so = len([note for note in notes if note["so"] == "yes"])
not_so = len([note for note in notes if note["so"] == "no"])

# %% id="ex01-answer-4" tags=["wrong"] name="begun-in-the-loop"
# says: Your counts tell of the last sentence only. What is set to 0 inside the loop begins again in each round. Where should the
# counts begin?
for note in notes:
    said = so = not_so = 0
    if note["said"]:
        said = said + 1
        if note["so"] == "yes":
            so = so + 1
        if note["so"] == "no":
            not_so = not_so + 1

# %% id="ex01-check-4" tags=["check"]
print(f"Of {looked_up} sentences, {shown(said)} were said.",
      f"Of these, {shown(so)} are shown to be so, and {shown(not_so)} to be not so.")

# %% [markdown] id="ex01-hints-4" tags=["hints"]
# - Begin with three counts of 0 and one loop over `notes`.
# - First `if note["said"]:`. The two other questions belong *inside* this `if`, moved to the right once more.
# - `if note["so"] == "no":` and below it `not_so = not_so + 1`. A third group is left over: open.

# %% [markdown] id="ex01-task-5"
# ## Task 5 · The bill and the law
#
# In one paragraph the article speaks of a law (C10), in another the signature is still missing (C43). Write a function
# `rule_on(day)` that gives back `"bill"` as long as it is not in force, `"law"` from the day on which it is in force, and
# `"amended law"` from the day of the amendment. Use the days `voted`, `in_force` and `amended` from the next cell, as far as you
# need them. Days can be compared: `day < in_force` is true if `day` is before it.

# %% id="ex01-given-5" tags=["given"]
luck = np.random.default_rng([seed, 5])
voted = claim("C01").when[0]
in_force = context("X05").when[0]
amended = context("X14").when[0]
steps = [(voted, -60, 0), (voted, 0, 3),
         (in_force, 0, 1), (in_force, 1, 100),
         (amended, 0, 1), (amended, 1, 200)]
days_asked = []
for start, low, high in steps:
    days_asked.append(start + dt.timedelta(days=int(luck.integers(low, high))))
days_asked = luck.permutation(days_asked).tolist()
print(f"voted {voted} (C01), signed and in force {in_force} (X05),",
      f"amended {amended} (X14)")

# %% id="ex01-answer-5" tags=["start"]
# Exercise 1, task 5: your answer
def rule_on(day):
    return ...

# %% id="ex01-answer-5" tags=["solution"]
# Exercise 1, task 5: your answer
def rule_on(day):
    if day < in_force:
        return "bill"
    if day < amended:
        return "law"
    return "amended law"

# %% id="ex01-answer-5" tags=["wrong"] name="bill-as-law"
# says: You took the article's bill for the law in force. A vote in one chamber does not bring a law into force; what was still
# missing on that day (C43)?
def rule_on(day):
    if day < voted:
        return "bill"
    if day < amended:
        return "law"
    return "amended law"

# %% id="ex01-answer-5" tags=["wrong"] name="day-late"
# says: Your function changes a day too late, both times. On the day on which it comes into force, the law is in force. Is that day
# *before* the day `in_force`, or the same?
def rule_on(day):
    if day <= in_force:
        return "bill"
    if day <= amended:
        return "law"
    return "amended law"

# %% id="ex01-answer-5" tags=["wrong"] name="law-day-late"
# says: Your bill becomes a law a day too late: on the day on which it comes into force, it is a law. Is that day *before* the day
# `in_force`, or the same?
def rule_on(day):
    if day <= in_force:
        return "bill"
    if day < amended:
        return "law"
    return "amended law"

# %% id="ex01-answer-5" tags=["wrong"] name="amendment-day-late"
# says: Your law is amended a day too late. The task says *from the day of the amendment*. Is that day *before* the day `amended`,
# or the same?
def rule_on(day):
    if day < in_force:
        return "bill"
    if day <= amended:
        return "law"
    return "amended law"

# %% id="ex01-answer-5" tags=["wrong"] name="law-never-changes"
# says: Your law stays as it was passed. It was amended later (X14), and whoever quotes it has to say which version.
def rule_on(day):
    return "bill" if day < in_force else "law"

# %% id="ex01-answer-5" tags=["wrong"] name="capital-letters"
# says: The days are right. The words are spelled otherwise than in the task: to Python, a capital letter is another letter. How
# does the task write them?
def rule_on(day):
    if day < in_force:
        return "Bill"
    if day < amended:
        return "Law"
    return "Amended law"

# %% id="ex01-answer-5" tags=["wrong"] name="other-words"
# says: The days are right. The third of your words is not the one in the task. How does the task write it?
def rule_on(day):
    if day < in_force:
        return "bill"
    if day < amended:
        return "law"
    return "amended"

# %% id="ex01-check-5" tags=["check"]
for asked in days_asked:
    print(f"{asked}: {shown(rule_on(asked))}")

# %% [markdown] id="ex01-hints-5" tags=["hints"]
# - Three answers, and two days at which the answer changes. The day of the vote is not one of them.
# - Ask for the earliest period first: `if day < in_force:` and below it `return "bill"`
# - Whatever is not before `in_force` goes on to the next question, `if day < amended:`.

# %% [markdown] id="ex01-task-6"
# ## Task 6 · Your own model of disagreement
#
# Three made-up readers have filed the same claims, each alone. `readers[0]` is a dictionary with the kind that the first reader
# gave to each id, as in `readers[0]["C19"]`; the others are `readers[1]` and `readers[2]`. The next cell prints all three in a
# line for each of the `ids`.
#
# Write a function `contested(readers)` that gives back the list of the ids on which at least two of the readers differ, in the
# order of `ids`. Our own filing is one more reading, and it is not asked here. When your function works, open one of these claims
# with `print(claim("..."))` in a cell of your own: is it a boundary case, or did somebody slip?

# %% id="ex01-given-6" tags=["given"]
luck = np.random.default_rng([seed, 6])
kinds = ["dated_event", "new_rule", "official_statement",
         "unnamed_attribution", "reporter_judgement", "background"]
filed_by_us = [row.id for row in claims() if row.kind in kinds]
# who departs from our filing: nobody, reader 0, 1 or 2 alone,
# all in the same way, or each in another
departs = {"nobody": 4, "0": 1, "1": 1, "2": int(luck.integers(1, 3)),
           "same": int(luck.integers(1, 4)), "each": 1}
plan = [who for who in departs for copy in range(departs[who])]
# the ends are set, so that an answer which sees one end only shows that
plan = ["nobody", "0", *luck.permutation(plan).tolist(), "2"]
ids = sorted(luck.choice(filed_by_us, len(plan), replace=False).tolist())
readers = [{}, {}, {}]
for id_, who in zip(ids, plan):
    ours = claim(id_).kind
    other = luck.permutation([kind for kind in kinds if kind != ours]).tolist()
    for number in range(3):
        files = {"nobody": ours, "same": other[0], "each": other[number]}
        readers[number][id_] = files.get(who, other[0] if who == str(number) else ours)
for id_ in ids:
    print(f"{id_} · {readers[0][id_]} · {readers[1][id_]} · {readers[2][id_]}")

# %% id="ex01-answer-6" tags=["start"]
# Exercise 1, task 6: your answer
def contested(readers):
    return ...

# %% id="ex01-answer-6" tags=["solution"]
# Exercise 1, task 6: your answer
def contested(readers):
    first, second, third = readers
    found = []
    for id_ in ids:
        if first[id_] != second[id_] or first[id_] != third[id_]:
            found.append(id_)
    return found

# %% id="ex01-answer-6" tags=["wrong"] name="judgement-as-fact"
# says: You held the readers against our filing, as if it were a fact. It is a judgement, too. Where all three agree with each
# other, they do not differ, whatever we filed.
def contested(readers):
    return [id_ for id_ in ids if any(reader[id_] != claim(id_).kind for reader in readers)]

# %% id="ex01-answer-6" tags=["wrong"] name="third-not-asked"
# says: You compared the first two readers. The third can differ from both.
def contested(readers):
    return [id_ for id_ in ids if readers[0][id_] != readers[1][id_]]

# %% id="ex01-answer-6" tags=["wrong"] name="all-must-differ"
# says: Your list has only the claims on which each reader files otherwise than each other one. Two that differ are enough.
def contested(readers):
    return [id_ for id_ in ids if len({reader[id_] for reader in readers}) == 3]

# %% id="ex01-answer-6" tags=["wrong"] name="upside-down"
# says: Your list holds the claims on which all three agree. Which ones does the task ask for?
def contested(readers):
    return [id_ for id_ in ids if len({reader[id_] for reader in readers}) == 1]

# %% id="ex01-answer-6" tags=["wrong"] name="and-for-or"
# says: Your list holds only claims on which the first reader differs from both others. If two comparisons are joined by `and`,
# both have to be true. Is one enough here?
def contested(readers):
    first, second, third = readers
    found = []
    for id_ in ids:
        if first[id_] != second[id_] and first[id_] != third[id_]:
            found.append(id_)
    return found

# %% id="ex01-answer-6" tags=["wrong"] name="begun-in-the-loop"
# says: Your list holds one claim, the last on which they differ. A list that is begun inside the loop is emptied in each round.
# Where does yours begin?
def contested(readers):
    first, second, third = readers
    for id_ in ids:
        found = []
        if first[id_] != second[id_] or first[id_] != third[id_]:
            found.append(id_)
    return found

# %% id="ex01-answer-6" tags=["wrong"] name="ends-at-the-first"
# says: Your list holds one claim, the first on which they differ. A `return` ends the function, also in the middle of a loop. How
# far to the right does yours stand?
def contested(readers):
    first, second, third = readers
    found = []
    for id_ in ids:
        if first[id_] != second[id_] or first[id_] != third[id_]:
            found.append(id_)
            return found

# %% id="ex01-answer-6" tags=["wrong"] name="ends-in-the-first-round"
# says: Your list is empty. If your `return` stands inside the loop, the function ends after the first id, and on that one they
# agree. Does `return` come when the loop is done?
def contested(readers):
    first, second, third = readers
    found = []
    for id_ in ids:
        if first[id_] != second[id_] or first[id_] != third[id_]:
            found.append(id_)
        return found

# %% id="ex01-check-6" tags=["check"]
print(f"Of {len(ids)} claims, the readers differ on: {shown(contested(readers))}")

# %% [markdown] id="ex01-hints-6" tags=["hints"]
# - Begin with an empty list, go through `ids` with a loop, and append each id on which somebody differs.
# - If the first agrees with the second and with the third, all three agree. So two comparisons are enough.
# - `if readers[0][id_] != readers[1][id_] or readers[0][id_] != readers[2][id_]:`

# %% [markdown] id="ex01-end"
# ## Check your work
#
# Run the next cell and press the button. It looks at the answers as you last ran them, in a copy of this exercise with other
# numbers too.

# %% id="ex01-button" tags=["button"]
work

# %% [markdown] id="ex01-next"
# Next: [lesson 2](../lessons/02-when-is-a-paper-notice-served.ipynb).
