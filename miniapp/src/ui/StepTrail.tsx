import { View } from '@tarojs/components';
import { a11y } from './a11y';
import { classes } from './classes';
import { Icon } from './Icon';
import { Phrases } from './Phrases';
import type { Words } from './words';

/** now: it is here; wait: it is here and waits for you; stop: it did not pass, which is no danger. */
export type StepState = 'done' | 'now' | 'wait' | 'stop' | 'todo';

const LOOK: Record<StepState, string> = {
  done: 'is-done',
  now: 'is-now',
  wait: 'is-now is-wait',
  stop: 'is-stop',
  todo: '',
};

export interface Step {
  title: string;
  state: StepState;
  /** With 前 while it is a promise. */
  date?: string;
  note?: Words;
}

function Note({ words }: { words: Words }) {
  return (
    <View className="st-step__s">
      <Phrases of={words} />
    </View>
  );
}

/** The way of a case, in steps of plain words. */
export function StepTrail({ steps }: { steps: readonly Step[] }) {
  return (
    <View className="st-trail" {...a11y({ role: 'list' })}>
      {steps.map(({ title, state, date, note }, place) => (
        <View key={place} className={classes('st-step', LOOK[state])} {...a11y({ role: 'listitem' })}>
          <View className="st-step__m">
            {state === 'done' && <Icon name="check" />}
            {state === 'stop' && <Icon name="close" />}
          </View>
          <View className="st-step__b">
            <View className="st-step__t">{title}</View>
            {date && <View className="st-step__d">{date}</View>}
            {note && <Note words={note} />}
          </View>
        </View>
      ))}
    </View>
  );
}

interface NumberedStepsProps {
  steps: readonly { title: Words; note?: Words }[];
}

/** Steps still to do, none of them done. Those without a note are questions, and not bold. */
export function NumberedSteps({ steps }: NumberedStepsProps) {
  return (
    <View className="st-trail" {...a11y({ role: 'list' })}>
      {steps.map(({ title, note }, place) => (
        <View
          key={place}
          className={classes('st-step is-num', !note && 'is-light')}
          {...a11y({ role: 'listitem' })}
        >
          <View className="st-step__m">{place + 1}</View>
          <View className="st-step__b">
            <View className="st-step__t">
              <Phrases of={title} />
            </View>
            {note && <Note words={note} />}
          </View>
        </View>
      ))}
    </View>
  );
}
