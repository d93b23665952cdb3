import * as z from 'zod';
import type { Field } from './field.js';

/** Makes a field optional; the value is absent, never null, when it was not answered. */
export function optional<T>(field: Field<T>): Field<T | undefined> {
  return { ...field, schema: field.schema.optional() };
}

/** The fields of a form by name, in the order in which they are asked. */
export type Fields = Readonly<Record<string, Field>>;

/** What a form holds once it is filled in. */
export type FormValue<F extends Fields> = {
  [K in keyof F as undefined extends FieldValue<F[K]> ? never : K]: FieldValue<F[K]>;
} & {
  [K in keyof F as undefined extends FieldValue<F[K]> ? K : never]?: FieldValue<F[K]>;
};

type FieldValue<X> = X extends Field<infer T> ? T : never;

/** A declared form: one schema for the server and the client, and the hints from which the client draws it. */
export interface Form<V extends object = object> {
  readonly id: string;
  readonly fields: Fields;
  /** Strict: a key that is not a field is refused. */
  readonly schema: z.ZodType<V>;
}

/** Declares a form. Throws when a field has no title or hangs on one that does not exist. */
export function defineForm<const F extends Fields>(id: string, fields: F): Form<FormValue<F>> {
  for (const [name, field] of Object.entries(fields)) {
    if (field.title === '') throw new Error(`${id}.${name}: a field needs a title`);
    if (field.showWhen && !(field.showWhen.field in fields)) {
      throw new Error(`${id}.${name}: hangs on ${field.showWhen.field}, which is no field`);
    }
  }
  const shape = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.schema]));
  return { id, fields, schema: z.strictObject(shape) as unknown as z.ZodType<FormValue<F>> };
}

/** Ids of the files that a filled-in form names; an id in a text is only a text. */
export function filesIn(form: Form | undefined, value: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(form?.fields ?? {}).flatMap(([name, { kind }]) => {
    const given = value[name];
    if (given === undefined) return [];
    if (kind === 'photos' || kind === 'voice') return given as string[];
    return kind === 'evidence' ? [(given as { file: string }).file] : [];
  });
}
