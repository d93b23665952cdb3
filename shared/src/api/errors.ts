import * as z from 'zod';

/** The one table of errors: machine code -> HTTP status and the words a person reads. Words say what to do, never a code. */
export const errorTable = {
  badInput: { status: 400, message: '有一处没写对，改一下再发' },
  signedOut: { status: 401, message: '请重新打开，再登录一次' },
  notYours: { status: 403, message: '这一步要别的人来办' },
  // No 401: builds that do not know it would throw their session away.
  stepUp: { status: 403, message: '先填一次动态口令，再办这一步' },
  notFound: { status: 404, message: '没找到，可能已经收走了' },
  stale: { status: 409, message: '刚有人改过，看看新的再办' },
  notNow: { status: 409, message: '还没到这一步，等一下再办' },
  gone: { status: 410, message: '已经到期撤下了' },
  tooBig: { status: 413, message: '太大了，换小一点的再发' },
  blocked: { status: 422, message: '还差一点，补上再办' },
  keyReused: { status: 422, message: '这一件已经发过别的内容，请重新发' },
  updateApp: { status: 426, message: '请先换成新的，几秒钟就好' },
  slowDown: { status: 429, message: '点得太快了，过一会儿再试' },
  broken: { status: 500, message: '不是您的错，是我们的。过一会儿再试' },
  away: { status: 503, message: '现在连不上，过一会儿再试' },
} as const satisfies Record<string, { status: number; message: string }>;

/** Machine code of an error. */
export type ErrorCode = keyof typeof errorTable;

const errorCodes = Object.keys(errorTable) as [ErrorCode, ...ErrorCode[]];

/** The body of every answer that is not 2xx. `details` is free of personal data: `details.guard` names the guard that blocked, `details.fields` the keys that were wrong, `details.current` the state of a record that was stale. */
export const errorBody = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  requestId: z.string(),
  retry: z.boolean().optional(),
  details: z.record(z.string(), z.unknown()).optional(),
});

/** The body of every answer that is not 2xx. */
export type ErrorBody = z.output<typeof errorBody>;
