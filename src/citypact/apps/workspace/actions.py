"""Every change of the workspace."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from citypact.apps.conduct.action import Action, Done
from citypact.apps.conduct.actor import OPERATOR, Actor
from citypact.apps.conduct.chain import Happened
from citypact.apps.workspace.events import CITY_LOADED
from citypact.apps.workspace.models import (
    BookRow,
    BookVersion,
    City,
    CityPage,
    Drawing,
    StoredFigure,
    StoredFile,
    StoredResult,
)
from citypact.apps.workspace.policy import BOOK_VERSIONS
from citypact.apps.workspace.prepared import PreparedCity
from citypact.errors import InputError

__all__ = ["RESERVED", "LoadCity"]

#: First parts of addresses that are not cities.
RESERVED = frozenset(
    {
        "accounts",
        "api",
        "calendars",
        "contracts",
        "en",
        "favicon.ico",
        "organisations",
        "static",
        "sv",
        "verify",
    }
)
#: Rows written to the database at a time.
BATCH = 500


@dataclass(frozen=True)
class LoadCity(Action[BookVersion]):
    """Show ``city``: keep its book version, and what was computed and drawn from it.

    Loading the same city again replaces its results, figures and pages, and changes nothing
    else; a version that another city's page shows is never touched.
    """

    policy = BOOK_VERSIONS
    verb = "load"

    city: PreparedCity
    actor: Actor = OPERATOR

    def check(self) -> None:
        """See that the city's page has an address of its own.

        Raises:
            InputError: the book has a name that no address can have.
        """
        if self.city.city_id in RESERVED:
            raise InputError(
                f"a city cannot be called {self.city.city_id}: its page would have the address "
                f"of another; choose another id in book.toml than {', '.join(sorted(RESERVED))}"
            )

    def change(self) -> Done[BookVersion]:
        """Keep the book, replace what is drawn from it, show it."""
        book = self._keep_book()
        self._replace_what_is_drawn(book)
        City.objects.update_or_create(id=self.city.city_id, defaults={"shown": book})
        happened = Happened(
            CITY_LOADED,
            subject=f"city:{self.city.city_id}",
            values={
                "city": self.city.city_id,
                "book_hash": self.city.content_hash,
                "results": len(self.city.results),
                "figures": len(self.city.figures),
            },
        )
        return Done(book, (happened,))

    def _keep_book(self) -> BookVersion:
        book, is_new = BookVersion.objects.get_or_create(
            content_hash=self.city.content_hash,
            defaults={
                "city_id": self.city.city_id,
                "title_sv": self.city.title_sv,
                "title_en": self.city.title_en,
                "settings": self.city.settings,
                "form": {name: asdict(form) for name, form in self.city.form.items()},
            },
        )
        if is_new:
            rows = (BookRow(book=book, **vars(row)) for row in self.city.rows)
            BookRow.objects.bulk_create(rows, batch_size=BATCH)
        return book

    def _replace_what_is_drawn(self, book: BookVersion) -> None:
        for kind in (StoredResult, StoredFigure, StoredFile, CityPage):
            kind.objects.filter(book=book).delete()
        StoredResult.objects.bulk_create(
            StoredResult(book=book, **vars(result)) for result in self.city.results
        )
        CityPage.objects.bulk_create(
            CityPage(book=book, language=page.language, document=asdict(page))
            for page in self.city.pages
        )
        CityPage.objects.bulk_create(
            CityPage(book=book, name=each.name, language=each.language, document=asdict(each))
            for each in self.city.reports
        )
        StoredFile.objects.bulk_create(
            StoredFile(book=book, **vars(file)) for file in self.city.files
        )
        figures = StoredFigure.objects.bulk_create(self._figures(book))
        Drawing.objects.bulk_create(
            Drawing(figure=stored, place=place, svg=svg)
            for stored, figure in zip(figures, self.city.figures, strict=True)
            for place, svg in figure.drawings.items()
        )

    def _figures(self, book: BookVersion) -> Iterable[StoredFigure]:
        for position, figure in enumerate(self.city.figures):
            yield StoredFigure(
                book=book,
                position=position,
                language=figure.language,
                figure_id=figure.figure_id,
                page=figure.page,
                variant=figure.variant,
                chosen=figure.chosen,
                title=figure.title,
                subtitle=figure.subtitle,
                description=figure.description,
                unit=figure.unit,
                method=figure.method,
                origin=figure.origin,
                table=asdict(figure.table),
                csv=figure.csv,
                sources=figure.sources,
                publications=[asdict(publication) for publication in figure.publications],
            )
