import { isSysError } from '../../../machine/errno';
import type { Sys } from '../../../machine/sys';
import { interpreter, seesSystem } from './environment';

/** What pip knows: by its name as it is shown, the version, what it needs, and the module that is imported. */
export interface Distribution {
  name: string;
  version: string;
  needs: readonly string[];
  kilobytes: number;
}

const TABLE = `
Flask 3.1.2 103: Werkzeug Jinja2 itsdangerous click blinker markupsafe
Werkzeug 3.1.3 224: markupsafe
Jinja2 3.1.6 134: markupsafe
itsdangerous 2.2.0 16
click 8.3.0 107
blinker 1.9.0 8
MarkupSafe 3.0.3 22
redis 6.4.0 279
requests 2.32.5 64: charset_normalizer idna urllib3 certifi
charset-normalizer 3.4.3 150
idna 3.10 70
urllib3 2.5.0 129
certifi 2025.10.5 163
gunicorn 23.0.0 85: packaging
packaging 25.0 66
Django 5.2.7 8309: asgiref sqlparse
asgiref 3.10.0 24
sqlparse 0.5.3 44
fastapi 0.118.3 97: starlette pydantic typing-extensions
starlette 0.48.0 73: anyio
anyio 4.11.0 109: idna sniffio
sniffio 1.3.1 10
pydantic 2.12.0 459: annotated-types pydantic_core typing-extensions
pydantic-core 2.41.1 2096
annotated-types 0.7.0 13
typing-extensions 4.15.0 44
uvicorn 0.37.0 67: click h11
h11 0.16.0 37
numpy 2.3.3 16700
pandas 2.3.3 12800: numpy python-dateutil pytz tzdata
python-dateutil 2.9.0.post0 229: six
six 1.17.0 11
pytz 2025.2 509
tzdata 2025.2 347
psycopg2-binary 2.9.11 4200
psycopg2 2.9.11 379
mysql-connector-python 9.4.0 33900
PyMySQL 1.1.2 45
pymongo 4.15.3 1700: dnspython
dnspython 2.8.0 331
SQLAlchemy 2.0.43 3300: greenlet typing-extensions
greenlet 3.2.4 607
Flask-SQLAlchemy 3.1.1 25: flask sqlalchemy
Flask-Cors 6.0.1 13: flask Werkzeug
python-dotenv 1.1.1 20
pytest 8.4.2 365: iniconfig packaging pluggy pygments
iniconfig 2.1.0 6
pluggy 1.6.0 20
Pygments 2.19.2 1200
celery 5.5.3 438: click
boto3 1.40.50 140
pyyaml 6.0.3 806
black 25.9.0 1700: click packaging
httpx 0.28.1 73: anyio certifi idna
aiohttp 3.13.0 1700
pillow 11.3.0 6600
matplotlib 3.10.7 8700: numpy packaging
scikit-learn 1.7.2 9700: numpy
prometheus-client 0.23.1 61
virtualenv 20.34.0 6000
wheel 0.45.1 72
setuptools 80.9.0 1201
`;

export const normal = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

export const DISTRIBUTIONS: ReadonlyMap<string, Distribution> = new Map(
  TABLE.trim().split('\n').map((line) => {
    const [head = '', needs = ''] = line.split(/:(?: |$)/);
    const [name = '', version = '', kilobytes = '0'] = head.split(' ');
    return [normal(name), { name, version, needs: needs.split(' ').filter(Boolean).map(normal), kilobytes: Number(kilobytes) }];
  }),
);

/** Where pip puts things: of a virtual environment, of the image's own Python, or of Debian's. */
export function sitePackages(sys: Sys, version: string): string[] {
  const short = version.split('.').slice(0, 2).join('.');
  const { venv } = interpreter(sys);
  const own = venv === undefined ? [] : [`${venv}/lib/python${short}/site-packages`];
  if (venv !== undefined && !seesSystem(sys, venv)) return own;
  return [...own, `/usr/local/lib/python${short}/site-packages`, `${sys.env['HOME'] ?? '/root'}/.local/lib/python${short}/site-packages`];
}

/** What is installed, by its normal name its version: the dist-info folders. */
export function installedPackages(sys: Sys, version: string): Map<string, { name: string; version: string }> {
  const out = new Map<string, { name: string; version: string }>();
  for (const folder of sitePackages(sys, version)) {
    try {
      for (const { name } of sys.readdir(folder)) {
        const match = /^(.+)-([^-]+)\.dist-info$/.exec(name);
        if (match) out.set(normal(match[1]!), { name: DISTRIBUTIONS.get(normal(match[1]!))?.name ?? match[1]!, version: match[2]! });
      }
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  }
  return out;
}
