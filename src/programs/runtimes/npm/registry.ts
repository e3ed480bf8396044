/** A package of the simulated registry. */
export interface PackageInfo {
  name: string;
  versions: readonly string[];
  dependencies: readonly string[];
  /** Its command lines: by name the file. */
  bin?: Readonly<Record<string, string>>;
  /** Asks for money, as `npm fund` counts it. */
  funding?: boolean;
}

/** `name version[,older version…]: dependencies`; with `$` where it asks for funding. */
const TABLE = `
accepts 2.0.0,1.3.8: mime-types negotiator
array-flatten 1.1.1
body-parser 2.2.0,1.20.3 $: bytes content-type debug depd destroy http-errors iconv-lite on-finished qs raw-body type-is unpipe
bytes 3.1.2
call-bind-apply-helpers 1.0.2: es-errors function-bind
call-bound 1.0.4 $: call-bind-apply-helpers get-intrinsic
content-disposition 1.0.0,0.5.4: safe-buffer
content-type 1.0.5
cookie 0.7.2,0.7.1
cookie-signature 1.2.2,1.0.6
debug 4.4.3,2.6.9: ms
depd 2.0.0
destroy 1.2.0
dunder-proto 1.0.1: call-bind-apply-helpers es-errors gopd
ee-first 1.1.1
encodeurl 2.0.0
es-define-property 1.0.1
es-errors 1.3.0
es-object-atoms 1.1.1: es-errors
escape-html 1.0.3
etag 1.8.1
express 5.1.0,4.21.2,4.18.2,4.17.1 $: accepts array-flatten body-parser content-disposition content-type cookie cookie-signature debug depd encodeurl escape-html etag finalhandler fresh http-errors merge-descriptors methods on-finished parseurl path-to-regexp proxy-addr qs range-parser safe-buffer send serve-static setprototypeof statuses type-is utils-merge vary
finalhandler 2.1.0,1.3.1: debug encodeurl escape-html on-finished parseurl statuses unpipe
forwarded 0.2.0
fresh 2.0.0,0.5.2
function-bind 1.1.2 $
get-intrinsic 1.3.0 $: call-bind-apply-helpers es-define-property es-errors es-object-atoms function-bind get-proto gopd has-symbols hasown math-intrinsics
get-proto 1.0.1: dunder-proto es-object-atoms
gopd 1.2.0 $
has-symbols 1.1.0 $
hasown 2.0.2: function-bind
http-errors 2.0.0: depd inherits setprototypeof statuses toidentifier
iconv-lite 0.6.3,0.4.24: safer-buffer
inherits 2.0.4
ipaddr.js 1.9.1
math-intrinsics 1.1.0
media-typer 1.1.0,0.3.0
merge-descriptors 2.0.0,1.0.3 $
methods 1.1.2
mime 1.6.0
mime-db 1.54.0,1.52.0
mime-types 3.0.1,2.1.35: mime-db
ms 2.1.3,2.0.0
negotiator 1.0.0,0.6.3
object-assign 4.1.1
object-inspect 1.13.4 $
on-finished 2.4.1: ee-first
on-headers 1.1.0
parseurl 1.3.3
path-to-regexp 8.2.0,0.1.12
proxy-addr 2.0.7: forwarded ipaddr.js
qs 6.14.0,6.13.0 $: side-channel
range-parser 1.2.1
raw-body 3.0.0,2.5.2: bytes http-errors iconv-lite unpipe
safe-buffer 5.2.1 $
safer-buffer 2.1.2
send 1.2.0,0.19.0: debug depd destroy encodeurl escape-html etag fresh http-errors mime ms on-finished range-parser statuses
serve-static 2.2.0,1.16.2: encodeurl escape-html parseurl send
setprototypeof 1.2.0
side-channel 1.1.0 $: es-errors object-inspect side-channel-list side-channel-map side-channel-weakmap
side-channel-list 1.0.0 $: es-errors object-inspect
side-channel-map 1.0.1 $: call-bound es-errors get-intrinsic object-inspect
side-channel-weakmap 1.0.2 $: call-bound es-errors get-intrinsic object-inspect side-channel-map
statuses 2.0.2,2.0.1
toidentifier 1.0.1
type-is 2.0.1,1.6.18: content-type media-typer mime-types
unpipe 1.0.0
utils-merge 1.0.1
vary 1.1.2
cors 2.8.5: object-assign vary
morgan 1.10.1: basic-auth debug depd on-finished on-headers
basic-auth 2.0.1: safe-buffer
helmet 8.1.0
compression 1.8.1: bytes compressible debug negotiator on-headers safe-buffer vary
compressible 2.0.18: mime-db
cookie-parser 1.4.7: cookie cookie-signature
dotenv 17.2.3,16.6.1 $
uuid 11.1.0,9.0.1,8.3.2 $
nanoid 5.1.6,3.3.11 $
lodash 4.17.21
axios 1.12.2,0.27.2: follow-redirects form-data proxy-from-env
follow-redirects 1.15.11 $
form-data 4.0.4: asynckit combined-stream es-set-tostringtag hasown mime-types
asynckit 0.4.0
combined-stream 1.0.8: delayed-stream
delayed-stream 1.0.0
es-set-tostringtag 2.1.0: es-errors get-intrinsic has-tostringtag hasown
has-tostringtag 1.0.2 $: has-symbols
proxy-from-env 1.1.0
chalk 5.6.2,4.1.2 $: ansi-styles supports-color
ansi-styles 4.3.0 $: color-convert
color-convert 2.0.1: color-name
color-name 1.1.4
supports-color 7.2.0: has-flag
has-flag 4.0.0
nodemon 3.1.10,2.0.22 $: chokidar debug ignore-by-default minimatch pstree.remy semver simple-update-notifier supports-color touch undefsafe
chokidar 3.6.0 $: anymatch braces glob-parent is-binary-path is-glob normalize-path readdirp
anymatch 3.1.3: normalize-path picomatch
braces 3.0.3: fill-range
fill-range 7.1.1: to-regex-range
to-regex-range 5.0.1: is-number
is-number 7.0.0
glob-parent 5.1.2: is-glob
is-glob 4.0.3: is-extglob
is-extglob 2.1.1
is-binary-path 2.1.0: binary-extensions
binary-extensions 2.3.0 $
normalize-path 3.0.0
picomatch 2.3.1 $
readdirp 3.6.0: picomatch
ignore-by-default 1.0.1
minimatch 3.1.2: brace-expansion
brace-expansion 1.1.12: balanced-match concat-map
balanced-match 1.0.2
concat-map 0.0.1
pstree.remy 1.1.8
semver 7.7.3
simple-update-notifier 2.0.0: semver
touch 3.1.1
undefsafe 2.0.5
jest 30.2.0,29.7.0: jest-cli expect
jest-cli 29.7.0: chalk jest-worker
jest-worker 29.7.0: merge-stream supports-color
merge-stream 2.0.0
expect 29.7.0: jest-diff
jest-diff 29.7.0: chalk
mocha 11.7.4,10.8.2: ansi-styles debug minimatch ms supports-color yargs
yargs 17.7.2: cliui escalade y18n
cliui 8.0.1
escalade 3.2.0
y18n 5.0.8
chai 6.2.0,4.5.0: assertion-error
assertion-error 2.0.1
redis 5.8.3,4.7.1: cluster-key-slot
cluster-key-slot 1.1.2
ioredis 5.8.1 $: cluster-key-slot debug
mysql 2.18.1
mysql2 3.15.2,2.3.3: iconv-lite named-placeholders
named-placeholders 1.1.3
pg 8.16.3: pg-protocol pg-types
pg-protocol 1.10.3
pg-types 4.1.0
mongodb 6.20.0,5.9.2,4.17.2: @mongodb-js/saslprep bson mongodb-connection-string-url
@mongodb-js/saslprep 1.3.1: sparse-bitfield
sparse-bitfield 3.0.3: memory-pager
memory-pager 1.5.0
bson 6.10.4,5.5.1,4.7.2
mongodb-connection-string-url 3.0.2,2.6.0: @types/whatwg-url whatwg-url
@types/whatwg-url 11.0.5: @types/webidl-conversions
@types/webidl-conversions 7.0.3
whatwg-url 14.2.0: tr46 webidl-conversions
tr46 5.1.1: punycode
punycode 2.3.1
webidl-conversions 7.0.0
mongoose 8.19.1,7.8.7,6.13.8 $: bson kareem mongodb mpath mquery ms sift
kareem 2.6.3,2.5.1
mpath 0.9.0
mquery 5.0.0: debug
sift 17.1.3,16.0.1
sequelize 6.37.7 $: debug lodash semver uuid
sqlite3 5.1.7
ejs 3.1.10: jake
jake 10.9.4
pug 3.0.3: pug-parser
pug-parser 6.0.0
handlebars 4.7.8
socket.io 4.8.1: accepts cors debug engine.io
engine.io 6.6.4: cookie ws
ws 8.18.3
react 19.2.0
react-dom 19.2.0: scheduler
scheduler 0.27.0
react-scripts 5.0.1
next 15.5.4
vite 7.1.9
webpack 5.102.1
typescript 5.9.3
ts-node 10.9.2
eslint 9.37.0
prettier 3.6.2,2.8.8 $
winston 3.18.3: logform
logform 2.7.0
pino 9.13.1
joi 18.0.1
zod 4.1.12
bcrypt 6.0.0,5.1.1: node-addon-api node-gyp-build
node-addon-api 8.5.0
node-gyp-build 4.8.4
bcryptjs 3.0.2,2.4.3
jsonwebtoken 9.0.2,8.5.1: jws lodash.includes lodash.isboolean lodash.isinteger lodash.isnumber lodash.isplainobject lodash.isstring lodash.once ms semver
jws 3.2.2: jwa safe-buffer
jwa 1.4.2: buffer-equal-constant-time ecdsa-sig-formatter safe-buffer
buffer-equal-constant-time 1.0.1
ecdsa-sig-formatter 1.0.11: safe-buffer
lodash.includes 4.3.0
lodash.isboolean 3.0.3
lodash.isinteger 4.0.4
lodash.isnumber 3.0.3
lodash.isplainobject 4.0.6
lodash.isstring 4.0.1
lodash.once 4.1.1
moment 2.30.1
wait-port 1.1.0,1.0.4: chalk commander debug
commander 14.0.1,9.5.0
dayjs 1.11.18
fastify 5.6.1
koa 3.0.1
supertest 7.1.4
multer 2.0.2
http-server 14.1.1
serve 14.2.5
pm2 6.0.13
cross-env 10.1.0
concurrently 9.2.1
rimraf 6.0.1
node-fetch 3.3.2,2.7.0
express-session 1.18.2: cookie debug
passport 0.7.0
amqplib 0.10.9
kafkajs 2.2.4
prom-client 15.1.3
yarn 1.22.22
npm 11.6.2
minimist 1.2.8 $
is-odd 3.0.1
left-pad 1.3.0
cowsay 1.6.0
`;

/** Commands by their package: those that are not simulated say so. */
const COMMANDS = `
nodemon jest mocha vite react-scripts next webpack eslint prettier ts-node pm2 http-server serve cross-env concurrently rimraf cowsay wait-port
typescript:tsc,tsserver
`;
const BINS: Readonly<Record<string, Readonly<Record<string, string>>>> = Object.fromEntries(
  COMMANDS.trim().split(/\s+/).map((one) => {
    const [name = '', commands = name] = one.split(':');
    return [name, Object.fromEntries(commands.split(',').map((command) => [command, command === name ? 'bin.js' : `${command}.js`]))];
  }),
);

/** What the simulated registry has, by name. */
export const REGISTRY: ReadonlyMap<string, PackageInfo> = new Map(
  TABLE.trim().split('\n').map((line) => {
    const [head = '', tail = ''] = line.split(/:(?: |$)/);
    const [name = '', versions = '', funding] = head.trim().split(' ');
    const bin = BINS[name];
    return [name, { name, versions: versions.split(','), dependencies: tail.split(' ').filter(Boolean), funding: funding === '$', ...(bin ? { bin } : {}) }];
  }),
);

const parts = (version: string): number[] => version.split('-')[0]!.split('.').map((part) => Number.parseInt(part, 10) || 0);
function compare(a: string, b: string): number {
  const [x, y] = [parts(a), parts(b)];
  for (let i = 0; i < 3; i++) if ((x[i] ?? 0) !== (y[i] ?? 0)) return (x[i] ?? 0) - (y[i] ?? 0);
  return 0;
}

/** Whether a version fits a range (semver as package.json writes it). */
export function satisfies(version: string, range: string): boolean {
  return range.split('||').some((alternative) => alternative.trim().split(/\s+/).filter(Boolean).every((term) => fits(version, term)) || ['', '*', 'latest', 'x'].includes(alternative.trim()));
}
function fits(version: string, term: string): boolean {
  if (['*', 'latest', 'x', ''].includes(term)) return true;
  const [, operator = '', base = ''] = /^(\^|~|>=|<=|>|<|=)?v?(.*)$/.exec(term) ?? [];
  const order = compare(version, base.replace(/x|\*/g, '0'));
  const [v, b] = [parts(version), parts(base)];
  switch (operator) {
    case '^': return order >= 0 && v[0] === b[0] && (b[0] !== 0 || (v[1] === b[1] && (b[1] !== 0 || base.split('.').length < 3 || v[2] === b[2])));
    case '~': return order >= 0 && v[0] === b[0] && (base.split('.').length < 2 || v[1] === b[1]);
    case '>=': return order >= 0;
    case '>': return order > 0;
    case '<=': return order <= 0;
    case '<': return order < 0;
    default: return base.split('.').every((part, i) => part === 'x' || part === '*' || Number.parseInt(part, 10) === v[i]);
  }
}

/** The newest offered version that a range takes; undefined where none does. */
export function pickVersion(info: PackageInfo, range: string): string | undefined {
  return info.versions.find((version) => satisfies(version, range));
}

/** A version that the real registry may well have: it is older than the newest one that is offered here. */
export function mayExist(info: PackageInfo, range: string): boolean {
  const named = /\d+(?:\.\d+){0,2}/.exec(range)?.[0];
  return named !== undefined && compare(named, info.versions[0]!) < 0;
}
