import { imageLoad } from '../../../../client/image';
import { jsonValues } from '../../../../client/streams';
import { contentOf } from '../../../../lib/content';
import type { Cli } from '../../../cli';
import { streamContent } from '../../../stream-content';
import { clientStep, type Tell } from './steps';

/** Loads what a builder has made into the engine, as a step of the build (buildx util/dockerutil, LoadImage). */
export async function loadBuilt(cli: Cli, archive: Uint8Array, tell: Tell): Promise<void> {
  await clientStep(cli.sys, tell, 'importing to docker', async () => {
    const { body } = await imageLoad(cli.client, streamContent(contentOf(archive)), {});
    for await (const message of jsonValues<{ error?: string }>(body)) if (message.error !== undefined) throw new Error(message.error);
  });
}
