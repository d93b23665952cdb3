import { View } from '@tarojs/components';
import { classes } from './classes';
import { Icon } from './Icon';
import type { IconName } from './Icon';
import { Phrases } from './Phrases';
import { Press } from './Press';
import { plainWords } from './words';
import type { Words } from './words';

export type LightState = 'ok' | 'wait' | 'urgent' | 'old';

const SHOWN: Record<LightState, { icon: IconName; words: Words }> = {
  ok: { icon: 'done', words: '安心' },
  wait: { icon: 'hourglass', words: '要去|看一下' },
  urgent: { icon: 'alert', words: '急，今天去' },
  old: { icon: 'clock', words: '太久没看' },
};

export interface Light {
  key: string;
  name: string;
  icon: IconName;
  state: LightState;
  /** Of the last evidence: 9月18日 看过. */
  date: string;
}

interface LightsProps {
  lights: readonly Light[];
  onPress: (key: string) => void;
}

/** The guarantees of a household, each with its word and the day of its last evidence. */
export function Lights({ lights, onPress }: LightsProps) {
  return (
    <View className="sf-lights">
      {lights.map(({ key, name, icon, state, date }) => (
        <Press
          key={key}
          className={classes('sf-light', state !== 'ok' && `is-${state}`)}
          label={`${name}，${plainWords(SHOWN[state].words)}，${date}`}
          onPress={() => onPress(key)}
        >
          <View className="sf-light__n">
            <Icon name={icon} />
            <View>{name}</View>
          </View>
          <View className="sf-light__w">
            <Icon name={SHOWN[state].icon} />
            <View>
              <Phrases of={SHOWN[state].words} />
            </View>
          </View>
          <View className="sf-light__d">{date}</View>
        </Press>
      ))}
    </View>
  );
}
