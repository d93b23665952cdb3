/** The roles of domain 0.4, from the household up to the county. `admin` keeps roster, parameters and words and sees no case. */
export const roles = [
  'villager',
  'gridWorker',
  'villageCadre',
  'villageSecretary',
  'stationedTeam',
  'firstSecretary',
  'helpPerson',
  'townLine',
  'townOfficer',
  'townLeader',
  'countyOfficer',
  'admin',
] as const;

/** One role of a person. */
export type Role = (typeof roles)[number];

/** A role held by staff, that is every role but the villager's. */
export type StaffRole = Exclude<Role, 'villager'>;

/** Every staff role. */
export const staffRoles = roles.filter((role): role is StaffRole => role !== 'villager');

/** The official names, used on staff screens and beside a person's name on villager screens. */
export const roleTitles: Record<Role, string> = {
  villager: '村民',
  gridWorker: '网格员',
  villageCadre: '村干部',
  villageSecretary: '村支部书记',
  stationedTeam: '驻村工作队',
  firstSecretary: '第一书记',
  helpPerson: '帮扶责任人',
  townLine: '镇级行业线',
  townOfficer: '镇乡村振兴办',
  townLeader: '镇领导',
  countyOfficer: '区级经办',
  admin: '管理员',
};

/** Levels of administration at which a case can be held, lowest first. */
export const levels = ['village', 'town', 'county'] as const;

/** One level of administration. */
export type Level = (typeof levels)[number];

/** The level at which a staff role works. */
export const levelOf: Record<StaffRole, Level | null> = {
  gridWorker: 'village',
  villageCadre: 'village',
  villageSecretary: 'village',
  stationedTeam: 'village',
  firstSecretary: 'village',
  helpPerson: 'village',
  townLine: 'town',
  townOfficer: 'town',
  townLeader: 'town',
  countyOfficer: 'county',
  admin: null,
};
