import { View } from '@tarojs/components';
import { a11y } from './a11y';
import { classes } from './classes';
import { Icon } from './Icon';
import type { IconName } from './Icon';
import { Press } from './Press';

export interface Tab {
  key: string;
  icon: IconName;
  word: string;
  /** How many wait for you; 0 shows nothing. */
  waiting?: number;
}

interface TabBarProps {
  tabs: readonly Tab[];
  current: string;
  onChange: (key: string) => void;
}

/** The tabs of the staff pages; the villager's tabs are WeChat's own. */
export function TabBar({ tabs, current, onChange }: TabBarProps) {
  return (
    <View className="st-tabbar" {...a11y({ role: 'tablist', label: '栏目' })}>
      {tabs.map(({ key, icon, word, waiting = 0 }) => (
        <Press
          key={key}
          role="tab"
          label={waiting ? `${word}，${waiting}件等您办` : word}
          selected={key === current}
          className={classes('st-tabbar__i', key === current && 'is-on')}
          onPress={() => onChange(key)}
        >
          <Icon name={icon} />
          <View>{word}</View>
          {waiting > 0 && <View className="st-tabbar__n">{waiting}</View>}
        </Press>
      ))}
    </View>
  );
}
