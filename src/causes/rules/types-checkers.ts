import type { Rule } from '../types.ts';

/** tsc, vue-tsc, svelte-check, mypy, pyright, Flow, Sorbet. */
export const typeCheckers: readonly Rule[] = [
  {
    name: 'tsc',
    cue: ['error TS'],
    when: /^\S{0,3}[^:(]{1,250}\(\d+,\d+\): error TS\d+: \S/,
    weight: 92,
    category: 'types',
    take: 4,
    until: /^[^:(]{1,250}\(\d+,\d+\): error TS/,
    sample: "src/cart.ts(42,12): error TS2339: Property 'total' does not exist on type 'Cart'.",
  },
  {
    name: 'tsc-pretty',
    when: /^(?:\[tsl\] ERROR in )?\S{1,250}:\d+:\d+ - error TS\d+: \S/,
    weight: 92,
    category: 'types',
    take: 6,
    sample: "src/cart.ts:42:12 - error TS2339: Property 'total' does not exist on type 'Cart'.",
  },
  {
    name: 'tsc-bare',
    when: /(?:^|[\s|])(?:error )?TS\d{4,5}: \S/,
    weight: 84,
    category: 'types',
    lead: 2,
    sample: "error TS18003: No inputs were found in config file '/src/tsconfig.json'.",
  },
  {
    name: 'mypy',
    when: /^\S{1,250}\.pyi?:\d+(?::\d+)?: error: \S/,
    weight: 93,
    category: 'types',
    take: 4,
    sample:
      'src/cart.py:42: error: Argument 1 to "total" has incompatible type "str"; expected "int"  [arg-type]',
  },
  {
    name: 'pyright',
    when: /^ {0,4}\S{1,250}\.pyi?:\d+:\d+ - error: \S/,
    weight: 92,
    category: 'types',
    sample:
      '  /src/cart.py:42:12 - error: "total" is not a known attribute of module "cart" (reportAttributeAccessIssue)',
  },
  {
    name: 'flow',
    when: /^Error -{8,} \S+/,
    weight: 91,
    category: 'types',
    mark: /^(?!Error -)\S.{5,}/,
    sample: `Error ------------------------------------------------------------------- src/cart.js:42:12

Cannot get \`cart.total\` because property \`total\` is missing in \`Cart\`.`,
  },
  {
    name: 'svelte-check',
    when: /^(?:Error|\d+ ERROR "\S{1,200}" \d+:\d+ ").{0,300}\(ts\)?|^\d{10,} ERROR /,
    weight: 86,
    category: 'types',
    lead: 2,
    sample: "Error: Property 'total' does not exist on type 'Cart'. (ts)",
  },
  {
    name: 'sorbet',
    cue: ['srb.help'],
    when: /^\S{1,250}\.rb:\d+: .{2,300} https:\/\/srb\.help\/\d+/,
    weight: 91,
    category: 'types',
    sample: 'app/cart.rb:42: Method `total` does not exist on `Cart` https://srb.help/7003',
  },
  {
    name: 'type-summary',
    when: /^(?:Found \d+ errors? in \d+ files?|\d+ errors?, \d+ warnings?(?:, \d+ \w+)?)\b/,
    weight: 28,
    category: 'types',
    sample: 'Found 3 errors in 2 files (checked 40 source files)',
  },
];
