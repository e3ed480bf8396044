import { formatPlatform } from '../../../oci/platform';
import type { BuildOrder } from '../request';

/** What a build was asked for, in the words of the frontend (buildx build/opt.go, FrontendAttrs). */
export function frontendAttributes(order: BuildOrder): Record<string, string> {
  const { request, extension } = order;
  const noCache = request.noCache ? '' : extension.noCacheFilter?.join(',');
  const keyed = (prefix: string, values: Readonly<Record<string, string>>) => Object.entries(values).map(([key, value]) => [`${prefix}:${key}`, value] as const);
  return {
    filename: (extension.dockerfileName ?? order.dockerfile).replace(/^.*\//, ''),
    ...(request.remote !== '' && { context: request.remote }),
    ...(request.target !== '' && { target: request.target }),
    ...(order.platforms.length > 0 && { platform: order.platforms.map(formatPlatform).join(',') }),
    ...(order.networkMode !== 'default' && { 'force-network-mode': order.networkMode }),
    ...(noCache !== undefined && { 'no-cache': noCache }),
    ...(request.extraHosts.length > 0 && { 'add-hosts': request.extraHosts.map((host) => host.replace(':', '=')).join(',') }),
    ...(request.shmSize > 0 && { 'shm-size': String(request.shmSize) }),
    ...(request.ulimits.length > 0 && { ulimit: request.ulimits.map((one) => `${one.Name}=${one.Soft}:${one.Hard}`).join(',') }),
    'image-resolve-mode': request.pull ? 'pull' : 'local',
    ...Object.fromEntries([...keyed('build-arg', order.buildArgs), ...keyed('label', request.labels), ...keyed('context', extension.contexts ?? {})]),
  };
}
