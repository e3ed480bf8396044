from django.db import models
class ContentTypeManager(models.Manager):
    def get_for_model(self, model): return self.get_or_create(app_label=model._meta.app_label, model=model._meta.model_name)[0]
class ContentType(models.Model):
    app_label = models.CharField(max_length=100)
    model = models.CharField('python model class name', max_length=100)
    objects = ContentTypeManager()
    class Meta:
        db_table = 'django_content_type'
        unique_together = [('app_label', 'model')]
        verbose_name = 'content type'
    def __str__(self): return '%s | %s' % (self.app_label.replace('_', ' ').title(), self.model)
