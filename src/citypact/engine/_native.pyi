from citypact.engine.arrays import Floats, HalfWords, Integers, Words
from citypact.engine.sketch import Counts, Ranks

OPERATIONS: tuple[str, ...]
INSTRUCTION_SETS: tuple[str, ...]
VERSION: int

def prepare(
    first_year: int,
    years: int,
    registers: int,
    shared: int,
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
    parameters: Floats | None,
    draws: Words | None,
    scratch: Floats,
    result: Floats,
    /,
) -> bool: ...
def count(
    program: object,
    instruction_set: str,
    lanes: int,
    sampling: int,
    size: int,
    key: int,
    words: HalfWords,
    leaves: Floats,
    draws: Words,
    scratch: Floats,
    low: Floats,
    scale: Floats,
    counts: Counts,
    minimum: Floats,
    maximum: Floats,
    sums: Floats,
    /,
) -> bool: ...
def pairwise_sum(values: Floats, sums: Floats, /) -> None: ...
def order_statistics(
    instruction_set: str, values: Floats, ranks: Ranks, found: Floats, /
) -> None: ...
