import type { Chance } from './chance.js';

const surnames = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎',
];
const women = [
  '秀英',
  '桂芳',
  '玉兰',
  '素珍',
  '淑华',
  '春梅',
  '丽琼',
  '小红',
  '晓燕',
  '桂兰',
  '秀兰',
  '红梅',
  '文芳',
  '正芳',
  '玉珍',
  '明秀',
  '国珍',
  '光碧',
  '琼华',
  '天秀',
];
const men = [
  '建国',
  '国富',
  '志刚',
  '德明',
  '文军',
  '光荣',
  '永福',
  '大华',
  '明辉',
  '正兴',
  '家贵',
  '天成',
  '玉林',
  '世全',
  '安平',
  '建军',
  '学文',
  '长春',
  '开明',
  '道全',
];
const children = ['子涵', '雨欣', '浩然', '思琪', '宇航', '佳怡', '俊杰', '梦瑶', '一诺', '欣怡'];

/** One generated person; nobody real. */
export interface Somebody {
  readonly name: string;
  readonly relation: string;
  readonly birthDate: string;
}

/** A telephone number of a block that no operator has given out. */
export const phone = (chance: Chance): string => `1380000${String(chance.whole(1000, 9999))}`;

const born = (chance: Chance, from: number, to: number): string =>
  `${chance.whole(from, to)}-${String(chance.whole(1, 12)).padStart(2, '0')}-${String(chance.whole(1, 28)).padStart(2, '0')}`;

export const fullName = (chance: Chance): string =>
  chance.pick(surnames) + chance.pick(chance.next() < 0.5 ? women : men);

/** A household of one to five people, the head first. */
export function family(chance: Chance): Somebody[] {
  const surname = chance.pick(surnames);
  const headIsMan = chance.next() < 0.7;
  const head = {
    name: surname + chance.pick(headIsMan ? men : women),
    relation: '户主',
    birthDate: born(chance, 1942, 1985),
  };
  const people: Somebody[] = [head];
  const spouse = chance.pick(surnames) + chance.pick(headIsMan ? women : men);
  if (chance.next() < 0.75)
    people.push({ name: spouse, relation: '配偶', birthDate: born(chance, 1945, 1988) });
  if (chance.next() < 0.6)
    people.push({ name: surname + chance.pick(men), relation: '儿子', birthDate: born(chance, 1970, 2005) });
  if (chance.next() < 0.4)
    people.push({
      name: surname + chance.pick(children),
      relation: chance.pick(['孙子', '孙女']),
      birthDate: born(chance, 2010, 2024),
    });
  if (chance.next() < 0.25)
    people.push({
      name: surname + chance.pick(women),
      relation: '母亲',
      birthDate: born(chance, 1932, 1955),
    });
  return people;
}
