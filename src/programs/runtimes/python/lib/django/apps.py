class AppConfig:
    default_auto_field = 'django.db.models.BigAutoField'
    name = ''
