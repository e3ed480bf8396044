from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
class Permission(models.Model):
    name = models.CharField('name', max_length=255)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, verbose_name='content type')
    codename = models.CharField('codename', max_length=100)
    class Meta:
        verbose_name = 'permission'
        unique_together = [('content_type', 'codename')]
        ordering = ['content_type__app_label', 'content_type__model', 'codename']
    def __str__(self): return '%s | %s' % (self.content_type, self.name)
class Group(models.Model):
    name = models.CharField('name', max_length=150, unique=True)
    permissions = models.ManyToManyField(Permission, verbose_name='permissions', blank=True)
    class Meta:
        verbose_name = 'group'
    def __str__(self): return self.name
class UserManager(BaseUserManager):
    def _made(self, username, email, password, extra):
        if not username: raise ValueError('The given username must be set')
        user = self.model(username=username, email=self.normalize_email(email), **extra)
        user.set_password(password)
        user.save()
        return user
    def create_user(self, username, email=None, password=None, **extra):
        extra.setdefault('is_staff', False)
        extra.setdefault('is_superuser', False)
        return self._made(username, email, password, extra)
    def create_superuser(self, username, email=None, password=None, **extra):
        extra.setdefault('is_staff', True)
        extra.setdefault('is_superuser', True)
        return self._made(username, email, password, extra)
class PermissionsMixin(models.Model):
    is_superuser = models.BooleanField('superuser status', default=False)
    groups = models.ManyToManyField(Group, verbose_name='groups', blank=True, related_name='user_set')
    user_permissions = models.ManyToManyField(Permission, verbose_name='user permissions', blank=True, related_name='user_set')
    class Meta:
        abstract = True
    def has_perm(self, name, thing=None):
        if not self.is_active: return False
        if self.is_superuser: return True
        label, _, code = name.partition('.')
        own = models.Q(content_type__app_label=label, codename=code)
        return self.user_permissions.filter(own).exists() or any(group.permissions.filter(own).exists() for group in self.groups.all())
    def has_perms(self, names, thing=None): return all(self.has_perm(name) for name in names)
    def has_module_perms(self, label): return self.is_active and self.is_superuser
class AbstractUser(AbstractBaseUser, PermissionsMixin):
    username = models.CharField('username', max_length=150, unique=True)
    first_name = models.CharField('first name', max_length=150, blank=True)
    last_name = models.CharField('last name', max_length=150, blank=True)
    email = models.EmailField('email address', blank=True)
    is_staff = models.BooleanField('staff status', default=False)
    is_active = models.BooleanField('active', default=True)
    date_joined = models.DateTimeField('date joined', default=timezone.now)
    objects = UserManager()
    USERNAME_FIELD, EMAIL_FIELD, REQUIRED_FIELDS = 'username', 'email', ['email']
    class Meta:
        verbose_name = 'user'
        verbose_name_plural = 'users'
        abstract = True
    def get_full_name(self): return ('%s %s' % (self.first_name, self.last_name)).strip()
    def get_short_name(self): return self.first_name
class User(AbstractUser):
    class Meta(AbstractUser.Meta):
        swappable = 'AUTH_USER_MODEL'
class AnonymousUser:
    id = pk = None
    username = ''
    is_staff = is_active = is_superuser = is_authenticated = False
    is_anonymous = True
    def __str__(self): return 'AnonymousUser'
    def has_perm(self, name, thing=None): return False
    def get_username(self): return ''
