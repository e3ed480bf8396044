import { versionAtLeast } from './call';

type Fields = Readonly<Record<string, unknown>>;

/** Fields of an image's configuration that clients before API 1.52 always find (moby inspect_response.go). */
const CONFIG_BEFORE_52 = { Cmd: null, Entrypoint: null, Env: null, Labels: null, OnBuild: null, User: '', Volumes: null, WorkingDir: '' };
const CONFIG_BEFORE_50 = {
  ...CONFIG_BEFORE_52, AttachStderr: false, AttachStdin: false, AttachStdout: false, Domainname: '', Hostname: '', Image: '', OpenStdin: false, StdinOnce: false, Tty: false,
};

const sorted = (fields: Fields): Record<string, unknown> => Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * An image's inspection as a client of a version gets it (moby daemon/server/router/image/image_routes.go). What has
 * fields added comes out of a Go map: sorted.
 */
export function imageView(version: string, view: Fields): Fields {
  const before = (wanted: string): boolean => !versionAtLeast(version, wanted);
  if (!before('1.52')) return view['Parent'] === undefined ? view : sorted(view);
  const { Descriptor, Config, ...rest } = view;
  return sorted({
    Parent: '', Comment: '', DockerVersion: '', Author: '', GraphDriver: { Data: null, Name: 'overlayfs' }, ...rest,
    Config: sorted({ ...(before('1.50') ? CONFIG_BEFORE_50 : CONFIG_BEFORE_52), ...(Config as Fields | null) }),
    ...(before('1.48') ? {} : { Descriptor }),
    ...(before('1.45') ? { Container: '', ContainerConfig: null } : {}),
    ...(before('1.44') ? { VirtualSize: view['Size'], Created: view['Created'] ?? '0001-01-01T00:00:00Z' } : {}),
  });
}

/** An image of a list, for a client of a version. */
export function imageListView(version: string, view: Fields): Fields {
  if (versionAtLeast(version, '1.51')) return view;
  const { Descriptor, ...rest } = view;
  return {
    ...rest, ...(versionAtLeast(version, '1.48') ? { Descriptor } : {}), Containers: -1,
    ...(versionAtLeast(version, '1.44') ? {} : { VirtualSize: view['Size'] }),
  };
}
