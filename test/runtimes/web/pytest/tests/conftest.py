import pytest
from app import create_app

@pytest.fixture
def app():
    app = create_app()
    yield app
    print('torn down')

@pytest.fixture()
def client(app):
    return app.test_client()

@pytest.fixture(scope='session')
def numbers():
    print('made once')
    return [1, 2]
