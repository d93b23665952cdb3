import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import '../server/src/app.module.js';
import { handledEndpoints } from '../server/src/platform/handles.js';
import { openApiDocument } from '../server/src/platform/openapi.js';

it('the committed OpenAPI document is what the contract says (npm run openapi writes it anew)', () => {
  const committed: unknown = JSON.parse(
    readFileSync(new URL('../server/openapi.json', import.meta.url), 'utf8'),
  );
  const made: unknown = JSON.parse(JSON.stringify(openApiDocument(handledEndpoints())));
  expect(committed).toEqual(made);
});
