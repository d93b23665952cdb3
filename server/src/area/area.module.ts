import { Module } from '@nestjs/common';
import { AreaController } from './area.controller.js';
import { AreaService } from './area.service.js';
import { AreaStore } from './area.store.js';

@Module({ controllers: [AreaController], providers: [AreaService, AreaStore], exports: [AreaService] })
export class AreaModule {}
