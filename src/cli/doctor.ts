import { examine, type Finding } from '../app/doctor/doctor.ts';
import { createGitHubApi } from '../app/github-side.ts';
import { neededScopes } from '../app/slack/scopes.ts';
import { systemClock } from '../core/clock.ts';
import { slackApi } from '../slack/api.ts';
import { webClient } from '../slack/client.ts';
import { open, silent } from './open.ts';

const marks = { ok: 'ok  ', warn: 'warn', fail: 'FAIL' } as const;

/** `npm run doctor`: one line for each thing looked at, with its mend. Exit code 1 where something fails. */
async function doctor(): Promise<void> {
  const { config, store } = await open();
  const { botToken, apiUrl } = config.slack;
  const client = webClient({ token: botToken.reveal(), apiUrl, log: silent });
  const findings = await examine({
    config,
    store,
    slack: slackApi(client, systemClock),
    github: createGitHubApi({ config, clock: systemClock, log: silent }),
    scopes: neededScopes,
    now: systemClock.now(),
  });
  for (const finding of findings) console.log(lineOf(finding));
  await store.close();
  process.exitCode = findings.some(({ state }) => state === 'fail') ? 1 : 0;
}

function lineOf({ what, state, says, mend }: Finding): string {
  return `${marks[state]}  ${what.padEnd(20)}  ${says}${mend ? `  →  ${mend}` : ''}`;
}

await doctor();
