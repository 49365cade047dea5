import type { QueryCompiler } from 'kysely';

/**
 * PostgreSQL has no room for the character NUL, and half an emoji is no text to either engine. A
 * commit message may contain both: they are kept as U+FFFD.
 */
export function withCleanText(compiler: QueryCompiler): QueryCompiler {
  return {
    compileQuery(node, queryId) {
      const compiled = compiler.compileQuery(node, queryId);
      if (!compiled.parameters.some(isUnclean)) return compiled;
      return { ...compiled, parameters: compiled.parameters.map(clean) };
    },
  };
}

function isUnclean(value: unknown): value is string {
  return typeof value === 'string' && (value.includes('\0') || !value.isWellFormed());
}

function clean(value: unknown): unknown {
  return isUnclean(value) ? value.replaceAll('\0', '\uFFFD').toWellFormed() : value;
}
