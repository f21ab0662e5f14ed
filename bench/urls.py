from django.urls import path

from bench.views import floor, floor_8_queries, floor_insert
from lms.urls import urlpatterns as product

urlpatterns = [
    path("bench/floor/", floor),
    path("bench/floor-8-queries/", floor_8_queries),
    path("bench/floor-insert/", floor_insert),
    *product,
]
