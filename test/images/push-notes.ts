import { published } from './published';

/** What docker adds to a push of an official image's index of which one platform is here. */
export async function pushedInstead(repository = 'busybox'): Promise<string> {
  const { index, amd64 } = await published(repository);
  return `\n Info -> Not all multiplatform-content is present and only the available single-platform image was pushed\n         ${index} -> ${amd64.manifest}\n`;
}
