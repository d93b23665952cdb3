import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { a11y } from './a11y';
import { classes } from './classes';
import { Icon } from './Icon';
import type { IconName } from './Icon';
import { Phrases } from './Phrases';
import { Press } from './Press';
import { Switch } from './Switch';
import { plainWords } from './words';
import type { Words } from './words';

interface RowProps {
  title: Words;
  icon?: IconName;
  /** Second line. */
  line?: Words;
  /** By when, bold before the second line, as in 今天. */
  when?: string;
  /** A short value at the end. */
  value?: string;
  /** Something else at the end: a Stepper, Segments, a Chip. */
  aside?: ReactNode;
  strong?: boolean;
  danger?: boolean;
  /** What lies under it in the same list is hidden or shown. */
  fold?: 'shut' | 'open';
  onPress?: () => void;
}

const foldIcon = { shut: 'down', open: 'up' } as const;

function RowText({ title, line, when, strong }: Pick<RowProps, 'title' | 'line' | 'when' | 'strong'>) {
  return (
    <View className="st-row__b">
      <View className={classes('st-row__t', strong && 'st-b')}>
        <Phrases of={title} />
      </View>
      {(line || when) && (
        <View className="st-row__s">
          {when && <Text className="st-row__w st-nb">{when}</Text>}
          {line && <Phrases of={line} />}
        </View>
      )}
    </View>
  );
}

/** One line of a list: it leads somewhere (with an arrow) or only says something. */
export function Row({ title, icon, line, when, value, aside, strong, danger, fold, onPress }: RowProps) {
  const content = (
    <>
      {icon && <Icon name={icon} className="st-row__i" />}
      <RowText title={title} line={line} when={when} strong={strong} />
      {value && <View className="st-row__v">{value}</View>}
      {aside}
      {onPress && !danger && <Icon name={fold ? foldIcon[fold] : 'next'} className="st-row__go" />}
    </>
  );
  const className = classes('st-row', icon && 'has-ic', danger && 'is-danger');
  if (!onPress) return <View className={className}>{content}</View>;
  const label = [plainWords(title), when, plainWords(line), value].filter(Boolean).join('，');
  return (
    <Press className={className} label={label} onPress={onPress}>
      {content}
    </Press>
  );
}

interface SwitchRowProps {
  title: Words;
  icon?: IconName;
  line?: Words;
  strong?: boolean;
  on: boolean;
  onChange: (on: boolean) => void;
}

/** A setting that is on or off; the whole row is the target. */
export function SwitchRow({ title, icon, line, strong, on, onChange }: SwitchRowProps) {
  return (
    <Press
      role="switch"
      checked={on}
      className={classes('st-row', icon && 'has-ic')}
      label={[plainWords(title), plainWords(line)].filter(Boolean).join('，')}
      onPress={() => onChange(!on)}
    >
      {icon && <Icon name={icon} className="st-row__i" />}
      <RowText title={title} line={line} strong={strong} />
      <View className="st-row__v">{on ? '开' : '关'}</View>
      <Switch on={on} />
    </Press>
  );
}

/** The rows (or AnswerRows) of one list. */
export function Rows({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <View className="st-rows" {...a11y({ role: label ? 'group' : undefined, label })}>
      {children}
    </View>
  );
}
