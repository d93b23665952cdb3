import { Controller, Inject } from '@nestjs/common';
import type { OutputOf, ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import { staffApi } from '@songtao/shared/api/registry.js';
import { Handles, Input } from '../platform/handles.js';
import { AreaService } from './area.service.js';

type Areas = typeof staffApi.areas;

@Controller()
export class AreaController {
  constructor(@Inject(AreaService) private readonly areas: AreaService) {}

  @Handles(staffApi.areas)
  list(@Input() _: ParsedInputOf<Areas>): OutputOf<Areas> {
    return this.areas.list();
  }
}
