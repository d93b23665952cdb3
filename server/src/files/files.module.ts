import { Module } from '@nestjs/common';
import { FileReader } from './file.reader.js';
import { FileStore } from './file.store.js';
import { FilesController } from './files.controller.js';
import { FilesService } from './files.service.js';
import { Storage } from './storage.js';
import { FileSweep } from './sweep.js';

@Module({
  controllers: [FilesController],
  providers: [FileReader, FilesService, FileStore, FileSweep, Storage],
  exports: [FilesService],
})
export class FilesModule {}
