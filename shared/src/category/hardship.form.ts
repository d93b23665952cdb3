import { lineKeys, lines } from '../access/line.js';
import {
  choice,
  choices,
  date,
  evidence,
  facts,
  longText,
  meeting,
  money,
  number,
  photos,
  representatives,
  text,
  voice,
  yesNo,
} from '../form/field.js';
import { defineForm, optional } from '../form/form.js';

/** The eight tiles from which a villager chooses (copy 03). */
export const kinds = [
  { value: 'medical', title: '看病花钱多' },
  { value: 'housing', title: '房子漏了坏了' },
  { value: 'water', title: '没水喝' },
  { value: 'school', title: '孩子上学' },
  { value: 'work', title: '没活干没收入' },
  { value: 'disaster', title: '受灾了' },
  { value: 'family', title: '家里出事' },
  { value: 'unsure', title: '说不清，直接说' },
] as const;

/** How the report came in. */
export const channels = [
  { value: 'self', title: '本人' },
  { value: 'proxy', title: '替别人说' },
  { value: 'cadre', title: '干部代报' },
  { value: 'hotline', title: '电话' },
  { value: 'paper', title: '纸条' },
  { value: 'visitRequest', title: '请人上门' },
] as const;

/** Risk types of domain A7, of which a check may find up to five, in order of weight. */
export const riskTypes = [
  { value: 'ILLNESS', title: '因病' },
  { value: 'SCHOOLING', title: '因学' },
  { value: 'DISABILITY', title: '因残' },
  { value: 'HOUSING', title: '因安全住房' },
  { value: 'WATER', title: '因安全饮水' },
  { value: 'UNSTABLE_JOB', title: '因务工就业不稳' },
  { value: 'LABOUR_SHORTAGE', title: '缺劳动力' },
  { value: 'DISASTER', title: '因自然灾害' },
  { value: 'ACCIDENT', title: '因意外事故' },
  { value: 'INDUSTRY_FAILURE', title: '因产业项目失败' },
  { value: 'OTHER', title: '其他' },
] as const;

/** Other doors, one of which stands beside every no. */
export const doors = [
  { value: 'temporaryAid', title: '临时救助', help: '镇民政办' },
  { value: 'medicalAid', title: '医疗救助', help: '镇医保' },
  { value: 'lowIncomeAllowance', title: '低保', help: '镇民政办' },
  { value: 'convenience', title: '便民服务', help: '镇里帮着问' },
] as const;

/** One other door. */
export type Door = (typeof doors)[number]['value'];

const lineOptions = lineKeys.map((value) => ({ value, title: lines[value] }));

/** What a villager says: one tile and one recording; everything else is asked at the door. */
export const reportForm = defineForm('hardship.report', {
  kind: choice('遇到什么难处？', kinds),
  channel: choice('怎么来的', channels),
  voice: optional(voice('说说您的难处', 3)),
  words: optional(longText('说说您的难处', 500)),
  photos: optional(photos('有照片吗？', 6, { help: '没有也能办，来人时再看' })),
  place: optional(text('事情在哪里？', 60)),
  urgent: optional(yesNo('有危险、没饭吃')),
  relation: optional(text('您是他什么人', 20)),
  reason: optional(text('为什么替他说', 60)),
  hideReporter: optional(yesNo('别让他知道是我说的')),
});

/** First human contact: the promise on the receipt is kept by it. */
export const contactForm = defineForm('hardship.contact', {
  how: choice('怎么联系的', [
    { value: 'phone', title: '打电话，说上了' },
    { value: 'visit', title: '上门，见到了' },
    { value: 'notReached', title: '没联系上' },
  ]),
  note: optional(longText('说了什么', 200)),
});

/** A household whose trouble is mended without the procedure. */
export const solveForm = defineForm('hardship.solve', {
  what: longText('怎么解决的', 200, { help: '本人看得到这句话' }),
  photos: optional(photos('照片', 3, { help: '可拍可不拍' })),
});

/** Hands the case to one line of the town. */
export const referForm = defineForm('hardship.refer', {
  line: choice('转给哪条线', lineOptions),
  note: optional(longText('要他们做什么', 200)),
});

/** Why a line gives a referral back. */
export const declineForm = defineForm('hardship.decline', { reason: longText('为什么退', 200) });

/** What a line did. */
export const resultForm = defineForm('hardship.result', {
  what: longText('办得怎样', 200, { help: '本人看得到这句话' }),
});

/** One of the two people at the door signs on one's own phone. */
export const attendForm = defineForm('hardship.attend', {
  on: date('哪天去的'),
});

const checkedFacts = [
  { value: 'people', title: '家里几口人' },
  { value: 'work', title: '谁在挣钱' },
  { value: 'illness', title: '看病花费' },
  { value: 'school', title: '孩子上学' },
  { value: 'house', title: '房子' },
  { value: 'water', title: '喝水' },
  { value: 'insurance', title: '医保' },
] as const;

/** The home check (入户核实): only changes are written. */
export const checkForm = defineForm('hardship.check', {
  facts: facts('问变没变', checkedFacts),
  hardship: choice('有没有困难', [
    { value: 'yes', title: '有困难' },
    { value: 'no', title: '没看到困难' },
  ]),
  risks: optional(choices('什么风险', riskTypes, 5, { showWhen: { field: 'hardship', is: ['yes'] } })),
  remark: optional(text('其他，写明白', 100)),
  photos: optional(photos('照片', 6, { help: '可拍可不拍' })),
  agreed: evidence('念给本人听，本人说对'),
});

/** 承诺授权: read aloud, then signed, hand-printed or said; it may be refused and taken back. */
export const authoriseForm = defineForm('hardship.authorise', {
  read: yesNo('念给本人听过了'),
  scope: choices(
    '同意查哪些',
    [
      { value: 'bank', title: '存款' },
      { value: 'house', title: '房子' },
      { value: 'vehicle', title: '车' },
      { value: 'company', title: '开公司、领工资' },
      { value: 'insurance', title: '社保医保' },
    ],
    5,
  ),
  proof: evidence('本人同意'),
});

/** Why somebody does not agree, or no longer; a reason is never demanded. A cadre who enters it shows that the person said so. */
export const declineAuthorisationForm = defineForm('hardship.declineAuthorisation', {
  reason: optional(text('愿意说的话，为什么', 100)),
  proof: optional(evidence('本人不同意')),
});

/** The county's answer to the comparison (信息比对), or its paper answer entered by the town. */
export const compareForm = defineForm('hardship.compare', {
  result: choice('比对结果', [
    { value: 'clear', title: '没有要说明的' },
    { value: 'explain', title: '有要说明的' },
  ]),
  flags: optional(longText('要说明什么', 300, { showWhen: { field: 'result', is: ['explain'] } })),
  document: optional(text('纸上的文号', 40)),
  photo: optional(photos('纸的照片', 2)),
});

/** 民主评议 of one household at a meeting; the roster and who came belong to the meeting. */
export const deliberateForm = defineForm('hardship.deliberate', {
  meeting: meeting('哪次会'),
  recused: representatives('谁要回避'),
  votesFor: number('同意', { min: 0, max: 200, unit: '票' }),
  votesAgainst: number('不同意', { min: 0, max: 200, unit: '票' }),
  votesAbstained: number('弃权', { min: 0, max: 200, unit: '票' }),
  reason: longText('记一句理由', 60, { help: '本人看得到这一句，不写谁投了什么票' }),
});

/** A no: reason, rule, other door, and the words that the villager reads. */
export const refuseForm = defineForm('hardship.refuse', {
  reason: choice('为什么不批', [
    { value: 'enough', title: '家里的钱还够开支' },
    { value: 'noHardship', title: '两个人去看过，没看到困难' },
    { value: 'deliberation', title: '大家评，没有通过' },
    { value: 'comparison', title: '核对有说不清的财产' },
    { value: 'other', title: '别的理由' },
  ]),
  words: longText('本人会看到、听到', 60),
  rule: text('依据哪条规定', 60),
  door: choice('还能去哪儿办', doors, { help: '选了就直接转过去，不用再报一次' }),
  document: optional(text('区里的文号', 40)),
  photo: optional(photos('文件照片', 2)),
});

/** 退回补正: what is missing, and whether to complete papers or check again. */
export const sendBackForm = defineForm('hardship.sendBack', {
  missing: longText('缺什么', 200),
  backTo: choice('退到哪里', [
    { value: 'completion', title: '补材料，天数照算' },
    { value: 'checking', title: '重新去看' },
  ]),
});

/** What was completed. */
export const completeForm = defineForm('hardship.complete', {
  what: longText('补了什么', 200),
  photos: optional(photos('照片', 6)),
});

/** The town's 审核. */
export const approveForm = defineForm('hardship.approve', {
  opinion: optional(longText('审核意见', 200)),
});

/** The county's 审定; from paper it takes the document number and a photo. */
export const decideForm = defineForm('hardship.decide', {
  object: choice('定为', [
    { value: 'UNSTABLE', title: '脱贫不稳定户' },
    { value: 'MARGINAL', title: '边缘易致贫户' },
    { value: 'SUDDEN_SEVERE', title: '突发严重困难户' },
  ]),
  document: optional(text('区里的文号', 40)),
  photo: optional(photos('文件照片', 2)),
});

/** Help that was given (帮扶措施). */
export const helpForm = defineForm('hardship.help', {
  what: text('帮了什么', 40),
  by: text('谁给的', 30),
  on: date('哪天'),
  amount: optional(money('多少钱')),
});

/** 本人不办了; a cadre who enters it shows that the person agreed. */
export const withdrawForm = defineForm('hardship.withdraw', {
  reason: optional(text('愿意说的话，为什么', 100)),
  proof: optional(evidence('本人同意不办了')),
});

/** Help before papers (绿色通道). */
export const urgentForm = defineForm('hardship.urgent', { what: longText('急在哪里', 100) });

/** What was done at once. */
export const helpAtOnceForm = defineForm('hardship.helpAtOnce', {
  what: longText('先帮了什么', 200),
  amount: optional(money('多少钱')),
});

/** How the person on whose behalf somebody spoke was told. */
export const tellSubjectForm = defineForm('hardship.tellSubject', {
  how: choice('怎么告诉本人的', [
    { value: 'visit', title: '上门说的' },
    { value: 'phone', title: '打电话说的' },
  ]),
});

/** The village only proposes a no; the town signs it. */
export const proposeForm = defineForm('hardship.propose', { reason: longText('为什么建议不批', 200) });

/** The live case into which another report of the same trouble goes. */
export const joinForm = defineForm('hardship.join', { into: text('并进哪一件', 36) });
