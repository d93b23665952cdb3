import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many more cards of one template a person has allowed. */
@Entity('wechat_quota')
export class WeChatQuotaRow {
  @PrimaryColumn({ name: 'person', type: 'varchar', length: 36 })
  person!: string;

  @PrimaryColumn({ name: 'template', type: 'varchar', length: 64 })
  template!: string;

  @Column({ name: 'credits', type: 'int' })
  credits!: number;

  @Column({ name: 'refused', type: 'boolean' })
  refused!: boolean;

  @Column({ name: 'updated_at', type: 'datetime', precision: 3 })
  updatedAt!: Date;
}

/** An event that has been counted; WeChat delivers each up to three times. */
@Entity('wechat_quota_event')
export class WeChatQuotaEventRow {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 64 })
  id!: string;

  @Column({ name: 'at', type: 'datetime', precision: 3 })
  at!: Date;
}
