import { matchesGlob, matchesName } from './glob.ts';
import type { Rule, Settings } from './settings.ts';

/** The rule that a repository falls under: the first whose glob takes its name. */
export function ruleFor(
  settings: Pick<Settings, 'repositories'>,
  repository: string,
): Rule | undefined {
  return settings.repositories.find((rule) => matchesGlob(rule.match, repository));
}

/** Whether the rule is about this branch and workflow. Without `branches` it is about the default branch alone. */
export function watches(
  rule: Pick<Rule, 'branches' | 'workflows'>,
  of: { branch: string | null; workflow: string; defaultBranch: string | null },
): boolean {
  const { branch, workflow, defaultBranch } = of;
  if (branch === null || !chosen(rule.workflows, workflow, matchesName)) return false;
  if (rule.branches) return chosen(rule.branches, branch, matchesGlob);
  return defaultBranch === null ? /^(main|master)$/.test(branch) : branch === defaultBranch;
}

/** Taken by one glob and excluded (`!`) by none; a list of exclusions alone takes all else. */
export function chosen(
  globs: readonly string[],
  name: string,
  matches: typeof matchesGlob,
): boolean {
  const excluding = globs.filter((glob) => glob.startsWith('!'));
  if (excluding.some((glob) => matches(glob.slice(1), name))) return false;
  const taking = globs.filter((glob) => !glob.startsWith('!'));
  return taking.length === 0 || taking.some((glob) => matches(glob, name));
}
