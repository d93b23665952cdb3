import { describe, expect, it } from '@jest/globals';
import { guid } from '../workflow/simulate.spec-support.js';
import { Household, formOf, homeAt, monday } from './hardship.spec-support.js';

const paper = { document: '雁乡振〔2026〕9号', photo: [guid(810)] };

describe('the identification', () => {
  it('is begun by the owner or the town, and lies with the village', () => {
    const home = homeAt('accepted');
    expect(home.refuses('cadre', 'identify')).toBe('notYours who');
    expect(home.refuses('villager', 'identify')).toBe('notYours who');
    expect(home.then('officer', 'identify').state).toMatchObject({ status: 'checking', level: 'village' });
    expect(home.refuses('officer', 'identify')).toBe('notNow state');
  });

  it('of a case that the town holds is routed back to the village', () => {
    const home = homeAt('accepted')
      .then('grid', 'solve')
      .then('villager', 'answer', { done: 'no' })
      .then('officer', 'identify');
    expect(home.owner).toBe('grid');
  });
});

describe('the check of two people', () => {
  it.each([
    'villager',
    'neighbour',
    'leader',
    'first',
    'helper',
    'county',
    'water',
    'admin',
    'nextVillage',
  ] as const)('is not for %s', (by) => {
    expect(homeAt('checking').refuses(by, 'attend')).toBe('notYours who');
    expect(homeAt('checking').refuses(by, 'finishCheck')).toBe('notYours who');
  });

  it('takes nobody twice', () => {
    const home = homeAt('checking').then('team', 'attend');
    expect(home.refuses('team', 'attend')).toBe('notNow state');
    expect(home.refuses('team', 'finishCheck')).toBe('notNow twoPeople');
    expect(
      home.offers('team', home.now).find(({ action }) => action === 'finishCheck')?.blockedBy?.code,
    ).toBe('twoPeople');
    expect(home.then('cadre', 'attend').refuses('team', 'finishCheck')).toBeNull();
  });

  it('wants one who is no grid worker', () => {
    const home = homeAt('checking').then('grid', 'attend').then('grid2', 'attend');
    expect(home.refuses('grid', 'finishCheck')).toBe('notNow twoPeople');
    expect(home.then('officer', 'attend').refuses('grid', 'finishCheck')).toBeNull();
  });

  it('is of another’s home', () => {
    const home = new Household()
      .file(formOf('report'), { at: monday, by: 'villager', subject: 'cadre' })
      .then('grid', 'accept')
      .then('grid', 'identify');
    expect(home.refuses('cadre', 'attend')).toBe('blocked ownHome');
    home.then('grid', 'attend').then('team', 'attend');
    expect(home.refuses('cadre', 'finishCheck')).toBe('blocked ownHome');
  });

  it('may be of who said it first, and is recorded by who was there', () => {
    const home = homeAt('checking');
    home.join('team', 'follower');
    home.then('grid', 'attend').then('team', 'attend');
    home.join('team', 'checker');
    expect(home.refuses('team', 'finishCheck')).toBeNull();
  });

  it('tells a hardship with its risks', () => {
    const home = homeAt('checking').then('grid', 'attend').then('team', 'attend');
    expect(home.refuses('grid', 'finishCheck', { risks: undefined })).toBe('blocked risks');
    expect(home.refuses('grid', 'finishCheck', { risks: ['OTHER'] })).toBe('blocked risks');
    expect(home.refuses('grid', 'finishCheck', { risks: [] })).toBe('badInput risks');
    expect(home.refuses('grid', 'finishCheck', { agreed: undefined })).toBe('badInput agreed');
    expect(home.refuses('grid', 'finishCheck', { risks: ['OTHER'], remark: '房子临崖' })).toBeNull();
    const none = homeAt('checking').then('grid', 'attend').then('team', 'attend');
    expect(none.refuses('grid', 'finishCheck', { hardship: 'no', risks: undefined })).toBeNull();
  });

  it('is made again by two people after the case was taken up again', () => {
    const home = homeAt('authorising').then('villager', 'declineAuthorisation').then('officer', 'identify');
    expect(home.refuses('grid', 'finishCheck')).toBe('notNow twoPeople');
  });
});

describe('the agreement', () => {
  it('is read aloud, and given once', () => {
    const home = homeAt('authorising');
    expect(home.refuses('villager', 'authorise', { read: false })).toBe('blocked read');
    expect(home.refuses('villager', 'authorise', { scope: [] })).toBe('badInput scope');
    expect(home.refuses('neighbour', 'authorise')).toBe('notYours who');
    expect(home.refuses('leader', 'authorise')).toBe('notYours who');
    expect(home.refuses('villager', 'compare')).toBe('notYours who');
    expect(home.then('villager', 'authorise').state.status).toBe('comparing');
    expect(homeAt('checking').then('villager', 'authorise').refuses('villager', 'authorise')).toBe(
      'blocked agreed',
    );
  });

  it.each([
    'checking',
    'authorising',
    'comparing',
    'deliberating',
    'posting',
    'noticed',
    'reviewing',
    'deciding',
  ] as const)(
    'may be withheld or taken back while the case is %s: the name comes off, the town holds it, it is no refusal of help',
    (state) => {
      const home = homeAt(state).then('villager', 'declineAuthorisation');
      expect(home.state).toMatchObject({ status: 'accepted', level: 'town', outcome: null });
      expect(home.effects).toEqual(['takeOffNotice']);
      expect(home.task('compare')).toBeUndefined();
      expect(home.refuses('county', 'compare')).not.toBeNull();
      expect(home.buttons(home.owner ?? 'officer')).toEqual(
        expect.arrayContaining(['solve', 'identify', 'recordHelp']),
      );
    },
  );

  it('is past once the county has decided, and nobody else’s to refuse', () => {
    expect(homeAt('announcing').refuses('villager', 'declineAuthorisation')).toBe('notNow state');
    expect(homeAt('comparing').refuses('neighbour', 'declineAuthorisation')).toBe('notYours who');
  });

  it('is taken back by the household: a cadre who enters its no shows a proof', () => {
    const home = homeAt('comparing');
    expect(home.refuses('grid', 'declineAuthorisation')).toBe('blocked proof');
    expect(home.refuses('officer', 'declineAuthorisation', { reason: '他不愿意' })).toBe('blocked proof');
    const proof = { how: 'voice', file: guid(801) };
    expect(home.then('grid', 'declineAuthorisation', { proof }).state.status).toBe('accepted');
  });

  it('taken back seals the comparison: after a new one it is made again', () => {
    const home = homeAt('deliberating').then('villager', 'declineAuthorisation').then('officer', 'identify');
    home
      .then('villager', 'authorise')
      .then('grid', 'attend')
      .then('team', 'attend')
      .then('grid', 'finishCheck');
    expect(home.state.status).toBe('comparing');
  });
});

describe('the comparison', () => {
  it('is never made before the agreement', () => {
    const home = homeAt('checking');
    expect(home.refuses('county', 'compare')).toBe('notYours who');
    expect(home.refuses('officer', 'compare')).toBe('blocked authorised');
  });

  it('is the county’s, or on paper the town’s', () => {
    const home = homeAt('comparing');
    expect(home.refuses('grid', 'compare')).toBe('notYours who');
    expect(home.refuses('leader', 'compare')).toBe('notYours who');
    expect(home.refuses('officer', 'compare')).toBe('blocked paper');
    expect(home.refuses('officer', 'compare', { document: paper.document })).toBe('blocked paper');
    expect(home.refuses('officer', 'compare', { ...paper, photo: [] })).toBe('blocked paper');
    expect(home.then('officer', 'compare', paper).state.status).toBe('deliberating');
  });

  it('is answered once in a round', () => {
    const home = homeAt('checking').then('villager', 'authorise').then('county', 'compare');
    expect(home.refuses('county', 'compare')).toBe('blocked compared');
    expect(home.task('compare')).toBeUndefined();
  });
});
