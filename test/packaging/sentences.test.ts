import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What operators read, the edges, and words that are nobody's in particular say their own. */
const apart = ['app', 'calendars', 'cli', 'config', 'core', 'github', 'slack', 'store'];
const features = readdirSync(`${root}src`, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !apart.includes(entry.name))
  .map(({ name }) => `src/${name}`);
const folders = [...features, 'src/app/features', 'src/app/slack', 'commands'];

const files = folders.flatMap((folder) =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name}`)
    .filter((path) => path.endsWith('.ts') && !/(^|\/)messages(\/|\.ts$)/.test(path)),
);

/**
 * The refusals in a source text that bring words of their own. What is handed to a function, such as
 * `noLock('It')`, is a fact for it to put into words.
 */
function worded(source: string): string[] {
  return source
    .split(/\bnew (?:UserError|WrongField)\(/)
    .slice(1)
    .map(ownArguments)
    .filter((own) => /['"`]/.test(own));
}

/** What stands before the parenthesis that ends a call, without what stands in others. */
function ownArguments(rest: string): string {
  let depth = 1;
  let own = '';
  for (const sign of rest) {
    if (sign === ')') depth -= 1;
    if (depth === 0) break;
    if (depth === 1) own += sign;
    if (sign === '(') depth += 1;
  }
  return own.trim();
}

/** Whole sentences among the texts of a source; what rules of causes match, and say of a log, is no message. */
function sentences(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  return [...code.matchAll(/(['"`])[A-Z“](?:(?!\1)[^\n])*[.?!]\1/g)].map(([found]) => found);
}

describe('questions and hints', () => {
  it('stand in messages too: what an argument asks for, and what to do where no form opens', () => {
    const said = files
      .filter((path) => !path.startsWith('src/causes/') && !path.endsWith('-messages.ts'))
      .flatMap((path) =>
        sentences(readFileSync(root + path, 'utf8')).map((own) => `${path}: ${own}`),
      );
    expect(said).toEqual([]);
  });

  it.each([
    ["z.string('Which team?')"],
    ['z.string().max(most, `Say it in ${most} characters.`)'],
    ["return { form, instead: 'Type `/handoff qa`.' };"],
  ])('are seen where they stand: %s', (source) => {
    expect(sentences(source)).toHaveLength(1);
  });

  it.each([["summary: 'List what is broken now'"], ["/** Says 'Which team?' */ 'ci.yml'"]])(
    'are let be what is none: %s',
    (source) => {
      expect(sentences(source)).toEqual([]);
    },
  );
});

describe('refusals', () => {
  it('have their words in messages, in every feature, the app’s parts of it, and the commands', () => {
    expect(files.length).toBeGreaterThan(200);
    const found = files.flatMap((path) =>
      worded(readFileSync(root + path, 'utf8')).map((own) => `${path}: ${own}`),
    );
    expect(found).toEqual([]);
  });

  it.each([
    ["new UserError('This is over.')"],
    ['new UserError(\n  `There is no ${name}.`,\n  hint,\n)'],
    ["new UserError([mention(user), ' has this one already.'], hint)"],
    ["new UserError(gone ? 'It is gone.' : stillRed)"],
    ["new UserError(issue?.message ?? 'I do not understand that.')"],
    ["new UserError(noSuchRun(id), 'Type `/ci`.')"],
    ["new WrongField({ field: 'run', sentence: 'I do not know it.' })"],
  ])('are seen where they bring their own: %s', (source) => {
    expect(worded(`  throw ${source};`)).toHaveLength(1);
  });

  it.each([
    ['new UserError(...noSuchRun(id))'],
    ['new UserError(greenAgain)'],
    ["new UserError(...noLock(lock ? `${lock.environment} of ${lock.repository}` : 'It'))"],
    ["new UserError(gone ? forgotten : stillRed); const other = 'a word';"],
  ])('are let be where they do not: %s', (source) => {
    expect(worded(`  throw ${source};`)).toEqual([]);
  });
});
