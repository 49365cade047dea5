import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { variables } from '../../src/config/variables.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (name: string): string => readFileSync(root + name, 'utf8');

/** The Dockerfile as its stages, each a list of instructions. */
const stages = read('Dockerfile')
  .split(/^(?=FROM )/m)
  .slice(1)
  .map((stage) => stage.split('\n').filter((line) => /^[A-Z]/.test(line)))
  .map((lines) =>
    lines.map((line) => ({ word: line.split(' ', 1)[0], rest: line.replace(/^\S+ /, '') })),
  );
const last = stages.at(-1) ?? [];
const of = (stage: typeof last, word: string): string[] =>
  stage.filter((line) => line.word === word).map(({ rest }) => rest);
const copied = stages
  .flatMap((stage) => of(stage, 'COPY'))
  .filter((rest) => !rest.startsWith('--from'))
  .flatMap((rest) => rest.split(' ').slice(0, -1));
const manifest = JSON.parse(read('package.json'));

describe('the image', () => {
  it('copies files that are there, and those alone get into the build', () => {
    for (const name of copied) expect(existsSync(root + name), name).toBe(true);
    const allowed = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'));
    expect(allowed.map((line) => line.slice(1)).sort()).toEqual([...new Set(copied)].sort());
    expect(read('.dockerignore')).toMatch(/^\*$/m);
  });

  it('runs what npm start runs, as a user without rights', () => {
    expect(JSON.parse(of(last, 'CMD')[0] ?? '').join(' ')).toBe(manifest.scripts.start);
    expect(of(last, 'USER')).toEqual(['node']);
    expect(last.findIndex(({ word }) => word === 'USER')).toBeGreaterThan(
      last.findLastIndex(({ word }) => word === 'RUN'),
    );
  });

  it('is of one Node.js, a long-term release that package.json allows', () => {
    const bases = new Set(stages.map(([from]) => from?.rest.split(' ', 1)[0]));
    expect(bases.size).toBe(1);
    const major = Number(/^node:(\d+)-bookworm-slim$/.exec([...bases][0] ?? '')?.[1]);
    expect(major % 2).toBe(0);
    expect(major).toBeGreaterThanOrEqual(Number(/\d+/.exec(manifest.engines.node)?.[0]));
  });

  it('leaves development packages behind and keeps its data on a volume', () => {
    expect(of(last, 'COPY').find((rest) => rest.endsWith('node_modules'))).toMatch(
      /^--from=packages /,
    );
    expect(
      stages.find(([from]) => from?.rest.endsWith('packages'))?.map(({ rest }) => rest),
    ).toContain('npm ci --omit=dev');
    expect(of(last, 'VOLUME')).toEqual(['/app/data']);
  });

  it('says that it is well when /healthz does, on the port that PORT names', async () => {
    const [check = ''] = of(last, 'HEALTHCHECK');
    const [node, flag, script = ''] = JSON.parse(/CMD (\[.*\])$/.exec(check)?.[1] ?? '[]');
    expect([node, flag]).toEqual(['node', '-e']);
    for (const [ok, port, code] of [
      [true, undefined, 0],
      [false, '8080', 1],
    ] as const) {
      const asked: string[] = [];
      const exits: number[] = [];
      const process = { env: { PORT: port }, exit: (exit: number) => exits.push(exit) };
      const fetch = async (url: string) => ({ ok: asked.push(url) > 0 && ok });
      new Function('process', 'fetch', script)(process, fetch);
      await expect.poll(() => exits).toEqual([code]);
      expect(asked).toEqual([`http://127.0.0.1:${port ?? 3000}/healthz`]);
    }
  });
});

describe('compose.yaml', () => {
  const { services, volumes } = parse(read('compose.yaml'));

  it('starts Baton once PostgreSQL 17 answers', () => {
    expect(services.database.image).toMatch(/^postgres:17\b/);
    expect(services.database.healthcheck.test).toContain('pg_isready');
    expect(services.baton.depends_on.database.condition).toBe('service_healthy');
    expect(services.baton.environment.DATABASE_URL).toContain('@database/baton');
  });

  it('keeps secrets in .env and data on volumes', () => {
    expect(services.baton.env_file).toBe('.env');
    expect(services.database.environment.POSTGRES_PASSWORD).toBe(
      '${POSTGRES_PASSWORD:?set it in .env}',
    );
    expect(Object.keys(volumes)).toEqual(['data', 'database']);
    expect(services.baton.volumes).toContain('data:/app/data');
  });

  it('gives Baton more time to end than it takes', () => {
    const source = read('src/app/create-app.ts') + read('src/slack/connect.ts');
    const farewells = [...source.matchAll(/farewellMs = ([\d_]+)/g)].map(([, ms]) =>
      Number(ms?.replace('_', '')),
    );
    expect(farewells).toHaveLength(2);
    const longest = farewells.reduce((sum, ms) => sum + ms, 0);
    expect(Number.parseInt(services.baton.stop_grace_period, 10) * 1000).toBeGreaterThan(longest);
  });

  it('sets only variables that Baton knows', () => {
    const known = Object.keys(variables.shape);
    expect(known).toEqual(expect.arrayContaining(Object.keys(services.baton.environment)));
  });
});

describe('.env.example', () => {
  it('names every variable but those for tests, and no other', () => {
    const named = [...read('.env.example').matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name);
    const known = [...Object.keys(variables.shape), 'POSTGRES_PASSWORD'];
    expect(named.sort()).toEqual(known.filter((name) => name !== 'SLACK_API_URL').sort());
  });

  it('holds no secret', () => {
    for (const [, value] of read('.env.example').matchAll(/^[A-Z_]+=(.*)$/gm))
      expect(['', 'xoxb-', 'xapp-']).toContain(value);
  });
});
