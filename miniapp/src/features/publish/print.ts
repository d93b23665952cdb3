import { noticeApi } from '@songtao/shared/api/notice.js';
import { asCallError } from '../../platform/call.core';
import { openPaper } from '../../platform/paper';

export { canPrint } from '../../platform/paper';

/** Opens a notice as a sheet to hang up; answers why not, or null. */
export const printNotice = (id: string): Promise<string | null> =>
  openPaper(noticeApi.sheet, { id }).then(
    () => null,
    (error: unknown) => asCallError(error).message,
  );
