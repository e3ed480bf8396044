// How commands go into one session of a client, and its output is taken apart again: something that the client itself answers
// stands after each of them.
const MARKS = {
  redis: { sent: '"', seen: 'Invalid argument(s)\n' },
  postgres: { sent: '\\echo @@@', seen: '@@@\n' },
  mysql: { sent: "select '@@@' as '@@@';", seen: '+-----+\n| @@@ |\n+-----+\n| @@@ |\n+-----+\n' },
};

/** The text of the session. */
export function input(kind, records) {
  return records.map(({ command }) => `${command}\n${MARKS[kind].sent}\n`).join('');
}

/** What was seen between the marks. */
export function outputs(kind, text) {
  return text.split(MARKS[kind].seen);
}
