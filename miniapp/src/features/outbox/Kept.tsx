import { View } from '@tarojs/components';
import { NoBar } from '../../ui/AppBar';
import { Banner } from '../../ui/Banner';
import { BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { Main, Page } from '../../ui/Page';
import { ProgressBar } from '../../ui/ProgressBar';
import { ReceiptPanel } from '../../ui/ReceiptPanel';
import { sendAgain } from './outbox';
import { stateOf, type OutboxItem } from './outbox.core';
import { progressOf, troubleOf } from './words';

interface KeptProps {
  item: OutboxItem;
  onHome: () => void;
  onOutbox: () => void;
}

/** No number yet: it lies on this phone, and it is said so in those words. */
export function Kept({ item, onHome, onOutbox }: KeptProps) {
  const stuck = stateOf(item) === 'needsYou';
  const { share, words } = progressOf(item);
  return (
    <Page title="存好了" foot="bottom2">
      <NoBar />
      <Main>
        {stuck && <Banner tone="wait" title="还没发出去" line={troubleOf(item).words} />}
        <ReceiptPanel title="存好了" line="不会丢，下次打开接着发">
          <View className="st-lead st-b">正在发出去…</View>
          <ProgressBar share={share} words={words} />
          <View className="st-sub">收到了，就有编号。</View>
        </ReceiptPanel>
      </Main>
      <BottomActions>
        {stuck ? (
          <Button icon="redo" words="再发一次" onPress={() => sendAgain(item.id)} />
        ) : (
          <Button words="不等了，回首页" onPress={onHome} />
        )}
        <Button look="text" words="看待发送" onPress={onOutbox} />
      </BottomActions>
    </Page>
  );
}
