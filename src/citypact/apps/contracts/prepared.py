"""A contract ready to be kept: plain data, made once when it is published and only shown after.

Nothing here knows Django or computes. The modules named ``…_page`` make it from a contract;
:class:`citypact.apps.contracts.actions.PublishContract` keeps it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

__all__ = [
    "Bar",
    "Breakdown",
    "Change",
    "ChangedThing",
    "ChangesPage",
    "ClauseShown",
    "CommitmentShown",
    "Compared",
    "ComparedCuts",
    "ComparedPage",
    "Cut",
    "Frame",
    "PartyLink",
    "PartyPage",
    "Prepared",
    "PreparedContract",
    "PreparedPage",
    "PromisesPage",
    "TextPage",
    "UpdatesShown",
    "VersionLink",
]


@dataclass(frozen=True)
class VersionLink:
    """A version that a reader can go to: its id, its year and its state in words."""

    id: str
    year: int
    state: str


@dataclass(frozen=True)
class PartyLink:
    """A party whose promises a reader can go to, and how many there are."""

    id: str
    title: str
    promises: int


@dataclass(frozen=True)
class Frame:
    """What stands around every page of a version.

    ``caution`` is what a reader of a version that is not agreed yet should know on every page.
    """

    contract: str
    version: str
    year: int
    state: str
    title: str
    note: str
    caution: str
    versions: tuple[VersionLink, ...]
    has_changes: bool


@dataclass(frozen=True)
class CommitmentShown:
    """A commitment as it is read.

    Attributes:
        id: of the commitment.
        text: what is promised.
        language: of the text, which is Swedish where it is not translated.
        party: who promises.
        party_id: likewise, for the address of the party's page.
        strength: how it is worded.
        form: what kind of promise it is.
        due: the year, ``every year``, or empty.
        status: what the latest follow-up says; empty before any.
        evidence: what that rests on.
        change: how it differs from the version before; empty where it does not.
        carries: the measures that it carries, each with how far and why it is read so.
        indicators: by which it is followed.
        note: anything to know.
        place: where it stands in the source.
    """

    id: str
    text: str
    language: str
    party: str
    party_id: str
    strength: str
    form: str
    due: str
    status: str
    evidence: str
    change: str
    carries: tuple[tuple[str, str], ...]
    indicators: tuple[str, ...]
    note: str
    place: str


@dataclass(frozen=True)
class ClauseShown:
    """A clause as it is read; ``depth`` is 1 at the top."""

    id: str
    number: str
    title: str
    depth: int
    party: str
    change: str
    paragraphs: tuple[str, ...]
    commitments: tuple[CommitmentShown, ...]


@dataclass(frozen=True)
class TextPage:
    """The contract as it is read: its clauses with their commitments."""

    frame: Frame
    lead: str
    clauses: tuple[ClauseShown, ...]
    parties: tuple[PartyLink, ...]


@dataclass(frozen=True)
class UpdatesShown:
    """The most important updates of a party, a sentence each; a draft until a person edits it."""

    party: str
    sentences: tuple[str, ...]
    edited: bool


@dataclass(frozen=True)
class PartyPage:
    """What one party has promised, alone and together with others."""

    frame: Frame
    title: str
    lead: str
    clauses: tuple[ClauseShown, ...]
    updates: UpdatesShown | None


@dataclass(frozen=True)
class ChangedThing:
    """A clause or a commitment that is not as it was: how, and what it said before and after."""

    title: str
    party: str
    kinds: tuple[str, ...]
    before: str
    after: str


@dataclass(frozen=True)
class ChangesPage:
    """What changed since the version before."""

    frame: Frame
    lead: str
    before: str
    counts: tuple[tuple[str, int], ...]
    commitments: tuple[ChangedThing, ...]
    clauses: tuple[ChangedThing, ...]
    updates: tuple[UpdatesShown, ...]


@dataclass(frozen=True)
class Cut:
    """A row of a breakdown: whose, how much, and what part of the gap."""

    title: str
    amount: str
    share: str


@dataclass(frozen=True)
class Breakdown:
    """What the promises cut, divided one way."""

    id: str
    title: str
    rows: tuple[Cut, ...]


@dataclass(frozen=True)
class Bar:
    """A part of the gap as a bar: what it is, and from where to where, per cent of the whole."""

    kind: str
    start: str
    width: str


@dataclass(frozen=True)
class PromisesPage:
    """What the promises add up to.

    Attributes:
        frame: around the page.
        closed: the share of the gap that they close, in words; empty where there is no gap.
        sentences: the answer in plain words, the most important first.
        bars: the gap as one bar: closed, and left.
        legend: what the bar's parts are, by kind.
        breakdowns: by party, sector, authority and strength.
        rest: what the measures would add that nobody has promised.
        remaining: by who can decide, what remains emitted.
        money: in sentences.
        not_computable: by form, how many promises the model cannot carry.
        method: how it was computed, with book, draws and seed.
    """

    frame: Frame
    closed: str
    sentences: tuple[str, ...]
    bars: tuple[Bar, ...]
    legend: tuple[tuple[str, str], ...]
    breakdowns: tuple[Breakdown, ...]
    rest: tuple[Cut, ...]
    remaining: tuple[Cut, ...]
    money: tuple[str, ...]
    not_computable: tuple[tuple[str, int], ...]
    method: str


@dataclass(frozen=True)
class Compared:
    """A row of two versions side by side: what it is, before, after, and the difference."""

    title: str
    before: str
    after: str
    change: str


@dataclass(frozen=True)
class ComparedCuts:
    """What the promises of two versions cut, divided one way."""

    id: str
    title: str
    rows: tuple[Compared, ...]


@dataclass(frozen=True)
class Change:
    """What one change would give: the change, the share of the gap closed, the probability."""

    title: str
    closed: str
    probability: str


@dataclass(frozen=True)
class ComparedPage:
    """What the promises add up to beside the version before, and what one change would give.

    Attributes:
        frame: around the page.
        before: year of the version before; empty where that is not known.
        headline: closed share, probability and how many promises can be computed.
        cuts: by party, sector and strength; empty without a version before.
        now: closed share and probability as it stands, for the changes to be read beside.
        firmer: each promise that the model can compute, worded as firmly as can be.
        added: one more promise that takes a measure whole.
        method: how it was computed.
    """

    frame: Frame
    before: str
    headline: tuple[Compared, ...]
    cuts: tuple[ComparedCuts, ...]
    now: Change
    firmer: tuple[Change, ...]
    added: tuple[Change, ...]
    method: str


#: Any page.
Prepared = TextPage | PartyPage | ChangesPage | PromisesPage | ComparedPage


@dataclass(frozen=True)
class PreparedPage:
    """A page, and where it belongs.

    Attributes:
        version: its id.
        name: ``text``, ``promises``, ``changes``, or ``party/`` and the id of a party.
        language: ``sv`` or ``en``.
        page: what is set in.
        body: the clauses as HTML, drawn once: of a large contract they are thousands of lines.
    """

    version: str
    name: str
    language: str
    page: Prepared
    body: str = ""

    @property
    def document(self) -> dict[str, object]:
        """What is kept beside the body: everything but the clauses, which stand in it."""
        kept = asdict(self.page)
        if self.body:
            del kept["clauses"]
        return kept


@dataclass(frozen=True)
class PreparedContract:
    """Everything that is kept of a published contract."""

    contract_id: str
    city_id: str
    kind: str
    title_sv: str
    title_en: str
    main: str
    versions: tuple[str, ...]
    content_hash: str
    book_hash: str
    pages: tuple[PreparedPage, ...]
