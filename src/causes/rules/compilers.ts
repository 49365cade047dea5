import type { Rule } from '../types.ts';

/** C, C++, Java, Kotlin, Scala, C#, Rust, Go, Swift, Haskell, Elixir, PHP, Ruby, and the tools that drive them. */
export const compilers: readonly Rule[] = [
  {
    name: 'gcc-error',
    cue: ['error: '],
    when: /^(?:In file included from )?[^\s:][^:]{0,250}:\d+(?::\d+)?: (?:fatal )?error: \S/,
    weight: 90,
    category: 'compile',
    take: 6,
    sample: `src/cart.c:42:12: error: 'total' undeclared (first use in this function)
   42 |     return total;`,
  },
  {
    name: 'gcc-command-line',
    when: /^(?:cc1(?:plus)?|gcc|g\+\+|clang(?:\+\+)?(?:-\d+)?|c\+\+|cc|nvcc|ifort|gfortran): (?:fatal )?error: \S/,
    weight: 84,
    category: 'compile',
    sample: "g++: error: unrecognized command-line option '-std=c++29'",
  },
  {
    name: 'linker',
    cue: ['undefined', 'ld', 'Undefined', 'multiple', 'LNK', 'unresolved'],
    when: /undefined reference to |^(?:\/usr\/bin\/)?ld(?:\.\w+)?: (?:error: )?(?:cannot find|undefined|symbol|library not found|duplicate|unknown)|^Undefined symbols for architecture|multiple definition of |: error LNK\d+|unresolved external symbol/,
    weight: 86,
    category: 'compile',
    sample: "cart.cpp:(.text+0x1a): undefined reference to `total(int)'",
  },
  {
    name: 'collect2',
    when: /^(?:collect2: error: ld returned|clang: error: linker command failed)/,
    weight: 34,
    category: 'compile',
    sample: 'collect2: error: ld returned 1 exit status',
  },
  {
    name: 'msvc',
    cue: ['error '],
    when: /^\s{0,10}(?:\d+>)?(?:[A-Za-z]:)?[^:(]{1,250}\(\d+(?:,\d+)?(?:,\d+,\d+)?\) ?: (?:fatal )?error (?!TS\d)[A-Z]{1,8}\d{1,5}: \S/,
    weight: 90,
    category: 'compile',
    sample:
      "C:\\src\\Cart.cs(42,12): error CS0103: The name 'total' does not exist in the current context [C:\\src\\Shop.csproj]",
  },
  {
    name: 'msbuild',
    cue: [': error ', ': fatal error '],
    when: /^.{0,200}(?:MSBUILD|CSC|AssemblyInfo|NETSDK|MSB|\.\w*proj|\.targets).{0,60}: (?:fatal )?error (?:NETSDK|MSB|CS|AD|FS|BC)\d+: \S/,
    weight: 76,
    category: 'compile',
    sample: 'MSBUILD : error MSB1009: Project file does not exist.',
  },
  {
    name: 'msbuild-project',
    when: /error MSB10\d\d: \S/,
    weight: 80,
    category: 'configuration',
    sample: 'MSBUILD : error MSB1009: Project file does not exist.',
  },
  {
    name: 'dart',
    when: /^\S{1,250}\.dart:\d+:\d+: Error: \S/,
    weight: 90,
    category: 'compile',
    sample: "lib/cart.dart:12:7: Error: The method 'totl' isn't defined for the class 'Cart'.",
  },
  {
    name: 'elm',
    when: /^-- [A-Z][A-Z ]{3,60} -{3,} \S/,
    weight: 88,
    category: 'compile',
    mark: /^\S.{5,}/,
    take: 6,
    sample: `-- TYPE MISMATCH ------------------------------------------------ src/Cart.elm

The 1st argument to \`total\` is not what I expect:`,
  },
  {
    name: 'javac',
    cue: ['error: '],
    when: /^(?:\s{0,8}\[javac\] )?[^\s:][^:]{0,250}\.(?:java|groovy|scala|kt):\d+: error: \S/,
    weight: 92,
    category: 'compile',
    take: 5,
    sample: `/src/main/java/Cart.java:42: error: cannot find symbol
        return total(items);`,
  },
  {
    name: 'maven-compile',
    when: /^\[ERROR\] \S{1,300}\.(?:java|kt|scala|groovy):\[?\d+[,:]\d+\]? \S/,
    weight: 92,
    category: 'compile',
    take: 4,
    sample: '[ERROR] /src/main/java/Cart.java:[42,12] cannot find symbol',
  },
  {
    name: 'maven-compile-goal',
    when: /^\[ERROR\] (?:COMPILATION ERROR|Failed to execute goal \S+compiler)/,
    weight: 32,
    category: 'compile',
    sample: '[ERROR] COMPILATION ERROR : ',
  },
  {
    name: 'kotlin',
    when: /^e: \S.{1,300}/,
    weight: 91,
    category: 'compile',
    sample: 'e: file:///src/main/kotlin/Cart.kt:42:12 Unresolved reference: total',
  },
  {
    name: 'scalac',
    when: /^\[error\] (?:-- (?:\[E\d+\] )?.{0,60}Error: )?\S{1,200}\.(?:scala|java|sbt):\d+(?::\d+)?: ?/,
    weight: 90,
    category: 'compile',
    sample: '[error] /src/main/scala/Cart.scala:42:12: not found: value total',
  },
  {
    name: 'clippy',
    when: /^error(?:\[E\d{4}\])?: \S.{2,}/,
    weight: 94,
    category: 'lint',
    needs: /clippy(?:::|\/)/,
    until: /^error|^warning/,
    take: 8,
    sample: `error: this comparison is always true
  --> src/cart.rs:42:12
   = note: \`-D clippy::absurd-extreme-comparisons\` implied by \`-D warnings\``,
  },
  {
    name: 'rustc-coded',
    when: /^error\[E\d{4}\]: \S/,
    weight: 92,
    category: 'compile',
    take: 7,
    sample: `error[E0425]: cannot find value \`total\` in this scope
  --> src/cart.rs:42:12`,
  },
  {
    name: 'rustc-error',
    when: /^error: (?!could not compile|aborting due)\S.{2,}/,
    weight: 92,
    category: 'compile',
    needs: /^\s{1,8}--> \S{1,250}\.rs:\d+:\d+/,
    take: 7,
    sample: `error: expected expression, found \`let\` statement
  --> src/cart.rs:38:16`,
  },
  {
    name: 'cargo-last-word',
    when: /^error: (?:could not compile|aborting due|process didn't exit successfully|test failed, to rerun|\d+ targets? failed|build failed)/,
    weight: 34,
    category: 'compile',
    sample: 'error: could not compile `shop` (lib) due to 2 previous errors',
  },
  {
    name: 'go-vet',
    when: /^(?:vet: )?(?:\.{0,2}\/)?[\w.@/\\-]{1,200}\.go:\d+:\d+: (?:fmt\.|\S{1,60} (?:format %|call has|literal uses|composite)|unreachable code|self-assignment|result of \S{1,80} call not used|struct field tag|should have signature|the cancel function|loop variable|possible misuse|assignment copies lock|\S{1,60} passes lock by value)/,
    weight: 90,
    category: 'lint',
    sample: 'cart/cart.go:18:2: fmt.Printf format %d has arg name of wrong type string',
  },
  {
    name: 'go-compile',
    when: /^(?:vet: )?(?:\.{0,2}\/)?[\w.@/\\-]{1,200}\.go:\d+:\d+: (?!.{0,300}\([a-z][\w-]{1,30}\)$)\S/,
    weight: 88,
    category: 'compile',
    lead: 1,
    sample: `# example.com/shop/cart
cart/cart.go:42:12: undefined: total`,
  },
  {
    name: 'swift',
    cue: ['error: '],
    when: /^\S{1,250}\.(?:swift|mm?|h):\d+:\d+: error: \S/,
    weight: 91,
    category: 'compile',
    sample: "/src/Cart.swift:42:12: error: cannot find 'total' in scope",
  },
  {
    name: 'xcodebuild',
    cue: ['error: '],
    when: /^(?:xcodebuild: error: \S|error: .{1,200} \(in target |\S.{0,200}: error: (?:No such module|Signing for|No profiles for|Provisioning))/,
    weight: 80,
    category: 'configuration',
    sample:
      'xcodebuild: error: Unable to find a destination matching the provided destination specifier:',
  },
  {
    name: 'ocaml',
    when: /^Error: (?:Unbound |This (?:expression|pattern|variant) |Syntax error|The (?:implementation|constructor|record|type) |Some type|Signature mismatch)/,
    weight: 88,
    category: 'compile',
    lead: 4,
    sample: `File "src/cart.ml", line 42, characters 12-17:
Error: Unbound value totl`,
  },
  {
    name: 'haskell',
    when: /^\S{1,250}\.hs:\d+:\d+(?:-\d+)?: error:/,
    weight: 92,
    category: 'compile',
    take: 6,
    sample: `src/Cart.hs:42:12: error: [GHC-88464]
    Variable not in scope: total`,
  },
  {
    name: 'elixir',
    when: /^(?:== Compilation error in file|\*\* \((?:Compile|Syntax|Token)\w*Error\)|\*\* \(Mix\)|error: undefined (?:function|variable))/,
    weight: 88,
    category: 'compile',
    sample: '== Compilation error in file lib/cart.ex ==',
  },
  {
    name: 'php-parse',
    when: /^(?:PHP )?(?:Parse|Fatal|Compile) error: {1,2}\S/,
    weight: 86,
    category: 'compile',
    sample: "PHP Parse error:  syntax error, unexpected ';' in /app/src/Cart.php on line 42",
  },
  {
    name: 'syntax-error',
    when: /^\s{0,8}(?:SyntaxError|IndentationError|TabError)(?: \[\w+\])?: \S|^\S+\.rb:\d+: syntax error/,
    weight: 82,
    category: 'compile',
    lead: 4,
    sample: "SyntaxError: Unexpected token '}'",
  },
];
