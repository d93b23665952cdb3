import { useSignal } from '../../platform/signal';
import { room } from '../../platform/storage';
import { Banner } from '../../ui/Banner';

const words = {
  little: { title: '手机快满了', line: '您说的还存得下。先把等着发的发完。' },
  none: { title: '手机满了，刚才的没存住', line: '先别关。发完别的，或删些照片。' },
} as const;

/** Said before anything is lost, and wherever something is being said; nothing while there is room. */
export function FullBanner({ onOpen }: { onOpen: () => void }) {
  const left = useSignal(room);
  return left === 'enough' ? null : <Banner tone="wait" {...words[left]} onPress={onOpen} />;
}
