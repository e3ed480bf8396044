from pydantic import BaseModel, Field, ValidationError, field_validator
from typing import Optional, List, Literal, Union
from datetime import datetime
class User(BaseModel):
    id: int
    name: str = 'Jane'
    tags: List[str] = []
    when: Optional[datetime] = None
    kind: Literal['a', 'b'] = 'a'
    age: int = Field(0, ge=0)
    @field_validator('name')
    @classmethod
    def check(cls, v):
        if v == 'bad': raise ValueError('no bad names')
        return v.title()
u = User(id='3', name='bob smith', when='2024-01-02T03:04:05')
print(u, repr(u), u.id + 1, u.model_dump(), u.model_dump_json())
for data in ({}, {'id': 'x', 'kind': 'c', 'age': -1, 'name': 'bad', 'tags': 3}):
    try: User(**data)
    except ValidationError as e: print(e); print(e.error_count(), e.errors()[0]['type'])
class Admin(User):
    level: Union[int, str] = 1
print(Admin(id=1, level='x'), Admin(id=1).model_copy(update={'level': 4}), Admin(id=1) == Admin(id=1))
print(User.model_validate({'id': 5}).name, User.model_validate_json('{"id": 6}'))
print(User.model_json_schema())
