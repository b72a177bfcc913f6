import re

from django.apps.registry import Apps as StateApps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from citypact.apps.conduct.digest import GENESIS, Content

#: The model of the lines, which no longer is there.
BEFORE = "AuditLine"
CODE = "workspace.city.loaded"
SENTENCE = re.compile(
    r"(?P<city>\S+) shows the book (?P<book_hash>\S+) with (?P<results>\d+) results "
    r"and (?P<figures>\d+) figures\."
)


def carry_over(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the lines of before into the chain of events, in their order and with their times."""
    del schema_editor
    head = apps.get_model("conduct", "ChainHead")
    event = apps.get_model("conduct", "Event")
    position, last = 0, GENESIS
    for line in apps.get_model("workspace", BEFORE).objects.order_by("pk"):
        read = SENTENCE.fullmatch(line.sentence)
        if line.code != CODE or read is None:
            message = f"the audit line {line.pk} ({line.code}: {line.sentence}) is of no known kind"
            raise ValueError(message)
        values = read.groupdict() | {key: int(read[key]) for key in ("results", "figures")}
        position += 1
        content = Content(
            position=position,
            code=line.code,
            at=line.at,
            actor="operator",
            subject=f"city:{read['city']}",
            organisation="",
            values=values,
            personal="",
            previous=last,
        )
        last = content.hash()
        event.objects.create(**vars(content), hash=last)
    if position:
        head.objects.create(id=1, position=position, hash=last)


class Migration(migrations.Migration):
    dependencies = [
        ("conduct", "0001_initial"),
        ("workspace", "0002_pages_and_files"),
    ]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop, elidable=True),
        migrations.DeleteModel(name="AuditLine"),
    ]
