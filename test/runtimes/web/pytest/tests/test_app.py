import unittest
import pytest

def test_home(client):
    response = client.get('/')
    assert response.status_code == 200
    assert response.get_json() == {'ok': True}

def test_lost(client):
    response = client.get('/nope')
    assert response.status_code == 200

def test_numbers(numbers):
    numbers.append(3)
    assert len(numbers) == 3

def test_numbers_again(numbers):
    assert len(numbers) == 2

def test_unknown(nothing):
    pass

@pytest.mark.parametrize('text, size', [('a', 1), ('bb', 3), pytest.param('c', 1, id='last')])
class TestSizes:
    def test_size(self, text, size):
        assert len(text) == size

class OldTest(unittest.TestCase):
    def setUp(self):
        self.x = 1
    def test_x(self):
        self.assertEqual(self.x, 2)
    def test_y(self): self.assertTrue(self.x)

@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    monkeypatch.setenv('MODE', 'test')

def test_near():
    assert 0.1 + 0.2 == pytest.approx(0.3)
    assert 'hello world' == 'hello World'
