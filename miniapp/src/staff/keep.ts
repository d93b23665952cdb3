import type { KeepAct } from '../features/case/staff/acting';
import { send } from '../features/outbox/outbox';

/** An act that must wait goes where everything waits that is not sent; the acts of one case keep their order. */
export const keepAct: KeepAct = ({ requestId, id, action, version, form, files, title }) =>
  send({
    id: requestId,
    route: 'case.act',
    input: { id, action, version, form },
    title,
    files,
    filesFirst: true,
    lane: `case/${id}`,
  }) === 'kept';
