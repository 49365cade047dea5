import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { toAct, toLook } from '../../src/app/doctor/permissions.ts';
import { variables } from '../../src/config/variables.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(root + path, 'utf8');
const documents = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'].map(
  (name) => [name, read(name)] as const,
);
const text = Object.fromEntries(documents);
const all = documents.map(([, each]) => each).join('\n');
const scripts = Object.keys(JSON.parse(read('package.json')).scripts);

/** The heading as GitHub makes an anchor of it. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');

/** The first cells of the rows of the table whose head begins so. */
function firstCells(document: string, head: string): string[] {
  const [, ...lines] = document.slice(document.indexOf(`| ${head} |`)).split('\n');
  const end = lines.findIndex((line) => !line.startsWith('|'));
  return lines.slice(1, end).map((line) => line.split(' | ', 1)[0]?.slice(2) ?? '');
}

describe('the documents', () => {
  it.each(documents)('%s names files and headings that are there', (_, document) => {
    const named = [...document.matchAll(/(?:\]\(|src(?:set)?=")([^)"\s]+)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !target.startsWith('https:'));
    expect(named.length).toBeGreaterThan(3);
    for (const target of named) {
      const [path = '', heading] = target.split('#');
      expect(existsSync(root + path), target).toBe(true);
      if (heading === undefined) continue;
      const headings = [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, words = '']) => words);
      expect(headings.map(anchor)).toContain(heading);
    }
  });

  it('name every script of package.json, and none that is not there', () => {
    const named = [...all.matchAll(/\bnpm (?:run ([a-z][\w:]*)|(test|start)\b)/g)];
    const wanted = scripts.filter((name) => !name.startsWith('pre'));
    expect([...new Set(named.map(([, run, short]) => run ?? short))].sort()).toEqual(wanted.sort());
  });

  it('name files of tests and of the build that are there', () => {
    const paths = [...all.matchAll(/\b(?:dist\/)?((?:test|src)\/[\w/.-]+)\.(?:test\.)?[jt]s\b/g)];
    expect(paths.length).toBeGreaterThan(30);
    for (const [path] of paths)
      expect(existsSync(root + path.replace(/^dist\/(.*)\.js$/, '$1.ts')), path).toBe(true);
  });

  it('know the benchmarks by name', () => {
    const [, list = ''] = /benches: .* = \{\n([^}]*)\}/.exec(read('bench/index.ts')) ?? [];
    const names = [...list.matchAll(/^ {2}'?([\w-]+)'?:/gm)].map(([, name = '']) => name);
    const [, apart = ''] = /byNameOnly = new Set\(\[(.*)\]\)/.exec(read('bench/index.ts')) ?? [];
    const alone = [...apart.matchAll(/'([\w-]+)'/g)].map(([, name]) => name);
    const contributing = text['CONTRIBUTING.md'] ?? '';
    const [, usual = ''] = /a name runs one: (.*)$/m.exec(contributing) ?? [];
    expect(usual.split(', ')).toEqual(names.filter((name) => !alone.includes(name)));
    const [, byName = ''] = /Bench runs (.*) by name only/.exec(contributing) ?? [];
    expect(byName.split(' and ')).toEqual(alone);
  });
});

describe('README.md', () => {
  const readme = text['README.md'] ?? '';

  it('explains every variable, and no other', () => {
    const rows = readme.slice(readme.indexOf('| variable |')).split('\n\n', 1)[0] ?? '';
    // What a cell says a variable is needed with counts as well; a scheme or a product is none.
    const named = [...rows.matchAll(/`([A-Z]+_[A-Z_]+|PORT)`/g)].map(([, name = '']) => name);
    expect([...new Set(named)].sort()).toEqual(Object.keys(variables.shape).sort());
  });

  it('asks for the permissions that the doctor looks for', () => {
    const asked = firstCells(readme, 'permission at GitHub').map((cell) => {
      const [name = '', access] = cell.toLowerCase().split(': ');
      return { name: name.replace(' ', '_'), access };
    });
    expect([...new Set(asked.map(({ name }) => name))].sort()).toEqual([...toLook].sort());
    const written = asked.filter(({ access }) => access === 'write').map(({ name }) => name);
    expect(written.sort()).toEqual([...toAct].sort());
  });

  it('says which Node.js, and where Baton answers', () => {
    const least = JSON.parse(read('package.json')).engines.node.replace('>=', '');
    expect(readme).toContain(`Node.js ${least} or later`);
    const routes = [...read('src/app/http/routes.ts').matchAll(/'(\/[\w/]+)'/g)];
    expect(routes.length).toBe(5);
    for (const [, path] of routes) expect(readme).toContain(path);
  });
});

describe('ARCHITECTURE.md', () => {
  it('has a row for every folder of code', () => {
    const map = firstCells(text['ARCHITECTURE.md'] ?? '', 'folder').join('\n');
    const folders = (path: string) =>
      readdirSync(root + path, { withFileTypes: true })
        .filter((each) => each.isDirectory() && !each.name.startsWith('.'))
        .map(({ name }) => `${path}${name}`);
    const built = ['node_modules', 'dist', 'data', 'coverage', 'docs', 'src'];
    const wanted = [...folders('src/'), ...folders('').filter((name) => !built.includes(name))];
    for (const folder of wanted) expect(map).toContain(`(${folder})`);
    const named = [...map.matchAll(/\]\(([^)]+)\)/g)].map(([, path = '']) => path);
    expect(named.filter((path) => !wanted.includes(path))).toEqual(['src/main.ts']);
  });
});

describe('CONTRIBUTING.md', () => {
  it('names every part that a feature may bring', () => {
    const [, parts = ''] =
      /export type Feature = \{\n([\s\S]*?)\n\};/.exec(read('src/app/features/feature.ts')) ?? [];
    const names = [...parts.matchAll(/^ {2}(\w+)\?:/gm)].map(([, name = '']) => name);
    expect(names).toContain('renderers');
    for (const name of names) expect(text['CONTRIBUTING.md']).toContain(`\`${name}\``);
  });
});

describe('a rule that is run', () => {
  it.each([
    ['biome.jsonc', /^ +"(?:no|use)[A-Z]\w+": /],
    ['.dependency-cruiser.cjs', /^ {6}name: '/],
  ])('has its reason beside it in %s', (file, isRule) => {
    const lines =
      read(file)
        .split(/^ *"overrides"/m)[0]
        ?.split('\n') ?? [];
    const rules = lines.flatMap((line, index) => (isRule.test(line) ? [index] : []));
    expect(rules.length).toBeGreaterThan(6);
    for (const index of rules)
      expect(lines.slice(index - 2, index + 2).join('\n')).toMatch(/\/\/ [A-Z]|comment:/);
  });
});
