"""What operators are told of courses."""

from django.core.checks import CheckMessage, Info, Warning
from wagtail.models import Site

from courses.models import Edition, HomePage

LOAD = "Load what comes with Qalqan: manage.py load_content. Or publish and open a course in the CMS."


def content() -> CheckMessage:
    """Whether a visitor finds something: the site's first page, and a course that is open."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None or not HomePage.objects.filter(pk=site.root_page_id, live=True).exists():
        return Warning("Visitors find no first page.", hint=LOAD)
    courses = Edition.objects.values("course").distinct().count()
    return Info(f"Courses that were opened: {courses}.") if courses else Warning("No course was opened yet.", hint=LOAD)


CHECKS = (content,)
