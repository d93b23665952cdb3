import { Picker, View } from '@tarojs/components';
import { a11y } from './a11y';
import { classes } from './classes';
import { Field } from './Field';
import type { FieldProps } from './Field';
import { Icon } from './Icon';
import { keyboard } from './keyboard';

interface DateFieldProps extends FieldProps {
  /** YYYY-MM-DD, as are the limits. */
  value: string | undefined;
  start?: string;
  end?: string;
  /** A day in words: dayWords of shared/calendar. */
  show: (day: string) => string;
  onChange: (day: string) => void;
}

/** A day, picked and never typed. */
export function DateField({ value, start, end, show, onChange, ...field }: DateFieldProps) {
  const shown = value ? show(value) : '点一下选日子';
  return (
    <Field {...field}>
      <Picker
        mode="date"
        value={value ?? end ?? ''}
        start={start}
        end={end}
        onChange={(event) => onChange(event.detail.value)}
      >
        <View
          className={classes('st-input', !value && 'is-empty', field.error && 'is-bad')}
          hoverClass="is-press"
          {...a11y({ role: 'button', label: `${field.label}，${shown}` })}
          {...keyboard((event) => (event.currentTarget as HTMLElement).click())}
        >
          <Icon name="calendar" />
          <View className="st-input__b">{shown}</View>
          <Icon name="down" size="s" />
        </View>
      </Picker>
    </Field>
  );
}
