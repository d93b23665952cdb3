import { View } from '@tarojs/components';
import { instantOf } from '@songtao/shared/calendar/instant.js';
import { timeWords } from '@songtao/shared/calendar/words.js';
import { aloud } from '@songtao/shared/voice/aloud.js';
import { useState } from 'react';
import { discard, sendAgain, sendNow, sendWithoutFiles, useOutbox } from '../../features/outbox/outbox';
import { stateOf, type OutboxItem } from '../../features/outbox/outbox.core';
import { useOnline } from '../../features/outbox/online';
import { receiptOf } from '../../features/outbox/receipt';
import { chipOf, contentWords, progressOf, troubleOf } from '../../features/outbox/words';
import { ReadPage } from '../../features/sound/ReadPage';
import { AppBar } from '../../ui/AppBar';
import { Banner } from '../../ui/Banner';
import { BottomActions } from '../../ui/BottomActions';
import { Button, ButtonPair } from '../../ui/Button';
import { CaseCard } from '../../ui/CaseCard';
import { Row, Rows } from '../../ui/ListRow';
import { Main, Page } from '../../ui/Page';
import { PageState } from '../../ui/PageState';
import { ProgressBar } from '../../ui/ProgressBar';
import { PageTitle, Section, Stack } from '../../ui/Section';
import { Sheet } from '../../ui/Sheet';
import { open, paths } from '../paths';

// What was said on this phone carries this phone's time.
const savedWords = ({ savedAt }: OutboxItem) => timeWords(instantOf(savedAt), instantOf(Date.now()));

function Waiting({ item, onDiscard }: { item: OutboxItem; onDiscard: () => void }) {
  const state = stateOf(item);
  const { share, words } = progressOf(item);
  const stuck = state === 'needsYou' ? troubleOf(item) : null;
  return (
    <CaseCard title={item.title} chip={chipOf(item)} tone={stuck ? 'wait' : undefined}>
      {stuck ? (
        <View className="st-sub">
          {item.serverNumber && <View>话收到了，编号 {item.serverNumber}。</View>}
          {stuck.words}
        </View>
      ) : (
        <View className="st-sub">
          {contentWords(item)}。{savedWords(item)} 说的。
        </View>
      )}
      {state === 'sending' && <ProgressBar share={share} words={words} />}
      {stuck && (
        <View className="pg-note">
          <ButtonPair>
            <Button look="quiet" small icon="redo" words="再发一次" onPress={() => sendAgain(item.id)} />
            {stuck.leaveOut ? (
              <Button look="quiet" small words={stuck.leaveOut} onPress={() => sendWithoutFiles(item.id)} />
            ) : (
              <Button look="quiet" small words="不要了" onPress={onDiscard} />
            )}
          </ButtonPair>
        </View>
      )}
    </CaseCard>
  );
}

function Received({ items }: { items: readonly OutboxItem[] }) {
  const numbered = items.filter(({ serverNumber }) => serverNumber !== undefined);
  if (numbered.length === 0) return null;
  return (
    <Section title="镇里收到了">
      <Rows>
        {numbered.map((item) => {
          const id = receiptOf(item)?.id;
          const line = `编号 ${item.serverNumber}。${timeWords(instantOf(item.receivedAt ?? item.savedAt), instantOf(Date.now()))}`;
          return (
            <Row
              key={item.id}
              icon="done"
              strong
              title={item.title}
              line={line}
              onPress={id ? () => open(paths.case(id)) : undefined}
            />
          );
        })}
      </Rows>
      <View className="st-sub pg-note">有编号，就是真收到了。</View>
    </Section>
  );
}

/** 19 待发送: nothing that was said is lost. */
export default function OutboxPage() {
  const { waiting, received } = useOutbox();
  const online = useOnline();
  const [asked, setAsked] = useState<OutboxItem | null>(null);
  const spoken = aloud`待发送。一件都不会丢。还没发完${waiting.length}件。有编号，就是真收到了。`;
  return (
    <Page title="待发送" foot={waiting.length > 0 ? 'bottom' : undefined}>
      <AppBar />
      <Main>
        {!online && <Banner tone="offline" title="没有网" line="关掉也不会丢，下次打开接着发。" />}
        <PageTitle words="待发送" line="一件都不会丢" aside={<ReadPage text={spoken} />} />
        {waiting.length === 0 ? (
          <PageState kind="empty" icon="done" title="都发完了" />
        ) : (
          <Section title="还没发完" aside={`${waiting.length}件`}>
            <Stack>
              {waiting.map((item) => (
                <Waiting key={item.id} item={item} onDiscard={() => setAsked(item)} />
              ))}
            </Stack>
          </Section>
        )}
        <Received items={received} />
      </Main>
      {waiting.length > 0 && (
        <BottomActions>
          {online ? (
            <Button icon="send" words="现在就发" onPress={sendNow} />
          ) : (
            <Button icon="phone" words="打电话不用网" onPress={() => open(paths.phones)} />
          )}
        </BottomActions>
      )}
      <Sheet
        open={asked !== null}
        title="真的不要了？"
        line="没发出去的，就没有了。"
        onClose={() => setAsked(null)}
      >
        <Button
          look="danger"
          words="不要了"
          onPress={() => {
            if (asked) discard(asked.id);
            setAsked(null);
          }}
        />
      </Sheet>
    </Page>
  );
}
