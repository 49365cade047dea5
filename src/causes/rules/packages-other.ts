import type { Rule } from '../types.ts';

/** Maven, Gradle, NuGet, the packages of systems, CocoaPods, Hex, Cabal, and modules that are not there. */
export const otherPackages: readonly Rule[] = [
  {
    name: 'maven-resolution',
    when: /Could not (?:resolve dependencies|find artifact|transfer artifact)|Non-resolvable (?:parent|import) POM|Plugin \S+ or one of its dependencies could not be resolved|Failed to (?:collect dependencies|read artifact descriptor)|dependency convergence error/,
    weight: 84,
    category: 'dependency',
    sample:
      '[ERROR] Failed to execute goal on project shop: Could not resolve dependencies for project com.acme:shop:jar:1.0',
  },
  {
    name: 'gradle-resolution',
    when: /^\s{0,8}> (?:Could not (?:resolve|find (?!method|property)|HEAD|GET |download)|No matching variant|Cannot find a version|Dependency verification failed|Cannot choose between)|Could not resolve all (?:files|dependencies|artifacts|task dependencies)/,
    weight: 82,
    category: 'dependency',
    take: 5,
    sample: '   > Could not find com.acme:left-pad:9.9.',
  },
  {
    name: 'nuget',
    when: /error (?:NU\d{4}|PAKET): \S|^Unable to (?:find|resolve) (?:package|dependency)|^NU\d{4}: /,
    weight: 86,
    category: 'dependency',
    sample:
      'Shop.csproj : error NU1101: Unable to find package LeftPad. No packages exist with this id in source(s): nuget.org',
  },
  {
    name: 'apt',
    when: /^E: (?!Sub-process|Failed to fetch|Unable to fetch|Some index files)\S.{3,}/,
    weight: 84,
    category: 'dependency',
    sample: 'E: Unable to locate package libfoo-dev',
  },
  {
    name: 'apk-dnf-brew',
    when: /^(?:ERROR: unable to select packages|Error: Unable to find a match|No match for argument|Error: No (?:available formula|formulae)|Error: Package|No package .{1,60} available|error: target not found|Error: Cask|The package was not found with the source)/,
    weight: 84,
    category: 'dependency',
    take: 5,
    sample: 'ERROR: unable to select packages:',
  },
  {
    name: 'pods-swiftpm',
    when: /^\[!\] (?:CocoaPods could not|Unable to find|Error installing)|^error: (?:Dependencies could not be resolved|the package dependency graph|package ')|^Could not resolve package dependencies/,
    weight: 84,
    category: 'dependency',
    sample: '[!] CocoaPods could not find compatible versions for pod "LeftPad":',
  },
  {
    name: 'mix-cabal-others',
    when: /^(?:\*\* \(Mix\) (?:Hex|No package|Unknown dependency)|Unchecked dependencies|Could not resolve dependencies:|\[ERROR\] .{1,80}not installed, no available|Error: Could not find or load|.{0,20}ERROR: dependenc(?:y|ies)|Failed to fetch record for)/,
    weight: 80,
    category: 'dependency',
    sample: 'Could not resolve dependencies:',
  },
  {
    name: 'own-module-missing',
    when: /^\s{0,8}(?:Uncaught )?Error: Cannot find module '[./]/,
    weight: 78,
    category: 'configuration',
    lead: 4,
    sample: "Error: Cannot find module './config/prod.json'",
  },
  {
    name: 'module-missing',
    when: /^\s{0,8}(?:ERR! )?(?:ModuleNotFoundError: No module named |ImportError: |Error: Cannot find (?:module|package) '?[^./']|Error \[ERR_MODULE_NOT_FOUND\]|\[ERR_MODULE_NOT_FOUND\]|LoadError: |.{0,200}cannot load such file -- |Can't locate \S{1,120}\.pm in @INC|Error: Could not find or load main class)/,
    weight: 76,
    category: 'dependency',
    lead: 4,
    sample: "ModuleNotFoundError: No module named 'requests'",
  },
  {
    name: 'sbt-resolution',
    when: /^\[error\] .{0,100}(?:ResolveException|Error downloading|not found: https?:)/,
    weight: 86,
    category: 'dependency',
    sample:
      '[error] sbt.librarymanagement.ResolveException: Error downloading acme:utils_2.13:9.9.9',
  },
  {
    name: 'vcpkg',
    when: /^error: building \S{1,100} failed with: [A-Z_]{4,40}$/,
    weight: 82,
    category: 'dependency',
    sample: 'error: building zlib:x64-linux failed with: BUILD_FAILED',
  },
  {
    name: 'chocolatey',
    when: /^\S{1,100} not (?:installed|upgraded)\. The package was not found/,
    weight: 84,
    category: 'dependency',
    sample: 'shop not installed. The package was not found with the source(s) listed.',
  },
  {
    name: 'symfony-console',
    when: /^In [A-Z]\w{1,80}\.php line \d+:$/,
    weight: 72,
    category: 'unknown',
    mark: /^ {2,}\S.{4,}/,
    take: 6,
    sample: `In CurlDownloader.php line 401:

  The "https://repo.packagist.org/packages.json" file could not be downloaded`,
  },
];
