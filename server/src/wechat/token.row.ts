import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The access token of our account, one row for all replicas. Times are milliseconds, to be compared in SQL. */
@Entity('wechat_token')
export class WeChatTokenRow {
  @PrimaryColumn({ name: 'appid', type: 'varchar', length: 32 })
  appid!: string;

  @Column({ name: 'token', type: 'varchar', length: 1024 })
  token!: string;

  @Column({ name: 'expires_at', type: 'bigint' })
  expiresAt!: string;

  @Column({ name: 'version', type: 'int' })
  version!: number;

  @Column({ name: 'leased_until', type: 'bigint' })
  leasedUntil!: string;
}
