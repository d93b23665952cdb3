import { Chips, PickChip } from '../../ui/Chip';
import { Field } from '../../ui/Field';
import { Asked } from '../Asked';
import { useServices } from '../services';
import { fieldProps, type KindProps } from './kind';

/** Names out of the village's roster of representatives. */
export function RepresentativesKind(props: KindProps) {
  const { meetings } = useServices();
  const chosen = Array.isArray(props.value) ? (props.value as string[]) : [];
  const toggle = (id: string): void =>
    props.onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <Field {...fieldProps(props)}>
      <Asked of={meetings}>
        {({ roster }) => (
          <Chips even>
            {roster.map(({ id, name }) => (
              <PickChip key={id} words={name} on={chosen.includes(id)} onPress={() => toggle(id)} />
            ))}
          </Chips>
        )}
      </Asked>
    </Field>
  );
}
