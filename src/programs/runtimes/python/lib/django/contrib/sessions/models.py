from django.db import models
class Session(models.Model):
    session_key = models.CharField('session key', max_length=40, primary_key=True)
    session_data = models.TextField('session data')
    expire_date = models.DateTimeField('expire date', db_index=True)
    class Meta:
        db_table = 'django_session'
    def __str__(self): return self.session_key
