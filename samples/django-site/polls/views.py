from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

QUESTIONS = {1: {"text": "Tea or coffee?", "votes": 0}, 2: {"text": "Cats & dogs?", "votes": 3}}


def find(number):
    try:
        return QUESTIONS[number]
    except KeyError:
        raise Http404("Question does not exist")


def index(request):
    name = request.GET.get("name", "stranger")
    return render(request, "polls/index.html", {"questions": QUESTIONS.items(), "name": name})


def detail(request, number):
    return JsonResponse(find(number))


@csrf_exempt
@require_POST
def vote(request, number):
    find(number)["votes"] += int(request.POST.get("times", 1))
    return redirect(reverse("polls:detail", args=[number]))
