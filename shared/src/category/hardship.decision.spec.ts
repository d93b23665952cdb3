import { describe, expect, it } from '@jest/globals';
import { addDays, dayOf, endOfDay } from '../calendar/calendar.js';
import { guid } from '../workflow/simulate.spec-support.js';
import { Household, formOf, homeAt, monday } from './hardship.spec-support.js';

const paper = { document: '雁乡振〔2026〕9号', photo: [guid(810)] };
const village = [
  'villager',
  'grid',
  'cadre',
  'secretary',
  'team',
  'first',
  'helper',
  'water',
  'admin',
  'nextTown',
] as const;

/** The town officer went along to the door. */
const officerChecked = (): Household => {
  const home = homeAt('checking')
    .then('grid', 'attend')
    .then('officer', 'attend')
    .then('grid', 'finishCheck');
  return home
    .then('villager', 'authorise')
    .then('county', 'compare')
    .then('cadre', 'deliberate')
    .then('secretary', 'post')
    .waits();
};

describe('the town’s review', () => {
  it.each(village)('is not for %s', (by) =>
    expect(homeAt('reviewing').refuses(by, 'approve')).toBe('notYours who'),
  );

  it('asks that the papers were read by the reviewer', () => {
    const home = homeAt('reviewing');
    expect(home.refuses('officer', 'approve')).toBe('blocked materials');
    home.then('officer', 'readMaterials');
    expect(home.refuses('leader', 'approve')).toBe('blocked materials');
    expect(home.refuses('officer', 'readMaterials')).toBe('notNow state');
    expect(home.buttons('officer')).not.toContain('readMaterials');
    expect(home.then('officer', 'approve').state).toMatchObject({
      status: 'deciding',
      reached: 'county',
      level: 'county',
    });
  });

  it('of several cases is one action each, refused each for itself', () => {
    const homes = [
      homeAt('reviewing').then('officer', 'readMaterials'),
      homeAt('reviewing'),
      homeAt('deciding'),
    ];
    expect(homes.map((home) => home.refuses('officer', 'approve'))).toEqual([
      null,
      'blocked materials',
      'notNow state',
    ]);
    expect(homes.map((home) => home.state.status)).toEqual(['deciding', 'reviewing', 'deciding']);
  });

  it('is not by whoever filed, checked, or is a party to it', () => {
    const checked = officerChecked().then('officer', 'readMaterials').then('officer2', 'readMaterials');
    expect(checked.refuses('officer', 'approve')).toBe('blocked fourEyes');
    expect(checked.refuses('officer', 'refuse')).toBe('blocked fourEyes');
    expect(checked.refuses('officer2', 'approve')).toBeNull();
    const own = homeAt('reviewing').then('officer2', 'readMaterials');
    own.join('officer2', 'subject');
    expect(own.refuses('officer2', 'approve')).toBe('blocked fourEyes');
    const filed = new Household().file(formOf('report', { channel: 'hotline' }), {
      at: monday,
      by: 'officer',
      subject: 'villager',
    });
    filed
      .then('grid', 'accept')
      .then('grid', 'identify')
      .then('grid', 'attend')
      .then('team', 'attend')
      .then('grid', 'finishCheck')
      .then('cadre', 'proposeRefuse');
    expect(filed.refuses('officer', 'refuse')).toBe('blocked fourEyes');
    expect(filed.refuses('officer2', 'refuse')).toBeNull();
  });
});

describe('what is sent back', () => {
  it('for completion waits one level below while the days run on', () => {
    const home = homeAt('reviewing').then('officer', 'readMaterials');
    const { due } = home.state;
    home.then('officer', 'sendBack');
    expect(home.state).toMatchObject({ status: 'reviewing', due, level: 'town' });
    expect(home.effects).toEqual([]);
    expect(home.task('complete')).toMatchObject({ level: 'village', main: false });
    expect(home.refuses('officer', 'approve')).toBe('blocked completion');
    expect(home.refuses('villager', 'complete')).toBe('notYours who');
    home.then('cadre', 'complete');
    expect(home.refuses('cadre', 'complete')).toBe('notYours who');
    expect(home.refuses('officer', 'complete')).toBe('blocked completion');
    expect(home.refuses('officer', 'approve')).toBeNull();
  });

  it('for completion from the county goes to the town', () => {
    const home = homeAt('deciding').then('county', 'readMaterials').then('county', 'sendBack');
    expect(home.task('complete')?.level).toBe('town');
    expect(home.refuses('county', 'decide')).toBe('blocked completion');
  });

  it.each(['reviewing', 'deciding'] as const)(
    'for a new check from %s begins a round, and nothing of the old one counts',
    (state) => {
      const home = homeAt(state).then(state === 'reviewing' ? 'officer' : 'county', 'sendBack', {
        backTo: 'checking',
      });
      expect(home.state).toMatchObject({
        status: 'checking',
        level: 'village',
        round: home.state.entered,
        due: endOfDay(addDays(dayOf(home.state.entered), 2)),
      });
      expect(home.effects).toEqual(['takeOffNotice']);
      expect(home.refuses('grid', 'finishCheck')).toBe('notNow twoPeople');
      home
        .then('grid', 'attend')
        .then('team', 'attend')
        .then('grid', 'finishCheck')
        .then('county', 'compare')
        .then('cadre', 'deliberate')
        .then('secretary', 'post')
        .waits();
      expect(home.state.status).toBe('reviewing');
      expect(home.refuses('officer', 'approve')).toBe('blocked materials');
    },
  );

  it('for a new check leaves no papers to complete', () => {
    const home = homeAt('reviewing')
      .then('officer', 'sendBack')
      .then('officer', 'sendBack', { backTo: 'checking' });
    expect(home.task('complete')).toBeUndefined();
  });

  it('is nobody’s of the village, and says what is missing', () => {
    for (const by of village) expect(homeAt('reviewing').refuses(by, 'sendBack')).toBe('notYours who');
    expect(homeAt('reviewing').refuses('officer', 'sendBack', { missing: '' })).toBe('badInput missing');
    expect(homeAt('noticed').refuses('officer', 'sendBack')).toBe('notNow state');
  });
});

describe('a no', () => {
  it('is only proposed by the village, and only after the check', () => {
    const home = homeAt('authorising');
    for (const by of ['villager', 'officer', 'team', 'county'] as const)
      expect(home.refuses(by, 'proposeRefuse')).toBe('notYours who');
    expect(home.refuses('cadre', 'refuse')).toBe('notYours who');
    expect(homeAt('checking').refuses('cadre', 'proposeRefuse')).toBe('notNow state');
    expect(home.then('cadre', 'proposeRefuse').state).toMatchObject({ status: 'reviewing', level: 'town' });
    expect(home.then('officer', 'readMaterials').refuses('officer', 'approve')).toBe('blocked deliberation');
  });

  it.each([
    'accepted',
    'referred',
    'checking',
    'authorising',
    'comparing',
    'deliberating',
    'posting',
    'noticed',
  ] as const)('cannot be said while the case is %s', (state) => {
    expect(homeAt(state).refuses('officer', 'refuse')).toMatch(/notNow state|notYours who/);
  });

  it('carries reason, rule, words and another door', () => {
    for (const key of ['reason', 'words', 'rule', 'door']) {
      expect(homeAt('reviewing').refuses('officer', 'refuse', { [key]: undefined })).toBe(`badInput ${key}`);
      expect(homeAt('reviewing').refuses('officer', 'refuse', { [key]: ' ' })).toBe(`badInput ${key}`);
    }
    const home = homeAt('reviewing').then('officer', 'refuse');
    expect(home.state).toMatchObject({ status: 'closed', outcome: 'notIncluded', tasks: [] });
    expect(home.effects).toEqual(['takeOffNotice']);
  });

  it('to what the county has before it is the county’s, or on paper', () => {
    expect(homeAt('deciding').refuses('officer', 'refuse')).toBe('blocked fourEyes');
    expect(homeAt('deciding').refuses('officer2', 'refuse')).toBe('blocked paper');
    expect(homeAt('deciding').refuses('officer2', 'refuse', paper)).toBeNull();
    expect(homeAt('deciding').refuses('county', 'refuse')).toBeNull();
  });

  it('opens its door once, for the household or a cadre in its name', () => {
    const home = homeAt('reviewing').then('officer', 'refuse');
    expect(home.refuses('stranger', 'takeDoor')).toBe('notYours who');
    // Who spoke for somebody else is not told of the no; a cadre opens the door for those without a phone.
    home.join('neighbour', 'reporter');
    expect(home.refuses('neighbour', 'takeDoor')).toBe('notYours who');
    expect(home.then('villager', 'takeDoor').effects).toEqual(['openDoor']);
    expect(home.refuses('villager', 'takeDoor')).toBe('blocked taken');
    expect(home.refuses('officer', 'takeDoor')).toBe('blocked taken');
    expect(homeAt('closed').refuses('villager', 'takeDoor')).toBe('blocked refused');
  });
});

describe('the county’s decision', () => {
  it.each([...village, 'leader'] as const)('is not for %s', (by) =>
    expect(homeAt('deciding').refuses(by, 'decide')).toBe('notYours who'),
  );

  it('asks that the papers were read, and that another reviewed', () => {
    const home = homeAt('deciding');
    expect(home.refuses('county', 'decide')).toBe('blocked materials');
    expect(home.refuses('officer', 'decide', paper)).toBe('blocked fourEyes');
    expect(home.refuses('officer2', 'decide', paper)).toBe('blocked materials');
    home.then('officer2', 'readMaterials').then('county', 'readMaterials');
    expect(home.refuses('officer2', 'decide')).toBe('blocked paper');
    expect(home.refuses('county', 'decide', { object: 'POOR' })).toBe('badInput object');
    expect(home.then('officer2', 'decide', paper).state).toMatchObject({
      status: 'announcing',
      level: 'village',
    });
  });

  it('is announced by the village or the town, and then help begins', () => {
    for (const by of ['villager', 'grid', 'county', 'helper'] as const)
      expect(homeAt('announcing').refuses(by, 'announce')).toBe('notYours who');
    const home = homeAt('announcing').then('officer', 'announce');
    expect(home.state).toMatchObject({
      status: 'helping',
      due: endOfDay(addDays(dayOf(home.state.entered), 10)),
    });
    expect(home.effects).toEqual(['publishAnnouncement']);
  });
});
