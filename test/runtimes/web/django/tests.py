from django.test import TestCase
from .models import Question
class QuestionTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.first = Question.objects.create(question_text='one')
    def test_there(self):
        self.assertEqual(Question.objects.get(), self.first)
        self.first.choice_set.create(choice_text='c')
    def test_none_left(self):
        self.assertEqual(self.first.choice_set.count(), 0)
    def test_admin(self):
        self.assertEqual(self.client.get('/admin/').status_code, 302)
