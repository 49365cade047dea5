import type { Rule } from '../types.ts';

/** CMake, configure, Ninja, Bazel, Android resources, LaTeX, documentation. */
export const builders: readonly Rule[] = [
  {
    name: 'cmake',
    when: /^CMake Error(?: at \S{1,200})?[:(]/,
    weight: 86,
    category: 'configuration',
    mark: /^ {2}\S/,
    take: 8,
    sample: `CMake Error at CMakeLists.txt:12 (find_package):
  Could not find a package configuration file provided by "Boost"`,
  },
  {
    name: 'configure',
    when: /^configure: error: \S|^(?:\S{1,200}meson\.build:\d+:\d+: )ERROR: \S/,
    weight: 86,
    category: 'configuration',
    sample: 'configure: error: zlib is required',
  },
  {
    name: 'ninja-failed',
    when: /^FAILED: (?:\[code=\d+\] )?\S*[/.]\S/,
    weight: 52,
    category: 'compile',
    sample: 'FAILED: src/CMakeFiles/shop.dir/cart.cpp.o ',
  },
  {
    name: 'bazel-error',
    when: /^ERROR: (?:\/|\S{1,200}BUILD|no such target|Analysis of|error loading|Skipping)/,
    weight: 74,
    category: 'compile',
    sample: 'ERROR: /src/shop/BUILD:12:11: Compiling shop/cart.cc failed: (Exit 1): gcc failed',
  },
  {
    name: 'aapt',
    cue: ['error: ', 'failed'],
    when: /^(?:ERROR:)?\s{0,4}\S{0,250} ?(?:AAPT: )?error: (?:resource|attribute|failed linking|style) |Android resource (?:linking|compilation) failed|Manifest merger failed/,
    weight: 84,
    category: 'compile',
    sample:
      'ERROR:/src/main/res/values/styles.xml:5:5-20: AAPT: error: resource style/Theme not found.',
  },
  {
    name: 'verilog-latex',
    when: /^! (?:LaTeX Error: |Undefined control|Package |Missing )|^%Error/,
    weight: 84,
    category: 'compile',
    sample: "! LaTeX Error: File `tikz.sty' not found.",
  },
  {
    name: 'liquid',
    when: /^\s{0,4}Liquid (?:Exception|Warning): \S/,
    weight: 86,
    category: 'compile',
    sample: "  Liquid Exception: Liquid syntax error (line 12): Unknown tag 'foo' in index.md",
  },
  {
    name: 'docs-warning',
    when: /^Warning, treated as error:/,
    weight: 76,
    category: 'compile',
    mark: /^\S.{5,}/,
    take: 3,
    sample: `Warning, treated as error:
/docs/index.rst:12:Unknown directive type "foo".`,
  },
  {
    name: 'docs',
    when: /^(?:Aborted with \d+ warnings in strict mode|Error: [Ee]rror building site|\S{1,200}\.(?:rst|md):\d+: (?:ERROR|WARNING): \S)/,
    weight: 62,
    category: 'compile',
    lead: 5,
    sample: 'Aborted with 1 warnings in strict mode!',
  },
];
