import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Icon } from './Icon';
import type { IconName } from './Icon';
import { Phrases } from './Phrases';
import type { Words } from './words';

interface BottomActionsProps {
  note?: Words;
  noteIcon?: IconName;
  /** One Button, or one and a `text` one; the page's `foot` says which. */
  children?: ReactNode;
}

/** The act of the page, always within reach of a thumb. */
export function BottomActions({ note, noteIcon, children }: BottomActionsProps) {
  return (
    <View className="st-bottom">
      {note && (
        <View className="st-bottom__note">
          {noteIcon && <Icon name={noteIcon} size="s" />} <Phrases of={note} />
        </View>
      )}
      {children}
    </View>
  );
}

/** For staff: one wide button and a narrow one (更多) beside it. */
export function ActionBar({ children }: { children: ReactNode }) {
  return <View className="sf-acts">{children}</View>;
}
