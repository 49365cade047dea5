import { describe, expect, test } from 'vitest';
import { openWorld } from '../helpers/world.ts';

const api = 'acme/api';

describe('a build that breaks and heals', () => {
  test('is one message that turns red and then green', async () => {
    const { github, slack, settle, read } = await openWorld();
    await github.run(api, 'CI', 'success');
    await settle();
    expect(read('#builds')).toEqual([]);

    await github.run(api, 'CI', 'failure');
    await settle();
    expect(read('#builds')).toHaveLength(1);
    expect(read('#builds')[0]).toContain('acme/api · CI is failing on main');

    await github.run(api, 'CI', 'failure');
    await settle();
    expect(read('#builds')).toHaveLength(1);
    expect(read('#builds')[0]).toContain('2 red runs');

    await github.run(api, 'CI', 'success');
    await settle();
    expect(read('#builds')).toHaveLength(1);
    expect(read('#builds')[0]).toContain('CI is green again on main');
    expect(slack.violations).toEqual([]);
  });
});
