import { noticeApi } from '@songtao/shared/api/notice.js';
import type { Stage } from '../support/stage.js';
import { caseAt, toursOf } from './pages.js';

async function notice({ story }: Stage, kind: 'policy' | 'publicNotice'): Promise<string> {
  const client = await story.as('neighbour');
  return (await client.call(noticeApi.list, { kind, limit: 1 })).items[0]?.id ?? '';
}

/** The villager's own case, taken as far as the home check. */
async function ownCase({ story }: Stage): Promise<string> {
  const { id } = await story.report();
  for (const action of ['accept', 'identify'])
    await story.director.act(id, await story.director.holder(id), action);
  return id;
}

toursOf(['villager', 'neighbour', 'grid', 'stationed', 'village', 'secretary'], {
  villager: async (stage) => {
    const own = await ownCase(stage);
    return [
      ...['who', 'village', 'talk', 'type', 'detail', 'check'].map((step) => `/pages/report/${step}`),
      ...['said', 'authorise', 'appeal'].map((page) => `/pages/case/${page}?id=${own}`),
      `/pages/eligible/index?id=${await notice(stage, 'policy')}`,
      '/pages/case/appeal',
      '/pages/outbox/index',
      '/pages/welcome/index',
    ];
  },
  neighbour: async (stage) => [`/pages/objection/index?id=${await notice(stage, 'publicNotice')}`],
  grid: async (stage) => [
    `/staff/case/visit?action=finishCheck&id=${await caseAt(stage, 'grid', 'checking')}`,
  ],
  village: async (stage) => [
    `/staff/case/deliberation?action=deliberate&id=${await caseAt(stage, 'village', 'deliberating')}`,
  ],
  secretary: async (stage) => [`/staff/case/post?id=${await caseAt(stage, 'secretary', 'posting')}`],
});
