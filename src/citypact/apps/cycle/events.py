"""The kinds of events of a contract's year."""

from __future__ import annotations

from citypact.apps.conduct.kinds import Kind, register

__all__ = [
    "CALENDAR_MADE",
    "CONTRACT_ASKED",
    "MILESTONE_CHANGED",
    "MILESTONE_REMOVED",
    "PEOPLE_REMINDED",
    "PROPOSALS_MADE",
    "TEXT_TAKEN_IN",
    "UPDATE_WRITTEN",
    "VERSION_ADVANCED",
    "VERSION_RENEWED",
]

VERSION_RENEWED = Kind(
    "cycle.version.renewed",
    "Ur version {previous} av {contract} gjordes ett utkast till version {version}; "
    "{left_out_count} åtaganden är över och följde inte med.",
    "From version {previous} of {contract} a draft of version {version} was drawn up; "
    "{left_out_count} commitments are over and were left out.",
)
VERSION_ADVANCED = Kind(
    "cycle.version.advanced",
    "Version {version} av {contract} gick från {state_before} till {state_after}.",
    "Version {version} of {contract} went from {state_before} to {state_after}.",
)
CONTRACT_ASKED = Kind(
    "cycle.publication.asked",
    "Det begärdes att {contract} ska visas som det var efter ändring {revision}.",
    "It was asked that {contract} be shown as it stood after change {revision}.",
)
CALENDAR_MADE = Kind(
    "cycle.calendar.made",
    "En kalender gjordes för version {version} av {contract}, räknad från undertecknandet "
    "{signing}: {milestones} hållpunkter.",
    "A calendar was made for version {version} of {contract}, counted back from the signing on "
    "{signing}: {milestones} milestones.",
)
MILESTONE_CHANGED = Kind(
    "cycle.milestone.changed",
    "Hållpunkten {milestone} för version {version} av {contract} ändrades.",
    "The milestone {milestone} of version {version} of {contract} was changed.",
)
MILESTONE_REMOVED = Kind(
    "cycle.milestone.removed",
    "Hållpunkten {milestone} för version {version} av {contract} togs bort.",
    "The milestone {milestone} of version {version} of {contract} was taken away.",
)
PEOPLE_REMINDED = Kind(
    "cycle.people.reminded",
    "{people} personer påmindes om {contract}.",
    "{people} people were reminded of {contract}.",
)
UPDATE_WRITTEN = Kind(
    "cycle.update.written",
    "De viktigaste uppdateringarna för {party} i version {version} av {contract} skrevs.",
    "The most important updates of {party} in version {version} of {contract} were written.",
)
TEXT_TAKEN_IN = Kind(
    "cycle.text.taken_in",
    "En text ({file}) togs in i {contract} som utkast till version {version}: {clauses} klausuler, "
    "{proposals} föreslagna åtaganden.",
    "A text ({file}) was taken into {contract} as a draft of version {version}: {clauses} clauses, "
    "{proposals} proposed commitments.",
)
PROPOSALS_MADE = Kind(
    "cycle.proposals.made",
    "Ur texten föreslogs {count} åtaganden i version {version} av {contract}.",
    "From the text, {count} commitments were proposed in version {version} of {contract}.",
)

register(
    VERSION_RENEWED,
    VERSION_ADVANCED,
    CONTRACT_ASKED,
    CALENDAR_MADE,
    MILESTONE_CHANGED,
    MILESTONE_REMOVED,
    PEOPLE_REMINDED,
    UPDATE_WRITTEN,
    TEXT_TAKEN_IN,
    PROPOSALS_MADE,
)
