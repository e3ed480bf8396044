from django.db.models.expressions import Coalesce, Concat, Length, Lower, Now, Upper
