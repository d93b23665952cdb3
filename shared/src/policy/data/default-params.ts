/** How one parameter ships: `unit` says how its value reads, `value` is null where the place must fill it in, `title` is for the people who keep it, `source` says why this value. */
export interface DefaultParam {
  readonly unit: ParamUnit;
  readonly value: string | null;
  readonly title: string;
  readonly basis: ParamBasis;
  readonly source: string;
  /** Of a text: every word that it may hold (several with commas between), and how a page says it. */
  readonly names?: Readonly<Record<string, string>>;
}

/** Units of parameters: lengths of time, whole percents, whole numbers, money in 分, 'a/b', 'HH:MM' at +08:00, and words. */
export const paramUnits = [
  'workday',
  'day',
  'hour',
  'minute',
  'month',
  '%',
  'count',
  'fen',
  'fraction',
  'time',
  'text',
] as const;

/** One unit of parameters. */
export type ParamUnit = (typeof paramUnits)[number];

/** Where a shipped value comes from: a published document of some place, common practice, or our own proposal that the place has to confirm. */
export type ParamBasis = 'published' | 'practice' | 'proposal';

const steps = '按“从线索到认定15日、其中公示5日”的公开做法排出的每步最晚日，待本地确认';
const quality = '公开的监测数据质量核查规则';
const proposal = '本系统建议，待本地确认';
const sightings = '公开的“随手拍”流程：上报、村里1天内接、按期办好、报的人评；天数待本地确认';
const keeping = '本系统建议，待本地按档案和个人信息保护的规定确认';

/** Every parameter of policy with the value it ships with; a county's or a town's rows stand above these from the day they say. */
export const defaultParams = {
  'monitor.line': {
    unit: 'fen',
    value: null,
    title: '监测范围（每人每年纯收入）',
    basis: 'proposal',
    source: '四川、资阳、雁江的数没有找到，由本地按文件填写',
  },
  'income.window': {
    unit: 'month',
    value: '12',
    title: '收入计算期（认定前整月数）',
    basis: 'published',
    source: '江西南康等地：认定前12个整月；已纳入户按上年10月至当年9月',
  },
  'ident.by.accept': { unit: 'workday', value: '1', title: '最晚接下', basis: 'proposal', source: steps },
  'ident.by.check': { unit: 'day', value: '2', title: '最晚入户核实', basis: 'proposal', source: steps },
  'ident.by.authorise': { unit: 'day', value: '4', title: '最晚同意核对', basis: 'proposal', source: steps },
  'ident.by.compare': { unit: 'day', value: '6', title: '最晚信息比对', basis: 'proposal', source: steps },
  'ident.by.deliberate': { unit: 'day', value: '7', title: '最晚民主评议', basis: 'proposal', source: steps },
  'ident.by.post': { unit: 'day', value: '8', title: '最晚贴出公示', basis: 'proposal', source: steps },
  'ident.by.review': { unit: 'day', value: '14', title: '最晚镇里审核', basis: 'proposal', source: steps },
  'ident.by.decide': {
    unit: 'day',
    value: '15',
    title: '最晚区里审定',
    basis: 'published',
    source: '全国工作指南（试行）：从线索到认定15日；甘肃15个工作日，海南、安徽20个工作日',
  },
  'notice.days': {
    unit: 'day',
    value: '5',
    title: '公示天数（整天，贴出当天不算）',
    basis: 'published',
    source: '全国工作指南（试行）：不少于5天；华容一份旧文件为7天',
  },
  'notice.rounds': {
    unit: 'count',
    value: '1',
    title: '公示次数（只在村里）',
    basis: 'published',
    source: '全国工作指南（试行）：村内公示一次，镇、县不再重复',
  },
  'announcement.days': { unit: 'day', value: '7', title: '公告天数', basis: 'proposal', source: proposal },
  'deliberation.quorum': {
    unit: 'fraction',
    value: '2/3',
    title: '评议到会人数（占应到且不回避的人）',
    basis: 'practice',
    source: '村级议事通行做法，待本地确认',
  },
  'deliberation.pass': {
    unit: 'fraction',
    value: '1/2',
    title: '评议通过（超过投票人数的）',
    basis: 'practice',
    source: '村级议事通行做法，待本地确认',
  },
  'objection.reply.days': {
    unit: 'workday',
    value: '5',
    title: '异议回话',
    basis: 'proposal',
    source: proposal,
  },
  'contact.by': { unit: 'workday', value: '1', title: '第一次联系本人', basis: 'proposal', source: proposal },
  'appeal.days': {
    unit: 'day',
    value: '10',
    title: '可以申诉的天数（告知结果后）',
    basis: 'proposal',
    source: proposal,
  },
  'refer.days': { unit: 'workday', value: '2', title: '行业线接或不接', basis: 'proposal', source: proposal },
  'ask.silence.days': {
    unit: 'day',
    value: '7',
    title: '问“办好了吗”后多久没回话就打电话',
    basis: 'proposal',
    source: proposal,
  },
  'unread.hours': {
    unit: 'hour',
    value: '24',
    title: '提醒没看，多久报镇里',
    basis: 'proposal',
    source: proposal,
  },
  'unread.leader': {
    unit: 'workday',
    value: '1',
    title: '报镇里后仍没看，多久报镇领导',
    basis: 'proposal',
    source: proposal,
  },
  'urgent.unacked.minutes': {
    unit: 'minute',
    value: '10',
    title: '急事没人应，多久找下一个人',
    basis: 'proposal',
    source: proposal,
  },
  'urgent.backfill.days': {
    unit: 'workday',
    value: '10',
    title: '先帮后补手续',
    basis: 'proposal',
    source: proposal,
  },
  'photo.accept.days': {
    unit: 'day',
    value: '1',
    title: '随手拍多久没人接就报镇里',
    basis: 'practice',
    source: sightings,
  },
  'photo.fix.days': {
    unit: 'day',
    value: '7',
    title: '随手拍最晚办好',
    basis: 'proposal',
    source: sightings,
  },
  'service.reply.days': {
    unit: 'workday',
    value: '1',
    title: '请人上门，多久定下时间',
    basis: 'proposal',
    source: proposal,
  },
  'service.ahead.days': {
    unit: 'day',
    value: '30',
    title: '最多约多少天以后上门',
    basis: 'proposal',
    source: proposal,
  },
  'service.papers.days': {
    unit: 'day',
    value: '7',
    title: '差材料，多久问一次找到没有',
    basis: 'proposal',
    source: proposal,
  },
  'clock.warn': {
    unit: '%',
    value: '70',
    title: '过了多少时间提醒经办人',
    basis: 'proposal',
    source: '本系统建议；安徽到期橙色预警，云南10日未办结督办',
  },
  'clock.second': {
    unit: '%',
    value: '120',
    title: '过了多少时间提醒镇领导',
    basis: 'proposal',
    source: proposal,
  },
  'ladder.cards': {
    unit: 'text',
    value: 'taskUrgent,pleaseAnswer,pleaseMeet',
    title: '微信没送到，还要发短信、打电话告诉的消息',
    names: { taskUrgent: '干部的急事', pleaseAnswer: '请村民回话', pleaseMeet: '约村民见面' },
    basis: 'proposal',
    source: proposal,
  },
  'sms.day.cap': {
    unit: 'count',
    value: '200',
    title: '每天最多发多少条短信',
    basis: 'proposal',
    source: proposal,
  },
  'quiet.from': {
    unit: 'time',
    value: '21:00',
    title: '夜里几点起不打扰',
    basis: 'proposal',
    source: proposal,
  },
  'quiet.to': {
    unit: 'time',
    value: '07:30',
    title: '早上几点起可以提醒',
    basis: 'proposal',
    source: proposal,
  },
  'digest.at': {
    unit: 'time',
    value: '08:30',
    title: '每天一次汇总提醒',
    basis: 'proposal',
    source: proposal,
  },
  'reply.negative.days': {
    unit: 'workday',
    value: '5',
    title: '不纳入的答复（核实后）',
    basis: 'published',
    source: '甘肃“一键报贫”：5个工作日内答复并说明理由',
  },
  'helpplan.days': {
    unit: 'day',
    value: '10',
    title: '认定后定好帮扶计划',
    basis: 'published',
    source: '贵州：认定后10日内制定并录入措施',
  },
  'helpmeasure.alert_days': {
    unit: 'day',
    value: '30',
    title: '认定后多久没有措施要提醒',
    basis: 'published',
    source: quality,
  },
  'helpmeasure.dev_alert_days': {
    unit: 'day',
    value: '180',
    title: '有劳力户多久没有开发式措施要提醒',
    basis: 'published',
    source: quality,
  },
  'removal.min_months': {
    unit: 'month',
    value: '6',
    title: '认定后至少多久才能消除风险',
    basis: 'published',
    source: '公开的风险消除规定：收入稳定6个月以上',
  },
  'removal.min_measures': {
    unit: 'count',
    value: '1',
    title: '消除前至少落实的措施数',
    basis: 'published',
    source: '公开的风险消除规定',
  },
  'visit.monitored.per_month': {
    unit: 'count',
    value: '2',
    title: '监测户每月走访次数',
    basis: 'published',
    source: '贵州：每月2次；也有村每月1次',
  },
  'visit.ordinary.per_quarter': {
    unit: 'count',
    value: '1',
    title: '一般户每季走访次数',
    basis: 'practice',
    source: '一个村级应用的做法',
  },
  'sweep.per_year': {
    unit: 'count',
    value: '2',
    title: '每年集中排查次数',
    basis: 'published',
    source: '全国要求每年至少1次；四川有县在4月、10月',
  },
  'routine.cycle': {
    unit: 'text',
    value: 'monthly',
    title: '常态化摸排周期',
    names: { monthly: '每月', quarterly: '每季度' },
    basis: 'published',
    source: '松涛镇2022年工作方案：每月常态化摸排',
  },
  'station.days_per_month': {
    unit: 'day',
    value: '20',
    title: '驻村每月天数',
    basis: 'published',
    source: '驻村干部管理规定',
  },
  'station.days_per_year': {
    unit: 'day',
    value: null,
    title: '驻村每年天数',
    basis: 'proposal',
    source: '各地不同，由本地按文件填写',
  },
  'leave.town_max_days': {
    unit: 'day',
    value: '3',
    title: '镇里可批的驻村请假天数',
    basis: 'published',
    source: '驻村干部管理规定：3天以上报县',
  },
  'keep.case': {
    unit: 'month',
    value: '120',
    title: '办结后案卷留多久（话、照片、名字），之后抹去',
    basis: 'proposal',
    source: keeping,
  },
  'keep.audit': {
    unit: 'month',
    value: '36',
    title: '谁看过、改过的记录留多久',
    basis: 'published',
    source: '网络安全法：日志不少于6个月；本系统建议3年',
  },
  'keep.inbox': { unit: 'month', value: '24', title: '消息留多久', basis: 'proposal', source: keeping },
  'keep.push': { unit: 'month', value: '6', title: '提醒发送记录留多久', basis: 'proposal', source: keeping },
  'keep.answer': {
    unit: 'month',
    value: '13',
    title: '答过的话为防重办留多久',
    basis: 'proposal',
    source: keeping,
  },
  'keep.draft': { unit: 'month', value: '12', title: '没发的草稿留多久', basis: 'proposal', source: keeping },
  'keep.roster': {
    unit: 'month',
    value: '36',
    title: '值班和请假的记录留多久',
    basis: 'proposal',
    source: keeping,
  },
  'keep.session': {
    unit: 'month',
    value: '0',
    title: '登录到期后留多久',
    basis: 'proposal',
    source: keeping,
  },
} as const satisfies Record<string, DefaultParam>;
