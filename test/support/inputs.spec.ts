import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as z from 'zod';
import '../../server/src/app.module.js';
import { handledEndpoints } from '../../server/src/platform/handles.js';
import { valuesOf } from './inputs.js';

const rows = handledEndpoints();

describe('made inputs', () => {
  it.each(rows.map((row) => [`${row.method} ${row.path}`, row.input] as const))(
    'fit %s, whatever they are',
    (_name, input) => {
      const schema = z.toJSONSchema(input.strict(), { io: 'input' });
      fc.assert(
        fc.property(valuesOf(schema), (made) => {
          expect(input.strict().safeParse(made).error).toBeUndefined();
        }),
        { numRuns: 30 },
      );
    },
  );

  it('take what the world knows of a key', () => {
    const schema = z.toJSONSchema(
      z.strictObject({ items: z.array(z.strictObject({ id: z.guid() })).min(1) }),
    );
    const known = valuesOf(schema, (path) => (path.at(-1) === 'id' ? fc.constant('ours') : undefined));
    fc.assert(
      fc.property(known, (made) => {
        expect(JSON.stringify(made)).toContain('"id":"ours"');
      }),
    );
  });

  it('are not made where a schema says what nobody taught them', () => {
    expect(() => valuesOf(z.toJSONSchema(z.strictObject({ mail: z.email() })))).toThrow('mail');
  });
});
