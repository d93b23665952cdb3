import { Controller, Inject } from '@nestjs/common';
import type { OutputOf } from '@songtao/shared/api/endpoint.js';
import { staffApi } from '@songtao/shared/api/staff.js';
import { Handles } from '../platform/handles.js';
import { AreaService } from './area.service.js';

type Areas = typeof staffApi.areas;

@Controller()
export class AreaController {
  constructor(@Inject(AreaService) private readonly areas: AreaService) {}

  @Handles(staffApi.areas)
  list(): OutputOf<Areas> {
    return this.areas.list();
  }
}
