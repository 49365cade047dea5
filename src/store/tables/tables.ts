import type { Db } from '../schema.ts';
import type { Tables } from '../types/index.ts';
import { acts, links } from './acts.ts';
import { audit } from './audit.ts';
import { batches } from './batches.ts';
import { changes } from './changes.ts';
import { commits } from './commits.ts';
import { deliveries } from './deliveries.ts';
import { deployments } from './deployments.ts';
import { deploys, environments, locks } from './deploys.ts';
import { digests } from './digests.ts';
import { findings } from './findings.ts';
import { handoffs } from './handoffs.ts';
import { incidents } from './incidents.ts';
import { jobs } from './jobs.ts';
import { lapses } from './lapses.ts';
import { memory } from './memory.ts';
import { mutes } from './mutes.ts';
import { outages } from './outages.ts';
import { overrides, shiftOffers } from './overrides.ts';
import { pages } from './pages.ts';
import { posts } from './posts.ts';
import { reports } from './reports.ts';
import { repositories } from './repositories.ts';
import { runs } from './runs.ts';
import { calendars, handovers } from './shifts.ts';
import { standings } from './standings.ts';
import { streams } from './streams.ts';
import { subscriptions } from './subscriptions.ts';
import { work } from './work.ts';

export function tablesOf(db: Db): Tables {
  return {
    deliveries: deliveries(db),
    work: work(db),
    posts: posts(db),
    repositories: repositories(db),
    streams: streams(db),
    runs: runs(db),
    jobs: jobs(db),
    incidents: incidents(db),
    findings: findings(db),
    outages: outages(db),
    lapses: lapses(db),
    handoffs: handoffs(db),
    commits: commits(db),
    changes: changes(db),
    deployments: deployments(db),
    environments: environments(db),
    deploys: deploys(db),
    locks: locks(db),
    subscriptions: subscriptions(db),
    mutes: mutes(db),
    overrides: overrides(db),
    shiftOffers: shiftOffers(db),
    calendars: calendars(db),
    handovers: handovers(db),
    pages: pages(db),
    memory: memory(db),
    audit: audit(db),
    acts: acts(db),
    batches: batches(db),
    links: links(db),
    digests: digests(db),
    standings: standings(db),
    reports: reports(db),
  };
}
