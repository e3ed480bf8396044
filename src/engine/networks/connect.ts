import { EngineError, isEngineError, notFound } from '../../api/errors';
import type { Endpoint } from '../containers/record';
import { isRunning } from '../containers/record';
import type { Container } from '../containers/store';
import type { Engine } from '../engine';
import { startResolver, stopResolver } from './dns';
import { checkEndpoint, gatewayEndpoint, plugEndpoint, setDefaultRoute, unplugEndpoint } from './endpoints';
import { publishPorts, releasePorts } from './ports';
import { usesResolver, writeSandboxFiles } from './sandbox-files';
import type { NetworkRecord } from './store';

/** After a change of networks: default route, resolver, files, ports. */
async function refresh(engine: Engine, container: Container, gatewayBefore: string | undefined): Promise<void> {
  const { record, live } = container;
  if (!live.net) return;
  setDefaultRoute(engine, record, live.net);
  if (usesResolver(container)) {
    if (!live.dns) startResolver(engine, container, live.net);
  } else stopResolver(engine, container);
  writeSandboxFiles(engine, container);
  if (gatewayEndpoint(engine, record)?.endpoint.endpointId !== gatewayBefore) {
    releasePorts(engine, container);
    await publishPorts(engine, container);
  }
  container.save();
}

/** POST /networks/{id}/connect (moby daemon/container_operations.go ConnectToNetwork). */
export async function connectContainer(engine: Engine, network: NetworkRecord, container: Container, endpoint: Endpoint): Promise<void> {
  const { record, live } = container;
  const mode = record.hostConfig.NetworkMode;
  const forbid = (message: string): EngineError => new EngineError('forbidden', message);
  if (network.driver === 'host') throw forbid('cannot connect container to host network - container must be created in host network mode');
  if (mode.startsWith('container:')) throw forbid('container sharing network namespace with another container or host cannot be connected to any other network');
  if (mode === 'host') throw forbid('container cannot be disconnected from host network or connected to host network');
  if (network.driver === 'null' || (mode === 'none' && Object.keys(record.networks).includes('none'))) {
    throw forbid('container cannot be connected to multiple networks with one of the networks in private (none) mode');
  }
  checkEndpoint(network, endpoint);
  if (record.networks[network.name] && isRunning(record)) throw forbid(`endpoint with name ${container.name} already exists in network ${network.name}`);
  const before = gatewayEndpoint(engine, record)?.endpoint.endpointId;
  record.networks[network.name] = endpoint;
  if (!isRunning(record)) {
    container.save();
    return;
  }
  try {
    plugEndpoint(engine, container, network, live.net);
  } catch (error) {
    delete record.networks[network.name];
    throw error;
  }
  await refresh(engine, container, before);
}

/** POST /networks/{id}/disconnect; `force` also without a container of that name. */
export async function disconnectContainer(engine: Engine, network: NetworkRecord, ref: string, force: boolean): Promise<void> {
  let container: Container;
  try {
    container = engine.containers.get(ref);
  } catch (error) {
    if (force && isEngineError(error, 'notFound')) throw notFound(`endpoint ${ref} not found`);
    throw error;
  }
  const { record, live } = container;
  if (record.hostConfig.NetworkMode === 'host' && network.driver === 'host') throw new EngineError('forbidden', 'container cannot be disconnected from host network or connected to host network');
  if (!record.networks[network.name]) throw new EngineError('forbidden', `container ${container.id} is not connected to network ${network.name}`);
  const before = gatewayEndpoint(engine, record)?.endpoint.endpointId;
  unplugEndpoint(engine, container, network.name, live.net);
  delete record.networks[network.name];
  container.save();
  if (isRunning(record)) await refresh(engine, container, before);
}
