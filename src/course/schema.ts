import * as v from 'valibot';

const text = v.pipe(v.string(), v.minLength(1));

const containerFact = v.strictObject({
  container: v.strictObject({
    name: v.optional(text),
    image: v.optional(text),
    state: v.optional(v.picklist(['created', 'running', 'paused', 'restarting', 'exited', 'dead'])),
    exitCode: v.optional(v.number()),
    /** How many containers must match; at least one unless given. */
    count: v.optional(v.number()),
    /** A field of inspect by path, with the value it must have: `HostConfig.AutoRemove: true`. */
    inspect: v.optional(v.record(v.string(), v.unknown())),
  }),
  say: text,
});
const imageFact = v.strictObject({ image: v.strictObject({ reference: text, present: v.optional(v.boolean()) }), say: text });
const volumeFact = v.strictObject({ volume: v.strictObject({ name: text, present: v.optional(v.boolean()) }), say: text });
const networkFact = v.strictObject({ network: v.strictObject({ name: text, present: v.optional(v.boolean()) }), say: text });
const portFact = v.strictObject({ port: v.strictObject({ number: v.number(), path: v.optional(text), contains: v.optional(text) }), say: text });
const hostFileFact = v.strictObject({ hostFile: v.strictObject({ path: text, contains: v.optional(text) }), say: text });
const commandFact = v.strictObject({ command: v.strictObject({ run: text, status: v.optional(v.number()), contains: v.optional(text) }), say: text });

/** One fact that must hold, and the sentence for when it doesn't. */
export const factSchema = v.union([containerFact, imageFact, volumeFact, networkFact, portFact, hostFileFact, commandFact]);
export type Fact = v.InferOutput<typeof factSchema>;

export const checkSchema = v.strictObject({ id: text, title: text, facts: v.pipe(v.array(factSchema), v.minLength(1)) });
export type Check = v.InferOutput<typeof checkSchema>;

export const hintSchema = v.strictObject({ steps: v.pipe(v.array(text), v.minLength(1)) });
export type Hint = v.InferOutput<typeof hintSchema>;

const choice = v.strictObject({ text: text, right: v.optional(v.boolean()), why: text });
/** One or several right answers; every choice says why. */
export const quizSchema = v.strictObject({ id: text, question: text, credits: v.number(), choices: v.pipe(v.array(choice), v.minLength(2), v.check((choices) => choices.some((entry) => entry.right), 'a quiz wants a right choice')) });
export type Quiz = v.InferOutput<typeof quizSchema>;

/** A question about what a command will do, and the command. */
export const predictSchema = v.strictObject({ ...quizSchema.entries, run: text });
export type Predict = v.InferOutput<typeof predictSchema>;

export const frontmatterSchema = v.strictObject({
  title: text,
  goal: text,
  minutes: v.number(),
  requires: v.optional(v.literal('simulated')),
  /** Commands that put the machine into the lesson's first state. */
  start: v.optional(text),
  solution: text,
  wrong: v.optional(v.array(v.strictObject({ commands: text, says: text }))),
});
export type Frontmatter = v.InferOutput<typeof frontmatterSchema>;
