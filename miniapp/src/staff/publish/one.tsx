import { useRouter } from '@tarojs/taro';
import type { NoticeView } from '@songtao/shared/api/notice.js';
import { useState } from 'react';
import { noticeStateWords, NoticeText } from '../../features/publish/NoticeText';
import { Posted } from '../../features/publish/Posted';
import { useNotice } from '../../features/publish/reads';
import { useDoing } from '../../features/publish/useDoing';
import { canPrint, printNotice } from '../../features/publish/print';
import { AppBar } from '../../ui/AppBar';
import { Banner } from '../../ui/Banner';
import { ActionBar, BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { Stack } from '../../ui/Section';
import { Sheet } from '../../ui/Sheet';
import { TextArea } from '../../ui/TextField';
import { back, open, staffPaths } from '../paths';
import { voiceOf } from '../voice';

type Ability = NoticeView['abilities'][number];
type Written = 'return' | 'withdraw';

const ASKS: Record<Written, string> = { return: '哪里要改', withdraw: '为什么撤下' };
const isWritten = (action: Ability['action']): action is Written =>
  action === 'return' || action === 'withdraw';

interface WordsSheetProps {
  ability: Ability;
  label: string;
  busy: boolean;
  onSend: (words: string) => void;
  onClose: () => void;
}

function WordsSheet({ ability, label, busy, onSend, onClose }: WordsSheetProps) {
  const [words, setWords] = useState('');
  return (
    <Sheet open title={ability.title} onClose={onClose}>
      <Stack>
        <TextArea label={label} maxlength={200} onInput={setWords} />
        <Button
          words={ability.title}
          busy={busy}
          off={words.trim() === '' ? '先写一句' : undefined}
          onPress={() => onSend(words.trim())}
        />
      </Stack>
    </Sheet>
  );
}

/** 25c's 撤下重贴 and 33's 发布 stand in one bar: the notice says which are there. */
function Acts({ notice }: { notice: NoticeView }) {
  const [asked, setAsked] = useState<Ability | null>(null);
  const { busy, problem, setProblem, doIt } = useDoing(notice);
  const own = notice.abilities.filter(({ action }) => action !== 'submit');
  const [first, ...others] = [...own].sort(
    (a, b) => Number(b.action === 'publish') - Number(a.action === 'publish'),
  );
  const press = (ability: Ability): void => {
    if (ability.action === 'edit') return open(staffPaths.write(notice.id));
    if (isWritten(ability.action)) return setAsked(ability);
    void doIt(ability.action, '');
  };
  const print = (): void => void printNotice(notice.id).then(setProblem);
  const mayPrint = canPrint && notice.kind === 'publicNotice' && notice.state === 'published';
  const blocked = own.find(({ blockedBy }) => blockedBy !== null)?.blockedBy ?? undefined;
  if (!first && !mayPrint) return null;
  return (
    <>
      {problem && <Banner tone="wait" title={problem} />}
      <BottomActions note={blocked}>
        <ActionBar>
          {first && (
            <Button
              look={first.action === 'withdraw' ? 'quiet' : 'main'}
              words={first.title}
              busy={busy}
              off={first.blockedBy === null ? undefined : first.title}
              onPress={() => press(first)}
            />
          )}
          {others.map((ability) => (
            <Button
              key={ability.action}
              look="quiet"
              words={ability.title}
              busy={busy}
              off={ability.blockedBy === null ? undefined : ability.title}
              onPress={() => press(ability)}
            />
          ))}
          {mayPrint && <Button look="quiet" words="打印" onPress={print} />}
        </ActionBar>
      </BottomActions>
      {asked && isWritten(asked.action) && (
        <WordsSheet
          ability={asked}
          label={ASKS[asked.action]}
          busy={busy}
          onSend={(words) => void doIt(asked.action, words).then(() => setAsked(null))}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

function Notice({ notice }: { notice: NoticeView }) {
  const isPosted = notice.kind === 'publicNotice';
  return (
    <>
      {!isPosted && (
        <Banner
          tone={notice.state === 'published' ? 'done' : 'info'}
          title={noticeStateWords(notice.state)}
          line={notice.note ?? undefined}
        />
      )}
      {isPosted ? <Posted notice={notice} /> : <NoticeText notice={notice} voice={voiceOf} />}
      <Acts notice={notice} />
    </>
  );
}

/** One notice for its staff: read it, let it out, give it back, take it off. */
export default function OnePage() {
  const { id = '' } = useRouter().params;
  const notice = useNotice(id);
  const title = notice.data?.kind === 'publicNotice' ? '公示' : '政策和公告';
  return (
    <Page title={title} foot="bottom2">
      <AppBar title={title} onBack={() => back()} />
      <Main>
        <Loaded of={notice}>{(view) => <Notice notice={view} />}</Loaded>
      </Main>
    </Page>
  );
}
