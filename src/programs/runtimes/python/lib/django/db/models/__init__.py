from django.core.exceptions import ObjectDoesNotExist
from django.db.models import signals
from django.db.models.fields import NOT_PROVIDED, AutoField, BigAutoField, BigIntegerField, BinaryField, BooleanField, CharField, DecimalField, EmailField, Field, FileField, FloatField, GenericIPAddressField, ImageField, IntegerField, JSONField, NullBooleanField, PositiveBigIntegerField, PositiveIntegerField, PositiveSmallIntegerField, SlugField, SmallAutoField, SmallIntegerField, TextField, URLField, UUIDField
from django.db.models.dates import DateField, DateTimeField, DurationField, TimeField
from django.db.models.related import CASCADE, DO_NOTHING, PROTECT, RESTRICT, SET, SET_DEFAULT, SET_NULL, ForeignKey, ManyToManyField, OneToOneField, ProtectedError, RestrictedError
from django.db.models.expressions import Avg, Count, F, Func, Max, Min, Q, Sum, Value
from django.db.models.manager import Manager
from django.db.models.query import QuerySet
from django.db.models.constraints import CheckConstraint, Index, UniqueConstraint
from django.db.models.choices import IntegerChoices, TextChoices
from django.db.models.base import Model
def _absent(name):
    def refuse(*a, **k): raise NotImplementedError("dockyard: Django's %s is not simulated" % name)
    return refuse
Case, When, Subquery, OuterRef, Exists, ExpressionWrapper, Prefetch, Window, StdDev, Variance = [_absent(name) for name in ('Case', 'When', 'Subquery', 'OuterRef', 'Exists', 'ExpressionWrapper', 'Prefetch', 'Window', 'StdDev', 'Variance')]
