import { View } from '@tarojs/components';
import { a11y } from './a11y';
import { Icon } from './Icon';
import { Press } from './Press';

interface StepperProps {
  /** What is counted; said with each button. */
  label: string;
  value: number;
  min?: number;
  max?: number;
  onChange: (value: number) => void;
}

/** A small number without a keyboard. Stands in a Field, or at the end of a Row. */
export function Stepper({ label, value, min = 0, max = 99, onChange }: StepperProps) {
  return (
    <View className="st-stepper" {...a11y({ role: 'group', label })}>
      <Press
        className="st-stepper__b"
        label={`${label}，少一个`}
        disabled={value <= min}
        onPress={() => onChange(value - 1)}
      >
        <Icon name="minus" />
      </Press>
      <View className="st-stepper__v" {...a11y({ role: 'status', live: 'polite' })}>
        {value}
      </View>
      <Press
        className="st-stepper__b"
        label={`${label}，多一个`}
        disabled={value >= max}
        onPress={() => onChange(value + 1)}
      >
        <Icon name="plus" />
      </Press>
    </View>
  );
}
