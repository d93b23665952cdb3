import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Button } from './Button';

interface PersonLineProps {
  name: string;
  /** Who that is: 骝马村 网格员; more lines as a list. */
  role: string | readonly string[];
  phone?: string;
  onCall?: () => void;
  /** In place of the button: a Chip. */
  aside?: ReactNode;
}

/** A named human being, who that is, and how to call. */
export function PersonLine({ name, role, phone, onCall, aside }: PersonLineProps) {
  const lines = typeof role === 'string' ? [role] : role;
  return (
    <View className="st-person">
      <View className="st-person__a">{name.slice(0, 1)}</View>
      <View className="st-person__b">
        <View className="st-person__n">{name}</View>
        {[...lines, ...(phone ? [phone] : [])].map((line) => (
          <View key={line} className="st-person__r">
            {line}
          </View>
        ))}
      </View>
      {onCall && (
        <Button look="quiet" small icon="phone" words="打电话" label={`打电话给${name}`} onPress={onCall} />
      )}
      {aside}
    </View>
  );
}
