import { notSimulated } from '../../errors';
import type { Verb } from '../../verb';
/** x */
export const classicBuild: Verb = async () => { throw notSimulated('docker build'); };
/** x */
export const builderPrune: Verb = async () => { throw notSimulated('docker builder prune'); };
