from enum import Enum
from typing import Annotated, Optional, Union, List
from fastapi import FastAPI, HTTPException, Query, Path, Body, Header, Depends, status, Request
from fastapi.responses import JSONResponse, PlainTextResponse, HTMLResponse, RedirectResponse
from pydantic import BaseModel, Field

app = FastAPI(title='Shop', version='1.0.0')

class Kind(str, Enum):
    a = 'alpha'
    b = 'beta'

class Tag(BaseModel):
    name: str

class Item(BaseModel):
    name: str
    price: float
    is_offer: Union[bool, None] = None
    tags: List[Tag] = []
    qty: int = Field(default=1, gt=0, le=10, description='how many')
    note: Optional[str] = Field(None, max_length=5)

items = {}

@app.get("/")
def read_root():
    return {"Hello": "World"}

@app.get("/items/{item_id}")
def read_item(item_id: int, q: Union[str, None] = None, short: bool = False):
    """Read one item."""
    return {"item_id": item_id, "q": q, "short": short}

@app.put("/items/{item_id}")
async def update_item(item_id: int, item: Item):
    return {"item_name": item.name, "item_id": item_id, "total": item.price * item.qty}

@app.post("/items/", response_model=Item, status_code=status.HTTP_201_CREATED, tags=['items'], summary='Make it')
async def create_item(item: Item):
    items[len(items)] = item
    return item

@app.get("/missing")
def missing():
    raise HTTPException(status_code=404, detail="Item not found")

@app.get("/list")
def listing(skip: int = 0, limit: Annotated[int, Query(ge=1, le=100)] = 10, kind: Kind = Kind.a, tag: list[str] = Query(default=[])):
    return {"skip": skip, "limit": limit, "kind": kind, "tag": tag}

@app.get("/boom")
async def boom():
    return 1 / 0

@app.get("/text", response_class=PlainTextResponse)
def text(): return "plain"


def common(q: str | None = None): return {"q": q}

@app.get("/dep")
async def dep(c: dict = Depends(common)): return c

@app.delete("/items/{item_id}", status_code=204)
def gone(item_id: int): pass
