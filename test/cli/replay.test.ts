import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { built } from '../helpers/built.ts';

test('npm run replay shows what could not be done, and makes it due again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-replay-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'baton.yml'), "repositories: [{ match: 'acme/*', channel: '#b' }]\n");
  const env = {
    SLACK_BOT_TOKEN: 'xoxb-1-2-good',
    SLACK_APP_TOKEN: 'xapp-1-good',
    GITHUB_TOKEN: 'ghp_0123456789012345678901234567890123456',
    DATABASE_URL: join(folder, 'baton.db'),
    BATON_CONFIG: join(folder, 'baton.yml'),
  };
  const script = join(await built(), 'src/cli/replay.js');
  const replay = (...args: string[]): Promise<string> =>
    promisify(execFile)(process.execPath, [script, ...args], { env }).then(
      ({ stdout }) => stdout,
      ({ stderr }: { stderr: string }) => stderr,
    );

  const elsewhere = { env: { ...env, DATABASE_URL: '/dev/null/baton.db' } };
  await expect(promisify(execFile)(process.execPath, [script], elsewhere)).rejects.toMatchObject({
    stderr: expect.stringMatching(/^DATABASE_URL: cannot open .* must be able to write .*\n$/),
    code: 1,
  });
  const store = await openStore(env.DATABASE_URL);
  onTestFinished(() => store.close());
  expect(await replay()).toBe('Nothing was left undone.\n');
  await store.deliveries.accept([{ id: 'x', event: 'push', body: '{}', receivedAt: 1 }]);
  await store.deliveries.fail('x', { error: 'no such thing', retryAt: null, now: 2 });
  const one = await replay();
  expect(one).toMatch(/^deliveries .*"id":"x".*no such thing.*\nnpm run replay --/);
  expect(one).toContain('"receivedAt":"1970-01-01T00:00:00.001Z"');
  expect(await replay('--help')).toMatch(/^npm run replay -- .*\n$/);
  expect(await replay('deliverys')).toMatch(/^There is no queue deliverys\.\nnpm run replay --/);
  expect(await replay('posts', 'x')).toMatch(/^x is not the number of a row\./);
  const more = Array.from({ length: 60 }, (_, nth) => `y${nth}`);
  await store.deliveries.accept(
    more.map((id) => ({ id, event: 'push', body: '{}', receivedAt: 1 })),
  );
  for (const id of more)
    await store.deliveries.fail(id, { error: 'no such thing', retryAt: null, now: 2 });
  expect(await replay()).toContain('\ndeliveries … and 11 more\n');
  expect(await replay('deliveries')).toBe('61 rows of deliveries due again\n');
  expect(await store.deliveries.counts()).toMatchObject({ waiting: 61, dead: 0 });
});
