import type { Category, Cause } from './types.ts';

/** A commit between the last green run and the first red one. */
export type Commit = { sha: string; title: string; files: readonly string[] };

/** A commit with what speaks for it; without `reason` nothing does, which does not clear it. */
export type Suspect<C extends Commit = Commit> = { commit: C; score: number; reason?: string };

/** How much each kind of evidence counts. A file that the failure names beats all guesses about kinds of files. */
const evidence = { named: 100, sameName: 60, tested: 70, kind: 50, beside: 20 } as const;

/** Files that by their kind can bring about a kind of failure. */
const filesOfKind: readonly { categories: readonly Category[]; file: RegExp; what: string }[] = [
  {
    categories: ['dependency', 'network'],
    file: /(?:^|\/)(?:package(?:-lock)?\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|\.npmrc|\.yarnrc(?:\.yml)?|requirements[\w.-]*\.(?:txt|in)|pyproject\.toml|poetry\.lock|uv\.lock|Pipfile(?:\.lock)?|setup\.(?:py|cfg)|environment\.ya?ml|Gemfile(?:\.lock)?|composer\.(?:json|lock)|Cargo\.(?:toml|lock)|go\.(?:mod|sum)|pom\.xml|[\w.-]+\.gradle(?:\.kts)?|libs\.versions\.toml|[\w.-]+\.csproj|packages\.lock\.json|mix\.(?:exs|lock)|Podfile(?:\.lock)?|Package\.(?:swift|resolved))$/,
    what: 'a dependency',
  },
  {
    categories: ['configuration', 'permission', 'runner', 'timeout', 'memory', 'disk', 'derived'],
    file: /(?:^|\/)(?:\.github\/(?:workflows|actions)\/.+|action\.ya?ml|\.ci\/.+|Jenkinsfile|\.gitlab-ci\.yml)$/,
    what: 'the way it is run',
  },
  {
    categories: ['configuration', 'permission', 'dependency', 'disk'],
    file: /(?:^|\/)(?:[\w.-]*Dockerfile[\w.-]*|(?:docker-)?compose[\w.-]*\.ya?ml|\.dockerignore|[\w.-]+\.tf|[\w.-]+\.tfvars|Chart\.yaml|values[\w.-]*\.yaml|Makefile|[\w.-]+\.sh|\.env[\w.-]*)$/,
    what: 'its configuration',
  },
  {
    categories: ['types', 'compile'],
    file: /(?:^|\/)(?:tsconfig[\w.-]*\.json|mypy\.ini|pyrightconfig\.json|CMakeLists\.txt|[\w.-]+\.cmake|build\.rs|babel\.config\.\w+|vite\.config\.\w+|webpack[\w.-]*\.\w+)$/,
    what: 'how it is built',
  },
  {
    categories: ['lint'],
    file: /(?:^|\/)(?:\.?eslint[\w.-]*|biome\.jsonc?|\.prettier[\w.-]*|ruff\.toml|\.flake8|\.pylintrc|\.golangci\.ya?ml|\.rubocop\.yml|checkstyle[\w.-]*\.xml|\.editorconfig|\.pre-commit-config\.yaml)$/,
    what: 'the rules of the linter',
  },
];

const baseOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** The same file, though one of the paths may start further up. */
function isSame(changed: string, named: string): boolean {
  if (changed === named) return true;
  return named.includes('/') && (changed.endsWith(`/${named}`) || named.endsWith(`/${changed}`));
}

/** What a test file is about: `cart` for cart.test.ts, test_cart.py, CartTest.java, cart_spec.rb. */
function subjectOf(path: string): string | undefined {
  const stem = baseOf(path).replace(/(?:\.\w{1,8}){1,2}$/, '');
  const full = baseOf(path).replace(/\.\w{1,8}$/, '');
  const subject = full
    .replace(/[._-](?:test|tests|spec|e2e|cy)$/i, '')
    .replace(/^(?:test|spec)[_-]/i, '')
    .replace(/(?:Tests?|Spec|IT)$/, '');
  return subject !== full && subject.length > 2 ? subject : stem === full ? undefined : subject;
}

function pointsAt(changed: string, cause: Cause): { score: number; reason: string } | undefined {
  const same = cause.files.find((named) => isSame(changed, named));
  if (same) return { score: evidence.named, reason: `touches ${changed}` };
  const tested = cause.files.find((named) => {
    const subject = subjectOf(named);
    return subject !== undefined && baseOf(changed).replace(/\.\w{1,8}$/, '') === subject;
  });
  if (tested)
    return { score: evidence.tested, reason: `touches ${changed}, which ${baseOf(tested)} tests` };
  const namesake = cause.files.find(
    (named) => baseOf(named) === baseOf(changed) && !named.includes('/'),
  );
  if (namesake) return { score: evidence.sameName, reason: `touches ${changed}` };
  const kind = filesOfKind.find(
    (one) => one.categories.includes(cause.category) && one.file.test(changed),
  );
  if (kind)
    return {
      score: evidence.kind,
      reason: `changes ${changed}, and the failure is about ${kind.what}`,
    };
  const beside = cause.files.find(
    (named) => folderOf(named) !== '' && folderOf(named) === folderOf(changed),
  );
  return beside
    ? { score: evidence.beside, reason: `touches ${changed}, beside ${baseOf(beside)}` }
    : undefined;
}

/**
 * The commits, those that the failure points at first, each with the strongest reason; commits without one keep their
 * order at the end. A reason is a hint for a reader: it never says that the commit is to blame.
 */
export function rankSuspects<C extends Commit>(commits: readonly C[], cause: Cause): Suspect<C>[] {
  return commits
    .map((commit): Suspect<C> => {
      const hints = commit.files
        .map((file) => pointsAt(file, cause))
        .filter((hint) => hint !== undefined);
      const best = hints.reduce((a, b) => (b.score > a.score ? b : a), { score: 0, reason: '' });
      // Many files that all fit say a little more than one; never so much as a better reason.
      const score = best.score === 0 ? 0 : best.score + Math.min(9, hints.length - 1);
      return best.score > 0 ? { commit, score, reason: best.reason } : { commit, score };
    })
    .sort((a, b) => b.score - a.score);
}
