"""Enumerations whose members are a field's choices: `NAME = value, 'label'`."""
class Choices:
    def __init_subclass__(cls, **more):
        own = [(key, value) for key, value in cls.__dict__.items() if key[:1] != '_' and not callable(value) and not isinstance(value, (property, staticmethod, classmethod))]
        pairs = []
        for key, value in own:
            label = key.replace('_', ' ').title()
            if isinstance(value, (tuple, list)) and len(value) == 2: value, label = value
            setattr(cls, key, value)
            pairs.append((key, value, label))
        cls.choices, cls.values = [(value, label) for _, value, label in pairs], [value for _, value, _ in pairs]
        cls.labels, cls.names = [label for _, _, label in pairs], [key for key, _, _ in pairs]
class TextChoices(Choices): pass
class IntegerChoices(Choices): pass
