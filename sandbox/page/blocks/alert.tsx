import type { AlertBlock } from '@slack/types';
import { Icon, type IconName } from '../shell/icons.tsx';
import { Text } from '../text/text-object.tsx';

const icons: Record<string, IconName> = { success: 'check', error: 'close' };

/** A banner that says how something stands. */
export function AlertBlockView({ block }: { block: AlertBlock }) {
  const level = block.level ?? 'default';
  return (
    <div className={`alert alert-${level}`} role="note">
      <Icon name={icons[level] ?? 'bolt'} />
      <div>
        <Text text={block.text} />
      </div>
    </div>
  );
}
