import { levels } from '../access/role.js';
import type { Guard, Predicate } from '../workflow/define.js';
import type { Row } from '../workflow/fold.js';

const did = (rows: readonly Row[], ...actions: readonly string[]): Row | undefined =>
  rows.findLast((row) => actions.includes(row.action));

/** Rows since the round of checking in force began. */
const thisRound = (rows: readonly Row[]): readonly Row[] =>
  rows.slice(
    Math.max(
      0,
      rows.findLastIndex((row) => row.decided.round !== undefined),
    ),
  );

/** The comparison may be made: the household agreed and did not take it back. */
export const isAuthorised: Predicate = ({ history }) =>
  did(history, 'authorise', 'declineAuthorisation')?.action === 'authorise';

/** The comparison of this round has been answered, and the answer was not sealed by taking the agreement back. */
export const isCompared: Predicate = ({ history }) =>
  did(thisRound(history), 'compare', 'declineAuthorisation')?.action === 'compare';

/** The two people were at the home and their form is in. */
export const isChecked: Predicate = ({ history }) => did(thisRound(history), 'finishCheck') !== undefined;

/** The meeting agreed, in this round, and neither the household nor the village went back on it. */
export const hasPassed: Predicate = ({ history }) =>
  did(thisRound(history), 'deliberate', 'declineAuthorisation', 'proposeRefuse')?.decided.to === 'posting';

/** Two different people signed, at least one of them no grid worker (domain 0.4). */
export const twoAtTheDoor: Guard = {
  code: 'twoPeople',
  words: '要两个人各用自己的手机点过，其中一个不是网格员',
  retry: true,
  holds: ({ since }) => {
    const rows = since.filter((row) => row.action === 'attend');
    const people = new Set(rows.map((row) => row.actor));
    return people.size >= 2 && rows.some(({ as }) => as.kind === 'role' && as.role !== 'gridWorker');
  },
};

/** The official form of a risk 其他 carries its remark. */
export const risksNamed: Guard<{ hardship: string; risks?: string[]; remark?: string }> = {
  code: 'risks',
  words: '有困难，要选是什么风险；选了“其他”要写明白',
  form: true,
  holds: ({ form }) =>
    form.hardship === 'no' ||
    (form.risks !== undefined && (!form.risks.includes('OTHER') || form.remark !== undefined)),
};

/** Something was said, typed, or a visit asked for. */
export const saysSomething: Guard<{ words?: string; voice?: string[]; channel: string }> = {
  code: 'words',
  words: '先说一句，或打几个字，也可以请人上门',
  form: true,
  holds: ({ form }) =>
    form.words !== undefined || (form.voice?.length ?? 0) > 0 || form.channel === 'visitRequest',
};

/** Somebody who speaks for another says who they are to each other. */
export const proxySaysWho: Guard<{ channel: string; relation?: string }> = {
  code: 'relation',
  words: '说一下您是他什么人',
  form: true,
  holds: ({ form }) => form.channel !== 'proxy' || form.relation !== undefined,
};

/** 其他部门 or 在办的事 before the check; after it no refusal without a check by two people. */
export const checkedByTwo: Guard = {
  code: 'checked',
  words: '两个人去看过，才能说不批',
  holds: isChecked,
};

/** 承诺授权 is read aloud before it is signed. */
export const readAloud: Guard<{ read: boolean }> = {
  code: 'read',
  words: '先念给本人听，再签',
  form: true,
  holds: ({ form }) => form.read,
};

/** The household agrees once; it need not say so again. */
export const notAuthorised: Guard = {
  code: 'agreed',
  hides: true,
  words: '本人已经同意了',
  holds: (ctx) => !isAuthorised(ctx),
};

/** Nothing is compared before the household agreed. */
export const authorised: Guard = {
  code: 'authorised',
  hides: true,
  words: '本人还没有同意核对，不能查',
  holds: isAuthorised,
};

/** A town officer enters what the county answered on paper, with its number and photo. */
export const paperFromCounty: Guard<{ document?: string; photo?: string[] }> = {
  code: 'paper',
  words: '镇里代录，要写文号，拍下那张纸',
  form: true,
  holds: ({ form, actor }) =>
    actor.as.some((as) => as.kind === 'role' && as.level === 'county') ||
    (form.document !== undefined && (form.photo?.length ?? 0) > 0),
};

/** What the county has before it, only the county refuses; from paper it takes the document number and a photo. */
export const countyRefuses: Guard<{ document?: string; photo?: string[] }> = {
  ...paperFromCounty,
  holds: (ctx) => ctx.state.status !== 'deciding' || paperFromCounty.holds(ctx),
};

type Deliberation = {
  recused: string[];
  votesFor: number;
  votesAgainst: number;
  votesAbstained: number;
};

/** Relatives leave the room (domain A5, recusal). */
export const kinRecused: Guard<Deliberation> = {
  code: 'kin',
  words: '亲戚要回避，先把他们点成回避',
  form: true,
  holds: ({ form, facts }) => facts.meeting?.kin.every((kin) => form.recused.includes(kin)) ?? false,
};

/** Those of the roster who came and stay in the room. */
const votersOf = ({ form, facts }: Parameters<Predicate<Deliberation>>[0]): number =>
  (facts.meeting?.roster ?? []).filter(
    (id) => facts.meeting?.present.includes(id) && !form.recused.includes(id),
  ).length;

/** Enough of the roster are there once the recused have left, and never nobody. */
export const quorate: Guard<Deliberation> = {
  code: 'quorum',
  words: '人不够，今天评不了。打电话叫人，或改天再评',
  form: true,
  holds: (ctx) => {
    const called = (ctx.facts.meeting?.roster ?? []).filter((id) => !ctx.form.recused.includes(id)).length;
    const { part, whole } = ctx.params.fraction('deliberation.quorum');
    return called > 0 && votersOf(ctx) * whole >= called * part;
  },
};

/** Every vote has somebody who cast it. */
export const votesAddUp: Guard<Deliberation> = {
  code: 'votes',
  words: '票数对不上：票数要等于到会减回避',
  form: true,
  holds: (ctx) => ctx.form.votesFor + ctx.form.votesAgainst + ctx.form.votesAbstained === votersOf(ctx),
};

/** Minutes are kept before anything is decided from them. */
export const minuted: Guard = {
  code: 'minutes',
  words: '先拍下会议记录',
  form: true,
  holds: ({ facts }) => facts.meeting?.hasMinutes ?? false,
};

/** More than the share of those voting that policy asks. */
export const votesPass: Predicate<Deliberation> = ({ form, params }) => {
  const voting = form.votesFor + form.votesAgainst + form.votesAbstained;
  const { part, whole } = params.fraction('deliberation.pass');
  return form.votesFor * whole > voting * part;
};

const openObjection = { kind: 'objectsTo', direction: 'to', open: true };

/** While an objection is open the household does not go to the town. */
export const noOpenObjection: Guard = {
  code: 'objection',
  words: '有人提了意见，还没回话，先等一等',
  retry: true,
  holds: ({ facts }) =>
    !facts.links.some(
      (link) => link.kind === openObjection.kind && link.direction === openObjection.direction && link.open,
    ),
};

/** Who recorded the meeting does not post its list: the poster is the second person. */
export const postsOthersRecord: Guard = {
  code: 'fourEyes',
  words: '您记的评议，要换人来贴',
  holds: ({ history, actor }) => did(thisRound(history), 'deliberate')?.actor !== actor.person,
};

/** Nobody looks at one's own home. */
export const othersHome: Guard = {
  code: 'ownHome',
  words: '自己家的事，要换人去看',
  holds: ({ actor }) => !actor.as.some((as) => as.kind === 'party' && as.party === 'subject'),
};

/** Who filed or checked, or whose own matter it is, does not review (C10). */
export const reviewsOthersWork: Guard = {
  code: 'fourEyes',
  words: '您报的或您去看过的，要换人审',
  holds: ({ history, actor }) =>
    !actor.as.some((as) => as.kind === 'party') &&
    !history.some(
      (row) => ['report', 'attend', 'finishCheck'].includes(row.action) && row.actor === actor.person,
    ),
};

/** Who reviewed does not decide (C10). */
export const decidesOthersReview: Guard = {
  code: 'fourEyes',
  words: '您审过的，要换人定',
  holds: ({ history, actor }) =>
    !history.some((row) => row.action === 'approve' && row.actor === actor.person),
};

/** The reviewer opened the papers of this case (看过材料才能勾). */
export const materialsSeen: Guard = {
  code: 'materials',
  words: '先看材料，看过才能批',
  holds: ({ history, actor }) =>
    thisRound(history).some((row) => row.action === 'readMaterials' && row.actor === actor.person),
};

/** A household that the meeting did not pass is not approved. */
export const deliberationPassed: Guard = {
  code: 'deliberation',
  words: '大家评没有通过，只能不批，或退回重新去看',
  holds: hasPassed,
};

/** What was asked to be completed has been completed. */
export const nothingMissing: Guard = {
  code: 'completion',
  words: '退回要补的材料还没补来',
  holds: ({ state }) => !state.tasks.some((task) => task.key === 'complete'),
};

/** At least one help is on record before it is asked whether it helped. */
export const somethingGiven: Guard = {
  code: 'help',
  words: '先记下帮了什么',
  holds: ({ history }) => did(history, 'recordHelp', 'helpAtOnce') !== undefined,
};

/** The person's own word, or a proof of it where a cadre enters it. */
export const ownWord: Guard<{ proof?: unknown }> = {
  code: 'proof',
  words: '本人不办了，要本人签字、按手印或说一声',
  form: true,
  holds: ({ form, actor }) =>
    actor.as.some((as) => as.kind === 'party' && as.party === 'subject') || form.proof !== undefined,
};

/** A no to the comparison stops the procedure and takes the name off the wall: nobody of the staff says it for the household. */
export const ownNo: typeof ownWord = { ...ownWord, words: '本人不同意，要本人签字、按手印或说一声' };

/** The line took it on; silence does not count. */
export const notTakenOn: Guard = {
  code: 'taken',
  hides: true,
  words: '这条线已经接下了',
  holds: ({ since }) => did(since, 'acceptReferral') === undefined,
};

/** Only a referral that was taken on has a result. */
export const takenOn: Guard = {
  code: 'notTaken',
  hides: true,
  words: '先接下，再写办得怎样',
  holds: ({ since }) => did(since, 'acceptReferral') !== undefined,
};

/** Something was sent back to be completed. */
export const somethingMissing: Guard = {
  code: 'completion',
  hides: true,
  words: '没有要补的材料',
  holds: ({ state }) => state.tasks.some((task) => task.key === 'complete'),
};

/** Papers are still to be filed after help that came first. */
export const backfillOpen: Guard = {
  code: 'backfill',
  hides: true,
  words: '没有要补的手续',
  holds: ({ state }) => state.tasks.some((task) => task.key === 'backfill'),
};

/** The person on whose behalf somebody spoke has still to be told. */
export const subjectUntold: Guard = {
  code: 'told',
  hides: true,
  words: '本人已经知道了',
  holds: ({ state }) => state.tasks.some((task) => task.key === 'tellSubject'),
};

/** Only an urgent case is helped before its papers. */
export const isUrgent: Guard = {
  code: 'urgent',
  hides: true,
  words: '不是急事，按步骤办',
  holds: ({ state }) => state.urgent,
};

/** Urgent is said once. */
export const notYetUrgent: Guard = {
  code: 'urgent',
  hides: true,
  words: '已经标了急事',
  holds: ({ state }) => !state.urgent,
};

/** Danger was said and nobody above the village has looked: such a case does not end with a tap. */
export const dangerUnseen: Predicate = ({ state, actor }) =>
  state.urgent && !actor.as.some((as) => as.kind === 'role' && levels.indexOf(as.level) > 0);

/** The other door is taken once, whoever takes it. */
export const doorNotTaken: Guard = {
  code: 'taken',
  hides: true,
  words: '已经转过去了',
  holds: ({ since }) => did(since, 'takeDoor') === undefined,
};

/** Other doors stand open after a no. */
export const wasRefused: Guard = {
  code: 'refused',
  hides: true,
  words: '没有被拒绝，不用转',
  holds: ({ state }) => state.outcome === 'notIncluded',
};

/** One answer a round. */
export const notCompared: Guard = {
  code: 'compared',
  hides: true,
  words: '已经核对过了',
  holds: (ctx) => !isCompared(ctx),
};

/** A household's data are opened, or closed again, by somebody whom a cadre has confirmed to belong to it. */
export const speaksForHousehold: Guard = {
  code: 'confirmed',
  words: '村里还没认您是这家人，请他们上门来办',
  holds: ({ facts, actor }) =>
    facts.actorConfirmed !== false || actor.as.some((as) => as.kind === 'role' && as.role !== 'townLine'),
};
