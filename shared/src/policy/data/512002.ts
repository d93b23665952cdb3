import type { LabelRow, ObjectTypeRow } from '../label.js';

const region = '512002';
const guidance2021 = '中农组发〔2021〕7号';
const opinion2026 = '2026年中央一号文件';
const before = { region, validFrom: '2021-07-23', validTo: '2026-02-02', docNo: guidance2021 };
const since = { region, validFrom: '2026-02-03', validTo: null, docNo: opinion2026 };

/** Official words in 雁江区: those of the transition period, and from the publication of the central No. 1 document of 2026 on those of 常态化精准帮扶. */
export const labels512002: readonly LabelRow[] = [
  { ...before, key: 'monitoredHousehold', words: '监测对象' },
  { ...since, key: 'monitoredHousehold', words: '防止返贫致贫对象' },
  { ...before, key: 'monitoring', words: '防止返贫动态监测和帮扶' },
  { ...since, key: 'monitoring', words: '常态化防止返贫致贫' },
  { ...before, key: 'bridgingFund', words: '衔接推进乡村振兴补助资金' },
  { ...since, key: 'bridgingFund', words: '常态化帮扶资金' },
];

/** Classes of households in 雁江区 since its plan of 2021-07-23. The classes of 2026 are not published; the three stand until the county's document is entered as rows with a new start. */
export const objectTypes512002: readonly ObjectTypeRow[] = [
  { ...before, validTo: null, code: 'UNSTABLE', words: '脱贫不稳定户', income: 'within' },
  { ...before, validTo: null, code: 'MARGINAL', words: '边缘易致贫户', income: 'within' },
  { ...before, validTo: null, code: 'SUDDEN_SEVERE', words: '突发严重困难户', income: 'above' },
];
