from django.core.management import BaseCommand, CommandError
