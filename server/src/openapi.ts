import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import './app.module.js';
import { handledEndpoints } from './platform/handles.js';
import { openApiDocument } from './platform/openapi.js';

// Loading the application is enough: its controllers say what they handle. Nothing is started.
writeFileSync(
  new URL('../openapi.json', import.meta.url),
  `${JSON.stringify(openApiDocument(handledEndpoints()), null, 2)}\n`,
);
