import { drawnEmoji } from './drawn.tsx';
import { emojiFor } from './emoji.ts';

/** One emoji by its shortcode: drawn, else the character, else the shortcode as it was typed. */
export function EmojiSign({ name }: { name: string }) {
  const label = name.replace(/::skin-tone-\d$/, '').replaceAll('_', ' ');
  const drawing = drawnEmoji(name);
  if (drawing) {
    return (
      <svg className="emoji" viewBox="0 0 20 20" role="img" aria-label={label}>
        <title>{`:${name}:`}</title>
        {drawing}
      </svg>
    );
  }
  const character = emojiFor(name);
  if (!character) return <>{`:${name}:`}</>;
  return (
    <span className="emoji-char" role="img" aria-label={label} title={`:${name}:`}>
      {character}
    </span>
  );
}
