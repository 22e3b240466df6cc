"""Writer, Publisher and Auditor, with their rights. See docs/decisions.md, “What each group may do”."""

from django.db import migrations

from bpo_portal.groups import AUDITOR, PUBLISHER, WRITER, grant

PUBLIC = (
    *("roles.jobtype", "roles.role", "roles.disagreement", "roles.explainer", "roles.faq", "roles.glossaryterm"),
    *("roles.salaryband", "interviews.guide", "interviews.question", "salaries.payfigure"),
)
# Lines of a public row: as open to a Writer as the row they belong to.
PARTS = (
    *("roles.alias", "roles.duty", "roles.roleskill", "roles.rolemetric", "roles.rolecertification"),
    *("roles.roleindustry", "roles.careermove", "roles.occupationcode", "roles.rolecitation"),
    *("roles.jobtypepoint", "roles.jobtypecitation", "interviews.stage", "interviews.rolepointer"),
)
# Shared lists that a draft may need a new entry of, and that no page shows as they are.
WORDS = ("roles.source", "roles.skill", "roles.industry", "roles.metric")
# What pages show at once, without a draft: the Publisher's.
AT_ONCE = (
    *("roles.qualification", "roles.certification", "roles.employer", "roles.book"),
    *("interviews.tip", "interviews.testfact", "interviews.drill"),
    *("salaries.statutoryrate", "salaries.incometaxschedule", "salaries.incometaxslab", "salaries.state"),
    *("salaries.professionaltaxschedule", "salaries.professionaltaxslab"),
)


def make_groups(apps, schema_editor):
    everything = (*PUBLIC, *PARTS, *WORDS, *AT_ONCE)
    grant(apps, AUDITOR, dict.fromkeys(everything, ("view",)))
    grant(apps, WRITER, dict.fromkeys(AT_ONCE, ("view",)))
    grant(apps, WRITER, dict.fromkeys((*PUBLIC, *WORDS), ("view", "add", "change")))
    grant(apps, WRITER, dict.fromkeys(PARTS, ("view", "add", "change", "delete")))
    grant(apps, PUBLISHER, dict.fromkeys(everything, ("view", "add", "change", "delete")))
    grant(apps, PUBLISHER, dict.fromkeys(PUBLIC, ("publish", "import")))


def remove_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=[WRITER, PUBLISHER, AUDITOR]).delete()


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("roles", "0005_history"),
        ("interviews", "0003_history"),
        ("salaries", "0003_history"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
