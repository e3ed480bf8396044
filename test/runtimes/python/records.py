from dataclasses import dataclass, field, asdict, replace
from typing import List, Optional
@dataclass
class Item:
    name: str
    price: float = 1.5
    tags: List[str] = field(default_factory=list)
    def total(self, n: int) -> float:
        return self.price * n
i = Item('pen'); print(i, i.total(2), i == Item('pen'), asdict(i), replace(i, name='ink'))
@dataclass(frozen=True, order=True)
class V:
    x: int
    y: int = 0
    def __post_init__(self):
        pass
print(V(1) < V(2), hash(V(1)) == hash(V(1)), sorted([V(2), V(1, 5)]))
try:
    V(1).x = 3
except Exception as e:
    print(type(e).__name__, e)
try:
    Item()
except TypeError as e:
    print(e)
