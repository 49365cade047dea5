import type { webApi } from '@slack/bolt';
import type { Block } from '../core/blocks.ts';
import { failureOf } from './failure.ts';

/** What the doctor asks of Slack. */
export type Checkup = {
  /** `blocks.validate`: what Slack's own schema says against these blocks; undefined where it takes them. */
  validate(blocks: readonly Block[]): Promise<string | undefined>;
  /** Slack's clock, ms since the epoch, to the second. */
  serverTime(): Promise<number>;
};

export function checkup(client: webApi.WebClient, apiUrl: string | undefined): Checkup {
  return {
    async validate(blocks) {
      try {
        await client.apiCall('blocks.validate', { blocks: JSON.stringify(blocks) });
        return undefined;
      } catch (thrown) {
        const failure = failureOf('blocks.validate', thrown);
        if (failure.kind !== 'invalid') throw failure;
        return failure.message;
      }
    },
    async serverTime() {
      const address = new URL('api.test', apiUrl ?? 'https://slack.com/api/');
      const answer = await fetch(address, { method: 'POST', signal: AbortSignal.timeout(10_000) });
      return Date.parse(answer.headers.get('date') ?? '');
    },
  };
}
