import { DockerfileError } from '../dockerfile/location';

const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const DOMAIN_PART = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const DOMAIN = `(?:${DOMAIN_PART}(?:\\.${DOMAIN_PART})*|\\[(?:[a-fA-F0-9:]+)\\])(?::[0-9]+)?`;
const REFERENCE = new RegExp(
  `^((?:${DOMAIN}/)?${COMPONENT}(?:/${COMPONENT})*)(?::([\\w][\\w.-]{0,127}))?` +
    `(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$`,
);

/** A base image's name in full: registry, repository, tag or digest. */
export interface BaseName {
  name: string;
  tag: string;
  digest: string;
}

function splitDomain(reference: string): [domain: string, rest: string] {
  const slash = reference.indexOf('/');
  const first = slash < 0 ? '' : reference.slice(0, slash);
  const isDomain = first === 'localhost' || /[.:]/.test(first) || first !== first.toLowerCase();
  const domain = !isDomain || first === 'index.docker.io' ? 'docker.io' : first;
  const rest = isDomain ? reference.slice(slash + 1) : reference;
  return [domain, domain === 'docker.io' && !rest.includes('/') ? 'library/' + rest : rest];
}

/** distribution's reference.ParseNormalizedNamed, with its messages. */
export function parseBaseName(reference: string): BaseName {
  if (/^[a-f0-9]{64}$/.test(reference)) {
    throw new DockerfileError(
      `invalid repository name (${reference}), cannot specify 64-byte hexadecimal strings`,
    );
  }
  const [domain, rest] = splitDomain(reference);
  const remote = rest.split(':')[0]!;
  if (remote !== remote.toLowerCase()) {
    throw new DockerfileError(`invalid reference format: repository name (${remote}) must be lowercase`);
  }
  const whole = `${domain}/${rest}`;
  const match = REFERENCE.exec(whole);
  if (!match) {
    throw new DockerfileError(
      REFERENCE.test(whole.toLowerCase()) ? 'repository name must be lowercase' : 'invalid reference format',
    );
  }
  if (match[1]!.slice(domain.length + 1).length > 255) {
    throw new DockerfileError('repository name must not be more than 255 characters');
  }
  return { name: match[1]!, tag: match[2] ?? '', digest: match[3] ?? '' };
}

/** As written in full, `latest` where neither tag nor digest is given. */
export function formatBaseName({ name, tag, digest }: BaseName): string {
  const shownTag = tag === '' && digest === '' ? 'latest' : tag;
  return name + (shownTag && ':' + shownTag) + (digest && '@' + digest);
}
