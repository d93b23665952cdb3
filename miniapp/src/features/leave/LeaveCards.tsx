import { View } from '@tarojs/components';
import type { Instant } from '@songtao/shared/calendar/calendar.js';
import { dayWords, timeWords } from '@songtao/shared/calendar/words.js';
import { useState } from 'react';
import { asCallError } from '../../platform/call.core';
import { Banner } from '../../ui/Banner';
import { Button, ButtonPair } from '../../ui/Button';
import { Chip, type ChipTone } from '../../ui/Chip';
import type { IconName } from '../../ui/Icon';
import { PersonLine } from '../../ui/PersonLine';
import { Stack, Surface } from '../../ui/Section';
import { answerLeave, type Leave } from './reads';

const LOOK: Record<Leave['state'], { words: string; tone: ChipTone; icon: IconName }> = {
  asked: { words: '等答应', tone: 'plain', icon: 'hourglass' },
  agreed: { words: '说好了', tone: 'moving', icon: 'check' },
  declined: { words: '替不了', tone: 'plain', icon: 'close' },
  cancelled: { words: '不请了', tone: 'plain', icon: 'close' },
};

const daysWords = ({ from, to }: Leave): string =>
  from === to ? dayWords(from) : `${dayWords(from)}到${dayWords(to)}`;

function useAnswer(leave: Leave) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const answer = async (given: 'agreed' | 'declined' | 'cancelled'): Promise<void> => {
    setBusy(true);
    await answerLeave(leave.id, given).catch((error: unknown) => setProblem(asCallError(error).message));
    setBusy(false);
  };
  return { busy, problem, answer: (given: Parameters<typeof answer>[0]) => void answer(given) };
}

/** One's own leave, with what the colleague said. */
export function OwnLeave({ leave, now }: { leave: Leave; now: Instant }) {
  const { busy, problem, answer } = useAnswer(leave);
  const { cover, state, answeredAt, tasks } = leave;
  const look = state === 'asked' ? { ...LOOK.asked, words: `等${cover.name}答应` } : LOOK[state];
  const live = state === 'asked' || state === 'agreed';
  return (
    <Surface>
      <Stack>
        <PersonLine
          name={`${cover.name}替您`}
          role={[daysWords(leave), answeredAt === null ? '还没回话' : timeWords(answeredAt, now)]}
          aside={<Chip {...look} />}
        />
        {state === 'agreed' && tasks > 0 && (
          <View className="st-sub">
            那几天的{tasks}件事转给{cover.name}，村民看得到是{cover.name}在办。
          </View>
        )}
        {problem && <Banner tone="wait" title={problem} />}
        {live && <Button look="text" small words="不请了" busy={busy} onPress={() => answer('cancelled')} />}
      </Stack>
    </Surface>
  );
}

/** A colleague asks for cover. */
export function AskedLeave({ leave }: { leave: Leave }) {
  const { busy, problem, answer } = useAnswer(leave);
  const { person, state, tasks } = leave;
  return (
    <Surface>
      <Stack>
        <PersonLine
          name={`${person.name}请您替`}
          role={[daysWords(leave), `${tasks}件事`]}
          aside={state === 'agreed' && <Chip tone="moving" icon="check" words="您答应了" />}
        />
        {problem && <Banner tone="wait" title={problem} />}
        {state === 'asked' && (
          <ButtonPair row>
            <Button look="quiet" words="答应" busy={busy} onPress={() => answer('agreed')} />
            <Button look="quiet" words="替不了" busy={busy} onPress={() => answer('declined')} />
          </ButtonPair>
        )}
      </Stack>
    </Surface>
  );
}
