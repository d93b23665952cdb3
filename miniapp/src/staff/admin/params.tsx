import { dayWords } from '@songtao/shared/calendar/words.js';
import { useParams } from '../../features/work/admin';
import { AnswerRow } from '../../ui/AnswerRow';
import { AppBar } from '../../ui/AppBar';
import { Rows } from '../../ui/ListRow';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { PageTitle } from '../../ui/Section';
import { back } from '../paths';

type Param = NonNullable<ReturnType<typeof useParams>['data']>['items'][number];

const UNITS: Readonly<Record<string, string>> = {
  day: '天',
  workday: '个工作日',
  hour: '小时',
  minute: '分钟',
  month: '个月',
  '%': '%',
  fen: '分',
};

function valueWords({ value, unit, document, validFrom }: Param): string {
  if (value === null) return '没有录入';
  const source = document === null ? '没有文号，先按默认' : `${document}，${dayWords(validFrom)}起`;
  return `${value}${UNITS[unit] ?? ''}（${source}）`;
}

/** 天数和标准: every number of policy with its document; read only. */
export default function ParamsPage() {
  return (
    <Page title="天数和标准">
      <AppBar onBack={() => back()} />
      <Main>
        <PageTitle words="天数和标准" line="都从文件来，换了文件就换数" />
        <Loaded of={useParams()}>
          {({ items }) => (
            <Rows label="天数和标准">
              {items.map((param) => (
                <AnswerRow
                  key={`${param.key}${param.region}`}
                  block
                  name={param.note}
                  value={valueWords(param)}
                />
              ))}
            </Rows>
          )}
        </Loaded>
      </Main>
    </Page>
  );
}
