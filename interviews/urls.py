from django.urls import path

from .views import guides, practice, questions

app_name = "interviews"
urlpatterns = [
    path("interviews/", guides.guide_list, name="guide-list"),
    path("interviews/questions/", questions.question_list, name="question-list"),
    path("interviews/questions/<slug:slug>/", questions.question_detail, name="question-detail"),
    path("interviews/practice/", practice.practice, name="practice"),
    path("interviews/practice/star/", practice.star, name="practice-star"),
    path("interviews/practice/typing/", practice.typing, name="practice-typing"),
    path("interviews/practice/call/", practice.call, name="practice-call"),
    path("interviews/practice/record/", practice.record, name="practice-record"),
    path("interviews/<slug:slug>/", guides.guide_detail, name="guide-detail"),
    path("interviews/<slug:slug>/card.png", guides.guide_card_png, name="guide-card"),
]
