import { View } from '@tarojs/components';
import { a11y } from './a11y';
import { classes } from './classes';

interface ProgressBarProps {
  /** 0 to 1. */
  share: number;
  /** The number in words, beside the bar. */
  words?: string;
  /** Little time is left: amber. */
  late?: boolean;
}

/** How much is done. Never for comparing people or villages. */
export function ProgressBar({ share, words, late }: ProgressBarProps) {
  const width = `${Math.round(Math.min(Math.max(share, 0), 1) * 100)}%`;
  return (
    <View className={classes('st-prog', late && 'is-late')} {...a11y({ role: 'img', label: words ?? width })}>
      <View className="st-prog__t">
        <View className="st-prog__f" style={{ width }} />
      </View>
      {words && <View>{words}</View>}
    </View>
  );
}

interface ProgressStepsProps {
  done: number;
  of: number;
  words?: string;
}

/** How many of a few steps are done, each its own piece. */
export function ProgressSteps({ done, of, words }: ProgressStepsProps) {
  return (
    <View className="st-prog is-segs" {...a11y({ role: 'img', label: words ?? `${of}步，做了${done}步` })}>
      <View className="st-prog__t">
        {Array.from({ length: of }, (_, place) => (
          <View key={place} className={classes('st-prog__f', place < done && 'is-on')} />
        ))}
      </View>
      {words && <View>{words}</View>}
    </View>
  );
}
