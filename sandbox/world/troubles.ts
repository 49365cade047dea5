import { inputNamed } from '../github/inputs.ts';
import { people } from './cast.ts';
import type { Change } from './changes.ts';

/** Something that breaks a stream, how its log reads, and what mends it. */
export type Trouble = {
  repo: string;
  workflow: string;
  /** The job that fails; default the last. */
  job?: string;
  /** The step in it that fails; default the last. */
  step?: string;
  /** The recorded log that it prints. */
  log: string;
  breaks: Change;
  mends: Change;
};

const { dana, omar, ines, tomas, priya } = people;

function change(author: { login: string }, message: string, ...files: readonly string[]): Change {
  return { message, author: author.login, files };
}

/** Breakages that commits bring to main. The first is what the demo begins with. */
export const breakages: readonly [Trouble, ...Trouble[]] = [
  {
    repo: 'acme/api',
    workflow: 'CI',
    job: 'test (node 22)',
    log: 'vitest',
    breaks: change(dana, 'Refactor totals', 'src/cart.ts', 'src/orders.ts'),
    mends: change(dana, 'Apply coupons from their minimum upwards', 'src/cart.ts'),
  },
  {
    repo: 'acme/web',
    workflow: 'CI',
    job: 'test (node 20)',
    log: 'jest',
    breaks: change(ines, 'Format prices with Intl', 'src/price.js', 'src/price.test.js'),
    mends: change(ines, 'Expect the non-breaking space before the euro sign', 'src/price.test.js'),
  },
  {
    repo: 'acme/api',
    workflow: 'CI',
    job: 'types',
    log: 'tsc',
    breaks: change(tomas, 'Allow orders without a customer', 'src/orders.ts', 'src/checkout.ts'),
    mends: change(tomas, 'Say "guest" on receipts without a customer', 'src/orders.ts'),
  },
  {
    repo: 'acme/mobile',
    workflow: 'CI',
    log: 'mocha',
    breaks: change(priya, 'Count the session in whole seconds', 'src/session.ts'),
    mends: change(priya, 'End the session at the hour, not after it', 'src/session.ts'),
  },
  {
    repo: 'acme/web',
    workflow: 'CI',
    job: 'build',
    log: 'heap',
    breaks: change(tomas, 'Render every product page at build time', 'vite.config.js'),
    mends: change(tomas, 'Render product pages in batches', 'vite.config.js'),
  },
  {
    repo: 'acme/infra',
    workflow: 'CI',
    log: 'terraform',
    breaks: change(omar, 'Move the cluster to Frankfurt', 'main.tf'),
    mends: change(omar, 'Spell region right and declare node_count', 'main.tf', 'variables.tf'),
  },
  {
    repo: 'acme/web',
    workflow: 'CI',
    job: 'test (node 22)',
    step: 'Run npm ci',
    log: 'npm-eresolve',
    breaks: change(tomas, 'Bump react from 18.3.1 to 19.0.0', 'package.json'),
    mends: change(tomas, 'Drop react-test-renderer', 'package.json', 'package-lock.json'),
  },
  {
    repo: 'acme/api',
    workflow: 'Lint',
    log: 'eslint',
    breaks: change(dana, 'Tag releases from a script', 'scripts/release.js', 'scripts/seed.js'),
    mends: change(dana, 'Mend the release script', 'scripts/release.js', 'scripts/seed.js'),
  },
];

/** The test that passes when it is asked again. */
export const flaky: Trouble = {
  repo: 'acme/web',
  workflow: 'E2E',
  log: 'playwright',
  breaks: change(ines, 'Say "Pay" and the amount on the button', 'src/checkout/pay.js'),
  mends: change(ines, 'Wait for the payment frame', 'tests/checkout.spec.js'),
};

/** The backup that nobody watches. */
export const nightly: Trouble = {
  repo: 'acme/infra',
  workflow: 'Nightly backup',
  log: 'disk-full',
  breaks: change(omar, 'Back up the event log too', 'backup.sh'),
  mends: change(omar, 'Give the backup volume 200 GB', 'backup.tf'),
};

/** A deployment that does not come up. */
export const deploy: Trouble = {
  repo: 'acme/api',
  workflow: 'Deploy',
  job: `deploy to ${inputNamed('environment')}`,
  log: 'health-check',
  breaks: change(tomas, 'Listen on the port from the environment', 'src/server.ts'),
  mends: change(tomas, 'Default to port 8080', 'src/server.ts'),
};

/** What the package registry does to everyone at once. */
export const outage = { step: 'Run npm ci', log: 'npm-network' };
