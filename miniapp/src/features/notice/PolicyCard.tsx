import type { NoticeLine } from '@songtao/shared/api/notice.js';
import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Phrases } from '../../ui/Phrases';
import { Press } from '../../ui/Press';
import './notice.css';
import { subWords, untilWords } from './words';

interface PolicyCardProps {
  line: NoticeLine;
  /** Hearing it right here. */
  listen: ReactNode;
  onPress: () => void;
}

/** One policy in a list: its name, who should look, until when, and its sound. */
export function PolicyCard({ line, listen, onPress }: PolicyCardProps) {
  const { title } = line;
  const sub = subWords(line);
  return (
    <View className="st-case">
      <Press
        className="nt-card"
        label={[title, sub, untilWords(line)].filter(Boolean).join('，')}
        onPress={onPress}
      >
        <View className="st-case__t">
          <View>
            <Phrases of={title} />
          </View>
        </View>
        {sub && (
          <View className="st-sub">
            <Phrases of={sub} />
          </View>
        )}
      </Press>
      <View className="st-case__foot nt-foot">
        <View>{untilWords(line)}</View>
        {listen}
      </View>
    </View>
  );
}
