from dataclasses import replace

import numpy as np

from citypact.book import Book
from citypact.contract.contract import Contract
from citypact.contract.delivery import Promise, delivered, furthest, promises


def test_only_what_the_model_can_compute_is_a_promise(contract: Contract, book: Book) -> None:
    made = promises(contract, contract.version(), book.city())
    assert {each.commitment for each in made} == {
        "cycle-lanes", "charging", "capture", "plastic", "plastic-company",
    }  # fmt: skip


def test_the_certainty_is_that_of_the_wording_unless_it_is_stated(
    contract: Contract, book: Book
) -> None:
    sure = {
        each.commitment: each.certainty
        for each in promises(contract, contract.version(), book.city())
    }
    assert sure["cycle-lanes"] == contract.wordings["undertakes"].certainty
    assert sure["plastic-company"] == 0.8


def test_as_many_are_kept_as_the_certainty_says(contract: Contract) -> None:
    made = [Promise(f"c{index}", "m", 1.0, p) for index, p in enumerate((0.0, 0.3, 0.9, 1.0))]
    kept = delivered(contract, made, 20_000, 1).mean(axis=1)
    assert kept[0] == 0.0
    assert kept[3] == 1.0
    assert np.abs(kept[1:3] - [0.3, 0.9]).max() < 0.015  # four standard errors


def test_a_promise_keeps_its_fortune_when_others_come_go_or_firm_up(contract: Contract) -> None:
    one, other = Promise("one", "m", 1.0, 0.5), Promise("other", "m", 1.0, 0.5)
    alone = delivered(contract, [one], 500, 7)[0]
    assert (delivered(contract, [other, one], 800, 7)[1, :500] == alone).all()
    firmer = delivered(contract, [replace(one, certainty=0.9)], 500, 7)[0]
    assert (firmer >= alone).all()
    assert (delivered(contract, [one], 500, 8)[0] != alone).any()


def test_two_measures_of_one_commitment_are_kept_together(contract: Contract) -> None:
    pair = [Promise("one", "a", 1.0, 0.5), Promise("one", "b", 1.0, 0.5)]
    kept = delivered(contract, pair, 300, 1)
    assert (kept[0] == kept[1]).all()


def test_what_several_carry_is_counted_once() -> None:
    made = [Promise("one", "m", 0.4, 1.0), Promise("other", "m", 0.7, 1.0)]
    kept = np.array([[True, True, False, False], [True, False, True, False]])
    levels = furthest(made, kept, {"m": 0.1}, ["m", "n"])
    assert levels["m"].tolist() == [0.7, 0.4, 0.7, 0.1]
    assert levels["n"].tolist() == [0.0] * 4
