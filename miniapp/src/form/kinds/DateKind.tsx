import { dayWords } from '@songtao/shared/calendar/words.js';
import { DateField } from '../../ui/DateField';
import { fieldProps, type KindProps } from './kind';

/** A day, picked and never typed. */
export function DateKind(props: KindProps) {
  const value = typeof props.value === 'string' ? props.value : undefined;
  return <DateField {...fieldProps(props)} value={value} show={dayWords} onChange={props.onChange} />;
}
