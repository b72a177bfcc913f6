"""The kinds of events of local contracts. A person stands in none of them."""

from __future__ import annotations

from citypact.apps.conduct.kinds import Kind, register

__all__ = [
    "COMPANY_CHANGED",
    "COMPANY_LEFT",
    "COMPANY_SIGNED_UP",
    "GROUP_JOINED",
    "GROUP_LEFT",
    "MEETING_KEPT",
    "MEETING_REMOVED",
    "REPORTS_CALLED",
    "REPORT_GIVEN",
    "SIGN_UPS_EXPIRED",
    "SIGN_UP_ASKED",
]

SIGN_UP_ASKED = Kind(
    "local.sign_up.asked",
    "Ett företag har bett att få gå med i {contract}; anmälan {sign_up} väntar på bekräftelse.",
    "A company has asked to sign up to {contract}; the sign-up {sign_up} awaits confirmation.",
)
SIGN_UPS_EXPIRED = Kind(
    "local.sign_up.expired",
    "{count} anmälningar till {contract} bekräftades aldrig och raderades.",
    "{count} sign-ups to {contract} were never confirmed and were erased.",
)
COMPANY_SIGNED_UP = Kind(
    "local.company.signed_up",
    "{company} gick med i {contract} med anmälan {sign_up}.",
    "{company} signed up to {contract} with the sign-up {sign_up}.",
)
COMPANY_CHANGED = Kind(
    "local.company.changed",
    "{company} ändrade vad det lovat i {contract}: {rows}.",
    "{company} changed what it has promised in {contract}: {rows}.",
)
COMPANY_LEFT = Kind(
    "local.company.left",
    "{company} lämnade {contract}; {count} löften togs ut.",
    "{company} left {contract}; {count} promises were taken out.",
)
REPORT_GIVEN = Kind(
    "local.company.reported",
    "{company} redovisade {year} i {contract}.",
    "{company} reported for {year} in {contract}.",
)
REPORTS_CALLED = Kind(
    "local.reports.called",
    "{companies} företag i {contract} ombads redovisa {year} (gång {turn}).",
    "{companies} companies in {contract} were asked to report for {year} (turn {turn}).",
)
GROUP_JOINED = Kind(
    "local.group.joined",
    "{company} gick med i arbetsgruppen {area} i {contract}.",
    "{company} joined the working group {area} of {contract}.",
)
GROUP_LEFT = Kind(
    "local.group.left",
    "{company} lämnade arbetsgruppen {area} i {contract}.",
    "{company} left the working group {area} of {contract}.",
)
MEETING_KEPT = Kind(
    "local.meeting.kept",
    "Mötet {day} i arbetsgruppen {area} i {contract} skrevs in eller ändrades: {fields}.",
    "The meeting of {day} of the working group {area} of {contract} was written or changed: "
    "{fields}.",
)
MEETING_REMOVED = Kind(
    "local.meeting.removed",
    "Mötet {day} i arbetsgruppen {area} i {contract} togs bort.",
    "The meeting of {day} of the working group {area} of {contract} was removed.",
)

register(
    SIGN_UP_ASKED,
    SIGN_UPS_EXPIRED,
    COMPANY_SIGNED_UP,
    COMPANY_CHANGED,
    COMPANY_LEFT,
    REPORT_GIVEN,
    REPORTS_CALLED,
    GROUP_JOINED,
    GROUP_LEFT,
    MEETING_KEPT,
    MEETING_REMOVED,
)
