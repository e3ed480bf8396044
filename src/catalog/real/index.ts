/**
 * Whether a registry of the real internet has an image, offered here or not: of such a one it would be a falsehood to say
 * that it doesn't exist. Without a tag it is asked for the repository.
 */
export async function isReal(host: string, repository: string, tag?: string): Promise<boolean> {
  const official = /^library\/([^/]+)$/.exec(host === 'docker.io' ? repository : host === 'public.ecr.aws' ? repository.replace(/^docker\//, '') : '')?.[1];
  if (official !== undefined) return (await import('./official')).isOfficial(official, tag);
  if (host === 'docker.io') return (await import('./community')).isCommunity(repository, tag);
  return (await import('./elsewhere')).isElsewhere(host, repository, tag);
}
