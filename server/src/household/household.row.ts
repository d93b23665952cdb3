import { Flag, Key, Long, Refers, Row, Short, Whole } from '../platform/columns.js';

/** A household of a village. */
@Row('household', {
  index: [
    ['village', 'villageGroup', 'id'],
    ['village', 'headName'],
    ['grid', 'id'],
    ['town', 'village'],
    ['phoneIndex'],
  ],
})
export class HouseholdRow {
  @Key() id!: string;
  @Short(6) county!: string;
  @Short(9) town!: string;
  @Short(12) village!: string;
  @Short(15, { nullable: true }) grid!: string | null;
  /** 组 */
  @Whole() villageGroup!: number;
  @Short(40) headName!: string;
  @Long({ nullable: true }) phone!: string | null;
  @Short(43, { nullable: true }) phoneIndex!: string | null;
  @Short(10) validFrom!: string;
  @Short(10, { nullable: true }) validTo!: string | null;
}

/** Somebody who lives, or is registered, in a household. */
@Row('member', { index: [['household']] })
export class MemberRow {
  @Key() id!: string;
  @Refers('member', () => HouseholdRow)
  @Short(36)
  household!: string;
  @Short(40) name!: string;
  @Short(20) relation!: string;
  @Long({ nullable: true }) birthDate!: string | null;
  @Flag() resident!: boolean;
  @Short(10) validFrom!: string;
  @Short(10, { nullable: true }) validTo!: string | null;
}

/** Staff whom the household may turn to, by person. */
@Row('household_contact')
export class HouseholdContactRow {
  @Refers('household_contact', () => HouseholdRow)
  @Key()
  household!: string;
  @Key() person!: string;
}

/** Two households that are related; kept once in each direction, with the word that each side uses. */
@Row('household_kin')
export class HouseholdKinRow {
  @Refers('household_kin', () => HouseholdRow)
  @Key()
  household!: string;
  @Key() kin!: string;
  @Short(20) kinship!: string;
}

/** A villagers' representative, called to deliberations. */
@Row('representative', { index: [['village']] })
export class RepresentativeRow {
  @Key() id!: string;
  @Short(12) village!: string;
  @Short(40) name!: string;
  @Short(36, { nullable: true }) household!: string | null;
  @Short(10) validFrom!: string;
  @Short(10, { nullable: true }) validTo!: string | null;
}
