import type { CaseLine } from '@songtao/shared/api/case.js';
import { dueWords } from '@songtao/shared/calendar/words.js';
import { Button } from '../../ui/Button';
import { Row, Rows } from '../../ui/ListRow';
import { PageState } from '../../ui/PageState';
import { Stack } from '../../ui/Section';

/** What is done next, and whose it is; the hardship is read inside only. */
function caseTitle({ sentence, kind, step }: CaseLine): string {
  if (kind === 'closed') return '办完了';
  return sentence.next ?? step;
}

/** 骝马村3组 王秀英家，1123 017 */
function caseLineWords({ place, person, number }: CaseLine): string {
  const who = [place, person && `${person}家`].filter(Boolean).join(' ');
  return [who, number].filter(Boolean).join('，');
}

interface CaseRowsProps {
  cases: readonly CaseLine[];
  empty: string;
  hasMore: boolean;
  loadingMore: boolean;
  onMore: () => void;
  onOpen: (id: string) => void;
}

/** A list of cases, page by page. */
export function CaseRows({ cases, empty, hasMore, loadingMore, onMore, onOpen }: CaseRowsProps) {
  if (cases.length === 0) return <PageState kind="empty" title={empty} />;
  return (
    <Stack>
      <Rows>
        {cases.map((line) => (
          <Row
            key={line.id}
            strong
            icon={line.urgent ? 'alert' : undefined}
            title={caseTitle(line)}
            when={line.sentence.until === null ? undefined : dueWords(line.sentence.until)}
            line={caseLineWords(line)}
            onPress={() => onOpen(line.id)}
          />
        ))}
      </Rows>
      {hasMore && (
        <Button look="text" words="再看20件" busy={loadingMore} busyWords="正在打开" onPress={onMore} />
      )}
    </Stack>
  );
}
