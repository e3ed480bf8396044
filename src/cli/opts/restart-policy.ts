import { parseInt64 } from '../flags/strconv';

export interface RestartPolicy {
  Name: string;
  MaximumRetryCount: number;
}

/** opts.ParseRestartPolicy; whether name and count go together is for the engine to say. */
export function parseRestartPolicy(text: string): RestartPolicy {
  const at = text.indexOf(':');
  if (at === 0) throw new Error('invalid restart policy format: no policy provided before colon');
  const name = at === -1 ? text : text.slice(0, at);
  const count = at === -1 ? '' : text.slice(at + 1);
  if (count === '') return { Name: name, MaximumRetryCount: 0 };
  try {
    return { Name: name, MaximumRetryCount: parseInt64(count, 64, 10) };
  } catch {
    throw new Error('invalid restart policy format: maximum retry count must be an integer');
  }
}
