import { View } from '@tarojs/components';
import type { ITouchEvent } from '@tarojs/components';
import type { CSSProperties, ReactNode } from 'react';
import { a11y } from './a11y';
import type { Role } from './a11y';
import { classes } from './classes';
import { keyboard } from './keyboard';

export interface PressProps {
  /** Said by a screen reader in place of the content. */
  label: string;
  role?: Role;
  /** By which others find it; unique on the page. */
  id?: string;
  className?: string;
  style?: CSSProperties;
  checked?: boolean;
  pressed?: boolean;
  selected?: boolean;
  disabled?: boolean;
  onPress?: () => void;
  children?: ReactNode;
}

/** Every target of the app: pressed state, name and role, keyboard; a press never reaches what lies around it. */
export function Press({
  label,
  role = 'button',
  id,
  className,
  style,
  onPress,
  children,
  ...states
}: PressProps) {
  const act = () => {
    if (!states.disabled) onPress?.();
  };
  return (
    <View
      {...(id !== undefined && { id, 'data-testid': id })}
      className={classes('st-press', className)}
      style={style}
      hoverClass={states.disabled ? undefined : 'is-press'}
      hoverStopPropagation
      hoverStartTime={20}
      hoverStayTime={80}
      onClick={(event: ITouchEvent) => {
        event.stopPropagation();
        act();
      }}
      {...a11y({ role, label, ...states })}
      {...keyboard(act)}
    >
      {children}
    </View>
  );
}
