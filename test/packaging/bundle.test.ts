import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { built } from '../helpers/built.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

test('what npm start builds runs with no more packages than the image has', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-image-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [, packages = ''] =
    /cp -r --parents (.*) needed$/m.exec(readFileSync(join(root, 'Dockerfile'), 'utf8')) ?? [];
  const names = packages.split(' ');
  expect(names).toContain('node_modules/better-sqlite3');
  for (const name of names) {
    // Its sources are 10 MB, and no part of it that runs.
    const filter = (path: string) => !/better-sqlite3.(deps|src|build.Release.obj)/.test(path);
    cpSync(join(root, name), join(folder, name), { recursive: true, filter });
  }
  cpSync(await built(), join(folder, 'dist'), { recursive: true });
  const run = (...args: string[]) =>
    spawnSync(process.execPath, args, { cwd: folder, env: {}, encoding: 'utf8' });
  for (const entry of ['main', 'cli/doctor', 'cli/replay', 'cli/backfill']) {
    const { stdout, stderr } = run(`dist/src/${entry}.js`);
    expect(stdout + stderr).toMatch(/^SLACK_BOT_TOKEN: is not set|^Which repository/m);
  }
  const { stdout } = run('-p', "new (require('better-sqlite3'))(':memory:').open");
  expect(stdout.trim()).toBe('true');
});

test('what npm start builds is ASCII, of which V8 keeps half as much', async () => {
  const folder = await built();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const code = files.filter((file) => file.endsWith('.js'));
  expect(code).toContain(join('src', 'main.js'));
  for (const file of code)
    expect(readFileSync(join(folder, file), 'latin1')).not.toMatch(/[\x80-\xff]/);
});

test('no raw template holds what the build would write as an escape', () => {
  for (const file of ['src', 'commands'].flatMap(sourcesIn)) {
    expect(readFileSync(file, 'utf8'), file).not.toMatch(/String\.raw`[^`]*[\u0080-\uffff]/);
  }
});

function sourcesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(root, folder, file));
}
