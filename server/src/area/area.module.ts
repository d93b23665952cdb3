import { Module } from '@nestjs/common';
import { AreaService } from './area.service.js';
import { AreaStore } from './area.store.js';

@Module({ providers: [AreaService, AreaStore], exports: [AreaService] })
export class AreaModule {}
