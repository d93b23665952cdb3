import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { classes } from './classes';
import { Icon } from './Icon';
import type { IconName } from './Icon';
import { Phrases } from './Phrases';
import type { Words } from './words';

export type StatusTone = 'wait' | 'moving' | 'closed' | 'urgent';

const TAG: Record<StatusTone, { icon: IconName; words: string }> = {
  wait: { icon: 'hourglass', words: '等您办' },
  moving: { icon: 'trail', words: '正在办' },
  closed: { icon: 'done', words: '办完了' },
  urgent: { icon: 'alert', words: '急' },
};

interface StatusSentenceProps {
  tone: StatusTone;
  /** What happened, and when. */
  now: Words;
  /** What comes next, and until when. Under `wait` it is what you do, and big. */
  next?: Words;
  /** In place of the usual word, as 有结果了. */
  tag?: string;
  tagIcon?: IconName;
  /** What belongs to it in small: the rule behind a no. */
  children?: ReactNode;
}

/** The state of a case as one sentence, never as a code. */
export function StatusSentence({ tone, now, next, tag, tagIcon, children }: StatusSentenceProps) {
  return (
    <View className={classes('st-status', `is-${tone}`)}>
      <View className="st-status__tag">
        <Icon name={tagIcon ?? TAG[tone].icon} />
        <View>{tag ?? TAG[tone].words}</View>
      </View>
      <StatusLines now={now} next={next} />
      {children}
    </View>
  );
}

/** The two lines alone, as they stand in a card. */
export function StatusLines({ now, next }: Pick<StatusSentenceProps, 'now' | 'next'>) {
  return (
    <>
      <View className="st-status__now">
        <Phrases of={now} />
      </View>
      {next && (
        <View className="st-status__next">
          <Phrases of={next} />
        </View>
      )}
    </>
  );
}
