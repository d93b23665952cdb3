import { Module } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.js';
import { SmsClient } from './sms.client.js';

@Module({
  providers: [
    {
      provide: SmsClient,
      inject: [CONFIG],
      // The provider's seconds are real ones, also in a demo whose day is moved on.
      useFactory: ({ sms }: Config) => new SmsClient(sms, () => new Date()),
    },
  ],
  exports: [SmsClient],
})
export class SmsModule {}
