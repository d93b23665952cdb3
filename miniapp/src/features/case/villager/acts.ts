import type { caseApi, CaseView } from '@songtao/shared/api/case.js';
import type { InputOf } from '@songtao/shared/api/endpoint.js';
import { newId } from '../../../platform/ids';

/** What goes along with an act. */
export interface ActFile {
  readonly id: string;
  readonly kind: 'voice' | 'photo' | 'signature';
  readonly seconds?: number;
}

type Acting = Omit<InputOf<typeof caseApi.act>, 'requestId'>;
type Filing = Omit<InputOf<typeof caseApi.create>, 'requestId'>;

/** One thing done to a case, as the outbox carries it. Acts on one case go out in their order. */
export function actSending(
  view: CaseView,
  act: {
    action: string;
    title: string;
    form?: Record<string, unknown>;
    files?: readonly ActFile[];
    /** Consent counts only with its proof: that travels first. */
    proven?: true;
  },
) {
  const input: Acting = { id: view.id, action: act.action, version: view.version, form: act.form ?? {} };
  return {
    id: newId(),
    route: 'case.act',
    input,
    title: act.title,
    lane: view.id,
    ...(act.files && { files: act.files }),
    ...(act.proven && { filesFirst: act.proven }),
  } as const;
}

/** What was said, as the forms take it: nothing that was not said. */
export function sayingForm(saying: {
  said: ActFile | { id: string; seconds: number } | null;
  words: string;
}) {
  const words = saying.words.trim();
  return { ...(saying.said && { voice: [saying.said.id] }), ...(words !== '' && { words }) };
}

/** The recording behind it, as a file to send. */
export function sayingFiles(said: { id: string; seconds: number } | null): readonly ActFile[] {
  return said ? [{ id: said.id, kind: 'voice', seconds: said.seconds }] : [];
}

/** An appeal about a case, or a complaint about nothing in particular. */
export function appealSending(appeal: {
  about: string;
  case?: string;
  said: { id: string; seconds: number } | null;
  words: string;
}) {
  const form = { about: appeal.about, ...sayingForm(appeal) };
  const about = appeal.case === undefined ? undefined : { case: appeal.case };
  const input: Filing = { id: newId(), category: 'appeal', form, ...(about && { about }) };
  const title = about ? '向镇里反映' : '投诉和建议';
  return { id: newId(), route: 'case.create', input, title, files: sayingFiles(appeal.said) } as const;
}
