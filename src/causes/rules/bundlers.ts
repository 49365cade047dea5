import type { Rule } from '../types.ts';

/** webpack, Vite, Rollup, esbuild, Next, Angular, Babel, Sass, protoc, code generators. */
export const bundlers: readonly Rule[] = [
  {
    name: 'webpack',
    when: /^(?:ERROR in (?=\S)|Module (?:not found|parse failed|build failed)|ModuleNotFoundError: Module not found|× Module )/,
    weight: 86,
    category: 'compile',
    take: 6,
    sample: 'ERROR in ./src/cart.ts 3:0-24',
  },
  {
    name: 'next-compile',
    when: /^Failed to compile\.?$/,
    weight: 70,
    category: 'compile',
    take: 10,
    sample: 'Failed to compile.',
  },
  {
    name: 'next-location',
    when: /^\.{1,2}\/[\w./[\]()@-]{1,200}:\d+:\d+$/,
    weight: 74,
    category: 'compile',
    take: 5,
    sample: './src/cart.ts:42:12',
  },
  {
    name: 'next-type-error',
    when: /^Type error: \S/,
    weight: 90,
    category: 'types',
    lead: 1,
    sample: "Type error: Property 'total' does not exist on type 'Cart'.",
  },
  {
    name: 'vite-build',
    when: /^error during build:$/,
    weight: 86,
    category: 'compile',
    mark: /^(?!Build failed with)\S.{5,}/,
    take: 6,
    sample: `error during build:
src/cart.ts (1:9): "total" is not exported by "src/user.ts", imported by "src/cart.ts".`,
  },
  {
    name: 'rollup',
    when: /^\[vite\w*(?::[\w-]+)?\]:? (?:Rollup failed|\S.{0,100}(?:Error|failed|Could not))|^(?:\[!\] )?(?:RollupError|Error): \S.{0,200}(?:is not exported by|Could not resolve|failed to resolve import)/,
    weight: 87,
    category: 'compile',
    sample: '[vite]: Rollup failed to resolve import "lodash" from "/src/cart.ts".',
  },
  {
    name: 'parcel',
    when: /^@parcel\/[\w-]{1,60}: \S/,
    weight: 86,
    category: 'compile',
    sample: "@parcel/core: Failed to resolve '/src/cart.js' from './index.html'",
  },
  {
    name: 'esbuild',
    when: /^✘ \[ERROR\] \S/,
    weight: 88,
    category: 'compile',
    take: 6,
    sample: '✘ [ERROR] Could not resolve "lodash"',
  },
  {
    name: 'angular',
    when: /^(?:Error|ERROR): \S{1,200}\.(?:ts|html|scss):\d+:\d+ - error (?:NG|TS)\d+: /,
    weight: 91,
    category: 'types',
    sample:
      "Error: src/app/cart.ts:42:12 - error NG8002: Can't bind to 'total' since it isn't a known property",
  },
  {
    name: 'sass',
    when: /^(?:SassError|CssSyntaxError|LessError|Error: Can't find stylesheet)/,
    weight: 84,
    category: 'compile',
    sample: 'SassError: Undefined variable.',
  },
  {
    name: 'codegen-stale',
    cue: ['date', 'stale', 'outdated', 'changes', 'dirty', 'clean', 'Please run'],
    when: /(?:generated (?:files?|code)|lock ?file|snapshot|schema|dist).{0,80}(?:out of date|not up to date|stale|is outdated)|(?:uncommitted|unstaged) changes|[Ww]orking (?:tree|directory) is (?:dirty|not clean)|Please run .{1,80} and commit/,
    weight: 68,
    category: 'lint',
    take: 12,
    sample:
      'Error: generated files are out of date, please run `make generate` and commit the result',
  },
  {
    name: 'prerender',
    when: /^(?:Error occurred prerendering page|> Build (?:error|failed)|Build error occurred|Export encountered errors?)/,
    weight: 72,
    category: 'compile',
    take: 8,
    sample:
      'Error occurred prerendering page "/cart". Read more: https://nextjs.org/docs/messages/prerender-error',
  },
  {
    name: 'protoc',
    when: /^[\w./-]{1,200}\.proto:\d+:\d+: ?\S/,
    weight: 86,
    category: 'compile',
    sample: 'api/cart.proto:12:3: "Total" is not defined.',
  },
];
