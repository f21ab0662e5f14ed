from django.apps import AppConfig


class TrainingsConfig(AppConfig):
    name = "trainings"

    def ready(self):
        from trainings import receivers  # noqa: F401
