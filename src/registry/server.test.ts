import { expect, test } from 'vitest';
import { text, utf8 } from '../lib/bytes';
import { HttpConnection } from '../lib/http/client';
import { header } from '../lib/http/message';
import { serveHttp } from '../lib/http/server';
import { duplexPair, readAll } from '../lib/stream';
import { digestOfBytes } from '../oci/digest';
import { document } from '../oci/image';
import { MEDIA } from '../oci/media-types';
import { Accounts } from './accounts';
import { basicGate } from './auth';
import { MemoryStore } from './memory-store';
import { makeRegistry, type RegistryOptions } from './server';

function client(options: Partial<RegistryOptions> = {}) {
  const [ours, theirs] = duplexPair();
  void serveHttp(theirs, makeRegistry({ store: new MemoryStore(), ...options }));
  const connection = new HttpConnection(ours);
  return async (method: string, target: string, body?: Uint8Array, headers: [string, string][] = []) => {
    const answer = await connection.request({ method, target, headers: [['Host', 'r'], ...headers], ...(body ? { body } : {}) });
    return { status: answer.status, header: (name: string) => header(answer.headers, name), body: text(await readAll(answer.body)) };
  };
}

const layer = utf8('layer bytes');
const config = document(MEDIA.config, { architecture: 'amd64', os: 'linux' });
const manifest = document(MEDIA.manifest, {
  schemaVersion: 2, mediaType: MEDIA.manifest, config: config.descriptor,
  layers: [{ mediaType: MEDIA.layerGzip, digest: digestOfBytes(layer), size: layer.length }],
});

async function pushed(options: Partial<RegistryOptions> = {}) {
  const ask = client(options);
  for (const bytes of [layer, config.bytes]) {
    const digest = digestOfBytes(bytes);
    expect((await ask('POST', `/v2/team/app/blobs/uploads/?digest=${digest}`, bytes)).status).toBe(201);
  }
  const put = await ask('PUT', '/v2/team/app/manifests/1', manifest.bytes, [['Content-Type', MEDIA.manifest]]);
  expect([put.status, put.header('docker-content-digest'), put.body]).toEqual([201, manifest.descriptor.digest, '']);
  return ask;
}

test('what is pushed can be pulled: by tag, by digest, in ranges', async () => {
  const ask = await pushed();
  expect((await ask('GET', '/v2/')).body).toBe('{}');
  const got = await ask('GET', '/v2/team/app/manifests/1');
  expect([got.header('content-type'), got.body]).toEqual([MEDIA.manifest, text(manifest.bytes)]);
  const head = await ask('HEAD', `/v2/team/app/manifests/${manifest.descriptor.digest}`);
  expect([head.status, head.header('content-length')]).toEqual([200, String(manifest.bytes.length)]);
  const blob = `/v2/team/app/blobs/${digestOfBytes(layer)}`;
  expect((await ask('GET', blob)).body).toBe('layer bytes');
  const part = await ask('GET', blob, undefined, [['Range', 'bytes=6-']]);
  expect([part.status, part.body, part.header('content-range')]).toEqual([206, 'bytes', 'bytes 6-10/11']);
  expect((await ask('GET', blob, undefined, [['Range', 'bytes=99-']])).status).toBe(416);
  expect((await ask('GET', '/v2/team/app/tags/list')).body).toBe('{"name":"team/app","tags":["1"]}\n');
  expect((await ask('GET', '/v2/_catalog')).body).toBe('{"repositories":["team/app"]}\n');
});

test('a blob comes in chunks, is resumed, mounted and deleted', async () => {
  const ask = await pushed();
  const bytes = utf8('in two pieces');
  const start = await ask('POST', '/v2/team/app/blobs/uploads/');
  const place = start.header('location')!;
  expect([start.status, start.header('range')]).toEqual([202, '0-0']);
  const first = await ask('PATCH', place, bytes.subarray(0, 6), [['Content-Range', '0-5'], ['Content-Type', 'application/octet-stream']]);
  expect([first.status, first.header('range')]).toEqual([202, '0-5']);
  expect((await ask('PATCH', place, bytes.subarray(6), [['Content-Range', '9-15']])).status).toBe(416);
  expect((await ask('GET', place)).header('range')).toBe('0-5');
  expect((await ask('PATCH', place, bytes.subarray(6), [['Content-Range', '6-12']])).status).toBe(202);
  const wrong = await ask('PUT', `${place}?digest=${digestOfBytes(layer)}`);
  expect([wrong.status, wrong.body]).toContain(400);
  const again = (await ask('POST', '/v2/team/app/blobs/uploads/')).header('location')!;
  const done = await ask('PUT', `${again}?digest=${digestOfBytes(bytes)}`, bytes);
  expect([done.status, done.header('location')]).toEqual([201, `/v2/team/app/blobs/${digestOfBytes(bytes)}`]);
  const mount = await ask('POST', `/v2/other/blobs/uploads/?mount=${digestOfBytes(bytes)}&from=team/app`);
  expect(mount.status).toBe(201);
  expect((await ask('GET', `/v2/other/blobs/${digestOfBytes(bytes)}`)).body).toBe('in two pieces');
  expect((await ask('POST', `/v2/other/blobs/uploads/?mount=${digestOfBytes(utf8('no'))}&from=team/app`)).status).toBe(202);
  expect((await ask('DELETE', `/v2/other/blobs/${digestOfBytes(bytes)}`)).status).toBe(202);
  expect((await ask('GET', `/v2/other/blobs/${digestOfBytes(bytes)}`)).body).toBe(
    `{"errors":[{"code":"BLOB_UNKNOWN","message":"blob unknown to registry","detail":"${digestOfBytes(bytes)}"}]}\n`,
  );
});

test('tags are listed in pages with a link to the next', async () => {
  const ask = await pushed();
  for (const tag of ['3', '2', 'latest']) await ask('PUT', `/v2/team/app/manifests/${tag}`, manifest.bytes, [['Content-Type', MEDIA.manifest]]);
  const first = await ask('GET', '/v2/team/app/tags/list?n=2');
  expect([first.body, first.header('link')]).toEqual(['{"name":"team/app","tags":["1","2"]}\n', '</v2/team/app/tags/list?last=2&n=2>; rel="next"']);
  const next = await ask('GET', '/v2/team/app/tags/list?last=2&n=2');
  expect([next.body, next.header('link')]).toEqual(['{"name":"team/app","tags":["3","latest"]}\n', undefined]);
});

test('a manifest must name what is there, and referrers find their subject', async () => {
  const ask = await pushed();
  const bad = document(MEDIA.manifest, { schemaVersion: 2, config: config.descriptor, layers: [{ mediaType: MEDIA.layer, digest: digestOfBytes(utf8('x')), size: 1 }] });
  expect((await ask('PUT', '/v2/team/app/manifests/2', bad.bytes, [['Content-Type', MEDIA.manifest]])).body).toBe(
    `{"errors":[{"code":"MANIFEST_BLOB_UNKNOWN","message":"blob unknown to registry","detail":"${digestOfBytes(utf8('x'))}"}]}\n`,
  );
  const signature = document(MEDIA.manifest, {
    schemaVersion: 2, mediaType: MEDIA.manifest, artifactType: 'application/x.signature', config: config.descriptor, layers: [], subject: manifest.descriptor,
  });
  const put = await ask('PUT', `/v2/team/app/manifests/${signature.descriptor.digest}`, signature.bytes, [['Content-Type', MEDIA.manifest]]);
  expect([put.status, put.header('oci-subject')]).toEqual([201, manifest.descriptor.digest]);
  const found = await ask('GET', `/v2/team/app/referrers/${manifest.descriptor.digest}?artifactType=application/x.signature`);
  expect([found.header('content-type'), found.header('oci-filters-applied')]).toEqual([MEDIA.index, 'artifactType']);
  expect((JSON.parse(found.body) as { manifests: { digest: string }[] }).manifests.map((m) => m.digest)).toEqual([signature.descriptor.digest]);
  expect((await ask('DELETE', `/v2/team/app/manifests/${manifest.descriptor.digest}`)).status).toBe(202);
  expect((await ask('GET', '/v2/team/app/manifests/1')).status).toBe(404);
});

test('with accounts, nobody gets in without a password', async () => {
  const ask = client({ gate: basicGate(new Accounts({ alice: 'secret' })) });
  const refused = await ask('GET', '/v2/');
  expect([refused.status, refused.header('www-authenticate'), refused.body]).toEqual([
    401, 'Basic realm="Registry Realm"', '{"errors":[{"code":"UNAUTHORIZED","message":"authentication required","detail":null}]}\n',
  ]);
  expect((await ask('GET', '/v2/', undefined, [['Authorization', `Basic ${btoa('alice:secret')}`]])).status).toBe(200);
});

test('sha512 names contents too, and a manifest pushed by digest gets its tags by parameter', async () => {
  const ask = await pushed();
  const digest = digestOfBytes(layer, 'sha512');
  expect((await ask('GET', `/v2/team/app/blobs/${digest}`)).status).toBe(404);
  const place = (await ask('POST', '/v2/team/app/blobs/uploads/?digest-algorithm=sha512')).header('location')!;
  expect((await ask('PUT', `${place}?digest=${digest}`, layer)).header('docker-content-digest')).toBe(digest);
  expect((await ask('GET', `/v2/team/app/blobs/${digest}`)).body).toBe('layer bytes');
  const named = digestOfBytes(manifest.bytes, 'sha512');
  const put = await ask('PUT', `/v2/team/app/manifests/${named}?tag=a&tag=b`, manifest.bytes, [['Content-Type', MEDIA.manifest]]);
  expect([put.status, put.header('oci-tag'), put.header('docker-content-digest')]).toEqual([201, 'a, b', named]);
  expect((await ask('GET', '/v2/team/app/manifests/b')).body).toBe(text(manifest.bytes));
  expect((await ask('GET', '/v2/team/app/tags/list')).body).toBe('{"name":"team/app","tags":["1","a","b"]}\n');
});

test('what came before a connection broke is there when the upload goes on', async () => {
  const handler = makeRegistry({ store: new MemoryStore() });
  const connect = () => {
    const [ours, theirs] = duplexPair();
    return { ours, served: serveHttp(theirs, handler) };
  };
  const first = connect();
  const start = await new HttpConnection(first.ours).request({ method: 'POST', target: '/v2/app/blobs/uploads/', headers: [['Host', 'r']] });
  const place = header(start.headers, 'location')!;
  const cut = connect();
  await cut.ours.write(utf8(`PATCH ${place} HTTP/1.1\r\nHost: r\r\nContent-Length: 11\r\n\r\nlayer `));
  cut.ours.close();
  await cut.served.catch(() => undefined);
  const again = new HttpConnection(connect().ours);
  const far = await again.request({ method: 'GET', target: place, headers: [['Host', 'r']] });
  expect([far.status, header(far.headers, 'range')]).toEqual([204, '0-5']);
  const rest = await again.request({ method: 'PUT', target: `${place}?digest=${digestOfBytes(layer)}`, headers: [['Host', 'r'], ['Content-Range', '6-10']], body: layer.subarray(6) });
  expect(rest.status).toBe(201);
});
