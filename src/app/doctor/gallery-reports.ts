import type { DigestPlan, Standing } from '../../core/digests.ts';
import type { Message } from '../../core/message.ts';
import type { DigestFacts } from '../../reports/digest.ts';
import { minutesMessage } from '../../reports/messages/cost.ts';
import { digestMessage } from '../../reports/messages/digest.ts';
import { healthMessage } from '../../reports/messages/health.ts';
import { homeHealth } from '../../reports/messages/home.ts';
import {
  posted,
  postedAlready,
  scheduled,
  scheduleList,
  unscheduled,
} from '../../reports/messages/schedules.ts';
import { bottleneckMessage, nothingGreen, slowList } from '../../reports/messages/slow.ts';
import { targetMessage } from '../../reports/messages/targets.ts';
import { notPosted } from '../../reports/messages/trouble.ts';
import { homePage } from '../slack/home-messages.ts';
import { reportSample, sampleBottleneck } from './sample-report.ts';

const hour = 3_600_000;

const plan: DigestPlan = {
  ...{ channel: 'C0SAMPLE', at: '0 9 * * 1-5', timezone: 'Europe/Berlin', edition: 'weekly' },
  ...{ repositories: ['acme/*'], team: 'dev', sections: ['red', 'fixes'] },
};

/** One of each message about digests, targets and reports. */
export function reportsGallery(now: number): Record<string, Message> {
  const bad = reportSample(now);
  const { passRate } = bad.health;
  const calm = { ...passRate, trend: { ...passRate.trend, unusual: false } };
  const quiet = { ...bad, changes: [], health: { ...bad.health, open: [], passRate: calm } };
  const missed: Standing = {
    repository: 'acme/web',
    measure: 'pass_rate',
    ...{ state: 'missed', since: now, value: 0.91, goal: 0.95 },
  };
  const met: Standing = {
    ...{ ...missed, measure: 'time_to_green' },
    ...{ state: 'met', value: hour, goal: hour },
  };
  const targets = [{ ...missed, of: 80, crossedAt: now }];
  const facts: DigestFacts = {
    ...{ shape: { sections: [], edition: 'daily' }, about: 'all 4 repositories', full: false },
    ...{ recent: bad, week: bad, targets, lateSince: now - hour, now },
  };
  const about = { about: 'acme/web', repositories: ['acme/web'], targets };
  const listed = { ...plan, id: 3, owner: 'U0SAMPLE', next: now + hour };
  const measured = [{ repository: 'acme/web', measure: 'pass_rate', value: 0.91, of: 80 }] as const;
  const repository = {
    name: 'acme/web',
    defaultBranch: 'main',
    url: 'https://github.com/acme/web',
  };
  return {
    digest: digestMessage(facts, 'sample'),
    'digest, weekly': digestMessage(
      { ...facts, shape: { ...facts.shape, edition: 'weekly' } },
      'w',
    ),
    'digest, quiet': digestMessage({ ...facts, recent: quiet, targets: [] }, 'sample'),
    'digest, not posted': notPosted(
      { ...plan, owner: 'U0SAMPLE' },
      { error: 'Slack knows no such channel', slot: now - hour, now },
    ),
    'digest, scheduled': scheduled(plan, { next: now + hour, now }),
    'digest, unscheduled': unscheduled(plan),
    'digest, on its way': posted('C0SAMPLE'),
    'digest, there already': postedAlready('C0SAMPLE', { by: 'U0SAMPLE', user: 'U1' }),
    'digests, list': scheduleList([listed], { channel: 'C0SAMPLE', now }),
    'target, missed': targetMessage(missed),
    'target, met again': targetMessage(met),
    'report, health': healthMessage(bad, about),
    'report, cost': minutesMessage(bad, ['acme/web']),
    'report, slow': slowList(bad, 'all 4 repositories'),
    'report, bottleneck': bottleneckMessage(sampleBottleneck(), { report: bad, others: ['Lint'] }),
    'report, nothing green': nothingGreen(bad, 'acme/web'),
    'report, home': {
      text: 'Home',
      blocks: homePage(homeHealth([{ repository, measured, targets }]), now),
    },
  };
}
