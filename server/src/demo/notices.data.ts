import type { Need, Question } from '@songtao/shared/notice/notice.js';

/** A policy of the demo; amounts, numbers and clauses are invented and say so. */
export interface SamplePolicy {
  readonly audio: string;
  readonly title: string;
  readonly officialTitle: string;
  readonly plain: string;
  readonly body: string;
  readonly needs: readonly Need[];
  readonly steps: readonly { title: string; text: string }[];
  readonly questions: readonly Question[];
  readonly number: string;
}

const example = '演示文件：人名、金额、文号都是举例，不是真的规定。';

const ask = (text: string, answers: Question['answers'], help?: string): Question => ({
  text,
  answers,
  ...(help && { help }),
});

export const policies: readonly SamplePolicy[] = [
  {
    audio: 'medical',
    title: '看病花钱多，再帮您报',
    officialTitle: '医疗救助',
    plain:
      '生病住院，报销后还花很多钱。\n这时可以申请医疗救助。\n区里看过，再帮您出一部分。\n申请不收钱。\n不会写字，村里帮您填。',
    body: `${example}\n一、住院报销以后，自己负担的费用还很重的，可以申请。\n二、先在村里说，村里帮着填。\n三、十五天内告诉结果。`,
    needs: ['medical'],
    steps: [
      { title: '告诉村里', text: '打电话、当面说都行。' },
      { title: '交三样东西', text: '身份证、医院发票、报销单。拍照也行。' },
      { title: '等结果', text: '15天内，村里告诉您。不行，也说清为什么。' },
    ],
    questions: [
      ask('这一年，家里有人住过院吗？', [
        { title: '住过', leads: 'next' },
        { title: '没住过', leads: 'unlikely', because: '因为这一年没有人住院。' },
        { title: '说不清', leads: 'next' },
      ]),
      ask('住院那个人，有医保吗？', [
        { title: '有', leads: 'next' },
        { title: '没有', leads: 'ask', because: '没有医保，要先问一问。' },
        { title: '说不清', leads: 'ask', because: '有没有医保，您说不清。' },
      ]),
      ask(
        '报销后，自己花了多少？',
        [
          { title: '5000元以上', leads: 'likely' },
          { title: '不到5000元', leads: 'unlikely', because: '自己花的钱还不多。' },
          { title: '说不清', leads: 'ask', because: '自己花了多少，您说不清。' },
        ],
        '一年加起来算',
      ),
    ],
    number: '示例〔2026〕8号',
  },
  {
    audio: 'insurance',
    title: '明年的医保开始交了',
    officialTitle: '城乡居民基本医疗保险参保',
    plain: '明年的医保开始交了。\n12月31日前去交。\n交了，明年看病才能报。\n家里困难的，可以少交，问村里。',
    body: `${example}\n参保缴费到12月31日为止。困难家庭由镇里帮着交一部分。`,
    needs: ['medical', 'elder'],
    steps: [
      { title: '问村里', text: '家里困难的，先问能少交多少。' },
      { title: '交钱', text: '手机交、银行交都行，村里帮着办。' },
    ],
    questions: [
      ask('家里人都交过明年的医保了吗？', [
        { title: '都交了', leads: 'unlikely', because: '都交了，不用再办。' },
        { title: '还没有', leads: 'likely' },
        { title: '说不清', leads: 'ask', because: '交没交，问一问就知道。' },
      ]),
    ],
    number: '示例〔2026〕11号',
  },
  {
    audio: 'school',
    title: '孩子上中职高职，有补助',
    officialTitle: '雨露计划职业教育补助',
    plain: '孩子上中职、高职，每年可以申请补助。\n春季秋季各申请一次。\n带上学生证，村里帮您报。',
    body: `${example}\n在校的中职、高职学生，家里困难的，按学期申请。`,
    needs: ['school'],
    steps: [
      { title: '拿学生证', text: '在读证明也行。' },
      { title: '找村里报', text: '村里帮着填，送到镇里。' },
      { title: '等到账', text: '到了账，村里告诉您。' },
    ],
    questions: [
      ask('家里有孩子上中职或高职吗？', [
        { title: '有', leads: 'next' },
        { title: '没有', leads: 'unlikely', because: '这项只给中职、高职的学生。' },
        { title: '说不清', leads: 'ask', because: '学校是哪一种，问一问就知道。' },
      ]),
      ask('今年申请过了吗？', [
        { title: '没有', leads: 'likely' },
        { title: '申请过', leads: 'unlikely', because: '一学期申请一次。' },
      ]),
    ],
    number: '示例〔2026〕5号',
  },
  {
    audio: 'work',
    title: '镇里的公益岗位招人',
    officialTitle: '乡村公益性岗位',
    plain: '镇里有公益岗位，扫地、护路、护林。\n身体可以、愿意干的，先找村里报名。\n不收钱。',
    body: `${example}\n优先照顾出不了远门的人。`,
    needs: ['work'],
    steps: [
      { title: '报名', text: '找村里说一声。' },
      { title: '见面', text: '看看能干哪一样。' },
    ],
    questions: [
      ask('您愿意在村里干活吗？', [
        { title: '愿意', leads: 'likely' },
        { title: '不愿意', leads: 'unlikely', because: '这项要在村里上岗。' },
      ]),
    ],
    number: '示例〔2026〕6号',
  },
  {
    audio: 'house',
    title: '房子漏了裂了，先告诉村里',
    officialTitle: '农村危房改造',
    plain: '房子漏了裂了，先告诉村里。\n有人来看，看了再定怎么修。\n不收钱。',
    body: `${example}\n先鉴定，再定修还是重建。`,
    needs: ['housing'],
    steps: [
      { title: '告诉村里', text: '说清哪里坏了。' },
      { title: '有人来看', text: '看的人不收钱。' },
    ],
    questions: [
      ask('房子漏雨或者裂缝了吗？', [
        { title: '是', leads: 'likely' },
        { title: '没有', leads: 'unlikely', because: '这项给要修的房子。' },
        { title: '说不清', leads: 'ask', because: '请人来看一看就知道。' },
      ]),
    ],
    number: '示例〔2026〕7号',
  },
];

export const announcements = [
  {
    title: '请来打扫村路',
    officialTitle: '村庄清洁行动',
    plain: '周六早上八点打扫村路。\n愿意来的，带上扫把。',
    village: true,
  },
  {
    title: '镇卫生院来村里看病',
    officialTitle: '家庭医生下村',
    plain: '周三上午，医生在村活动室。\n量血压、看药，不收钱。',
    village: false,
  },
] as const;
