"""Where each address leads: sign-in here, every other page in its app."""

from django.contrib import admin
from django.urls import include, path

from . import passwords, sign_in, views

handler400 = views.unread

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz/", views.health, name="health"),
    path("sign-in/", sign_in.SignIn.as_view(), name="sign-in"),
    path("sign-in/<str:username>/", sign_in.sign_in_as, name="sign-in-as"),
    path("set-password/<uidb64>/<token>/", passwords.SetPassword.as_view(), name="set-password"),
    path("your-account/", views.own_account, name="own-account"),
    path("password/", passwords.ChangePassword.as_view(), name="own-password"),
    path("sign-out/", sign_in.SignOut.as_view(), name="sign-out"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("admin/login/", sign_in.admin_sign_in),
    path("admin/", admin.site.urls),
    path("", include("recommendations.urls")),
]
