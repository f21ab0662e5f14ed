from django.urls import path

from bench.views import floor, floor_insert
from lms.urls import urlpatterns as product

urlpatterns = [path("bench/floor/", floor), path("bench/floor-insert/", floor_insert), *product]
