import { Module } from '@nestjs/common';
import { OutboxModule } from '../outbox/outbox.module.js';
import { FileChecks } from './file.checks.js';
import { FileReader } from './file.reader.js';
import { FileStore } from './file.store.js';
import { FilesController } from './files.controller.js';
import { FilesService } from './files.service.js';
import { Storage } from './storage.js';
import { FileSweep } from './sweep.js';

@Module({
  imports: [OutboxModule],
  controllers: [FilesController],
  providers: [FileChecks, FileReader, FilesService, FileStore, FileSweep, Storage],
  exports: [FilesService],
})
export class FilesModule {}
