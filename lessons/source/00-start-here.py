# %% [markdown] id="question"
# # 0 · Start here
#
# **The question of the whole course.** When is a notice served?

# %% [markdown] id="what-this-is"
# ## What this is
#
# In April 2023 a news article reported a change of law in Russia. Until then a man was called up by a sheet of paper
# that someone put into his hand (C07). From then on a notice would count as delivered as soon as it appeared in an
# online account (C19).
#
# This course takes that one change apart. Its idea fits in a line:
# **legal service and actual knowledge are two clocks.** On paper they strike together. Electronically they can come apart.
#
# You will follow invented people, one at a time, under the old rule and the new one, and keep asking one question of
# every sentence: *who says so, and how would we know?*

# %% [markdown] id="what-this-is-not"
# ## What this is not
#
# It is not a forecast, and it is not advice to anyone about serving or not serving. Everyone in the pictures is synthetic.
# The article is retold here in other words. Each claim has an id such as C19, and each fact from
# elsewhere an id such as X09. Other letters: A is the page around the article, R a book or paper, B and G are other countries.
# You can look all of them up:

# %% id="look-up"
from notices import cite

cite("C07 C19")

# %% [markdown] id="how-to-run"
# ## How to run a lesson
#
# A lesson is a column of cells. Some hold text, some hold code. To run the cell that you are in and go to the next,
# press **Shift + Enter**. To run all of them, choose *Run*, then *Run All Cells*, from the menu at the top.
# For a cell of your own, press **Esc**, then **B**: a new cell comes below. **Enter** lets you type in it.
#
# In a narrow window, **Ctrl + B** (on a Mac, **Cmd + B**) closes the list of files at the side, and opens it again.
#
# Try it with this cell. Change the number, run the cell again, and watch the line under it:

# %% id="first-cell"
days = 20
print(days, "days are", round(days / 7, 1), "weeks.")

# %% [markdown] id="how-to-save"
# ## How to save, and how to start again
#
# **Ctrl + S** (on a Mac, **Cmd + S**) saves your copy. It stays on this computer; nothing is sent anywhere.
# If something hangs, choose *Kernel*, then *Restart Kernel and Run All Cells*. Your text and code
# stay, and what the cells have worked out is made anew. A prediction that was locked in stays locked: it is kept in a small file of yours,
# `my-progress.json`. The end of this lesson says how to copy that file, and how to delete it to begin afresh.

# %% [markdown] id="self-test-intro"
# ## Does everything work here?
#
# The next cell looks at your set-up. Each line says *OK* or *PROBLEM*, and a problem says what to do about it.

# %% id="self-test" tags=["nbval-ignore-output"]
from notices.widgets import lesson_0

lesson_0.self_test()

# %% [markdown] id="slider-intro"
# Last test: a slider. Run the cell, click the slider, and press the left and right arrow keys.
# The dot and the sentence under it should follow at once.
#
# Without a mouse: after Shift + Enter you are in the cell below. Press **Esc**, go back up with the up arrow key, then press
# **Tab** until the slider has a frame. **Shift + Tab** goes back a step. Every picture that moves is reached in this way.
#
# If you see a picture but no slider, the cell has not been run yet. If it has been run and there is still no slider,
# restart JupyterLab with `make lab`, open this lesson again, and run it from the top.

# %% id="slider" tags=["nbval-ignore-output"]
lesson_0.slider()

# %% [markdown] id="how-lessons-go"
# ## How a lesson goes
#
# Lessons 1 to 10 ask one question each. Before a lesson shows the picture, it asks you for a **prediction**, and you lock it in.
# A wrong prediction costs nothing: it is what makes the answer stick.
# Then come short cells, a picture that you can move, and a few questions to settle with it.
# The answers to those questions are folded up under the picture; open them when you have your own.
#
# At the end a table shows **what we assumed**, so that you can see which parts rest on a source and which are
# assumptions of ours.
#
# To each lesson belongs an **exercise**, a notebook of its own with short tasks. *Check my work* says which answers are right, and
# gives a hint where one is not.

# %% [markdown] id="map"
# ## The lessons
#
# | lesson | question | exercise |
# |---|---|---|
# | [1](01-what-does-the-article-claim.ipynb) | What does the article claim? | [1](../exercises/01-what-does-the-article-claim.ipynb) |
# | [2](02-when-is-a-paper-notice-served.ipynb) | When is a paper notice served? | [2](../exercises/02-when-is-a-paper-notice-served.ipynb) |
# | [3](03-when-is-an-electronic-notice-served.ipynb) | When is an electronic notice served? | [3](../exercises/03-when-is-an-electronic-notice-served.ipynb) |
# | [4](04-what-starts-the-clock.ipynb) | What starts the clock? | [4](../exercises/04-what-starts-the-clock.ipynb) |
# | [5](05-one-record-many-desks.ipynb) | Who hears of it, and who hears last? | [5](../exercises/05-one-record-many-desks.ipynb) |
# | [6](06-same-people-same-luck.ipynb) | How does one compare two systems fairly? | [6](../exercises/06-same-people-same-luck.ipynb) |
# | [7](07-which-rule-does-the-work.ipynb) | Which rule does the work? | [7](../exercises/07-which-rule-does-the-work.ipynb) |
# | [8](08-how-sure-can-we-be.ipynb) | How sure can we be? | [8](../exercises/08-how-sure-can-we-be.ipynb) |
# | [9](09-who-bears-the-errors.ipynb) | Who bears the errors? | [9](../exercises/09-who-bears-the-errors.ipynb) |
# | [10](10-what-happened-next.ipynb) | What happened next? | [10](../exercises/10-what-happened-next.ipynb) |
#
# Under each lesson, the words that it brings or needs are listed with one meaning each. A word that is a link in the text leads there.
#
# One remark before you follow links: some of the news sites that the facts cite are designated *undesirable* in Russia,
# and sharing their links can be an offence for people there. The lists of sources mark them.

# %% [markdown] id="progress-idea"
# ## Where you are
#
# Run this cell whenever you like to see what you have done: predictions locked in, tasks of the exercises passed.

# %% id="progress" tags=["nbval-ignore-output"]
lesson_0.progress()

# %% [markdown] id="progress-file"
# All of it is in `my-progress.json` in the folder of the course, on this computer only. To copy the file, for another computer or to
# hand it in, run `from notices.course import learner` and then `learner.export("copy.json")` in a cell of your own (Esc, then B).
# The copy comes into the folder of the lessons. `learner.forget()` deletes `my-progress.json`; then restart the kernel, and the lessons
# begin afresh.
#
# Now [lesson 1](01-what-does-the-article-claim.ipynb). It begins with one sentence.
