import { parseDocument } from 'yaml';

/** What a workflow asks whoever starts it by hand. */
export type Input = {
  name: string;
  description: string | null;
  type: 'string' | 'boolean' | 'choice' | 'number' | 'environment';
  required: boolean;
  /** What GitHub takes where nothing is given. */
  default: string | null;
  /** Of a choice. */
  options: readonly string[];
};

/** What a workflow's file says of starting it; null where it cannot be started by hand. */
export type Startable = { inputs: readonly Input[] } | null;

/**
 * Reads `on: workflow_dispatch` of a workflow's file
 * (docs.github.com/actions/reference/workflows-and-actions/workflow-syntax). What is not as GitHub wants it
 * is read leniently: GitHub has the last word when the workflow is started.
 */
export function readStartable(yaml: string): Startable {
  const file = mapping(plain(yaml));
  // A reader of YAML 1.1 takes `on` for a truth value.
  const triggers = file?.['on'] ?? file?.['true'];
  if (triggers === 'workflow_dispatch') return { inputs: [] };
  if (Array.isArray(triggers))
    return triggers.includes('workflow_dispatch') ? { inputs: [] } : null;
  const named = mapping(triggers);
  if (!named || !Object.hasOwn(named, 'workflow_dispatch')) return null;
  const inputs = mapping(mapping(named['workflow_dispatch'])?.['inputs']) ?? {};
  return { inputs: Object.entries(inputs).map(([name, given]) => inputOf(name, mapping(given))) };
}

/** Undefined for what is no YAML, and for a few lines that would become gigabytes. */
function plain(yaml: string): unknown {
  const document = parseDocument(yaml, { prettyErrors: false });
  if (document.errors.length > 0) return undefined;
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}

type Mapping = Readonly<Record<string, unknown>>;

function mapping(value: unknown): Mapping | undefined {
  const is = typeof value === 'object' && value !== null && !Array.isArray(value);
  return is ? (value as Mapping) : undefined;
}

const types = ['string', 'boolean', 'choice', 'number', 'environment'] as const;

function inputOf(name: string, given: Mapping = {}): Input {
  const { description, required, default: standard, options } = given;
  return {
    name,
    description: textOf(description),
    type: types.find((type) => type === given['type']) ?? 'string',
    required: required === true,
    default: textOf(standard),
    options: Array.isArray(options) ? options.map((one) => textOf(one) ?? '') : [],
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : null;
}
