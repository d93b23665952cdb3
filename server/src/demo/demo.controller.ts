import { Controller, Inject } from '@nestjs/common';
import { demoApi } from '@songtao/shared/api/registry.js';
import type { OutputOf, ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import { Handles, Input } from '../platform/handles.js';
import { DemoService } from './demo.service.js';

type Api = typeof demoApi;

@Controller()
export class DemoController {
  constructor(@Inject(DemoService) private readonly demo: DemoService) {}

  @Handles(demoApi.state)
  state(): Promise<OutputOf<Api['state']>> {
    return this.demo.state();
  }

  @Handles(demoApi.move)
  move(@Input() { days }: ParsedInputOf<Api['move']>): Promise<OutputOf<Api['move']>> {
    return this.demo.move(days);
  }

  @Handles(demoApi.wechat)
  wechat(): Promise<OutputOf<Api['wechat']>> {
    return this.demo.wechat();
  }
}
