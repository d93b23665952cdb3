import { Key, Long, Row, Short } from '../platform/columns.js';

/** One value of a parameter of policy, in one place, for one time. */
@Row('policy_param', { unique: [['paramKey', 'region', 'validFrom']] })
export class PolicyParamRow {
  @Key() id!: string;
  @Short(60) paramKey!: string;
  @Short(60, { nullable: true }) value!: string | null;
  @Short(12) unit!: string;
  @Short(10) validFrom!: string;
  @Short(10, { nullable: true }) validTo!: string | null;
  @Short(16) region!: string;
  @Short(60, { nullable: true }) docNo!: string | null;
  @Long() source!: string;
  @Short(36, { nullable: true }) enteredBy!: string | null;
}
