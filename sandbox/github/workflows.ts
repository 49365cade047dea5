import type { Box } from './box.ts';
import type { JobSpec, Repo, Workflow } from './state.ts';

export type WorkflowSeed = {
  name: string;
  /** The file below `.github/workflows/`; default: the name in lower case. */
  file?: string;
  jobs?: readonly JobSpec[];
  dispatchable?: boolean;
  inputs?: Workflow['inputs'];
  runName?: string;
  state?: Workflow['state'];
  artifacts?: Workflow['artifacts'];
};

/** Finds a workflow by name, file, path or id. */
export function findWorkflow(repo: Repo, key: string): Workflow | undefined {
  return repo.workflows.find(
    (one) =>
      one.name === key ||
      one.path === key ||
      one.path === `.github/workflows/${key}` ||
      String(one.id) === key,
  );
}

/** Finds a workflow by name, or declares it. */
export function workflow(box: Box, repo: Repo, seed: WorkflowSeed): Workflow {
  const found = findWorkflow(repo, seed.name);
  if (found !== undefined) return found;
  const file = seed.file ?? `${seed.name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.yml`;
  const created: Workflow = {
    id: box.ids.next(),
    name: seed.name,
    path: `.github/workflows/${file}`,
    state: seed.state ?? 'active',
    createdAt: repo.createdAt,
    updatedAt: repo.createdAt,
    jobs: seed.jobs ?? [{ name: 'test' }],
    runs: 0,
    dispatchable: seed.dispatchable ?? true,
    inputs: seed.inputs ?? {},
    runName: seed.runName,
    artifacts: seed.artifacts ?? [],
  };
  repo.workflows.push(created);
  return created;
}

/** One job for each combination of the matrix, named as GitHub names them: `test (20, ubuntu)`. */
export function expandMatrix(
  jobs: readonly JobSpec[],
  matrix: Readonly<Record<string, readonly (string | number)[]>>,
): JobSpec[] {
  const combinations = Object.values(matrix).reduce<(string | number)[][]>(
    (rows, values) => rows.flatMap((row) => values.map((value) => [...row, value])),
    [[]],
  );
  return jobs.flatMap((job) =>
    combinations.map((values) => ({ ...job, name: `${job.name} (${values.join(', ')})` })),
  );
}

/** The file that declares a workflow, as `GET /contents` answers it. */
export function workflowYaml(one: Workflow): string {
  const jobs = one.jobs.map((job) => {
    const id = job.name.replace(/\W+/g, '-').replace(/-$/, '').toLowerCase();
    const steps = (job.steps ?? []).map((step) => `      - run: ${step.replace(/^Run /, '')}`);
    const environment = job.environment ? [`    environment: ${job.environment}`] : [];
    return [
      `  ${id}:`,
      `    name: ${job.name}`,
      '    runs-on: ubuntu-latest',
      ...environment,
      '    steps:',
      ...steps,
    ].join('\n');
  });
  const dispatch = one.dispatchable ? `  workflow_dispatch:\n${inputsYaml(one)}` : '';
  const runName = one.runName === undefined ? '' : `run-name: ${JSON.stringify(one.runName)}\n`;
  return `name: ${one.name}\n${runName}on:\n  push:\n  pull_request:\n${dispatch}jobs:\n${jobs.join('\n')}\n`;
}

function inputsYaml({ inputs }: Workflow): string {
  const names = Object.entries(inputs);
  if (names.length === 0) return '';
  const rows = names.flatMap(([name, spec]) => [
    `      ${name}:`,
    ...Object.entries(spec).map(([key, value]) => `        ${key}: ${JSON.stringify(value)}`),
  ]);
  return `    inputs:\n${rows.join('\n')}\n`;
}
