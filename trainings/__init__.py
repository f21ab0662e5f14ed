"""In person: venues, sessions, bookings, attendance, practicum marks."""
