import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { classes } from './classes';
import { Phrases } from './Phrases';
import { Press } from './Press';
import type { Words } from './words';

interface AnswerRowProps {
  name: string;
  value?: Words;
  /** A long value or a player, under its name. */
  block?: boolean;
  onEdit?: () => void;
  children?: ReactNode;
}

/** What was answered, with a way to change it; or any name with its value. Stands in Rows. */
export function AnswerRow({ name, value, block, onEdit, children }: AnswerRowProps) {
  return (
    <View className={classes('st-ans', block && 'is-block', !onEdit && 'is-ro')}>
      <View className="st-ans__b">
        <View className="st-ans__k">
          <Phrases of={name} />
        </View>
        {value && (
          <View className="st-ans__v">
            <Phrases of={value} />
          </View>
        )}
        {children}
      </View>
      {onEdit && (
        <Press className="st-ans__e" label={`改${name}`} onPress={onEdit}>
          改
        </Press>
      )}
    </View>
  );
}
