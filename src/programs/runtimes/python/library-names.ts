/** Modules that only `pip install` makes importable, by the name that is imported: the distributions that bring them. */
export const INSTALLABLE: Readonly<Record<string, string>> = {
  flask: 'flask', redis: 'redis', requests: 'requests', django: 'django', gunicorn: 'gunicorn', psycopg2: 'psycopg2 psycopg2-binary', mysql: 'mysql-connector-python', pymysql: 'pymysql', dotenv: 'python-dotenv', flask_cors: 'flask-cors', jinja2: 'jinja2', werkzeug: 'werkzeug', markupsafe: 'markupsafe', fastapi: 'fastapi', pydantic: 'pydantic', uvicorn: 'uvicorn', pytest: 'pytest',
};
