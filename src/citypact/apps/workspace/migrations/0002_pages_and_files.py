import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workspace", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="storedfigure",
            name="page",
            field=models.SlugField(default="city", max_length=200),
        ),
        migrations.AddField(
            model_name="citypage",
            name="name",
            field=models.SlugField(default="city", max_length=200),
        ),
        migrations.RemoveConstraint(model_name="citypage", name="one_page_a_language"),
        migrations.AddConstraint(
            model_name="citypage",
            constraint=models.UniqueConstraint(
                fields=("book", "name", "language"), name="one_page_a_name_and_language"
            ),
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("content_type", models.CharField(max_length=200)),
                ("content", models.BinaryField()),
                (
                    "book",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="workspace.bookversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("book", "name"), name="one_file_a_name")
                ],
            },
        ),
    ]
