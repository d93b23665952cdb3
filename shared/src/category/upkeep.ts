import { levels } from '../access/role.js';
import { longText, person } from '../form/field.js';
import { defineForm } from '../form/form.js';
import { action, type Guard } from '../workflow/define.js';

/** Who takes it over, and why; the town sees the reason. */
export const reassignForm = defineForm('upkeep.reassign', {
  person: person('交给谁'),
  reason: longText('为什么换人', 100),
});

/** Why somebody takes a case over. */
export const takeOverForm = defineForm('upkeep.takeOver', { reason: longText('为什么换您来办', 100) });

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

/** What every procedure needs whatever it is about: seen, taken over, handed over on leave. */
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
  handedOver: action({
    title: '换了人',
    from: 'open',
    who: ['system'],
    quiet: true,
    tells: { villager: ({ owner }) => `现在由${owner}来办`, staff: ({ owner }) => `转给${owner}` },
  }),
} as const;
