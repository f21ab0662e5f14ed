"""The player and my learning, under /<language>/learn/."""

from django.urls import path

from courses.views import enrolment, items, mine, steps

app_name = "learning"
item = "<slug:course>/<slug:item>/"
urlpatterns = [
    path("", mine.my_learning, name="my-learning"),
    path("<slug:course>/", enrolment.course, name="course"),
    path("<slug:course>/enrolment/", enrolment.enrol_here, name="enrol"),
    path("<slug:course>/leaving/", enrolment.leave_course, name="leave"),
    path("<slug:course>/returning/", enrolment.return_to_course, name="return"),
    path(item, items.item, name="item"),
    path(f"{item}reading/", steps.reading, name="reading"),
    path(f"{item}place/", steps.place, name="place"),
    path(f"{item}blocks/<uuid:block>/", steps.block, name="block"),
    path(f"{item}videos/<uuid:block>/", steps.video, name="video"),
]
