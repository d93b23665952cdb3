import { Controller } from '@nestjs/common';
import { handledEndpoints, Handles } from './handles.js';
import { openApiDocument, openApiEndpoint } from './openapi.js';

@Controller()
export class OpenApiController {
  @Handles(openApiEndpoint)
  document(): Record<string, unknown> {
    return openApiDocument(handledEndpoints());
  }
}
