import type { Field } from '@songtao/shared/form/field.js';
import type { FieldProps } from '../../ui/Field';
import type { KeptFile } from '../services';
import { isOptional } from '../values';

/** What every kind of field is given. */
export interface KindProps {
  field: Field;
  /** As the schema wants it, or as it was typed. */
  value: unknown;
  files: readonly KeptFile[];
  error?: string;
  onChange: (value: unknown) => void;
  /** Remembers files of this phone that stand in the value. */
  onKeep: (...files: readonly KeptFile[]) => void;
}

/** The name, the line of help and the fault of a field, as it is drawn. */
export function fieldProps({ field, error }: KindProps): FieldProps {
  const label = isOptional(field) ? `${field.title}（可以不填）` : field.title;
  return { label, help: field.help, error };
}
