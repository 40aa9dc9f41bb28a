"""The glossary: one meaning for a word."""

import pytest

from notices import DataError, NoticesError
from notices.course.words import glossary, read_glossary, words

HEAD = "word,meaning,first_lesson\n"


def test_words_come_in_the_order_asked_for():
    assert [word.word for word in words("served", "aware").words] == ["served", "aware"]
    assert "counts as delivered in law" in str(words("served"))
    assert "<li><strong>served</strong>: The notice" in words("served")._repr_html_()


def test_every_word_belongs_to_a_lesson_of_the_course():
    assert {word.first_lesson for word in glossary().values()} <= set(range(11))


def test_an_unknown_word_gets_the_nearest():
    with pytest.raises(NoticesError, match='no word "serve".*Did you mean "served"'):
        words("serve")


@pytest.mark.parametrize("text, parts", [
    ("a,b\n", ["line 1", "columns"]),
    (HEAD + "served,Delivered.,2\nserved,Known.,3\n", ["line 3", '"served" stands there already']),
    (HEAD + "served,Delivered.\n", ["line 2", "three filled cells"]),
    (HEAD + "served,Delivered.,two\n", ["line 2", "first_lesson", "'two'"]),
])
def test_a_broken_glossary_names_line_and_value(text, parts):
    with pytest.raises(DataError) as refused:
        read_glossary(text.splitlines(keepends=True))
    for part in ["glossary.csv", *parts]:
        assert part in str(refused.value)
