import { isSysError } from '../../../machine/errno';
import type { Sys } from '../../../machine/sys';
import { interpreter, seesSystem } from './environment';

/** What pip knows: by its name as it is shown, the version, what it needs, and the module that is imported. */
export interface Distribution {
  name: string;
  version: string;
  /** By normal names. */
  needs: readonly string[];
  /** The same as its metadata words them, with the versions that do. */
  wants: readonly { name: string; spec: string }[];
  kilobytes: number;
}

/** What stands behind a name in brackets: the distributions that come with it then. */
export const EXTRAS: Readonly<Record<string, readonly string[]>> = {
  'fastapi[standard]': ['fastapi-cli', 'httpx', 'jinja2', 'python-multipart', 'email-validator', 'uvicorn[standard]'],
  'uvicorn[standard]': ['httptools', 'python-dotenv', 'pyyaml', 'uvloop', 'watchfiles', 'websockets'],
  'psycopg[binary]': ['psycopg-binary'],
};

const TABLE = `
Flask 3.1.2 103: blinker>=1.9.0 click>=8.1.3 itsdangerous>=2.2.0 jinja2>=3.1.2 markupsafe>=2.1.1 werkzeug>=3.1.0
Werkzeug 3.1.3 224: MarkupSafe>=2.1.1
Jinja2 3.1.6 134: MarkupSafe>=2.0
itsdangerous 2.2.0 16
click 8.3.0 107
blinker 1.9.0 8.5
MarkupSafe 3.0.3 22
redis 6.4.0 279
requests 2.32.5 64: charset_normalizer<4,>=2 idna<4,>=2.5 urllib3<3,>=1.21.1 certifi>=2017.4.17
charset-normalizer 3.4.3 150
idna 3.10 70
urllib3 2.5.0 129
certifi 2025.10.5 163
gunicorn 23.0.0 85: packaging
packaging 25.0 66
Django 5.2.7 8309: asgiref>=3.8.1 sqlparse>=0.3.1
asgiref 3.10.0 24
sqlparse 0.5.3 44
fastapi 0.118.3 97: starlette<0.49.0,>=0.40.0 pydantic!=1.8,!=1.8.1,!=2.0.0,!=2.0.1,!=2.1.0,<3.0.0,>=1.7.4 typing-extensions>=4.8.0
starlette 0.48.0 73: anyio<5,>=3.6.2
anyio 4.11.0 109: idna>=2.8 sniffio>=1.1
sniffio 1.3.1 10
pydantic 2.12.0 459: annotated-types>=0.6.0 pydantic-core==2.41.1 typing-extensions>=4.14.1 typing-inspection>=0.4.2
pydantic-core 2.41.1 2096
annotated-types 0.7.0 13
typing-extensions 4.15.0 44
typing-inspection 0.4.2 14: typing-extensions>=4.12.0
fastapi-cli 0.0.14 11: typer>=0.15.1 uvicorn>=0.15.0 rich-toolkit>=0.14.8
typer 0.19.2 46: click>=8.0.0 typing-extensions>=3.7.4.3 shellingham>=1.3.0 rich>=10.11.0
rich 14.2.0 243: markdown-it-py>=2.2.0 pygments<3.0.0,>=2.13.0
rich-toolkit 0.15.1 29: rich>=13.7.1 click>=8.1.7
markdown-it-py 4.0.0 87: mdurl~=0.1
mdurl 0.1.2 10
shellingham 1.5.4 9.8
python-multipart 0.0.20 24
email-validator 2.3.0 35: dnspython>=2.0.0 idna>=2.0.0
httpcore 1.0.9 78: certifi h11>=0.16
httptools 0.6.4 442
uvloop 0.21.0 4000
watchfiles 1.1.0 453: anyio>=3.0.0
websockets 15.0.1 181
uvicorn 0.37.0 67: click>=7.0 h11>=0.8
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
pymongo 4.15.3 1700: dnspython<3.0.0,>=1.16.0
dnspython 2.8.0 331
SQLAlchemy 2.0.43 3300: greenlet>=1 typing-extensions>=4.6.0
greenlet 3.2.4 607
Flask-SQLAlchemy 3.1.1 25: flask>=2.2.5 sqlalchemy>=2.0.16
Flask-Cors 6.0.1 13: flask>=0.9 Werkzeug>=0.7
python-dotenv 1.1.1 20
pytest 8.4.2 365: iniconfig>=1 packaging>=20 pluggy<2,>=1.5 pygments>=2.7.2
iniconfig 2.1.0 6.0
pluggy 1.6.0 20
Pygments 2.19.2 1200
celery 5.5.3 438: click
boto3 1.40.50 140
pyyaml 6.0.3 806
black 25.9.0 1700: click packaging
httpx 0.28.1 73: anyio certifi httpcore==1.* idna
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
    const wants = needs.split(' ').filter(Boolean).map((want) => ({ name: /^[\w.-]+/.exec(want)![0], spec: want.replace(/^[\w.-]+/, '') }));
    return [normal(name), { name, version, needs: wants.map((want) => normal(want.name)), wants, kilobytes: Number(kilobytes) }];
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
