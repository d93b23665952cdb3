import { useDidShow, useReachBottom } from '@tarojs/taro';
import type { CaseLine } from '@songtao/shared/api/case.js';
import { aloud, told, type Aloud } from '@songtao/shared/voice/aloud.js';
import { refreshCases, useMyCasePages } from '../../features/case/villager/reads';
import { lineWords, toneOf } from '../../features/case/villager/words';
import { OfflineBanner } from '../../features/outbox/OfflineBanner';
import { ReadPage } from '../../features/sound/ReadPage';
import { AppBar } from '../../ui/AppBar';
import { BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { CaseCard } from '../../ui/CaseCard';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { PageState } from '../../ui/PageState';
import { PageTitle, Stack } from '../../ui/Section';
import { open, paths } from '../paths';

const mostRead = 5;

const chips = {
  wait: { words: '等您办', tone: 'wait', icon: 'hourglass' },
  urgent: { words: '急', tone: 'urgent', icon: 'alert' },
  moving: { words: '正在办', tone: 'moving', icon: 'trail' },
  closed: { words: '办完了', tone: 'plain', icon: 'done' },
} as const;

function casesAloud(lines: readonly CaseLine[]): Aloud {
  const each = lines.slice(0, mostRead).map((line) => {
    const { now, next } = lineWords(line);
    return [line.title, now, next].filter(Boolean).join('，');
  });
  return aloud`我的求助，一共${lines.length}件。${told(each.join('。'))}`;
}

/** 我的求助: every case of one's own, newest first. */
export default function Cases() {
  const cases = useMyCasePages();
  const lines = cases.data ?? [];
  useDidShow(() => void refreshCases());
  useReachBottom(() => {
    if (cases.hasNextPage && !cases.isFetchingNextPage) void cases.fetchNextPage();
  });
  return (
    <Page title="我的求助" foot="bottom">
      <AppBar />
      <Main>
        <OfflineBanner onOpen={() => open(paths.outbox)} />
        <PageTitle words="我的求助" aside={lines.length > 0 && <ReadPage text={casesAloud(lines)} />} />
        <Loaded of={cases}>
          {(lines) =>
            lines.length === 0 ? (
              <PageState
                kind="empty"
                icon="trail"
                title="您还没有求助过"
                line={['有难处就说。', '办得怎样，', '这里看。']}
              >
                <ReadPage text={aloud`您还没有求助过。有难处就说。办得怎样，这里看。`} />
              </PageState>
            ) : (
              <Stack>
                {lines.map((line) => {
                  const tone = toneOf(line);
                  return (
                    <CaseCard
                      key={line.id}
                      title={line.title}
                      tone={tone}
                      chip={chips[line.kind === 'closed' ? 'closed' : (tone ?? 'moving')]}
                      {...lineWords(line)}
                      foot={[`编号 ${line.number}`]}
                      onPress={() => open(paths.case(line.id))}
                    />
                  );
                })}
              </Stack>
            )
          }
        </Loaded>
      </Main>
      <BottomActions>
        <Button icon="mic" words="我要求助" onPress={() => open(paths.report('what'))} />
      </BottomActions>
    </Page>
  );
}
