import { View } from '@tarojs/components';
import { ChoiceOne } from '../../ui/Choice';
import { Field } from '../../ui/Field';
import { Asked } from '../Asked';
import { useServices } from '../services';
import { fieldProps, type KindProps } from './kind';

/** A meeting that was already recorded. */
export function MeetingKind(props: KindProps) {
  const { meetings } = useServices();
  const value = typeof props.value === 'string' ? props.value : undefined;
  return (
    <Asked of={meetings} around={(waiting) => <Field {...fieldProps(props)}>{waiting}</Field>}>
      {(book) =>
        book.meetings.length === 0 ? (
          <Field {...fieldProps(props)}>
            <View className="st-sub">还没有记过会</View>
          </Field>
        ) : (
          <ChoiceOne
            {...fieldProps(props)}
            options={book.meetings.map(({ id, words }) => ({ value: id, words }))}
            value={value}
            onChange={props.onChange}
          />
        )
      }
    </Asked>
  );
}
