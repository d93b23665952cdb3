import type { AreaRow } from '../area.js';

/** 松涛镇 with its eight communities and eight villages and the county around it: codes of the National Bureau of Statistics as of 2023-06-30. The aliases are spellings and village names of a list of 2005; farmers live in communities too, so that the type must never keep anybody out. */
export const areas512002101: readonly AreaRow[] = [
  { code: '512002', name: '雁江区', type: 'county', aliases: [] },
  { code: '512002101', name: '松涛镇', type: 'town', aliases: [] },
  { code: '512002101003', name: '插花社区', type: 'community', aliases: [] },
  { code: '512002101005', name: '书台山社区', type: 'community', aliases: ['书台村'] },
  { code: '512002101006', name: '宰山嘴社区', type: 'community', aliases: ['宰山村'] },
  { code: '512002101008', name: '红岩子社区', type: 'community', aliases: ['红岩村'] },
  { code: '512002101009', name: '八楞社区', type: 'community', aliases: ['八楞村', '八愣村', '八愣社区'] },
  { code: '512002101010', name: '甘家坪社区', type: 'community', aliases: [] },
  { code: '512002101011', name: '桐子社区', type: 'community', aliases: ['桐子村'] },
  { code: '512002101012', name: '高岩社区', type: 'community', aliases: ['高岩村'] },
  { code: '512002101206', name: '杜家桥村', type: 'village', aliases: [] },
  { code: '512002101207', name: '柏树村', type: 'village', aliases: [] },
  { code: '512002101208', name: '同合村', type: 'village', aliases: [] },
  { code: '512002101209', name: '盐井溪村', type: 'village', aliases: [] },
  { code: '512002101211', name: '金滩村', type: 'village', aliases: [] },
  { code: '512002101215', name: '歇马村', type: 'village', aliases: [] },
  { code: '512002101216', name: '骝马村', type: 'village', aliases: ['溜马村'] },
  { code: '512002101217', name: '五显村', type: 'village', aliases: [] },
];
