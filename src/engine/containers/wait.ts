import { invalid } from '../../api/errors';
import { quote } from '../../lib/govalue/quote';
import { isRunning } from './record';
import type { Container } from './store';

export interface WaitAnswer {
  StatusCode: number;
  Error?: { Message: string };
}

/** Checks a wait's condition (moby container WaitCondition). */
export function checkCondition(condition: string): void {
  if (!['', 'not-running', 'next-exit', 'removed'].includes(condition)) throw invalid(`invalid condition: ${quote(condition)}`);
}

/** POST /containers/{id}/wait: answers when the condition is met; `gone` ends the waiting. */
export function waitContainer(container: Container, condition: string, gone: Promise<void>): Promise<WaitAnswer> {
  const { record, live } = container;
  if ((condition === '' || condition === 'not-running') && !isRunning(record)) return Promise.resolve({ StatusCode: record.state.exitCode });
  return new Promise((resolve) => {
    const answer = (code: number): void => resolve({ StatusCode: code });
    const leave = condition === 'removed' ? live.onRemoved(answer) : live.onExit(answer);
    void gone.then(() => {
      leave();
      resolve({ Error: { Message: 'context canceled' }, StatusCode: -1 });
    });
  });
}
