import type { WireUser } from '../../slack/wire.ts';
import { Avatar } from '../chat/avatar.tsx';
import { people } from '../client/people.ts';

type Props = { as: string; users: readonly WireUser[]; become(handle: string): void };

/** Whom the visitor is, and the three others whom they could be. */
export function People({ as, users, become }: Props) {
  const now = people.find((person) => person.handle === as);
  return (
    <fieldset className="people">
      <legend>
        You are <strong>{now?.name ?? as}</strong>
        {now && <span> · {now.role}</span>}
      </legend>
      <div className="people-row">
        {people.map(({ handle, name, role }) => (
          <label className="person" key={handle} title={`${name}, ${role}`}>
            <input
              type="radio"
              name="person"
              className="unseen"
              checked={handle === as}
              onChange={() => become(handle)}
            />
            <Avatar user={users.find((user) => user.name === handle)} size={34} />
            <span>
              {name}
              <span className="unseen">, {role}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
