"""Where each address leads: a module for each part of the tracker, and in it grouped as the modules of views."""

from . import actions, coordination, everybody, inspections, opcc, papers, recommendations, scrutiny

urlpatterns = [
    *everybody.urlpatterns,
    *coordination.urlpatterns,
    *actions.urlpatterns,
    *scrutiny.urlpatterns,
    *inspections.urlpatterns,
    *recommendations.urlpatterns,
    *opcc.urlpatterns,
    *papers.urlpatterns,
]
