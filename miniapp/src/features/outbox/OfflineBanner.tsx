import { useOnline } from '../../platform/network';
import { useSignal } from '../../platform/signal';
import { room } from '../../platform/storage';
import { Banner } from '../../ui/Banner';
import { FullBanner } from './FullBanner';
import { useOutbox } from './outbox';
import { stateOf } from './outbox.core';

/** The one banner about the network: what waits on this phone, and that it is not lost. */
export function OfflineBanner({ onOpen }: { onOpen: () => void }) {
  const { waiting } = useOutbox();
  const left = useSignal(room);
  const online = useOnline();
  const stuck = waiting.filter((item) => stateOf(item) === 'needsYou').length;
  if (stuck > 0) return <Banner tone="wait" title={`有${stuck}件没发完，要您看一下`} onPress={onOpen} />;
  if (left !== 'enough') return <FullBanner onOpen={onOpen} />;
  if (online) return null;
  if (waiting.length === 0)
    return <Banner tone="offline" title="没有网" line="看过的还能看。打电话不用网。" />;
  const title = `没有网，${waiting.length}件事等着发`;
  return <Banner tone="offline" title={title} line="不会丢。下次打开接着发。" onPress={onOpen} />;
}
