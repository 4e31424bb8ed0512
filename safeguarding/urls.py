"""Where each address leads: sign-in here, every other page in its app."""

from django.contrib import admin
from django.urls import include, path

from . import directory, language, passwords, second_step, sign_in, views

handler400, handler500 = views.unread, views.fault

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz/", views.health, name="health"),
    path("readyz/", views.ready, name="ready"),
    path("sign-in/", sign_in.SignIn.as_view(), name="sign-in"),
    # A name with a low line is what django-allauth calls it.
    path("sign-in/", sign_in.SignIn.as_view(), name="account_login"),
    path("sign-in/code/", second_step.EnterCode.as_view(), name="mfa_authenticate"),
    path("sign-in/again/", second_step.PasswordAgain.as_view(), name="account_reauthenticate"),
    path("sign-in/again/code/", second_step.CodeAgain.as_view(), name="mfa_reauthenticate"),
    path("sign-in/with/", directory.to_directory, name="sign-in-directory"),
    path("sign-in/with/<slug:provider_id>/", directory.from_directory, name="openid_connect_callback"),
    path("sign-in/<str:username>/", sign_in.sign_in_as, name="sign-in-as"),
    path("set-password/<uidb64>/<token>/", passwords.SetPassword.as_view(), name="set-password"),
    path("your-account/", views.own_account, name="own-account"),
    path("your-account/second-step/", second_step.SetUp.as_view(), name="mfa_activate_totp"),
    path("your-account/second-step/replace/", second_step.Replace.as_view(), name="mfa_deactivate_totp"),
    path("your-account/recovery-codes/", second_step.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path(
        "your-account/recovery-codes/new/", second_step.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"
    ),
    path("password/", passwords.ChangePassword.as_view(), name="own-password"),
    path("sign-out/", sign_in.SignOut.as_view(), name="sign-out"),
    path("language/", language.choose, name="language"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("admin/login/", sign_in.admin_sign_in),
    path("admin/", admin.site.urls),
    path("api/v1/", include("recommendations.api.site")),
    path("", include("recommendations.urls")),
]
