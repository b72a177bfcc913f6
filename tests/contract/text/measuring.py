"""How well promises are found in the supplied contract, against the 179 rows made of it by hand.

A row condenses one promise and cites the lines that it stands in; a line holds up to eight
sentences. So each row is tied to one sentence first: of the sentences of its clause that touch
the cited lines, the one that shares most with the row's words, a word counting the more the
fewer of those sentences have it. Then

- recall: of the rows, those whose sentence is proposed;
- precision: of the proposals, those whose sentence some row is tied to.

The same by lines alone, which is kinder: a row is found where a proposal of its clause touches a
cited line, and a proposal is right where a row of its clause cites one of its lines.

    python -m tests.contract.text.measuring shared
"""

import csv
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from citypact.contract.text import (
    Proposal,
    Sentence,
    propose,
    read_contract_text,
    sentences,
)

CONTRACT = "contract/klimatkontrakt-2030-malmo-2023.txt"
ROWS = "data/malmo/commitments_national.csv"
OBLIGATIONS = {"undertakes", "will", "intends", "goal"}


@dataclass(frozen=True)
class Promise:
    """A row: what was promised, by whom, how strongly, and the lines cited."""

    id: str
    clause: str
    party: str
    strength: str
    text: str
    first: int
    last: int

    def touches(self, line: int, last_line: int) -> bool:
        return line <= self.last and last_line >= self.first


@dataclass
class Score:
    """Counts of one clause or of many."""

    rows: int = 0
    found: int = 0
    proposals: int = 0
    right: int = 0
    found_by_line: int = 0
    right_by_line: int = 0
    strength: int = 0
    party: int = 0
    missed: list[Promise] = field(default_factory=list)
    wrong: list[Proposal] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / self.rows if self.rows else float("nan")

    @property
    def precision(self) -> float:
        return self.right / self.proposals if self.proposals else float("nan")

    def shares(self) -> dict[str, float]:
        """Every figure of merit."""
        return {
            "recall": self.recall,
            "precision": self.precision,
            "recall_by_line": self.found_by_line / max(1, self.rows),
            "precision_by_line": self.right_by_line / max(1, self.proposals),
            "strength": self.strength / max(1, self.found),
            "party": self.party / max(1, self.found),
        }


def promises(shared: Path) -> list[Promise]:
    with (shared / ROWS).open(encoding="utf-8", newline="") as stream:
        found = []
        for row in csv.DictReader(stream):
            cited = re.search(r"\(L(\d+)(?:-(\d+))?\)", row["source"])
            assert cited is not None, row["commitment_id"]
            found.append(
                Promise(
                    row["commitment_id"],
                    row["clause"],
                    row["party"],
                    row["modality"],
                    row["text_sv"],
                    int(cited[1]),
                    int(cited[2] or cited[1]),
                )
            )
    return found


def held_out(clause: str) -> bool:
    """Whether a clause was left out of sight while the words and rules were chosen."""
    return hashlib.sha256(clause.encode()).digest()[-1] % 2 == 1


def stems(text: str) -> set[str]:
    """The words of a row, without most of their endings."""
    return {word[:6] for word in re.findall(r"[^\W_]{4,}", text.lower())}


def sentence_of(promise: Promise, candidates: Sequence[Sentence]) -> Sentence:
    """The sentence of the cited lines that a row is made of."""
    among = [one for one in candidates if promise.touches(one.line, one.last_line)]
    assert among, promise
    wanted = stems(promise.text)
    have = {one: {stem for stem in wanted if stem in one.text.lower()} for one in among}
    count = Counter(stem for found in have.values() for stem in found)
    return max(among, key=lambda one: sum(1 / count[stem] for stem in have[one]))


def same_party(promise: Promise, proposal: Proposal) -> bool:
    """Whether the proposal has the row's party; no other naming of it is forgiven."""
    return proposal.party == promise.party.replace(" (gemensamt)", "")


def measure(shared: Path, *, obligations: bool = False) -> dict[str, Score]:
    """The score of every clause; ``obligations`` leaves out what is ongoing or reported."""
    text = read_contract_text(shared / CONTRACT)
    rows = [one for one in promises(shared) if not obligations or one.strength in OBLIGATIONS]
    proposals = [
        one for one in propose(text).proposals if not obligations or one.strength in OBLIGATIONS
    ]
    scores = {clause.number: Score() for clause in text.clauses}
    for clause in text.clauses:
        score = scores[clause.number]
        mine = [one for one in rows if one.clause == clause.number]
        proposed = [one for one in proposals if one.clause == clause.number]
        candidates = sentences(clause)
        tied = {row: sentence_of(row, candidates) for row in mine}
        score.rows, score.proposals = len(mine), len(proposed)
        for row, sentence in tied.items():
            hit = next((one for one in proposed if _is(one, sentence)), None)
            score.found += hit is not None
            score.found_by_line += any(row.touches(one.line, one.last_line) for one in proposed)
            if hit is None:
                score.missed.append(row)
                continue
            score.strength += hit.strength == row.strength
            score.party += same_party(row, hit)
        for one in proposed:
            right = any(_is(one, sentence) for sentence in tied.values())
            score.right += right
            score.right_by_line += any(row.touches(one.line, one.last_line) for row in mine)
            if not right:
                score.wrong.append(one)
    return scores


def _is(proposal: Proposal, sentence: Sentence) -> bool:
    return (proposal.line, proposal.sentence) == (sentence.line, sentence.text)


def together(scores: Iterable[Score]) -> Score:
    total = Score()
    for score in scores:
        for name, value in vars(score).items():
            setattr(total, name, getattr(total, name) + value)
    return total


def halves(scores: dict[str, Score]) -> dict[str, Score]:
    """All clauses; those used while designing; and those held out."""
    return {
        "all": together(scores.values()),
        "design": together(one for name, one in scores.items() if not held_out(name)),
        "held out": together(one for name, one in scores.items() if held_out(name)),
    }


def told(shared: Path) -> Iterator[str]:
    """Every figure, for all rows and for obligations alone: in total, by half, by clause."""
    for obligations in (False, True):
        scores = measure(shared, obligations=obligations)
        yield "obligations alone" if obligations else "all rows"
        for name, score in halves(scores).items():
            shares = ", ".join(f"{key} {value:.2f}" for key, value in score.shares().items())
            yield f"  {name}: {score.rows} rows, {score.proposals} proposals; {shares}"
        for name, score in scores.items():
            if score.rows or score.proposals:
                yield (
                    f"    {name:<6} rows {score.rows:>3} found {score.found:>3}   "
                    f"proposals {score.proposals:>3} right {score.right:>3}   "
                    f"strength {score.strength:>3} party {score.party:>3}"
                )


if __name__ == "__main__":
    sys.stdout.write("\n".join(told(Path(sys.argv[1]))) + "\n")
