import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { discard } from './outbox';
import { stateOf, type OutboxItem } from './outbox.core';
import { troubleOf } from './words';

interface LaneBannerProps {
  /** What is on its way to the thing that this page shows. */
  items: readonly OutboxItem[];
  full: boolean;
  onOpen: () => void;
}

/** What one has done here and the server does not know yet, or did not take. */
export function LaneBanner({ items, full, onOpen }: LaneBannerProps) {
  if (full) return <Banner tone="wait" title="手机满了，先发完别的" onPress={onOpen} />;
  const refused = items.find((item) => stateOf(item) === 'needsYou');
  if (refused) {
    return (
      <Banner tone="wait" title={`“${refused.title}”没办成`} line={troubleOf(refused).words}>
        <Button look="quiet" small words="知道了" onPress={() => discard(refused.id)} />
      </Banner>
    );
  }
  if (items.length === 0) return null;
  return <Banner tone="info" title="记下了，正在发" line="不会丢，下次打开接着发。" onPress={onOpen} />;
}
