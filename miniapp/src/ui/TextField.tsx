import { Input, Textarea, View } from '@tarojs/components';
import { useState } from 'react';
import { a11y } from './a11y';
import { classes } from './classes';
import { Field } from './Field';
import type { FieldProps } from './Field';
import { Icon } from './Icon';
import type { IconName } from './Icon';
import { Press } from './Press';

interface TypedProps extends FieldProps {
  /** Read once: a controlled input loses characters on weapp. Give the field another `key` to set it anew. */
  defaultValue?: string;
  placeholder?: string;
  maxlength: number;
  disabled?: boolean;
  onInput: (text: string) => void;
  onBlur?: () => void;
}

interface TextFieldProps extends TypedProps {
  /** number: digits only; digit: with a decimal point; idcard: digits and X. */
  type?: 'text' | 'number' | 'digit' | 'idcard';
  icon?: IconName;
  unit?: string;
}

/** The name must reach the real input: in a browser that lies inside Taro's. */
function named(label: string) {
  return process.env.TARO_ENV === 'h5' ? { nativeProps: { 'aria-label': label } } : a11y({ label });
}

function useFocusLook({ error, disabled, onBlur }: TypedProps) {
  const [focused, setFocused] = useState(false);
  return {
    look: classes(focused && 'is-focus', error && 'is-bad', disabled && 'is-off'),
    onFocus: () => setFocused(true),
    onBlur: () => {
      setFocused(false);
      onBlur?.();
    },
  };
}

/** One line of text. */
export function TextField(props: TextFieldProps) {
  const { label, help, error, icon, unit, type = 'text', onInput } = props;
  const { look, onFocus, onBlur } = useFocusLook(props);
  return (
    <Field label={label} help={help} error={error}>
      <View className={classes('st-input', look)}>
        {icon && <Icon name={icon} />}
        <Input
          className="st-input__b"
          type={type}
          defaultValue={props.defaultValue ?? ''}
          placeholder={props.placeholder}
          placeholderClass="st-placeholder"
          maxlength={props.maxlength}
          disabled={props.disabled}
          cursorSpacing={120}
          onInput={(event) => onInput(event.detail.value)}
          onFocus={onFocus}
          onBlur={onBlur}
          {...named(label)}
        />
        {unit && <View>{unit}</View>}
      </View>
    </Field>
  );
}

interface TextAreaProps extends TypedProps {
  /** Speaking in place of typing. */
  onMic?: () => void;
}

/** Several lines of text. */
export function TextArea(props: TextAreaProps) {
  const { label, help, error, onInput, onMic } = props;
  const { look, onFocus, onBlur } = useFocusLook(props);
  return (
    <Field label={label} help={help} error={error}>
      <View className={classes('st-input is-area', look)}>
        <Textarea
          className="st-input__b"
          defaultValue={props.defaultValue ?? ''}
          placeholder={props.placeholder}
          placeholderClass="st-placeholder"
          maxlength={props.maxlength}
          disabled={props.disabled}
          autoHeight
          disableDefaultPadding
          cursorSpacing={120}
          onInput={(event) => onInput(event.detail.value)}
          onFocus={onFocus}
          onBlur={onBlur}
          {...named(label)}
        />
        {onMic && (
          <Press className="st-input__mic" label={`${label}，用话说`} onPress={onMic}>
            <Icon name="mic" />
          </Press>
        )}
      </View>
    </Field>
  );
}
