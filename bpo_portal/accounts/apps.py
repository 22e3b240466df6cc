from django.contrib.admin.apps import AdminConfig


class EditorsAdminConfig(AdminConfig):
    """Django's admin, with a site of our own behind `admin.site`: registrations elsewhere stay as they are."""

    default_site = "bpo_portal.accounts.site.EditorsSite"
