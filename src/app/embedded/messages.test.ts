import { expect, test } from 'vitest';
import { readEmbedMessage } from './messages';

test('only well-formed messages are taken', () => {
  expect(readEmbedMessage({ dockyard: 'run', commands: 'docker ps', extra: 1 })).toEqual({ dockyard: 'run', commands: 'docker ps' });
  expect(readEmbedMessage({ dockyard: 'type', text: 'docker ' })).toEqual({ dockyard: 'type', text: 'docker ' });
  expect(readEmbedMessage({ dockyard: 'ready' })).toEqual({ dockyard: 'ready' });
  for (const other of [undefined, null, 'run', 5, {}, { dockyard: 'run' }, { dockyard: 'run', commands: 5 }, { dockyard: 'eval', code: '1' }]) expect(readEmbedMessage(other)).toBeUndefined();
});
