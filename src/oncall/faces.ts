/** How a person is shown: their name, and their Slack user id where they are known there. */
export type Face = { name: string; slack: string | undefined };

/** People by the names that baton.yml gives them, or by their Slack ids. */
export type Faces = ReadonlyMap<string, Face>;
