import { expect, test } from 'vitest';
import { utf8 } from '../../lib/bytes';
import { readerOf } from '../../lib/stream';
import { judge, LABEL } from './policy';

const LABELS: Record<string, Record<string, string>> = { mine: { [LABEL]: 'page' }, foreign: {}, 'foreign:latest': {}, 'mine:1': { [LABEL]: 'page' } };

async function verdict(method: string, target: string, body?: unknown): Promise<string> {
  const bytes = utf8(body === undefined ? '' : JSON.stringify(body));
  const result = await judge({ method, target, version: '1.1', headers: [], body: readerOf(bytes), hasBody: bytes.length > 0 }, 'page', async (_, id) => LABELS[id]);
  return result.allow ? 'allowed' : 'refused';
}

const create = (body: unknown) => verdict('POST', '/v1.51/containers/create?name=x', body);

test.each([
  { HostConfig: { Binds: ['/:/h'] } }, { HostConfig: { Binds: ['./x:/h'] } }, { HostConfig: { Binds: ['C:\\:/h'] } }, { HostConfig: { Binds: ['foreign:/h'] } },
  { hostconfig: { binds: ['/:/h'] } }, { HostConfig: { binds: ['/:/h'] } }, { HostConfig: { privileged: true } }, { HostConfig: { Privileged: true } },
  { HostConfig: { Mounts: [{ Type: 'bind', Source: '/', Target: '/h' }] } }, { HostConfig: { Mounts: [{ type: 'bind', Source: '/', Target: '/h' }] } }, { HostConfig: { Mounts: [{ Source: '/', Target: '/h' }] } },
  { HostConfig: { Mounts: [{ Type: 'volume', Source: 'foreign', Target: '/h' }] } }, { HostConfig: { Mounts: [{ Type: 'volume', Target: '/h', VolumeOptions: { DriverConfig: { Options: { device: '/' } } } }] } },
  { HostConfig: { PidMode: 'host' } }, { HostConfig: { PidMode: 'container:foreign' } }, { HostConfig: { NetworkMode: 'host' } }, { HostConfig: { NetworkMode: 'container:foreign' } }, { HostConfig: { NetworkMode: 'foreign' } }, { HostConfig: { IpcMode: 'container:foreign' } },
  { HostConfig: { MaskedPaths: [] } }, { HostConfig: { ReadonlyPaths: [] } }, { HostConfig: { CapAdd: ['SYS_ADMIN'] } }, { HostConfig: { Devices: [{ PathOnHost: '/dev/sda' }] } }, { HostConfig: { DeviceRequests: [{ Count: -1 }] } },
  { HostConfig: { Runtime: 'x' } }, { HostConfig: { Sysctls: { a: 'b' } } }, { HostConfig: { LogConfig: { Type: 'syslog' } } }, { HostConfig: { SecurityOpt: ['seccomp=unconfined'] } }, { HostConfig: { VolumesFrom: ['foreign'] } }, { HostConfig: { CgroupParent: '/x' } }, { HostConfig: { UsernsMode: 'host' } },
])('a container may not reach the machine or others: %j', async (body) => expect(await create({ Image: 'busybox', ...body })).toBe('refused'));

test('what a plain docker run sends may pass', async () => {
  expect(await create({ Image: 'busybox', Cmd: ['true'], HostConfig: { Binds: ['data:/data'], NetworkMode: 'default', CapAdd: null, Devices: [], MaskedPaths: null, MemorySwappiness: -1, Memory: 1000, PortBindings: { '80/tcp': [{ HostPort: '8080' }] } }, NetworkingConfig: { EndpointsConfig: { default: {} } } })).toBe('allowed');
});

test.each([
  ['GET', '/containers/foreign/attach/ws?stdin=1&stream=1'], ['DELETE', '/containers/foreign'], ['POST', '/containers/foreign/attach?stdin=1'], ['PUT', '/containers/foreign/archive?path=/'], ['POST', '/images/create?fromSrc=-&repo=foreign'],
  ['POST', '/commit?container=mine&repo=foreign'], ['POST', '/images/mine:1/tag?repo=foreign&tag=latest'], ['DELETE', '/images/foreign'], ['POST', '/build?t=foreign'], ['POST', '/build?networkmode=host'], ['DELETE', '/networks/foreign'], ['DELETE', '/volumes/foreign'],
  ['POST', '/build/prune'], ['POST', '/swarm/init'], ['POST', '/plugins/pull'], ['GET', '/containers/../images/json'], ['POST', '/session'], ['POST', '/grpc'],
])('%s %s is refused', async (method, target) => expect(await verdict(method, `/v1.51${target}`)).toBe('refused'));

test.each([
  ['POST', '/containers/mine/exec', { Cmd: ['sh'], Privileged: true }], ['POST', '/containers/mine/exec', { Cmd: ['sh'], privileged: true }], ['POST', '/containers/mine/update', { Devices: [{ PathOnHost: '/dev/sda' }] }], ['POST', '/volumes/create', { Name: 'x', DriverOpts: { device: '/' } }],
  ['POST', '/volumes/create', { Name: 'x', driveropts: { device: '/' } }], ['POST', '/networks/create', { Name: 'x', Options: { 'com.docker.network.bridge.name': 'eth0' } }], ['POST', '/networks/mine/connect', { Container: 'foreign' }], ['POST', '/networks/mine/connect', { container: 'foreign' }],
])('%s %s with %j is refused', async (method, target, body) => expect(await verdict(method, target, body)).toBe('refused'));

test('an engine that cannot say whose something is opens no door', async () => {
  const request = { method: 'DELETE', target: '/containers/x', version: '1.1' as const, headers: [], body: readerOf(new Uint8Array(0)), hasBody: false };
  await expect(judge(request, 'page', async () => Promise.reject(new Error('500')))).rejects.toThrow('500');
});
