const path =
  /(?<![\w/\\.@-])((?:[A-Za-z]:)?[\w.@~+\\/-]{1,250}\.(?:[cm]?[jt]sx?|vue|svelte|astro|py|pyi|go|rs|java|kts?|scala|groovy|gradle|cs|fs|vb|c|cc|cpp|cxx|h|hh|hpp|m|mm|swift|rb|erb|php|exs?|erl|hs|ml|clj|dart|jl|R|pl|pm|sh|bash|ps1|sql|tf|ya?ml|json|toml|xml|ini|cfg|env|md|mdx|css|scss|less|html|proto|graphql|lock|mod|sum|csproj|sln|bazel|cmake|txt|zig|nim|lua|sol))(?![\w.])/g;
const named =
  /(?<![\w/-])(?:[\w./-]{0,200}\/)?(Dockerfile|Makefile|Gemfile|Podfile|Rakefile|Jenkinsfile|CMakeLists\.txt|go\.mod|go\.sum)(?![\w])/g;
const checkout =
  /^(?:\/home\/runner\/work\/[^/]{1,100}\/[^/]{1,100}\/|[A-Z]:[\\/]a[\\/][^\\/]{1,100}[\\/][^\\/]{1,100}[\\/]|\/Users\/runner\/work\/[^/]{1,100}\/[^/]{1,100}\/|\/__w\/[^/]{1,100}\/[^/]{1,100}\/|\/github\/workspace\/|\/(?:app|src|workspace|code|repo)\/(?=.))/;
const foreign =
  /node_modules|site-packages|\/lib\/python|dist-packages|\/usr\/(?:lib|share|local)|hostedtoolcache|\.cargo\/registry|\/go\/pkg\/mod|\.gradle\/|\.m2\/|\/rustc\/|internal\/(?:process|modules|timers)|vendor\/bundle|<frozen|_temp\//;
const most = 20;

/** Paths of the project's own files in the lines, in order of appearance, relative where the checkout is known. */
export function filesIn(lines: readonly string[]): string[] {
  const found = new Set<string>();
  for (const line of lines) {
    if (foreign.test(line) && !/[\w-]\.(?:test|spec)\./.test(line)) continue;
    for (const pattern of [path, named]) {
      for (const [match] of line.matchAll(pattern)) {
        const file = match.replace(checkout, '').replace(/^\.\//, '').replaceAll('\\', '/');
        if (file.length > 2 && !foreign.test(file) && !file.includes('//')) found.add(file);
      }
    }
  }
  return [...found].slice(0, most);
}

const testNames: readonly RegExp[] = [
  /^\s{0,2}(?:FAIL|×|✗|✘) {1,3}(\S{1,250}\.\w{1,5} > .{1,200})$/,
  /^ {2}● (.{2,200})$/,
  /^\s{2,8}[×✗✘✖] (.{2,200}?)(?: \d{1,6} ?ms)?$/,
  /^(?:FAILED|ERROR) ([\w./\\-]{1,200}::\S{1,200})/,
  /^(?:FAIL|ERROR): (\w{1,100} \(.{1,200}\))/,
  /^_{3,} (?:ERROR at \w+ of )?(\S{1,200}) _{3,}$/,
  /^\s{0,12}--- FAIL: (\S{1,200})/,
  /^---- (.{1,200}) stdout ----$/,
  /^test (\S{1,200}) \.\.\. FAILED/,
  /^\[ERROR\] (?:Tests run.{0,200}in )?([\w.$]{3,200}) {1,3}Time elapsed/,
  /^(\S.{0,150} > \S.{0,150}) FAILED$/,
  /^\s{1,4}\d{1,4}\) (?:\[\w+\] › )?(.{3,200})$/,
  /^ {2}Failed (\S.{1,200}) \[/,
  /^\[ {2}FAILED {2}\] (\S{3,200})/,
  /^rspec (\.\/\S{1,200})/,
];

/** Names of tests in the lines, in order of appearance. */
export function testsIn(lines: readonly string[]): string[] {
  const found = new Set<string>();
  for (const line of lines) {
    for (const pattern of testNames) {
      const name = pattern.exec(line)?.[1]?.trim();
      if (name && name !== 'Test suite failed to run') found.add(name);
    }
  }
  return [...found].slice(0, most);
}
