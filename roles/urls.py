from django.urls import path

from . import views

app_name = "roles"
urlpatterns = [
    path("roles/", views.role_list, name="role-list"),
    path("roles/types/<slug:slug>/", views.jobtype_detail, name="jobtype-detail"),
    path("roles/<slug:slug>/", views.role_detail, name="role-detail"),
    path("sources/", views.source_list, name="source-list"),
]
