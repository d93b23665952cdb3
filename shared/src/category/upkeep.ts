import { lineKeys, lines } from '../access/line.js';
import { levels } from '../access/role.js';
import { choice, longText, person } from '../form/field.js';
import { defineForm, optional } from '../form/form.js';
import { action, type Ctx, type Guard, type Predicate } from '../workflow/define.js';

/** Who takes it over, and why; the town sees the reason. */
export const reassignForm = defineForm('upkeep.reassign', {
  person: person('交给谁'),
  reason: longText('为什么换人', 100),
});

/** Why somebody takes a case over. */
export const takeOverForm = defineForm('upkeep.takeOver', { reason: longText('为什么换您来办', 100) });

/** Which line of the town takes it. */
export const passForm = defineForm('inquiry.pass', {
  line: choice(
    '转给哪条线',
    lineKeys.map((value) => ({ value, title: lines[value] })),
  ),
});

/** Whom no message reached. */
const unreachedForm = defineForm('upkeep.unreached', { person: person('谁') });

const calledForm = defineForm('upkeep.called', {
  how: choice('打通没有', [
    { value: 'reached', title: '打了，说上了' },
    { value: 'notReached', title: '没打通' },
  ]),
  note: optional(longText('说了什么', 200)),
});

const staff = {
  roles: [
    'gridWorker',
    'villageCadre',
    'villageSecretary',
    'stationedTeam',
    'firstSecretary',
    'townLine',
    'townOfficer',
    'townLeader',
  ],
} as const;

/** What lies with a higher level is not taken back from below (没办好 never returns to the last handler alone). */
const notAbove: Guard = {
  code: 'level',
  words: '现在在上一级手上',
  holds: ({ state, actor }) =>
    actor.as.some(
      (as) => as.kind === 'role' && levels.indexOf(as.level) >= levels.indexOf(state.level ?? 'village'),
    ),
};

/** The task of this key is in the hands of whoever acts, or of somebody who is covered. */
const holds = (key: string): Guard => ({
  code: 'holder',
  hides: true,
  words: '不在您手上',
  holds: ({ state, actor }) =>
    state.tasks.some(
      (task) =>
        task.key === key &&
        actor.as.some((as) => as.kind === 'role' && (task.holder === actor.person || task.holder === as.for)),
    ),
});

/** So often somebody is called before somebody else goes there. */
const MOST_CALLS = 3;

// Where the village may not know of the case nobody of it is sent; there the town goes on calling.
const goesToTheDoor: Predicate<{ how: string }> = ({ form, state, history }) => {
  const begun = history.findLastIndex(
    ({ action: name, decided }) => name === 'unreached' && decided.opened?.length,
  );
  const missed = history.slice(begun).filter((row) => row.action === 'called');
  return form.how === 'notReached' && missed.length + 1 >= MOST_CALLS && state.floor === 'village';
};

const call = (to: 'town' | 'county', isUrgent: boolean) =>
  ({
    key: 'call',
    title: '打电话告诉一声',
    assign: { to },
    due: { param: isUrgent ? 'urgent.unacked.minutes' : 'contact.by', from: 'now' },
    when: ({ state }: Ctx) => state.urgent === isUrgent && (state.floor === 'county') === (to === 'county'),
  }) as const;

/** Somebody calls where no message arrived. */
export const calling = {
  unreached: action({
    title: '没有联系上',
    from: 'open',
    who: ['system'],
    quiet: true,
    form: unreachedForm,
    opens: [call('town', false), call('town', true), call('county', false), call('county', true)],
    tells: { villager: () => null, staff: ({ person: whom }) => `没联系上${whom}，要打电话` },
  }),
  called: action({
    title: '打过电话了',
    from: 'open',
    who: ['holder'],
    guards: [holds('call')],
    form: calledForm,
    closes: [
      { when: ({ form }) => form.how === 'reached', is: ['call'] },
      { when: goesToTheDoor, is: ['call'] },
    ],
    opens: [
      {
        key: 'tellAtDoor',
        title: '上门告诉一声',
        assign: { to: 'routed' },
        due: { param: 'contact.by', from: 'now' },
        when: goesToTheDoor,
      },
    ],
    tells: {
      villager: ({ actor, row }) =>
        row.form['how'] === 'reached' ? `${actor}给您打了电话` : `${actor}打过电话，没打通`,
      staff: ({ actor, row }) =>
        row.form['how'] === 'reached' ? `${actor}打通了电话` : `${actor}打电话，没打通`,
    },
  }),
} as const;

/** What every procedure needs whatever it is about: seen, taken over, handed over on leave, and somebody who calls where no message arrived. */
export const upkeep = {
  seen: action({
    title: '看到了',
    from: 'open',
    who: ['holder'],
    once: true,
    quiet: true,
    tells: { villager: ({ actor }) => `${actor}看到了`, staff: ({ actor }) => `${actor}看到了` },
    announces: true,
  }),
  takeOver: action({
    title: '我来办',
    from: 'open',
    who: [staff],
    form: takeOverForm,
    assign: { to: 'actor' },
    guards: [
      notAbove,
      {
        code: 'owner',
        hides: true,
        words: '已经在您手上',
        holds: ({ state, actor }) => state.owner !== actor.person,
      },
    ],
    tells: {
      villager: ({ actor }) => `现在由${actor}来办`,
      staff: ({ actor, row }) => `${actor}接过来：${String(row.form['reason'])}`,
    },
    announces: true,
  }),
  reassign: action({
    title: '换人办',
    from: 'open',
    who: [{ roles: ['townOfficer', 'townLeader', 'villageSecretary', 'countyOfficer'] }, 'owner'],
    form: reassignForm,
    guards: [notAbove],
    assign: { to: 'person', field: 'person' },
    tells: {
      villager: ({ owner }) => `现在由${owner}来办`,
      staff: ({ actor, owner, row }) => `${actor}交给${owner}：${String(row.form['reason'])}`,
    },
    announces: true,
  }),
  ...calling,
  toldAtDoor: action({
    title: '上门告诉了',
    from: 'open',
    who: ['holder'],
    guards: [holds('tellAtDoor')],
    closes: ['tellAtDoor'],
    tells: { villager: ({ actor }) => `${actor}上门告诉了`, staff: ({ actor }) => `${actor}上门告诉了` },
  }),
  handedOver: action({
    title: '换了人',
    from: 'open',
    who: ['system'],
    quiet: true,
    tells: { villager: ({ owner }) => `现在由${owner}来办`, staff: ({ owner }) => `转给${owner}` },
  }),
} as const;
