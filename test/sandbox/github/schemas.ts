import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const require = createRequire(import.meta.url);

type Json = Record<string, unknown>;
type Verdict = string[];

/** GitHub's own description of what its API answers. Read when first asked for: it is 13 MB. */
const rest = lazily(() => described('@octokit/openapi/generated/api.github.com.json'));

/** GitHub's own description of what its webhooks carry. */
const hooks = lazily(() => described('@octokit/openapi-webhooks/generated/api.github.com.json'));

/** What is wrong with an answer, by GitHub's description; empty when nothing is. */
export function restFaults(
  method: string,
  template: string,
  status: number,
  body: unknown,
): Verdict {
  const { document, check } = rest();
  const path = (document['paths'] as Record<string, Json>)[template];
  if (path === undefined) return [`GitHub has no path ${template}`];
  const operation = path[method.toLowerCase()] as { responses: Record<string, Json> };
  const response = resolved(document, operation.responses[String(status)] ?? {});
  const content = response['content'] as Record<string, { schema: Json }> | undefined;
  const schema = content?.['application/json']?.schema;
  if (schema === undefined)
    return body === undefined ? [] : [`GitHub answers ${status} without a body`];
  return check(schema, body);
}

/** What is wrong with a webhook's payload; empty when nothing is. */
export function webhookFaults(event: string, action: string | null, payload: unknown): Verdict {
  const name = ['webhook', event, action].filter(Boolean).join('-').replaceAll('_', '-');
  return hooks().check({ $ref: `api#/components/schemas/${name}` }, payload);
}

function described(file: string) {
  const document = JSON.parse(readFileSync(require.resolve(file), 'utf8')) as Json;
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
  (formats as unknown as (ajv: Ajv2020) => void)(ajv);
  ajv.addSchema({ $id: 'api', components: plain(document['components']) } as Json);
  const compiled = new Map<string, ValidateFunction>();
  const check = (schema: Json, value: unknown): Verdict => {
    const key = JSON.stringify(schema);
    const validate = compiled.get(key) ?? ajv.compile(rebased(schema));
    compiled.set(key, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map((one) => `${one.instancePath} ${one.message}`);
  };
  return { document, check };
}

/** OpenAPI 3.0 writes `nullable`; JSON Schema has no such word. */
function plain(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(plain);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, example, examples, discriminator, ...rest } = node as Json;
  const copy = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, plain(value)]));
  if (typeof example === 'object' && example !== null && 'type' in example) {
    // A property that is called `example`, not the keyword.
    copy['example'] = plain(example);
  }
  return nullable === true ? { anyOf: [copy, { type: 'null' }] } : copy;
}

function rebased(schema: Json): Json {
  return JSON.parse(
    JSON.stringify(plain(schema)).replaceAll('"#/components/', '"api#/components/'),
  ) as Json;
}

function resolved(document: Json, node: Json): Json {
  const ref = node['$ref'];
  if (typeof ref !== 'string') return node;
  const parts = ref.replace('#/', '').split('/');
  return parts.reduce<Json>((at, part) => at[part] as Json, document);
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
