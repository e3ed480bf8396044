import pytest
from calc import add, div, P


def test_add():
    assert add(1, 2) == 3


def test_fail():
    x = add(1, 2)
    assert x == 4


def test_call():
    assert add(2, 2) == 5


def test_attr():
    p = P(3)
    assert p.n == 4, "wrong n"


def test_str():
    assert 'foo' == 'bar'


def test_list():
    assert [1, 2, 3] == [1, 2, 4]


def test_dict():
    assert {'a': 1, 'b': 2} == {'a': 1, 'b': 3}


def test_in():
    assert 5 in [1, 2, 3]


def test_bool():
    assert not add(1, 1)


def test_plain():
    ok = False
    assert ok


def test_raises():
    with pytest.raises(ValueError, match='zero'):
        div(1, 0)


def test_no_raise():
    with pytest.raises(ValueError):
        div(1, 1)


@pytest.mark.parametrize("a,b,expected", [(1, 2, 3), (2, 2, 5)])
def test_par(a, b, expected):
    assert add(a, b) == expected


@pytest.fixture
def number():
    return 7


class TestClass:
    def test_one(self, number):
        assert number == 7

    def test_two(self, number, capsys):
        print('hello out')
        assert number > 8


@pytest.mark.skip(reason="later")
def test_skip(): pass


@pytest.mark.xfail
def test_xfail(): assert 0


def test_tmp(tmp_path, monkeypatch, capsys):
    (tmp_path / 'f').write_text('x')
    monkeypatch.setenv('K', 'v')
    import os
    print(os.environ['K'])
    assert capsys.readouterr().out == 'v\n'


def test_out():
    print('some output')
    raise KeyError('k')
