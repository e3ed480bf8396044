python manage.py makemigrations polls
cat polls/migrations/0001_initial.py
python manage.py migrate
DJANGO_SUPERUSER_PASSWORD=x python manage.py createsuperuser --noinput --username admin --email a@b.co
python manage.py shell -c "$(cat orm.py)"
sed -i 's/votes = models.IntegerField(default=0)/votes = models.BigIntegerField(default=0)\n    note = models.TextField(blank=True, null=True)/' polls/models.py
python manage.py makemigrations
cat polls/migrations/0002*.py
python manage.py migrate
python manage.py migrate polls 0001
python manage.py sqlmigrate polls 0001
python manage.py test
