from django.contrib.auth import hashers
from django.db import models
from django.utils import timezone
class BaseUserManager(models.Manager):
    @classmethod
    def normalize_email(cls, email):
        name, sign, domain = (email or '').rpartition('@')
        return name + sign + domain.lower()
    def get_by_natural_key(self, name): return self.get(**{self.model.USERNAME_FIELD: name})
    def make_random_password(self, length=10, allowed_chars=None): return hashers.get_random_string(length)
class AbstractBaseUser(models.Model):
    password = models.CharField('password', max_length=128)
    last_login = models.DateTimeField('last login', blank=True, null=True)
    is_active, is_anonymous, is_authenticated = True, False, True
    REQUIRED_FIELDS = []
    class Meta:
        abstract = True
    def __str__(self): return str(self.get_username())
    def get_username(self): return getattr(self, self.USERNAME_FIELD)
    def natural_key(self): return (self.get_username(),)
    def set_password(self, raw): self.password = hashers.make_password(raw)
    def check_password(self, raw): return hashers.check_password(raw, self.password)
    def set_unusable_password(self): self.password = hashers.make_password(None)
    def has_usable_password(self): return hashers.is_password_usable(self.password)
    @classmethod
    def get_email_field_name(cls): return 'email'
