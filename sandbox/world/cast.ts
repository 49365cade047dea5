import { account } from '../github/box.ts';
import type { GitHub, JobSpec } from '../github/index.ts';
import { inputNamed } from '../github/inputs.ts';
import type { WorkflowSeed } from '../github/workflows.ts';

/** Who commits. The first three also sit in the workspace; nobody of them is Baton. */
export const people = {
  dana: { login: 'dana-gh', name: 'Dana Reyes', email: 'dana@acme.dev' },
  quinn: { login: 'quinn-gh', name: 'Quinn Okafor', email: 'quinn@acme.dev' },
  omar: { login: 'omar-gh', name: 'Omar Haddad', email: 'omar@acme.dev' },
  mina: { login: 'mina-gh', name: 'Mina Park', email: 'mina@acme.dev' },
  ines: { login: 'ines-m', name: 'Inês Matos', email: 'ines@acme.dev' },
  tomas: { login: 'tkral', name: 'Tomáš Král', email: 'tomas@acme.dev' },
  priya: { login: 'priyas', name: 'Priya Shah', email: 'priya@acme.dev' },
} as const;

const checkout = 'Run actions/checkout@v4';
const node = 'Run actions/setup-node@v4';

function npmJob(name: string, ...commands: readonly string[]): JobSpec {
  return { name, steps: [checkout, node, 'Run npm ci', ...commands.map((one) => `Run ${one}`)] };
}

const tests = [npmJob('test (node 20)', 'npm test'), npmJob('test (node 22)', 'npm test')];

function deployTo(...environments: readonly string[]): JobSpec[] {
  return environments.map((environment) => ({
    name: `deploy to ${environment}`,
    environment,
    steps: [checkout, 'Run ./deploy.sh', 'Run ./health.sh'],
  }));
}

const image: JobSpec = {
  name: 'build image',
  steps: [checkout, 'Run docker build -t ghcr.io/acme/api .'],
};

type RepoPlan = {
  name: string;
  language: string;
  description: string;
  workflows: readonly WorkflowSeed[];
  /** Pushes to main on a working day. */
  pace: number;
  /** What a push to main runs. */
  onPush: readonly string[];
  /** What a pull request runs. */
  onPull: readonly string[];
};

/** The four repositories of acme. */
export const repositories: readonly RepoPlan[] = [
  {
    name: 'acme/api',
    language: 'TypeScript',
    description: 'Orders, carts and payments',
    pace: 9,
    onPush: ['CI', 'Lint'],
    onPull: ['CI', 'Lint'],
    workflows: [
      { name: 'CI', jobs: [...tests, npmJob('types', 'npm run typecheck')] },
      { name: 'Lint', jobs: [npmJob('eslint', 'npm run lint')] },
      {
        name: 'Deploy',
        jobs: [image, ...deployTo(inputNamed('environment'))],
        inputs: {
          environment: { type: 'environment', required: true, description: 'Where to' },
          version: { description: 'The commit to deploy' },
        },
      },
    ],
  },
  {
    name: 'acme/web',
    language: 'JavaScript',
    description: 'The shop that customers see',
    pace: 8,
    onPush: ['CI', 'Lint', 'E2E'],
    onPull: ['CI', 'Lint'],
    workflows: [
      {
        name: 'CI',
        jobs: [...tests, npmJob('build', 'npm run build')],
        artifacts: [
          { name: 'shop', bytes: 4_180_000 },
          { name: 'source-maps', bytes: 11_900_000 },
        ],
      },
      { name: 'Lint', jobs: [npmJob('biome', 'npx biome ci .')] },
      { name: 'E2E', jobs: [npmJob('checkout', 'npx playwright test')] },
      { name: 'Deploy', jobs: [image, ...deployTo('production')] },
    ],
  },
  {
    name: 'acme/infra',
    language: 'HCL',
    description: 'Clusters, networks and backups',
    pace: 2,
    onPush: ['CI'],
    onPull: ['CI'],
    workflows: [
      { name: 'CI', jobs: [{ name: 'plan', steps: [checkout, 'Run terraform plan'] }] },
      {
        name: 'Nightly backup',
        file: 'backup.yml',
        inputs: {
          kind: {
            ...{ description: 'What to back up', type: 'choice', required: true },
            ...{ options: ['full', 'since yesterday'], default: 'full' },
          },
          environment: { description: 'Where', type: 'environment' },
          keep_days: { description: 'For how many days it is kept', type: 'number', default: 30 },
          verify: { description: 'Read it back', type: 'boolean', default: true },
          reason: { description: 'Why by hand' },
        },
        jobs: [
          { name: 'dump', steps: [checkout, 'Run ./dump.sh'] },
          { name: 'backup', steps: [checkout, 'Run ./backup.sh'] },
        ],
      },
    ],
  },
  {
    name: 'acme/mobile',
    language: 'TypeScript',
    description: 'The app for Android and iOS',
    pace: 5,
    onPush: ['CI'],
    onPull: ['CI'],
    workflows: [{ name: 'CI', jobs: tests }],
  },
];

/** Brings people, repositories, workflows and environments to a simulated GitHub. */
export function setTheStage(github: GitHub, now: number): void {
  for (const { login, name, email } of Object.values(people)) {
    account(github.box, login, { name, email });
  }
  const createdAt = now - 400 * 86_400_000;
  for (const { name, language, description, workflows } of repositories) {
    github.repo(name, { language, description, workflows, createdAt, private: true });
  }
  github.environment('acme/api', 'staging');
  // Baton signs in as baton-bot, and is asked beside the two.
  const approvers = [people.omar.login, people.mina.login, 'baton-bot'];
  github.environment('acme/api', 'production', approvers);
  github.environment('acme/web', 'production', approvers);
}
