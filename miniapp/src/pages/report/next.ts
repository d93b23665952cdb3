import type { ReportDraft } from '../../features/report/draft';
import { paths } from '../paths';

/** Where it goes on once it is clear whose matter it is. */
export const afterWhose = ({ door }: Pick<ReportDraft, 'door'>): string =>
  door === null ? paths.report('talk') : paths.ask(door);
