import { View } from '@tarojs/components';
import { useReachBottom, useRouter } from '@tarojs/taro';
import type { NoticeLine } from '@songtao/shared/api/notice.js';
import { secondsWords } from '@songtao/shared/calendar/words.js';
import { needs, type Need } from '@songtao/shared/notice/notice.js';
import { aloud, told } from '@songtao/shared/voice/aloud.js';
import { useState } from 'react';
import { AskSheet, type AskWay } from '../../features/notice/AskSheet';
import { PolicyCard } from '../../features/notice/PolicyCard';
import { audioOf, freshAudio, usePolicies } from '../../features/notice/reads';
import { needTitle } from '../../features/notice/words';
import { OfflineBanner } from '../../features/outbox/OfflineBanner';
import { ReadPage } from '../../features/sound/ReadPage';
import { AppBar } from '../../ui/AppBar';
import { Button, ButtonPair } from '../../ui/Button';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { PageState } from '../../ui/PageState';
import { PageTitle, Stack } from '../../ui/Section';
import { open, paths, wordsOf } from '../paths';

function Cards({ lines }: { lines: readonly NoticeLine[] }) {
  return (
    <Stack>
      {lines.map((line) => (
        <PolicyCard
          key={line.id}
          line={line}
          listen={
            <ReadPage
              text={told(`${line.title}。${line.sub ?? ''}`)}
              audio={audioOf(line)}
              words={line.seconds === null ? '听' : `听，${secondsWords(line.seconds)}`}
              opens="silent"
              renew={() => freshAudio(line.id)}
            />
          }
          onPress={() => open(paths.policy(line.id))}
        />
      ))}
    </Stack>
  );
}

function Nothing({ q, onCall }: { q: string | undefined; onCall: () => void }) {
  const title = q === undefined ? aloud`现在没有这方面的` : aloud`没找到`;
  const line = q === undefined ? aloud`打电话问一问，或看看别的。` : aloud`打电话问一问。`;
  return (
    <PageState
      kind="empty"
      icon="book"
      title={title}
      line={line}
      action="打电话问"
      actionIcon="phone"
      onAction={onCall}
    >
      <View className="nt-under">
        <ReadPage text={aloud`${title}。${line}`} />
      </View>
    </PageState>
  );
}

interface FoundProps {
  lines: readonly NoticeLine[];
  /** All that there are; else more come when one reaches the foot. */
  whole: boolean;
  onAsk: () => void;
  onCall: () => void;
}

function Found({ lines, whole, onAsk, onCall }: FoundProps) {
  return (
    <>
      <Cards lines={lines} />
      {whole && (
        <>
          <View className="st-sub nt-more nt-note">没找到您要的？</View>
          <ButtonPair>
            <Button look="quiet" small icon="keyboard" words="我来打字" onPress={onAsk} />
            <Button look="quiet" small icon="phone" words="打电话问" onPress={onCall} />
          </ButtonPair>
        </>
      )}
    </>
  );
}

/** 4条，都能念给您听 */
function countWords(lines: readonly NoticeLine[]): string | undefined {
  if (lines.length === 0) return undefined;
  const heard = lines.every(({ audio }) => audio !== null);
  return `${lines.length}条${heard ? '，都能念给您听' : ''}`;
}

const isNeed = (text: string | undefined): text is Need => needs.some(({ value }) => value === text);

/** 10b: the policies of one need, of all, or those that answer a question. */
export default function PolicyList() {
  const { need: asked, q: written } = useRouter().params;
  const need = isNeed(asked) ? asked : undefined;
  const q = wordsOf(written);
  const policies = usePolicies({ ...(need && { need }), ...(q !== undefined && { q }) });
  const [asking, setAsking] = useState<AskWay | null>(null);
  useReachBottom(() => {
    if (policies.hasNextPage && !policies.isFetchingNextPage) void policies.fetchNextPage();
  });
  const ofNeed = need ? needTitle(need) : '都看看';
  const title = q === undefined ? ofNeed : `您问的：${q}`;
  const call = () => open(paths.phones);
  return (
    <Page title={title}>
      <AppBar />
      <Main>
        <OfflineBanner onOpen={() => open(paths.outbox)} />
        <PageTitle
          words={title}
          line={policies.hasNextPage === false ? countWords(policies.data ?? []) : undefined}
        />
        <Loaded of={policies}>
          {(lines) =>
            lines.length === 0 ? (
              <Nothing q={q} onCall={call} />
            ) : (
              <Found
                lines={lines}
                whole={!policies.hasNextPage}
                onAsk={() => setAsking('type')}
                onCall={call}
              />
            )
          }
        </Loaded>
      </Main>
      <AskSheet
        way={asking}
        onWay={setAsking}
        onAsk={(words) => open(paths.policyList({ q: words }))}
        onCall={call}
      />
    </Page>
  );
}
