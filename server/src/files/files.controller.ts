import type { MultipartFile } from '@fastify/multipart';
import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { FileRef } from '@songtao/shared/api/common.js';
import type { ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import { fileApi } from '@songtao/shared/api/registry.js';
import type { Caller } from '../platform/caller.js';
import { FilePart, Handles, Head, Input, Who } from '../platform/handles.js';
import { FilesService, type Link } from './files.service.js';
import { FileReader } from './file.reader.js';

@Controller()
export class FilesController {
  constructor(
    @Inject(FilesService) private readonly files: FilesService,
    @Inject(FileReader) private readonly reader: FileReader,
  ) {}

  @Handles(fileApi.upload)
  upload(
    @Who() { personId }: Caller,
    @Input() { id, kind }: ParsedInputOf<typeof fileApi.upload>,
    @FilePart() { file }: MultipartFile,
  ): Promise<FileRef> {
    return this.files.upload({ id, kind, by: personId }, file);
  }

  @Handles(fileApi.read)
  async read(
    @Input() link: Link,
    @Head() { headers }: { headers: { range?: string } },
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer = await this.reader.read(link, headers.range);
    await reply.code(answer.status).headers(answer.headers).send(answer.bytes);
  }
}
