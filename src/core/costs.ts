import { matchesName } from './glob.ts';

/** What one minute on a runner costs, in US dollars; `label` is a glob on the labels that a job asks for. */
export type Rate = { label: string; perMinute: number };

/**
 * What GitHub asks for a minute on its own runners in private repositories (those of public ones are
 * free on standard runners), as of 1 January 2026; a runner of one's own costs GitHub's customer
 * nothing. The first that matches counts. Larger runners have names that their owners gave them: say
 * theirs under `costs`.
 *
 * Source: https://docs.github.com/en/billing/reference/actions-runner-pricing
 */
export const githubRates: readonly Rate[] = [
  { label: 'self-hosted', perMinute: 0 },
  { label: 'ubuntu-slim', perMinute: 0.002 },
  { label: 'ubuntu-*-arm', perMinute: 0.005 },
  { label: 'ubuntu-*', perMinute: 0.006 },
  { label: 'windows-*-arm', perMinute: 0.008 },
  { label: 'windows-*', perMinute: 0.01 },
  { label: 'macos-*-xlarge', perMinute: 0.102 },
  { label: 'macos-*-large', perMinute: 0.077 },
  { label: 'macos-*', perMinute: 0.062 },
];

/** What a minute costs on a runner with these labels; null where no rate is about any of them. */
export function rateOf(labels: readonly string[], rates: readonly Rate[]): number | null {
  const rate = rates.find((one) => labels.some((label) => matchesName(one.label, label)));
  return rate?.perMinute ?? null;
}
