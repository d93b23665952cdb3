import type { NumberKey } from '@songtao/shared/policy/param.js';

/** How much a value may harm: L1 is public, L2 is the house's own, L3 is about a person, L4 is sensitive about a person and lies sealed. */
type DataClass = 'L1' | 'L2' | 'L3' | 'L4';

/** Class, what it is for, and whether it is sealed. L3 and L4 that are not sealed say why in their purpose. */
type ColumnEntry = readonly [is: DataClass, purpose: string, how?: 'sealed'];

/** How long a row is kept. `since` is the column from which its months count, `only` narrows to rows that are done with: the night deletes those. Without it, `says` tells who ends it. */
interface Keep {
  readonly says: string;
  readonly param?: NumberKey;
  readonly since?: string;
  readonly only?: string;
}

interface TableEntry {
  readonly purpose: string;
  readonly keep: Keep;
  readonly columns: Readonly<Record<string, ColumnEntry>>;
}

const always: Keep = { says: '长期保存，不含个人信息' };
const registered: Keep = { says: '在册期间；离册后由镇里清册时删' };
const account: Keep = { says: '到本人注销为止' };
const withCase: Keep = { says: '随案卷：办结满期限后抹去', param: 'keep.case' };
const months = (param: NumberKey, since: string, only?: string): Keep => ({
  says: '满期限后夜里删',
  param,
  since,
  ...(only !== undefined && { only }),
});

const id = ['L2', '行号'] as const;
const at = ['L2', '时间'] as const;
const person = ['L2', '哪个账号'] as const;
const household = ['L2', '哪一户'] as const;
const caseId = ['L2', '哪件事'] as const;
const county = ['L1', '县'] as const;
const town = ['L1', '镇'] as const;
const village = ['L1', '村'] as const;
const grid = ['L1', '网格'] as const;
const validFrom = ['L2', '从哪天起'] as const;
const validTo = ['L2', '到哪天止'] as const;

/** Every column of every table: its class, what it is for, and how long it is kept. What is sealed is sealed by this list and nowhere else; a column that is missing here fails the tests. */
export const dataMap = {
  audit_event: {
    purpose: '谁看过、改过什么，本人查得到',
    keep: { says: '满期限后整段抹去，链条还在', param: 'keep.audit' },
    columns: {
      id,
      at,
      actor: person,
      role: ['L2', '用什么身份'],
      what: ['L2', '做了什么'],
      object_kind: ['L2', '看的是什么'],
      object_id: ['L2', '看的是哪个'],
      reason: ['L4', '为什么看：本人读得到', 'sealed'],
      request_id: ['L2', '哪次请求'],
    },
  },
  audit_head: {
    purpose: '操作日志的链条，改一处就对不上',
    keep: always,
    columns: {
      seq: ['L2', '第几段'],
      up_to: ['L2', '到哪一行'],
      count: ['L2', '几行'],
      digest: ['L2', '这段的指纹'],
      hash: ['L2', '链条的指纹'],
      erased_at: ['L2', '什么时候抹去'],
    },
  },
  case_action: {
    purpose: '每一步怎么办的',
    keep: withCase,
    columns: {
      case_id: caseId,
      seq: ['L2', '第几步'],
      action: ['L2', '做了什么'],
      actor: person,
      acting: ['L2', '用什么身份'],
      envelope: ['L4', '说的、填的都在里面', 'sealed'],
      digest: ['L2', '内容的指纹，抹去后链条还在'],
      decided: ['L2', '定了什么、交给谁'],
      at,
      hash: ['L2', '链条的指纹'],
    },
  },
  case_head: {
    purpose: '上次核对到哪一步，尾巴被剪能发现',
    keep: always,
    columns: { case_id: caseId, seq: ['L2', '第几步'], hash: ['L2', '链条的指纹'] },
  },
  case_link: {
    purpose: '哪两件事连着',
    keep: withCase,
    columns: { from_id: caseId, to_id: caseId, kind: ['L2', '怎么连着'] },
  },
  case_party: {
    purpose: '谁是本人、谁报的',
    keep: withCase,
    columns: { case_id: caseId, person, party: ['L2', '什么人'], hidden: ['L2', '要不要保密'] },
  },
  case_record: {
    purpose: '案卷的封面：清单、催办都靠它',
    keep: withCase,
    columns: {
      id,
      number: ['L2', '编号，本人拿着'],
      category: ['L2', '哪一类事'],
      definition: ['L2', '按哪版规矩办'],
      title_key: ['L3', '哪种难处：清单要排，只在管的人眼前'],
      county,
      town,
      village,
      grid,
      village_group: ['L2', '组'],
      household,
      line: ['L2', '哪条线在办'],
      subject_name: ['L3', '谁家的事：要按名字找，只在管的人眼前'],
      subject_phone: ['L4', '打给谁', 'sealed'],
      status: ['L2', '办到哪一步'],
      kind: ['L2', '在办还是办完'],
      floor: ['L2', '最低哪级看得到'],
      reached: ['L2', '最高到过哪级'],
      owner: ['L2', '谁在办'],
      level: ['L2', '哪一级在办'],
      due: ['L2', '哪天前办'],
      urgent: ['L2', '急不急'],
      outcome: ['L2', '结果'],
      waits_for: ['L2', '等谁'],
      started: ['L2', '哪天报的'],
      round: ['L2', '这一轮哪天起'],
      entered: ['L2', '哪天到这一步'],
      entered_seq: ['L2', '从第几步起'],
      last_at: ['L2', '最近一次动'],
      acts_at: ['L2', '哪天自动办'],
      live_key: ['L2', '同一户同一事只立一件'],
      version: ['L2', '版本'],
      seq: ['L2', '一共几步'],
    },
  },
  case_serial: {
    purpose: '编号不重',
    keep: always,
    columns: { town, day: ['L1', '哪天'], next: ['L2', '下一个号'] },
  },
  case_task: {
    purpose: '谁该在哪天前做什么',
    keep: withCase,
    columns: {
      id,
      case_id: caseId,
      task_key: ['L2', '做什么'],
      open_key: ['L2', '同时只开一件'],
      holder: ['L2', '谁来做'],
      level: ['L2', '哪一级'],
      opened: ['L2', '哪天起'],
      due: ['L2', '哪天前'],
      main: ['L2', '是不是主要的'],
      seen_at: ['L2', '什么时候看到'],
      closed_at: ['L2', '什么时候办完'],
      next_rung_at: ['L2', '什么时候再催'],
    },
  },
  consent: {
    purpose: '同意过什么，什么时候收回',
    keep: { says: '同意和收回的凭据，长期保存' },
    columns: { id, person, version: ['L2', '哪一版'], given: ['L2', '同意还是收回'], at },
  },
  demo_clock: {
    purpose: '只在演示里有',
    keep: always,
    columns: { id, offset_minutes: ['L2', '快多少分钟'] },
  },
  demo_persona: {
    purpose: '只在演示里有',
    keep: always,
    columns: { persona: ['L2', '演谁'], person },
  },
  duty: {
    purpose: '哪天谁值班，没人管的事找他',
    keep: months('keep.roster', 'day'),
    columns: { town, day: ['L2', '哪天'], person },
  },
  grid: {
    purpose: '网格和组',
    keep: always,
    columns: { code: ['L1', '网格'], village, groups: ['L1', '管哪些组'] },
  },
  house_key: {
    purpose: '认得出换错的密钥',
    keep: always,
    columns: { id: ['L2', '哪把'], proof: ['L2', '密钥的指纹，推不回密钥'] },
  },
  household: {
    purpose: '户册：找到这户人、打得通电话',
    keep: registered,
    columns: {
      id,
      county,
      town,
      village,
      grid,
      village_group: ['L2', '组'],
      head_name: ['L3', '户主：要按名字找，只在管的人眼前'],
      phone: ['L4', '打给谁', 'sealed'],
      phone_index: ['L3', '按号码对上这户：加了密钥的指纹，认不回号码'],
      valid_from: validFrom,
      valid_to: validTo,
    },
  },
  household_contact: {
    purpose: '这户找哪位干部',
    keep: registered,
    columns: { household, person },
  },
  household_kin: {
    purpose: '评议时亲戚要回避',
    keep: registered,
    columns: { household, kin: household, kinship: ['L3', '什么亲：只用来回避'] },
  },
  household_person: {
    purpose: '哪个手机是哪户的，谁认的',
    keep: account,
    columns: {
      household,
      person,
      state: ['L2', '认了没有'],
      claimed_at: at,
      answered_by: ['L2', '谁认的'],
      answered_at: at,
    },
  },
  inbox_message: {
    purpose: '消息',
    keep: months('keep.inbox', 'at'),
    columns: {
      id,
      person,
      at,
      title: ['L4', '消息的话', 'sealed'],
      body: ['L4', '消息的话', 'sealed'],
      about_kind: ['L2', '关于什么'],
      about_id: ['L2', '关于哪个'],
      waiting: ['L2', '等不等回话'],
      urgent: ['L2', '急不急'],
      read_at: ['L2', '什么时候看的'],
    },
  },
  invitation: {
    purpose: '请干部第一次登录',
    keep: { says: '登录后就删' },
    columns: {
      phone_index: ['L3', '请的哪个号码：加了密钥的指纹，认不回号码'],
      person,
      at,
    },
  },
  leave_cover: {
    purpose: '谁请假、谁来替',
    keep: months('keep.roster', 'last_day'),
    columns: {
      id,
      person,
      cover: ['L2', '谁来替'],
      first_day: validFrom,
      last_day: validTo,
      state: ['L2', '答应没有'],
      asked_at: at,
      answered_at: at,
    },
  },
  meeting: {
    purpose: '评议会谁到了、记录在哪',
    keep: { says: '村务档案，长期保存' },
    columns: {
      id,
      county,
      town,
      village,
      held_at: at,
      place: ['L2', '在哪开'],
      roster: ['L3', '应到的代表：会议记录要印名字'],
      present: ['L2', '到了哪些代表'],
      minutes: ['L2', '记录的照片号'],
      writer: person,
    },
  },
  member: {
    purpose: '家里有哪些人：算人数、护未成年人',
    keep: registered,
    columns: {
      id,
      household,
      name: ['L3', '名字：要按名字找，只在管的人眼前'],
      relation: ['L3', '和户主什么关系：入户核对要用'],
      birth_date: ['L4', '算年纪', 'sealed'],
      resident: ['L2', '在不在家住'],
      valid_from: validFrom,
      valid_to: validTo,
    },
  },
  night_job: {
    purpose: '夜里的活做了没有',
    keep: always,
    columns: {
      job: ['L2', '哪个活'],
      day: ['L2', '哪天'],
      done_at: at,
      done: ['L2', '做了多少'],
      remaining: ['L2', '还剩多少'],
      found: ['L2', '发现什么，不写个人信息'],
    },
  },
  notice: {
    purpose: '政策、公告、公示',
    keep: {
      says: '公开的留档；没发的草稿满期限后夜里删',
      param: 'keep.draft',
      since: 'changed_at',
      only: "state = 'draft'",
    },
    columns: {
      id,
      kind: ['L1', '哪一种'],
      state: ['L1', '发了没有'],
      version: ['L2', '版本'],
      area: ['L1', '给谁看'],
      county,
      town,
      village,
      title: ['L1', '标题'],
      official_title: ['L1', '原文标题'],
      plain: ['L1', '大白话'],
      body: ['L1', '正文'],
      needs: ['L1', '哪些难处'],
      steps: ['L1', '怎么办'],
      questions: ['L1', '问几句'],
      audio: ['L1', '念的声音'],
      contact: ['L1', '问谁'],
      document: ['L1', '文号'],
      effective_from: ['L1', '从哪天起'],
      effective_to: ['L1', '到哪天止'],
      search_text: ['L1', '找得到'],
      writer: person,
      checker: person,
      note: ['L2', '为什么退、为什么撤'],
      households: ['L1', '几户'],
      changed_at: at,
      published_at: at,
      starts_at: at,
      ends_at: at,
    },
  },
  notice_item: {
    purpose: '公示上有哪几户',
    keep: { says: '公示过了就不给人看；留作公示过的凭据', param: 'keep.case' },
    columns: {
      notice: ['L2', '哪张公示'],
      case_id: caseId,
      household,
      name: ['L3', '户主：公示上要写，看完就撤'],
      village_group: ['L2', '组'],
      general_class: ['L2', '只写大类'],
      removed_at: at,
    },
  },
  notice_read: {
    purpose: '谁看过通知',
    keep: months('keep.inbox', 'at'),
    columns: { notice: ['L2', '哪张'], person, at },
  },
  outbox_message: {
    purpose: '提醒发出去没有',
    keep: months('keep.push', 'created_at', "state <> 'new'"),
    columns: {
      id,
      dedupe_key: ['L2', '同一件不发两次'],
      person,
      template: ['L2', '哪种提醒'],
      payload: ['L2', '只有编号，没有话'],
      state: ['L2', '发了没有'],
      urgent: ['L2', '急不急'],
      next_at: at,
      leased_until: at,
      tries: ['L2', '试了几次'],
      channel: ['L2', '怎么发的'],
      last_error: ['L2', '为什么没成'],
      created_at: at,
      sent_at: at,
    },
  },
  person: {
    purpose: '账号',
    keep: account,
    columns: {
      id,
      name: ['L3', '名字：干部互相要认得，别人看不到'],
      openid_index: ['L3', '按微信号对上账号：加了密钥的指纹，认不回来'],
      openid: ['L4', '给他的微信发提醒', 'sealed'],
      phone: ['L4', '打给他', 'sealed'],
      phone_index: ['L3', '按号码对上账号：加了密钥的指纹，认不回号码'],
      elder: ['L2', '要不要大字'],
      read_at_once: ['L2', '要不要念'],
      village,
      at,
    },
  },
  policy_param: {
    purpose: '各地的天数和标准',
    keep: always,
    columns: {
      id,
      param_key: ['L1', '哪一项'],
      value: ['L1', '数'],
      unit: ['L1', '单位'],
      valid_from: validFrom,
      valid_to: validTo,
      region: ['L1', '哪里用'],
      doc_no: ['L1', '文号'],
      source: ['L1', '依据'],
      entered_by: person,
    },
  },
  representative: {
    purpose: '评议请哪些代表',
    keep: registered,
    columns: {
      id,
      village,
      name: ['L3', '名字：会上要点名'],
      household,
      valid_from: validFrom,
      valid_to: validTo,
    },
  },
  session: {
    purpose: '登录着没有',
    keep: { says: '到期后夜里删', param: 'keep.session', since: 'expires_at' },
    columns: {
      token_hash: ['L2', '钥匙的指纹，开不了门'],
      person,
      expires_at: at,
      idle_at: at,
    },
  },
  staff_role: {
    purpose: '谁管哪里',
    keep: { says: '履职的凭据，长期保存' },
    columns: {
      id,
      person,
      role: ['L2', '什么职务'],
      area: ['L1', '管哪里'],
      county,
      town,
      grids: ['L1', '管哪些网格'],
      households: ['L2', '帮哪些户'],
      line: ['L2', '哪条线'],
      valid_from: validFrom,
      valid_to: validTo,
    },
  },
  stored_file: {
    purpose: '照片和录音在哪',
    keep: withCase,
    columns: {
      id,
      kind: ['L2', '照片还是录音'],
      type: ['L2', '格式'],
      place: ['L2', '放在哪'],
      size: ['L2', '多大'],
      milliseconds: ['L2', '多长'],
      owner: person,
      at,
    },
  },
  task_rung: {
    purpose: '催过几次',
    keep: withCase,
    columns: { task: ['L2', '哪个任务'], rung: ['L2', '哪一次'], at },
  },
  wechat_quota: {
    purpose: '还能发几条微信提醒',
    keep: account,
    columns: {
      person,
      template: ['L2', '哪种'],
      credits: ['L2', '还有几条'],
      refused: ['L2', '说过不要'],
      updated_at: at,
    },
  },
  wechat_quota_event: {
    purpose: '同一次答复不算两遍',
    keep: months('keep.push', 'at'),
    columns: { id, template: ['L2', '哪种'], at },
  },
  wechat_token: {
    purpose: '和微信说话用的',
    keep: { says: '两小时一换' },
    columns: {
      appid: ['L2', '哪个小程序'],
      token: ['L2', '令牌，两小时就没用'],
      expires_at: at,
      version: ['L2', '版本'],
      leased_until: at,
    },
  },
  write_request: {
    purpose: '同一次不办两遍',
    keep: { says: '编号长期留着；答过的话满期限后夜里抹去', param: 'keep.answer', since: 'at' },
    columns: {
      id,
      actor: person,
      request_id: ['L2', '哪次请求'],
      body_hash: ['L2', '内容的指纹'],
      answer: ['L4', '当时怎么答的', 'sealed'],
      at,
    },
  },
} as const satisfies Readonly<Record<string, TableEntry>>;

type Map = typeof dataMap;

/** A column that is sealed: the only ones that can be. */
export type SealedColumn = {
  [T in keyof Map]: {
    [C in keyof Map[T]['columns']]: Map[T]['columns'][C] extends readonly [DataClass, string, 'sealed']
      ? { readonly table: T; readonly column: C }
      : never;
  }[keyof Map[T]['columns']];
}[keyof Map];

/** Every table with its columns, as whoever asks for the list reads it. */
export const tables: readonly [table: string, entry: TableEntry][] = Object.entries(dataMap);

/** Every sealed column. */
export const sealedColumns: readonly SealedColumn[] = tables.flatMap(([table, { columns }]) =>
  Object.entries(columns).flatMap(([column, [, , how]]) =>
    how === 'sealed' ? [{ table, column } as SealedColumn] : [],
  ),
);
