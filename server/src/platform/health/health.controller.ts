import { Controller, Inject } from '@nestjs/common';
import { Handles } from '../handles.js';
import { healthApi } from './health.api.js';
import { Readiness } from './readiness.js';

@Controller()
export class HealthController {
  constructor(@Inject(Readiness) private readonly readiness: Readiness) {}

  @Handles(healthApi.health)
  health(): { ok: true } {
    return { ok: true };
  }

  @Handles(healthApi.ready)
  async ready(): Promise<{ ok: true }> {
    await this.readiness.check();
    return { ok: true };
  }
}
