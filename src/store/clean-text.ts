import type { QueryCompiler } from 'kysely';

/** PostgreSQL has no room for the character NUL in text; a commit message may still contain one. */
export function withCleanText(compiler: QueryCompiler): QueryCompiler {
  return {
    compileQuery(node, queryId) {
      const compiled = compiler.compileQuery(node, queryId);
      if (!compiled.parameters.some(hasNul)) return compiled;
      return { ...compiled, parameters: compiled.parameters.map(clean) };
    },
  };
}

function hasNul(value: unknown): boolean {
  return typeof value === 'string' && value.includes('\0');
}

function clean(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value;
}
