import type { Config } from '../../config/load.ts';
import { count } from '../../core/text.ts';
import type { GroupState } from '../../oncall/group.ts';
import type { Store } from '../../store/types/index.ts';
import type { Finding } from './finding.ts';

/** What has to be so for people to be called: the user groups can be kept in step, the calendars be read. */
export async function examineOnCall(
  { teams }: Pick<Config, 'teams'>,
  { memory, calendars }: Pick<Store, 'memory' | 'calendars'>,
  granted: readonly string[],
): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const { id, onCall, onCallGroup } of teams) {
    if (onCall.length === 0) continue;
    const problems = found.length;
    if (onCallGroup !== null && granted.length > 0 && !granted.includes('usergroups:write'))
      found.push(
        warn(
          `user group of ${id}`,
          'cannot be kept in step: the scope usergroups:write is missing',
          'Add the scope from manifest.yml (bot_optional) and install the app again, or take on_call_group out',
        ),
      );
    else if (onCallGroup !== null) {
      const state = await memory.get<GroupState>('on-call-group', id);
      if (state?.refused)
        found.push(
          warn(
            `user group of ${id}`,
            `cannot be kept in step: ${state.refused}`,
            'Let apps manage user groups in Slack’s workspace settings, and check the id in baton.yml',
          ),
        );
    }
    for (const { layer, calendar } of onCall) {
      const state = calendar ? await calendars.find(id, layer) : undefined;
      if (state?.error)
        found.push(
          warn(
            `calendar of ${id}`,
            `${layer} cannot be read: ${state.error}; what it said last counts`,
            'Check the address at teams.….on_call.ical in baton.yml',
          ),
        );
    }
    if (found.length === problems)
      found.push({
        what: 'on call',
        state: 'ok',
        says: `${id} has ${count(onCall.length, 'layer')}`,
      });
  }
  return found;
}

const warn = (what: string, says: string, mend: string): Finding => ({
  ...{ what, state: 'warn', says, mend },
});
