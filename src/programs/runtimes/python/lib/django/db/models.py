class Model:
    def __init_subclass__(cls, **more): raise NotImplementedError("dockyard: Django's models are not simulated")
def _field(*a, **k): return None
CharField = TextField = IntegerField = BooleanField = DateTimeField = DateField = ForeignKey = ManyToManyField = OneToOneField = EmailField = URLField = DecimalField = FloatField = SlugField = AutoField = BigAutoField = PositiveIntegerField = JSONField = UUIDField = ImageField = FileField = _field
CASCADE = PROTECT = SET_NULL = None
