"""The three groups of editors, and how a migration gives them rights."""

WRITER, PUBLISHER, AUDITOR = "Writer", "Publisher", "Auditor"


def grant(apps, group: str, rights: dict[str, tuple[str, ...]]) -> None:
    """For migrations: gives `group` rights on models, such as {"roles.role": ("add", "view")}.

    Permissions are otherwise made only after all migrations have run, so this makes those that are missing.
    """
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    group, _created = Group.objects.get_or_create(name=group)
    for label, verbs in rights.items():
        model = apps.get_model(label)
        kind, _created = ContentType.objects.get_or_create(
            app_label=model._meta.app_label, model=model._meta.model_name
        )
        for verb in verbs:
            permission, _created = Permission.objects.get_or_create(
                content_type=kind,
                codename=f"{verb}_{model._meta.model_name}",
                defaults={"name": f"Can {verb} {model._meta.verbose_name_raw}"},
            )
            group.permissions.add(permission)
