from citypact.engine.arrays import Floats, HalfWords, Integers, Words
from citypact.engine.sketch import Counts, Ranks

OPERATIONS: tuple[str, ...]
INSTRUCTION_SETS: tuple[str, ...]
VERSION: int

def prepare(
    first_year: int,
    years: int,
    registers: int,
    once: int,
    operations: Integers,
    tables: Floats,
    inputs: Integers,
    parameter_words: Integers,
    parameter_streams: Words,
    parameter_numbers: Floats,
    groups: Words,
    outputs: Integers,
    /,
) -> object: ...
def scratch_size(program: object, /) -> int: ...
def run(
    program: object,
    instruction_set: str,
    by_years: bool,
    lanes: int,
    sampling: int,
    size: int,
    key: int,
    words: HalfWords | None,
    leaves: Floats,
    draws: Words | None,
    scratch: Floats,
    result: Floats,
    /,
) -> None: ...
def tally(
    values: Floats,
    low: Floats,
    scale: Floats,
    counts: Counts,
    minimum: Floats,
    maximum: Floats,
    /,
) -> None: ...
def pairwise_sum(values: Floats, sums: Floats, /) -> None: ...
def order_statistics(values: Floats, ranks: Ranks, found: Floats, /) -> None: ...
