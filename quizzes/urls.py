"""The exam hall, under /<language>/learn/<course>/<item>/. The quiz's own page is the player's."""

from django.urls import path

from quizzes.views import answers, exams, files, finishing, quiz, receipts, results

app_name = "quizzes"
attempt = "<slug:course>/<slug:item>/attempts/<uuid:key>/"
urlpatterns = [
    path("<slug:course>/<slug:item>/attempts/", quiz.start_attempt, name="attempt-start"),
    path(attempt, exams.exam, name="exam"),
    path(f"{attempt}answers/<int:position>/", answers.save, name="answer-save"),
    path(f"{attempt}answers/<int:position>/file/", files.upload, name="answer-file"),
    path(f"{attempt}answers/<int:position>/file/<uuid:file>/", files.download, name="answer-file-download"),
    path(f"{attempt}state/", answers.state, name="attempt-state"),
    path(f"{attempt}takeover/", exams.takeover, name="attempt-takeover"),
    path(f"{attempt}finish/", finishing.finish_attempt, name="attempt-finish"),
    path(f"{attempt}receipt/", receipts.receipt, name="attempt-receipt"),
    path(f"{attempt}result/", results.result, name="attempt-result"),
]
