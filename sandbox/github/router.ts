import type { Answer } from './answers.ts';
import type { Call } from './call.ts';

/** A path of the REST API as GitHub's description writes it, and what answers it. */
export type Route = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  template: string;
  handle(call: Call): Answer | Promise<Answer>;
};

export type Match = { route: Route; params: Record<string, string> };

/** Finds the route of a path; `{path}` at the end of a template takes slashes too. */
export function createRouter(routes: readonly Route[]) {
  const compiled = routes.map((route) => ({ route, pattern: pattern(route.template) }));
  return (method: string, path: string): Match | undefined => {
    for (const { route, pattern } of compiled) {
      if (route.method !== method) continue;
      const match = pattern.exec(path);
      if (match !== null) return { route, params: decoded(match.groups ?? {}) };
    }
    return undefined;
  };
}

function pattern(template: string): RegExp {
  const source = template
    .replace(/\./g, '\\.')
    .replace(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>${tails.has(name) ? '.+' : '[^/]+'})`);
  return new RegExp(`^${source}$`);
}

const tails = new Set(['path', 'ref', 'branch', 'basehead']);

function decoded(groups: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(groups).map(([key, value]) => [key, decodeURIComponent(value)]),
  );
}
