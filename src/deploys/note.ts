import type { DeploymentFact } from '../core/facts.ts';
import type { Tables } from '../store/types/index.ts';

/** Remembers deployments, and the environments that they name. */
export async function noteDeployments(
  facts: readonly DeploymentFact[],
  { tx, now }: { tx: Tables; now: number },
): Promise<void> {
  for (const fact of facts) {
    const { repository, environment } = fact;
    await tx.repositories.note(repository, now);
    await tx.deployments.note(fact);
    await tx.environments.note(
      { repository: repository.name, name: environment, githubId: null },
      now,
    );
  }
}
