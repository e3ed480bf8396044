import datetime
from django.db import models
from django.utils import timezone
from django.contrib.auth.models import User


class Tag(models.Model):
    name = models.SlugField(unique=True)


class Question(models.Model):
    question_text = models.CharField(max_length=200)
    pub_date = models.DateTimeField("date published", default=timezone.now)
    owner = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True)
    tags = models.ManyToManyField(Tag, blank=True, related_name='questions')

    class Meta:
        ordering = ['-pub_date']

    def __str__(self):
        return self.question_text

    def was_published_recently(self):
        return self.pub_date >= timezone.now() - datetime.timedelta(days=1)


class Choice(models.Model):
    STATUS = [('d', 'Draft'), ('p', 'Published')]
    question = models.ForeignKey(Question, on_delete=models.CASCADE)
    choice_text = models.CharField(max_length=200)
    votes = models.IntegerField(default=0)
    price = models.FloatField(null=True)
    status = models.CharField(max_length=1, choices=STATUS, default='d')
    done = models.BooleanField(default=False)

    def __str__(self):
        return self.choice_text
