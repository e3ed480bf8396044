import { parseEnvFile } from '../../cli/opts/env-file';
import { text } from '../../lib/bytes';
import type { Sys } from '../../machine/sys';
import { parseDotenv } from '../load/dotenv';
import type { Mapping, Project, Service } from './types';

/** Reads services' env_file into their environment (Project.WithServicesEnvironmentResolved). */
export function withEnvironment(project: Project, sys: Sys, discardFiles: boolean): Project {
  const services: Record<string, Service> = {};
  for (const [name, service] of Object.entries(project.services)) services[name] = resolved(project, service, sys, discardFiles);
  return { ...project, services };
}

function resolved(project: Project, service: Service, sys: Sys, discardFiles: boolean): Service {
  const own: Mapping = {};
  for (const [key, value] of Object.entries(service.environment ?? {})) own[key] = value ?? project.environment[key] ?? null;
  const fromFiles: Record<string, string> = {};
  for (const { path, required, format } of service.env_file ?? []) {
    if (!sys.access(path, '')) {
      if (!required) continue;
      throw new Error(`env file ${path} not found: stat ${path}: no such file or directory`);
    }
    const lookup = (key: string): string | undefined => project.environment[key] ?? own[key] ?? fromFiles[key];
    try {
      if (format === 'raw') {
        for (const line of parseEnvFile(sys.readFile(path), path, lookup)) fromFiles[line.split('=')[0]!] = line.slice(line.indexOf('=') + 1);
      } else Object.assign(fromFiles, parseDotenv(text(sys.readFile(path)), lookup, () => undefined));
    } catch (error) {
      throw new Error(`failed to read ${path}: ${(error as Error).message}`);
    }
  }
  const labels = { ...labelFiles(service, sys), ...service.labels };
  const environment = { ...fromFiles, ...own };
  const out: Service = { ...service };
  if (Object.keys(environment).length > 0) out.environment = environment;
  if (Object.keys(labels).length > 0) out.labels = labels;
  if (discardFiles) {
    delete out.env_file;
    delete out.label_file;
  }
  return out;
}

function labelFiles(service: Service, sys: Sys): Record<string, string> {
  const out: Record<string, string> = {};
  for (const path of service.label_file ?? []) {
    if (!sys.access(path, '')) throw new Error(`label file ${path} not found: stat ${path}: no such file or directory`);
    Object.assign(out, parseDotenv(text(sys.readFile(path)), (name) => out[name], () => undefined));
  }
  return out;
}
