"""Equipment, its checks and loans, and what came of services."""
from django.urls import path

from communities.urls.base import PLAN
from communities.views import deliveries, equipment, equipment_records, lending, loans, services

EQUIPMENT = "projects/<slug:slug>/equipment/"
ONE = f"{EQUIPMENT}<id:equipment_pk>/"
CHECKS, LOANS = f"{ONE}checks/", f"{ONE}loans/"
SERVICES = f"{PLAN}services/"

patterns = [
    path("communities/equipment/", equipment_records.EquipmentRecords.as_view(), name="equipment-records"),
    path("communities/services/months/", deliveries.ServiceDeliveryRecords.as_view(), name="servicedelivery-records"),
    path("projects/<slug:slug>/services/", deliveries.ServiceDeliveryList.as_view(), name="servicedelivery-list"),
    path(EQUIPMENT, equipment.EquipmentList.as_view(), name="equipment-list"),
    path(f"{EQUIPMENT}new/", equipment.EquipmentCreate.as_view(), name="equipment-create"),
    path(f"{EQUIPMENT}loans/", loans.LoanList.as_view(), name="loan-list"),
    path(f"{EQUIPMENT}<id:pk>/", equipment.EquipmentDetail.as_view(), name="equipment-detail"),
    path(f"{EQUIPMENT}<id:pk>/edit/", equipment.EquipmentEdit.as_view(), name="equipment-edit"),
    path(f"{EQUIPMENT}<id:pk>/archive/", equipment.EquipmentArchive.as_view(), name="equipment-archive"),
    path(f"{EQUIPMENT}<id:pk>/restore/", equipment.EquipmentRestore.as_view(), name="equipment-restore"),
    path(f"{EQUIPMENT}<id:pk>/write-off/", equipment.EquipmentWriteOff.as_view(), name="equipment-writeoff"),
    path(f"{EQUIPMENT}<id:pk>/reinstate/", equipment.EquipmentReinstate.as_view(), name="equipment-reinstate"),
    path(f"{CHECKS}new/", equipment.CheckCreate.as_view(), name="equipmentcheck-create"),
    path(f"{CHECKS}<id:pk>/edit/", equipment.CheckEdit.as_view(), name="equipmentcheck-edit"),
    path(f"{LOANS}new/", lending.LoanCreate.as_view(), name="loan-create"),
    path(f"{LOANS}<id:pk>/edit/", lending.LoanEdit.as_view(), name="loan-edit"),
    path(f"{LOANS}<id:pk>/return/", lending.LoanReturn.as_view(), name="loan-return"),
    path(f"{LOANS}<id:pk>/cancel/", lending.LoanCancel.as_view(), name="loan-cancel"),
    path(SERVICES, services.PlanServices.as_view(), name="servicedelivery-summary"),
    path(f"{SERVICES}month/", services.MonthPage.as_view(), name="servicedelivery-month"),
    path(f"{SERVICES}<id:pk>/start/", services.ServiceStart.as_view(), name="service-start"),
    path(f"{SERVICES}<id:pk>/pause/", services.ServicePause.as_view(), name="service-pause"),
    path(f"{SERVICES}<id:pk>/resume/", services.ServiceResume.as_view(), name="service-resume"),
]
