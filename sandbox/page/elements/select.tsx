import type { MultiSelect, Select } from '@slack/types';
import { useEffect, useState } from 'react';
import type { Json, WireUser } from '../../slack/wire.ts';
import { type ElementPlace, useSurface } from '../blocks/surface.ts';
import { type Directory, useDirectory } from '../client/directory.ts';
import {
  type Choice,
  type ChoiceGroup,
  channelChoice,
  matching,
  optionGroups,
  userChoice,
} from './choices.ts';
import { Combobox } from './combobox.tsx';
import { useConfirm } from './confirm.tsx';
import { initialValue } from './initial.ts';
import { chosen, selectValue } from './select-values.ts';

type Props = ElementPlace<Select | MultiSelect> & { label: string };

/** A select of any kind, single or multiple. */
export function SelectElement({ blockId, element, dispatch, label }: Props) {
  const surface = useSurface();
  const directory = useDirectory();
  const [query, setQuery] = useState('');
  const { ask, question } = useConfirm(element.confirm);
  const offered = useOffered(blockId, element, query);
  const actionId = element.action_id ?? '';
  const multiple = element.type.startsWith('multi_');
  const value = surface.valueOf(blockId, actionId) ?? initialValue(element);
  const selected = chosen(element.type, value, directory);
  const most = 'max_selected_items' in element ? (element.max_selected_items ?? 100) : 100;
  const choose = (choice: Choice) => {
    const next = multiple ? toggled(selected, choice).slice(0, most) : [choice];
    ask(() => surface.change(blockId, actionId, selectValue(element.type, next), dispatch));
  };
  return (
    <>
      <Combobox
        label={label}
        placeholder={element.placeholder?.text ?? 'Choose'}
        groups={offered.groups}
        note={offered.note}
        selected={selected}
        multiple={multiple}
        query={query}
        onQuery={setQuery}
        onChoose={choose}
        invalid={blockId in surface.errors}
        busy={surface.busy === `${blockId}/${actionId}`}
      />
      {question}
    </>
  );
}

function toggled(selected: readonly Choice[], choice: Choice): Choice[] {
  const without = selected.filter((one) => one.key !== choice.key);
  return without.length < selected.length ? without : [...selected, choice];
}

type Offered = { groups: ChoiceGroup[]; note?: string };

/** What the menu offers for what was typed: its own options, people, channels, or the app's answer. */
function useOffered(blockId: string, element: Select | MultiSelect, query: string): Offered {
  const directory = useDirectory();
  const external = useExternal(blockId, element, query);
  if (external) return external;
  return { groups: matching(ownGroups(element, directory), query) };
}

function ownGroups(element: Select | MultiSelect, directory: Directory): ChoiceGroup[] {
  const channels = [...directory.channels.values()];
  if (element.type.endsWith('users_select')) {
    return [{ label: '', choices: people(directory).map(userChoice) }];
  }
  if (element.type.endsWith('channels_select')) {
    return [{ label: '', choices: channels.filter((one) => !one.is_im).map(channelChoice) }];
  }
  if (element.type.endsWith('conversations_select')) {
    return [{ label: '', choices: channels.map(channelChoice) }];
  }
  return optionGroups(element as unknown as Json);
}

function useExternal(
  blockId: string,
  element: Select | MultiSelect,
  query: string,
): Offered | undefined {
  const { options } = useSurface();
  const [offered, setOffered] = useState<Offered>({ groups: [], note: 'Type to search' });
  const external = element.type.endsWith('external_select');
  const actionId = element.action_id ?? '';
  const least = 'min_query_length' in element ? (element.min_query_length ?? 3) : 3;
  const enough = query.length >= least;
  useEffect(() => {
    if (!external || !enough) return;
    let wanted = true;
    setOffered({ groups: [], note: 'Searching …' });
    const timer = setTimeout(async () => {
      const answer = await options(blockId, actionId, query);
      if (!wanted) return;
      const note = answer.ok ? 'Nothing found' : 'The app did not answer. Try again.';
      setOffered({ groups: optionGroups(answer), note });
    }, 200);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [external, enough, query, blockId, actionId, options]);
  if (!external) return undefined;
  return enough ? offered : { groups: [], note: `Type at least ${least} characters` };
}

function people(directory: Directory): WireUser[] {
  return [...directory.users.values()].filter((user) => !user.is_bot && user.id !== 'USLACKBOT');
}
