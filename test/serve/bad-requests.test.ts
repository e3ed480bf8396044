import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve, type Served } from './served';

let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.stop());

/** Writes bytes to the engine's socket and half-closes; gives the status line and the body of what comes back. */
function say(bytes: string): Promise<[line: string, body: string]> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect({ path: served.socket, allowHalfOpen: true }, () => socket.end(bytes));
    socket.on('data', (data) => (text += data.toString()));
    // What the engine doesn't read to its end is cut off after the answer.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      const at = text.indexOf('\r\n\r\n');
      resolve([text.slice(0, text.indexOf('\r\n')), text.slice(at + 4).trimEnd()]);
    });
  });
}

const request = (line: string, headers = ''): string => `${line} HTTP/1.1\r\nHost: docker\r\n${headers}\r\n`;
const create = (body: string, type: string | undefined = 'application/json', path = '/v1.55/containers/create'): string =>
  `${request(`POST ${path}`, `${type === undefined ? '' : `Content-Type: ${type}\r\n`}Content-Length: ${body.length}\r\n`)}${body}`;
const refused = (message: string): [string, string] => ['HTTP/1.1 400 Bad Request', JSON.stringify({ message })];
const unfound: [string, string] = ['HTTP/1.1 404 Not Found', '{"message":"page not found"}'];
const plain = (status: string): [string, string] => [`HTTP/1.1 ${status}`, status];

/** The answers of moby (daemon/server) and of Go's net/http beneath it. */
const CASES: readonly (readonly [what: string, bytes: string, answer: [string, string]])[] = [
  ['JSON that ends early', create('{'), refused('invalid JSON: unexpected EOF')],
  ['JSON that is none', create('{"Image": }'), refused("invalid JSON: invalid character '}' looking for beginning of value")],
  ['JSON of another type', create('[]'), refused('invalid JSON: json: cannot unmarshal array into Go value of type CreateRequest')],
  ['a field of another type', create('{"Image":5}'), refused('invalid JSON: json: cannot unmarshal number into Go struct field CreateRequest.Image of type string')],
  ['two values', create('{"Image":"x"}{"x":1}'), refused('unexpected content after JSON')],
  ['no body', request('POST /v1.55/containers/create'), refused('invalid JSON: got EOF while reading request body')],
  ['another content type', create('{}', 'text/plain'), refused("unsupported Content-Type header (text/plain): must be 'application/json'")],
  ['no content type', create('{}', ''), refused('malformed Content-Type header (): mime: no media type')],
  ['a broken content type', create('{}', 'application/json; charset'), refused('malformed Content-Type header (application/json; charset): mime: invalid media parameter')],
  ['a content type with a parameter', create('{"Image":"nosuch"}', 'application/json; charset=utf-8'), ['HTTP/1.1 404 Not Found', '{"message":"No such image: nosuch:latest"}']],
  ['a version too old', request('GET /v1.39/info'), refused('client version 1.39 is too old. Minimum supported API version is 1.40, please upgrade your client to a newer version')],
  ['a version too new', request('GET /v1.99/info'), refused('client version 1.99 is too new. Maximum supported API version is 1.55')],
  ['a version of one part', request('GET /v2/info'), refused('client version 2 is too new. Maximum supported API version is 1.55')],
  ['a version of three parts', request('GET /v1.55.1/info'), refused('client version 1.55.1 is too new. Maximum supported API version is 1.55')],
  ['an unknown path of an unknown version', request('GET /v1.99/nothing'), unfound],
  ['an unknown path', request('GET /v1.55/nothing'), unfound],
  ['another method', request('DELETE /v1.55/info'), unfound],
  ['a path that is not canonical', request('GET /v1.55//info'), ['HTTP/1.1 301 Moved Permanently', '']],
  ['a broken escape in the path', request('GET /v1.55/containers/%zz/json'), plain('400 Bad Request')],
  ['a broken escape in the query', request('GET /v1.55/containers/json?all=%zz'), refused('invalid URL escape "%zz"')],
  ['a semicolon in the query', request('GET /v1.55/containers/json?all=1;size=1'), refused('invalid semicolon separator in query')],
  ['a number that is none', request('POST /v1.55/containers/nosuch/stop?t=x'), refused('strconv.Atoi: parsing "x": invalid syntax')],
  ['a size that is none', request('POST /v1.55/containers/nosuch/resize?h=-1&w=1'), refused('invalid resize height "-1": value out of range')],
  ['no HTTP at all', 'hello\r\n\r\n', plain('400 Bad Request')],
  ['no host', 'GET /_ping HTTP/1.1\r\n\r\n', plain('400 Bad Request: missing required Host header')],
  ['two hosts', request('GET /_ping', 'Host: other\r\n'), plain('400 Bad Request: too many Host headers')],
  ['another protocol version', 'GET /_ping HTTP/3.0\r\nHost: docker\r\n\r\n', plain('505 HTTP Version Not Supported: unsupported protocol version')],
  ['a length that is none', request('POST /v1.55/containers/create', 'Content-Type: application/json\r\nContent-Length: abc\r\n'), plain('400 Bad Request')],
  ['an unknown transfer encoding', request('POST /v1.55/containers/create', 'Content-Type: application/json\r\nTransfer-Encoding: gzip\r\n'), ['HTTP/1.1 501 Not Implemented', 'Unsupported transfer encoding']],
  ['a broken chunk', `${request('POST /v1.55/containers/create', 'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n')}zz\r\n`, refused('invalid JSON: invalid byte in chunk length')],
  ['a body that ends early', `${request('POST /v1.55/containers/create', 'Content-Type: application/json\r\nContent-Length: 50\r\n')}{"Image":`, refused('invalid JSON: unexpected EOF')],
  ['a head that ends early', 'GET /_ping HT', plain('400 Bad Request')],
  ['a head without end', `GET /_ping HTTP/1.1\r\nHost: docker\r\nX: ${'a'.repeat(1_200_000)}\r\n\r\n`, plain('431 Request Header Fields Too Large')],
  ['a body of 40 MB', create(`{"Image":"${'x'.repeat(40 << 20)}"}`), refused('repository name must not be more than 255 characters')],
  ['a password of 100 kB', create(`{"username":"me","password":"${'x'.repeat(100_000)}"}`, 'application/json', '/v1.55/auth'), ['HTTP/1.1 200 OK', '{"Status":"Login Succeeded"}']],
];

test.each(CASES)('%s', async (_what, bytes, answer) => {
  expect(await say(bytes)).toEqual(answer);
  expect(await say(request('GET /_ping'))).toEqual(['HTTP/1.1 200 OK', 'OK']);
});
