import { Module } from '@nestjs/common';

/** Every feature of the house. */
@Module({ imports: [] })
export class AppModule {}
