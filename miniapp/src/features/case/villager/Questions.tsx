import type { CaseView } from '@songtao/shared/api/case.js';
import { View } from '@tarojs/components';
import { dayOf } from '@songtao/shared/calendar/calendar.js';
import { dayWords, dueWords } from '@songtao/shared/calendar/words.js';
import { Button, ButtonPair } from '../../../ui/Button';
import { Row, Rows } from '../../../ui/ListRow';
import { Phrases } from '../../../ui/Phrases';
import { Section } from '../../../ui/Section';
import { StatusSentence } from '../../../ui/StatusSentence';
import { mayDo } from './view';

/** 07b 这件事办好了吗？ Two answers of the same weight of truth; 没办好 goes to somebody else. */
export function AskDone({ view, onYes, onNo }: { view: CaseView; onYes: () => void; onNo: () => void }) {
  const { until } = view.sentence;
  return (
    <Section>
      <View className="st-title pg-ask">这件事办好了吗？</View>
      <ButtonPair>
        <Button icon="check" words="办好了" onPress={onYes} />
        <Button look="quiet" icon="close" words="没办好" onPress={onNo} />
      </ButtonPair>
      <View className="st-sub pg-note">点“没办好”，换别的人来办。</View>
      {until && (
        <View className="st-sub">
          <Phrases of={`${dueWords(until)}没点，我们打电话问您。`} />
        </View>
      )}
    </Section>
  );
}

/** After an answer to a question: 清楚了 or 还不清楚. */
export function AskClear({ onYes, onNo }: { onYes: () => void; onNo: () => void }) {
  return (
    <Section>
      <View className="st-title pg-ask">说清楚了吗？</View>
      <ButtonPair>
        <Button icon="check" words="清楚了" onPress={onYes} />
        <Button look="quiet" icon="help" words="还不清楚" onPress={onNo} />
      </ButtonPair>
      <View className="st-sub pg-note">点“还不清楚”，换个人给您说。</View>
    </Section>
  );
}

type Refusal = NonNullable<CaseView['refusal']>;

/** 07c: a no is a result and a date, its reason and its rule, in ink on white. */
export function RefusalStatus({ refusal }: { refusal: Refusal }) {
  return (
    <StatusSentence
      tone="closed"
      tag="有结果了"
      tagIcon="info"
      now={`这次没有批，${dayWords(dayOf(refusal.at))}`}
      next={`原因：${refusal.words}`}
    >
      <View className="st-sub pg-rule">
        <Phrases of={`依据：${refusal.rule}`} />
      </View>
    </StatusSentence>
  );
}

interface OtherDoorsProps {
  view: CaseView;
  refusal: Refusal;
  onDoor: () => void;
  onAppeal: () => void;
}

/** What still stands open after a no. */
export function OtherDoors({ view, refusal, onDoor, onAppeal }: OtherDoorsProps) {
  const { doorTitle, doorTaken, appealUntil } = refusal;
  return (
    <>
      <Section title="还有别的办法">
        <Rows>
          {doorTaken ? (
            <Row icon="done" strong title={doorTitle} line="已经转过去了，有人来找您" />
          ) : (
            <Row
              icon="hands"
              strong
              title={`申请${doorTitle}`}
              line="点一下就转，不用再说"
              onPress={mayDo(view, 'takeDoor') ? onDoor : undefined}
            />
          )}
        </Rows>
      </Section>
      {view.mayAppeal && (
        <Section title="不服这个结果？">
          <View className="pg-ask">
            <Phrases of={`可以请换个人再看一次，${dueWords(appealUntil)}说。`} />
          </View>
          <Button look="quiet" icon="mic" words="说说为什么不服" onPress={onAppeal} />
        </Section>
      )}
    </>
  );
}
