import { lexer, type Token } from 'marked';
import * as v from 'valibot';
import { parse as parseYaml } from 'yaml';
import { checkSchema, frontmatterSchema, hintSchema, predictSchema, quizSchema, type Check, type Frontmatter, type Hint, type Predict, type Quiz } from './schema';

/** A piece of a lesson, in the order in which it stands. */
export type Block =
  | { kind: 'prose'; tokens: Token[] }
  | { kind: 'run'; commands: string }
  | { kind: 'code'; language: string; text: string }
  | { kind: 'check'; check: Check }
  | { kind: 'hint'; hint: Hint }
  | { kind: 'quiz'; quiz: Quiz }
  | { kind: 'predict'; predict: Predict };

export interface Lesson extends Frontmatter {
  /** `01-first-containers/01-hello`: its folder. */
  id: string;
  blocks: Block[];
}

/** A lesson that can't be read: which one, and what is wrong in words for its author. */
export class LessonError extends Error {
  constructor(lesson: string, message: string) {
    super(`${lesson}: ${message}`);
    this.name = 'LessonError';
  }
}

function checked<S extends v.GenericSchema>(id: string, what: string, schema: S, source: string): v.InferOutput<S> {
  let data: unknown;
  try {
    data = parseYaml(source);
  } catch (error) {
    throw new LessonError(id, `${what} isn't YAML: ${error instanceof Error ? error.message : String(error)}`);
  }
  const result = v.safeParse(schema, data);
  if (result.success) return result.output;
  const issue = result.issues[0];
  throw new LessonError(id, `${what}: ${v.getDotPath(issue) ?? ''} ${issue.message}`);
}

/** Reads a lesson's Markdown. Throws LessonError. */
export function parseLesson(id: string, markdown: string): Lesson {
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(markdown);
  if (!match) throw new LessonError(id, 'frontmatter between --- lines is missing');
  const front = checked(id, 'frontmatter', frontmatterSchema, match[1]!);
  const blocks: Block[] = [];
  for (const token of lexer(match[2]!)) {
    if (token.type !== 'code') {
      const last = blocks.at(-1);
      if (last?.kind === 'prose') last.tokens.push(token);
      else blocks.push({ kind: 'prose', tokens: [token] });
      continue;
    }
    const [language = '', flag] = ((token as { lang?: string }).lang ?? '').split(' ');
    const source = (token as { text: string }).text;
    if (language === 'check') blocks.push({ kind: 'check', check: checked(id, 'check', checkSchema, source) });
    else if (language === 'hint') blocks.push({ kind: 'hint', hint: checked(id, 'hint', hintSchema, source) });
    else if (language === 'quiz') blocks.push({ kind: 'quiz', quiz: checked(id, 'quiz', quizSchema, source) });
    else if (language === 'predict') blocks.push({ kind: 'predict', predict: checked(id, 'predict', predictSchema, source) });
    else if (flag === 'run') blocks.push({ kind: 'run', commands: source });
    else blocks.push({ kind: 'code', language, text: source });
  }
  return { ...front, id, blocks };
}

/** The checks of a lesson, in order. */
export function checksOf(lesson: Lesson): Check[] {
  return lesson.blocks.flatMap((block) => (block.kind === 'check' ? [block.check] : []));
}
