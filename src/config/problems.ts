import { messageOf, UserError } from '../core/errors.ts';

/** One thing that is wrong. It never holds a secret's value. */
export type Problem = {
  /** The variable, or the place in the file: `repositories[0].channel`. */
  path: string;
  /** What is wrong and what is allowed, said of the path: `must be …`, `is missing …`. */
  message: string;
  /** File and line, where that is known. */
  file?: string;
  line?: number;
};

/** What a source says, or everything that is wrong with it: `read` is there when `problems` is empty. */
export type Reading<T> = { read: T | undefined; problems: readonly Problem[] };

/** Everything that is wrong with the configuration, at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(problemLine).join('\n'));
    this.problems = problems;
  }
}

/** `baton.yml:12 repositories[0].chanel: unknown key; did you mean channel?` */
export function problemLine({ path, message, file, line }: Problem): string {
  const place = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`} `;
  return path === '' ? `${place}${message}` : `${place}${path}: ${message}`;
}

/** What kept a program from starting, a line each: what is wrong, and what to do about it where that is known. */
export function problemLines(thrown: unknown): string[] {
  if (thrown instanceof ConfigError) return thrown.problems.map(problemLine);
  if (thrown instanceof AggregateError && thrown.errors.length > 0)
    return thrown.errors.flatMap(problemLines);
  const message = messageOf(thrown).replace(/\.$/, '');
  const hint = thrown instanceof UserError ? thrown.hint : undefined;
  return [hint === undefined ? message : `${message}. ${hint.replaceAll('`', '')}`];
}

/** `['repositories', 0, 'match']` as people write it. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}
