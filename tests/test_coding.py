"""How the claims were coded: every claim has one kind and one voice, and a file that cannot be used is told where and why."""

from collections import Counter

import pytest

from notices import DataError, claim
from notices.coding import answer, coding, of_article, read_coding
from notices.sources import KINDS, data_file, tensions

TEXT = data_file("coding.toml").read_text(encoding="utf-8")


def changed(tmp_path, old, new):
    assert TEXT.count(old) >= 1, old
    path = tmp_path / "coding.toml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    return path


def test_every_claim_has_a_kind_and_a_voice():
    assert len(of_article()) == 52 and set(coding().kinds) == set(KINDS)
    assert Counter(coding().voice_of(row) for row in of_article()) == {"reporter": 32, "law": 6, "named": 6, "unnamed": 5, "silence": 3}
    assert {answer(row) for row in of_article()} == {"yes", "partly", "hardly", "no"}


@pytest.mark.parametrize(("id_", "voice"), [("C10", "law"), ("C24", "reporter"), ("C43", "named"), ("C50", "unnamed"), ("C48", "silence"),
                                            ("C41", "unnamed"), ("C35", "named")])
def test_a_voice_is_read_from_who_the_claim_is_attributed_to(id_, voice):
    assert coding().voice_of(claim(id_)) == voice


def test_a_boundary_case_names_another_filing_than_the_keys():
    for one in coding().boundaries.values():
        row = claim(one.claim)
        assert one.kind or one.voice
        assert one.kind != row.kind and one.voice != coding().voice_of(row)


def test_every_tension_has_a_pair_whose_sides_belong_to_it():
    assert set(coding().pairs) == set(tensions().ids)
    for pair in coding().pairs.values():
        row = tensions()[pair.tension]
        assert {pair.left, pair.right} & set(row.claims), pair
        assert {pair.left, pair.right} <= {*row.claims, *row.context, "C01"}, pair  # C01: the day that T11 is about


def test_the_ladder_holds_the_claims_of_the_tension_and_falls():
    assert set(coding().ladder) == set(tensions()["T8"].claims)
    rungs = [coding().ladder[id_].rung for id_ in sorted(coding().ladder)]
    assert rungs == sorted(rungs, reverse=True) and rungs[0] == len(coding().rungs) - 1 and rungs[-1] == 0


def test_the_first_round_shows_most_kinds_and_voices():
    starters = [claim(id_) for id_ in coding().starters]
    assert len({row.kind for row in starters}) >= 7 and len({coding().voice_of(row) for row in starters}) >= 4


@pytest.mark.parametrize(("old", "new", "parts"), [
    ("[kind.provenance]", "[kind.trace]", ["the kinds are", "provenance"]),
    ('[boundary.C05]\nkind = "reporter_judgement"', '[boundary.C05]\nkind = "reporter_judgment"',
     ["[boundary.C05]", '"kind"', '"reporter_judgment"', 'Did you mean "reporter_judgement"']),
    ("[boundary.C05]", "[boundary.C99]", ['"C99" is no claim']),
    ("rung = 4", "rung = 5", ["[place.C02]", '"rung"', '"5" is not possible']),
    ('right = "C42"', 'right = "C99"', ["[pair.T1]", '"right"', '"C99"']),
    ('pulls = "size"', 'pulls = "weight"', ["[pair.T7]", '"pulls"', '"weight"']),
    ("[pair.T13]", "[pair.T14]", ["[pair.T14]", '"T14"']),
    ('hedge = "hardly any man"\n', "", ["[place.C02]", "Expected rung, hedge or why"]),
    ('pattern = ""', 'pattern = "^nobody$"', ["no voice fits C34"]),
    ("starters = [", "starter = [", ['"starters" is missing']),
    ('name = "rule as reported"', "name = rule", ["not readable as TOML"]),
])
def test_a_broken_file_names_table_field_and_value(tmp_path, old, new, parts):
    with pytest.raises(DataError) as refused:
        read_coding(changed(tmp_path, old, new))
    for part in ["coding.toml", *parts]:
        assert part in str(refused.value)
