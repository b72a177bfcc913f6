"""The three sentences that a reader meets first."""

from dataclasses import replace

from tests.figures.cities import context_of

from citypact.book import open_book
from citypact.figures import Context
from citypact.figures.numbers import write_number, write_probability
from citypact.figures.sentences import three_sentences
from citypact.model import run_scenario


def test_they_say_the_computed_figures() -> None:
    context = context_of("malmo")
    contract, reference = (
        context.standing(result) for result in (context.contract, context.reference)
    )
    assert contract is not None
    assert reference is not None
    assert contract.probability is not None
    for language in ("sv", "en"):
        now, promised, gap = three_sentences(context, language)
        assert write_number(963.0, "kt", language) in now
        assert "2020" in now
        assert "42" in now  # 963 of 1,668 kt is 42 per cent less
        assert write_number(contract.value, "kt", language) in promised
        assert write_number(reference.value, "kt", language) in promised
        assert write_number(abs(contract.gap), "kt", language) in gap
        assert write_probability(contract.probability, language) in gap


def test_without_draws_they_name_no_range_and_no_probability() -> None:
    _, promised, gap = three_sentences(context_of("template", draws=0), "sv")
    assert "nio dragningar av tio" not in promised
    assert "sannolikhet" not in gap


def test_what_is_missing_is_said_and_not_filled() -> None:
    context = context_of("template")
    bare = replace(
        context.city,
        main_target="",
        inventories={
            name: replace(inventory, rows=())
            for name, inventory in context.city.inventories.items()
        },
    )
    now, promised, gap = three_sentences(Context(bare, {}), "sv")
    assert "lägg till den i emissions.csv" in now
    assert "Kör ett av dem först" in promised
    assert "inget huvudmål" in gap


def test_a_rise_is_no_fall() -> None:
    context = context_of("template")
    assert context.history[0].year < context.history[-1].year
    inventory = context.inventory
    first = context.history[0].year
    smaller = tuple(
        replace(row, value=1.0) if row.year == first and not row.sector else row
        for row in inventory.rows
    )
    city = replace(
        context.city,
        inventories={**context.city.inventories, inventory.id: replace(inventory, rows=smaller)},
    )
    assert f"mer än {first}" in three_sentences(Context(city, context.results), "sv")[0]


def test_decided_policy_alone_is_said_where_there_is_no_contract() -> None:
    context = context_of("template")
    alone = replace(context.city, contract="")
    promised = three_sentences(Context(alone, context.results), "en")[1]
    assert promised.startswith("With decided policy alone emissions will be")


def test_the_contract_on_another_background_is_told_beside_it() -> None:
    context = context_of("malmo")
    other = run_scenario(
        open_book("malmo").city("weakened-obligation"), "contract-weakened", measures=False
    )
    beside = Context.of(context.city, {**context.results, other.scenario: other})
    assert beside.results == context.results
    promised = three_sentences(beside, "sv")[1]
    assert promised.startswith(three_sentences(context, "sv")[1])
    value = write_number(float(other.total[10]), "kt", "sv", size=1.0)
    assert promised.endswith(f" Klimatkontraktet, sänkt reduktionsplikt: {value}.")
