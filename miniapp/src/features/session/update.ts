import { takeUpdate } from '../../platform/update';

/** 现在换新的 */
export const useUpdate = (): (() => void) => takeUpdate;
