from django.urls import include, re_path as url
handler404 = handler500 = None
