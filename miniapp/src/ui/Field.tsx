import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { a11y } from './a11y';
import { Icon } from './Icon';
import { Phrases } from './Phrases';
import type { Words } from './words';

export interface FieldProps {
  label: string;
  help?: Words;
  /** What to write instead, never only that it is wrong. */
  error?: Words;
}

/** What every field has around it: its name above, a line of help, and what is wrong below. */
export function Field({ label, help, error, children }: FieldProps & { children: ReactNode }) {
  return (
    <View className="st-field">
      <View className="st-field__l">{label}</View>
      {help && (
        <View className="st-field__h">
          <Phrases of={help} />
        </View>
      )}
      {children}
      {error && (
        <View className="st-field__e" {...a11y({ role: 'alert' })}>
          <Icon name="alert" size="s" />
          <View>
            <Phrases of={error} />
          </View>
        </View>
      )}
    </View>
  );
}
