import type { InputSpec, JobSpec, Workflow } from './state.ts';

const most = 25;

/** What GitHub says of inputs that a workflow does not take; undefined where it takes them. */
export function inputFault(
  { inputs }: Workflow,
  given: Readonly<Record<string, unknown>>,
): string | undefined {
  const names = Object.keys(given);
  if (names.length > most)
    return `you may only define up to ${most} \`inputs\` for a \`workflow_dispatch\` event`;
  const unexpected = names.filter((name) => !Object.hasOwn(inputs, name));
  if (unexpected.length > 0) return `Unexpected inputs provided: ${JSON.stringify(unexpected)}`;
  for (const [name, spec] of Object.entries(inputs)) {
    const fault = valueFault(name, spec, given[name]);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** What counts where nothing was given. */
export function defaultsOf({ inputs }: Workflow): Record<string, string> {
  const defaults = Object.entries(inputs).flatMap(([name, spec]) =>
    spec.default === undefined ? [] : [[name, String(spec.default)] as const],
  );
  return Object.fromEntries(defaults);
}

/** What a workflow writes where an input is to stand. */
export const inputNamed = (name: string): string => `\${{ inputs.${name} }}`;

/** A text of a workflow with what was given in its place. */
export const filledIn = (text: string, inputs: Readonly<Record<string, unknown>>): string =>
  text.replace(/\$\{\{\s*inputs\.([\w-]+)\s*\}\}/g, (_, name: string) =>
    String(inputs[name] ?? ''),
  );

/** A job with what was given in its name and environment. */
export function jobWith(job: JobSpec, inputs: Readonly<Record<string, unknown>>): JobSpec {
  const { name, environment } = job;
  return {
    ...{ ...job, name: filledIn(name, inputs) },
    ...(environment && { environment: filledIn(environment, inputs) }),
  };
}

function valueFault(name: string, spec: InputSpec, value: unknown): string | undefined {
  if (value === undefined || value === '') {
    const missing = spec.required === true && spec.default === undefined;
    return missing ? `Required input '${name}' not provided` : undefined;
  }
  const text = String(value);
  if (spec.type === 'boolean' && !/^(true|false)$/.test(text))
    return `Provided value '${text}' for input '${name}' is not a valid boolean`;
  if (spec.type === 'number' && Number.isNaN(Number(text)))
    return `Provided value '${text}' for input '${name}' is not a valid number`;
  if (spec.type === 'choice' && spec.options?.includes(text) !== true)
    return `Provided value '${text}' for input '${name}' not in the list of allowed values`;
  return undefined;
}
