import type { caseApi } from '@songtao/shared/api/case.js';
import type { InputOf } from '@songtao/shared/api/endpoint.js';
import { newId } from '../../platform/ids';

/** 帮我申请: a question about one policy. Of what was answered on the phone nothing goes along. */
export function applySending(policy: string) {
  const input: Omit<InputOf<typeof caseApi.create>, 'requestId'> = {
    id: newId(),
    category: 'inquiry',
    form: { about: 'policy', policy, words: `想申请“${policy}”，请帮我办。` },
  };
  return { id: newId(), route: 'case.create', input, title: '帮我申请' } as const;
}
