"""Where each address leads: sign-in here, every other page in its app."""

from django.contrib import admin
from django.urls import include, path

from . import passwords, views

handler400 = views.unread

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz/", views.health, name="health"),
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-in/<str:username>/", views.sign_in_as, name="sign-in-as"),
    path("set-password/<uidb64>/<token>/", passwords.SetPassword.as_view(), name="set-password"),
    path("password/", passwords.ChangePassword.as_view(), name="own-password"),
    path("sign-out/", views.SignOut.as_view(), name="sign-out"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("admin/", admin.site.urls),
    path("", include("recommendations.urls")),
]
