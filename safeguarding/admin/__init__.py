"""The admin: everything there is to look at, and the little that is changed there; who gets in is `is_staff`.

What a person may look at and change is read from their roles (RoleGrant), not from Django's permissions and groups:
a group would be a second truth, which could outlive the grant.
"""

import allauth.account.admin
import allauth.mfa.admin
import allauth.socialaccount.admin  # noqa: F401
import django.contrib.auth.admin  # noqa: F401
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth.models import Group

from . import people  # noqa: F401  registers itself

admin.site.site_header = "Safeguarding tracker: records"
admin.site.site_title = "Safeguarding tracker"
admin.site.index_title = "Records and reference data"
admin.site.empty_value_display = "Not stated"
admin.site.unregister([Group, EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken])
