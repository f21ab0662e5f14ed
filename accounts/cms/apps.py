from wagtail.users.apps import WagtailUsersAppConfig


class PeopleInCms(WagtailUsersAppConfig):
    """Wagtail's user administration with the fields that our people have."""

    user_viewset = "accounts.cms.people.PeopleViewSet"
