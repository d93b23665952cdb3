import { View } from '@tarojs/components';
import type { ComponentProps, ReactNode } from 'react';
import { Chip } from './Chip';
import { classes } from './classes';
import { Icon } from './Icon';
import type { IconName } from './Icon';
import { Phrases } from './Phrases';
import { Press } from './Press';
import { StatusLines } from './StatusSentence';
import { plainWords } from './words';
import type { Words } from './words';

interface CaseCardProps {
  title: string;
  icon?: IconName;
  tone?: 'wait' | 'urgent';
  chip?: ComponentProps<typeof Chip>;
  now?: Words;
  next?: Words;
  /** Number, person: small, at the foot. */
  foot?: readonly string[];
  /** What else belongs to the case: its buttons, its progress. */
  children?: ReactNode;
  onPress?: () => void;
}

function CardBody({ title, icon, chip, now, next, foot, children }: CaseCardProps) {
  return (
    <>
      <View className="st-case__top">
        <View className="st-case__t">
          {icon && <Icon name={icon} />}
          <View>
            <Phrases of={title} />
          </View>
        </View>
        {chip && <Chip {...chip} />}
      </View>
      {now && (
        <View className="st-status is-plain">
          <StatusLines now={now} next={next} />
        </View>
      )}
      {foot && (
        <View className="st-case__foot">
          {foot.map((words) => (
            <View key={words}>{words}</View>
          ))}
        </View>
      )}
      {children}
    </>
  );
}

/** One case in a list. With buttons of its own inside, give it no `onPress`. */
export function CaseCard(props: CaseCardProps) {
  const className = classes('st-case', props.tone && `is-${props.tone}`);
  if (!props.onPress) {
    return (
      <View className={className}>
        <CardBody {...props} />
      </View>
    );
  }
  const said = [
    props.title,
    props.chip?.words,
    plainWords(props.now),
    plainWords(props.next),
    ...(props.foot ?? []),
  ];
  return (
    <Press className={className} label={said.filter(Boolean).join('，')} onPress={props.onPress}>
      <CardBody {...props} />
    </Press>
  );
}
