"""Sessions in person, under /<language>/trainings/."""

from django.urls import path

from trainings.views import calendars, presence, sessions

app_name = "trainings"
urlpatterns = [
    path("", sessions.sessions, name="sessions"),
    path("<int:pk>/", sessions.session, name="session"),
    path("<int:pk>/booking/", sessions.book_here, name="book"),
    path("<int:pk>/giving-up/", sessions.give_up_here, name="give-up"),
    path("<int:pk>/check-in/", presence.check_in, name="check-in"),
    path("bookings/<uuid:key>.ics", calendars.file, name="calendar-file"),
    path("calendar/address/", calendars.open_here, name="feed-open"),
    path("calendar/address/closing/", calendars.close_here, name="feed-close"),
]
