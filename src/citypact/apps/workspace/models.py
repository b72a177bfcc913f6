"""What is kept of a city: its book as it is, what was computed from it, and the figures drawn.

A book version and its rows never change. Results, figures and pages are drawn from a book
version by a program version, and are replaced as a whole when the city is loaded again; no
arithmetic stands between them and the page.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

__all__ = [
    "BookRow",
    "BookVersion",
    "City",
    "CityPage",
    "Drawing",
    "StoredFigure",
    "StoredFile",
    "StoredResult",
]

HASH_LENGTH = 64
NAME_LENGTH = 200
LANGUAGE_LENGTH = 8
#: Name of the page that a city begins with.
CITY_PAGE = "city"


class BookVersion(models.Model):
    """A city book by its content hash; the same content is the same version."""

    content_hash = models.CharField(max_length=HASH_LENGTH, unique=True)
    city_id = models.CharField(max_length=NAME_LENGTH)
    title_sv = models.CharField(max_length=NAME_LENGTH)
    title_en = models.CharField(max_length=NAME_LENGTH)
    settings = models.JSONField()
    form = models.JSONField()
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """By city, the first loaded first."""

        ordering: ClassVar = ["city_id", "loaded_at"]

    def __str__(self) -> str:
        """``malmo 3f2a9c41``."""
        return f"{self.city_id} {self.content_hash[:8]}"

    def title(self, language: str) -> str:
        """The city's name in ``language``."""
        return self.title_sv if language == "sv" else self.title_en


class BookRow(models.Model):
    """One row of a book's table, each cell as it is written in the book."""

    book = models.ForeignKey(BookVersion, models.CASCADE, related_name="rows")
    key = models.CharField(max_length=500)
    table = models.CharField(max_length=NAME_LENGTH)
    line = models.PositiveIntegerField()
    name_sv = models.TextField()
    name_en = models.TextField()
    cells = models.JSONField()

    class Meta:
        """By table and line, as in the book."""

        ordering: ClassVar = ["table", "line"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["book", "key"], name="one_row_a_key"),
        ]

    def __str__(self) -> str:
        """``factors/diesel:CO2:fossil:1::2020``."""
        return self.key

    def name(self, language: str) -> str:
        """What the row is about, in ``language``."""
        return self.name_sv if language == "sv" else self.name_en


class City(models.Model):
    """A city of this workspace, and the version of its book that the pages show."""

    id = models.CharField(primary_key=True, max_length=NAME_LENGTH)
    shown = models.ForeignKey(BookVersion, models.PROTECT, related_name="+")

    class Meta:
        """By name."""

        ordering: ClassVar = ["id"]
        verbose_name_plural = "cities"

    def __str__(self) -> str:
        """``malmo``."""
        return self.id


class StoredResult(models.Model):
    """What one scenario of a book gives: the document of ``citypact run --json``."""

    book = models.ForeignKey(BookVersion, models.CASCADE, related_name="results")
    scenario = models.CharField(max_length=NAME_LENGTH)
    title_sv = models.CharField(max_length=NAME_LENGTH)
    title_en = models.CharField(max_length=NAME_LENGTH)
    seed = models.BigIntegerField()
    draws = models.PositiveBigIntegerField()
    program_version = models.CharField(max_length=NAME_LENGTH)
    document = models.JSONField()

    class Meta:
        """In the order in which they were computed."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["book", "scenario"], name="one_result_a_scenario"),
        ]

    def __str__(self) -> str:
        """``contract, 2000 draws``."""
        return f"{self.scenario}, {self.draws} draws"


class StoredFigure(models.Model):
    """A figure in one language, with everything that its place on the page needs.

    ``variant`` tells apart figures that a reader chooses between; it is empty where there is
    nothing to choose, and for the one that is shown first ``chosen`` is true. ``page`` is the
    page of the city that it stands on.
    """

    book = models.ForeignKey(BookVersion, models.CASCADE, related_name="figures")
    language = models.CharField(max_length=LANGUAGE_LENGTH)
    figure_id = models.SlugField(max_length=NAME_LENGTH)
    variant = models.CharField(max_length=NAME_LENGTH, blank=True)
    chosen = models.BooleanField(default=True)
    page = models.SlugField(max_length=NAME_LENGTH, default=CITY_PAGE)
    position = models.PositiveIntegerField()
    title = models.TextField()
    subtitle = models.TextField()
    description = models.TextField()
    unit = models.CharField(max_length=NAME_LENGTH, blank=True)
    method = models.TextField()
    origin = models.TextField()
    table = models.JSONField()
    csv = models.TextField()
    sources = models.JSONField()
    publications = models.JSONField()

    class Meta:
        """In the order of reading."""

        ordering: ClassVar = ["position", "variant"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["book", "language", "figure_id", "variant"], name="one_figure_a_language"
            ),
        ]

    def __str__(self) -> str:
        """``pathway (sv)``."""
        return f"{self.figure_id} ({self.language})"


class Drawing(models.Model):
    """One rendering of a figure as SVG: for a wide page, a narrow one, or a file of its own."""

    figure = models.ForeignKey(StoredFigure, models.CASCADE, related_name="drawings")
    place = models.CharField(max_length=LANGUAGE_LENGTH)
    svg = models.TextField()

    class Meta:
        """One a place."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["figure", "place"], name="one_drawing_a_place"),
        ]

    def __str__(self) -> str:
        """``pathway (sv), wide``."""
        return f"{self.figure}, {self.place}"


class CityPage(models.Model):
    """What one of a city's pages says besides its figures, in one language, ready to be shown."""

    book = models.ForeignKey(BookVersion, models.CASCADE, related_name="pages")
    name = models.SlugField(max_length=NAME_LENGTH, default=CITY_PAGE)
    language = models.CharField(max_length=LANGUAGE_LENGTH)
    document = models.JSONField()

    class Meta:
        """One a name and language."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["book", "name", "language"], name="one_page_a_name_and_language"
            ),
        ]

    def __str__(self) -> str:
        """``malmo 3f2a9c41, city (sv)``."""
        return f"{self.book}, {self.name} ({self.language})"


class StoredFile(models.Model):
    """A file that a reader may take along, made when the city was loaded."""

    book = models.ForeignKey(BookVersion, models.CASCADE, related_name="files")
    name = models.CharField(max_length=NAME_LENGTH)
    content_type = models.CharField(max_length=NAME_LENGTH)
    content = models.BinaryField()

    class Meta:
        """One a name."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["book", "name"], name="one_file_a_name"),
        ]

    def __str__(self) -> str:
        """``investment-plan.xlsx``."""
        return self.name
