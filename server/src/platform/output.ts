import * as z from 'zod';
import type { RouteOptions } from 'fastify';
import type { Endpoint } from '@songtao/shared/api/endpoint.js';

type Schema = z.core.JSONSchema.BaseSchema;

const rules = [
  'pattern',
  'format',
  'propertyNames',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
] as const;

// The serializer writes what is named and drops the rest. Rules beyond the shape only cost time here, and
// `additionalProperties: false` would make a union refuse what it should trim.
function shapeOnly({ jsonSchema }: { jsonSchema: Schema }): void {
  for (const rule of rules) delete jsonSchema[rule];
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  const [inner, none, ...more] = jsonSchema.anyOf ?? [];
  if (!inner || typeof inner !== 'object' || none?.type !== 'null' || more.length > 0) return;
  if (typeof inner.type !== 'string') return;
  delete jsonSchema.anyOf;
  Object.assign(jsonSchema, inner, { nullable: true });
}

/** JSON schema of an answer for the compiled serializer; null where JSON schema cannot say it. */
function answerSchema(output: z.ZodType): Schema | null {
  try {
    const { $schema, ...schema } = z.toJSONSchema(output, {
      target: 'draft-7',
      io: 'output',
      override: shapeOnly,
    });
    return schema;
  } catch {
    return null;
  }
}

/** Makes the route answer by the contract: keys that it does not name never leave. */
export function answerByContract(route: RouteOptions, row: Endpoint): void {
  if (row.wire === 'bytes') return;
  const schema = answerSchema(row.output);
  route.schema = { response: { 200: schema ?? {} } };
  if (!schema) route.serializerCompiler = () => (answer: unknown) => JSON.stringify(row.output.parse(answer));
}

/** Throws where an answer breaks its contract, naming the keys; too slow for service, right for tests. */
export function checkAnswer(row: Endpoint, answer: unknown): void {
  const parsed = row.output.safeParse(answer);
  if (parsed.success) return;
  const paths = parsed.error.issues.map((issue) => issue.path.join('.'));
  throw new Error(`${row.method} ${row.path} breaks its contract at ${paths.join(', ')}`);
}
