import { ChoiceOne } from '../../ui/Choice';
import { Field } from '../../ui/Field';
import { Asked } from '../Asked';
import { useServices } from '../services';
import { fieldProps, type KindProps } from './kind';

/** A colleague, with role. */
export function PersonKind(props: KindProps) {
  const { people } = useServices();
  const value = typeof props.value === 'string' ? props.value : undefined;
  return (
    <Asked of={people} around={(waiting) => <Field {...fieldProps(props)}>{waiting}</Field>}>
      {(found) => (
        <ChoiceOne
          {...fieldProps(props)}
          options={found.map(({ id, name, role }) => ({ value: id, words: [name, '，', role] }))}
          value={value}
          onChange={props.onChange}
        />
      )}
    </Asked>
  );
}
