// Who may import whom. The first law whose `of` fits a file holds for it; what none of its `may` names, or one of its
// `never` names, is an error. Project files are named by path, packages as `npm:name`; `<own>` is the file's own feature.

const node = 'npm:node:**';
const nest = ['npm:@nestjs/**', 'npm:fastify', 'npm:@fastify/**', 'npm:reflect-metadata'];
const base = 'shared/src/{form,access,policy,calendar,area}/**';
const server = 'server/src';
const own = `${server}/<own>/**`;
const platform = `${server}/platform/**`;
const config = `${server}/config/**`;
// What another feature may be asked: its service and its effects, and the words for what they answer.
const doors = `${server}/*/*.{service,effects,model}`;
const edge = [...nest, node, platform, config, 'shared/**'];
const screen = ['npm:react', 'npm:@tarojs/taro', 'npm:@tarojs/components'];

/** @typedef {{ law: string, of: string, may: readonly string[], never?: readonly string[] }} Law */

/** @type {readonly Law[]} */
export const laws = [
  {
    law: 'specs and tests see everything',
    of: '{**/*.spec,**/spec.*,**/*.spec-support,test/**}',
    may: ['**', 'npm:**'],
  },
  {
    law: 'configuration of tools',
    of: '{*,miniapp/*,miniapp/config/*,server/*,deploy/*}',
    may: ['**', 'npm:**'],
  },

  { law: 'shared: foundations', of: base, may: [base, 'npm:zod'] },
  {
    law: 'shared: the engine',
    of: 'shared/src/workflow/**',
    may: [base, 'shared/src/workflow/**', 'npm:zod'],
  },
  {
    law: 'shared: categories',
    of: 'shared/src/category/**',
    may: [base, 'shared/src/{workflow,category,household,notice}/**', 'npm:zod'],
  },
  { law: 'shared: the contract', of: 'shared/src/api/**', may: ['shared/**', 'npm:zod'] },
  {
    law: 'shared: nouns',
    of: 'shared/src/<own>/**',
    may: [base, 'shared/src/{workflow,<own>}/**', 'npm:zod'],
  },

  {
    law: 'server: the whole is put together',
    of: `${server}/*`,
    may: [`${server}/**`, 'shared/**', ...nest, node],
  },
  {
    law: 'server: a command puts itself together',
    of: `${server}/identity/import`,
    may: [`${server}/{identity,area}/**`, ...edge],
  },
  {
    law: 'server: the demo plays every part',
    of: `${server}/demo/**`,
    may: [`${server}/**`, 'shared/**', 'npm:**'],
  },
  { law: 'server: configuration', of: config, may: [config, 'npm:zod', node] },
  {
    law: 'server: every row and migration',
    of: `${server}/platform/{rows,migrations}`,
    may: [`${server}/**`, 'npm:typeorm'],
  },
  { law: 'server: platform knows no feature', of: platform, may: [platform, config, 'shared/**', 'npm:**'] },
  {
    law: 'server: wechat knows no feature',
    of: `${server}/wechat/**`,
    may: [`${server}/wechat/**`, ...edge, 'npm:zod'],
  },
  {
    law: 'server: sms knows no feature',
    of: `${server}/sms/**`,
    may: [`${server}/sms/**`, ...edge, 'npm:zod'],
  },
  { law: 'server: modules', of: `${server}/<own>/**.module`, may: [own, `${server}/*/*.module`, ...edge] },
  {
    law: 'server: controllers',
    of: `${server}/<own>/**.controller`,
    may: [own, platform, 'shared/src/api/**', ...nest],
    never: [`${own}.{store,row,effects}`],
  },
  { law: 'server: rows', of: `${server}/<own>/**.row`, may: [`${own}.row`, platform, 'npm:typeorm'] },
  { law: 'server: migrations', of: `${server}/<own>/**.migration`, may: [platform, 'npm:typeorm'] },
  {
    law: 'server: stores of the outbox',
    of: `${server}/outbox/*.store`,
    may: [`${server}/{outbox,wechat}/**`, platform, 'shared/**', ...nest, node],
    never: [`${server}/**.{service,controller,effects}`],
  },
  {
    law: 'server: stores',
    of: `${server}/<own>/**.{store,scope}`,
    may: [own, platform, 'shared/**', 'npm:typeorm', ...nest, node],
    never: [`${own}.{service,controller,effects}`],
  },
  {
    law: 'server: sign-in with WeChat',
    of: `${server}/identity/*.login`,
    may: [`${server}/identity/**`, `${server}/wechat/**`, ...edge],
  },
  {
    law: 'server: the outbox tells people',
    of: `${server}/outbox/**`,
    may: [`${server}/outbox/**`, `${server}/{wechat,sms}/**`, doors, ...edge],
  },
  {
    law: 'server: services',
    of: `${server}/<own>/**`,
    may: [own, doors, `${server}/outbox/**`, ...edge, 'npm:zod', 'npm:sharp', 'npm:otpauth', 'npm:aws4fetch'],
    never: [`${own}.{row,controller}`],
  },

  {
    law: 'mini-program: pages',
    of: 'miniapp/src/{pages,staff,ledger,town}/**',
    may: ['miniapp/src/{pages,staff,ledger,town,features,ui,form}/**', 'shared/**', ...screen],
  },
  {
    law: 'mini-program: features',
    of: 'miniapp/src/features/<own>/**',
    may: [
      'miniapp/src/features/<own>/**',
      'miniapp/src/{ui,form,platform}/**',
      'shared/**',
      ...screen,
      'npm:@tanstack/react-query',
      'npm:dayjs',
    ],
  },
  {
    law: 'mini-program: forms',
    of: 'miniapp/src/form/**',
    may: ['miniapp/src/{form,ui,platform}/**', 'shared/**', ...screen],
  },
  {
    law: 'mini-program: components',
    of: 'miniapp/src/ui/**',
    may: ['miniapp/src/ui/**', 'shared/**', ...screen],
  },
  {
    law: 'mini-program: platform',
    of: 'miniapp/src/platform/**',
    may: ['miniapp/src/platform/**', 'shared/**', 'npm:**'],
  },
  {
    law: 'mini-program: the whole is put together',
    of: 'miniapp/src/*',
    may: ['miniapp/src/**', 'shared/**', 'npm:**'],
  },
];
