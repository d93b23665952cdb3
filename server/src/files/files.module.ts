import { Module } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.js';
import { OutboxModule } from '../outbox/outbox.module.js';
import { FileChecks } from './file.checks.js';
import { BucketShelf } from './bucket.shelf.js';
import { DiskShelf } from './disk.shelf.js';
import { FileReader } from './file.reader.js';
import { FileStore } from './file.store.js';
import { FilesController } from './files.controller.js';
import { FilesService } from './files.service.js';
import { Shelf } from './shelf.js';
import { Storage } from './storage.js';
import { FileSweep } from './sweep.js';

const shelf = {
  provide: Shelf,
  inject: [CONFIG],
  useFactory: ({ files: { dir, bucket } }: Pick<Config, 'files'>): Shelf =>
    bucket ? new BucketShelf(bucket) : new DiskShelf(dir),
};

@Module({
  imports: [OutboxModule],
  controllers: [FilesController],
  providers: [FileChecks, FileReader, FilesService, FileStore, FileSweep, Storage, shelf],
  exports: [FilesService],
})
export class FilesModule {}
