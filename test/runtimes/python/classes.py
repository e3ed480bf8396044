class Animal:
    count = 0
    def __init__(self, name): self.name = name; Animal.count += 1
    def speak(self): raise NotImplementedError
    @classmethod
    def make(cls, n): return cls(n)
    @staticmethod
    def hello(): return 'hi'
    @property
    def upper(self): return self.name.upper()
    @upper.setter
    def upper(self, v): self.name = v.lower()
    def __repr__(self): return f"{type(self).__name__}({self.name!r})"
    def __eq__(self, other): return self.name == other.name
    def __lt__(self, other): return self.name < other.name
    def __len__(self): return len(self.name)
    def __getitem__(self, i): return self.name[i]
    def __call__(self, x): return x * 2
    def __hash__(self): return hash(self.name)
class Dog(Animal):
    def __init__(self, name, breed='mutt'):
        super().__init__(name); self.breed = breed
    def speak(self): return f'{self.name}: woof'
d = Dog.make('Rex'); d.upper = 'MAX'
print(d, d.speak(), d.upper, Animal.count, len(d), d[0], d(4), d == Dog('max'), isinstance(d, Animal), issubclass(Dog, Animal), Dog.__name__, Dog.__mro__ if False else '', hasattr(d, 'breed'), getattr(d, 'zip', None), vars(d), sorted([Dog('b'), Dog('a')]), d.__class__.__name__, Dog.hello(), d.__dict__, callable(d))
try: Animal('x').speak()
except NotImplementedError as e: print('NI', repr(e))

