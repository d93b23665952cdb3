import { useRouter } from '@tarojs/taro';
import type { CaseLine } from '@songtao/shared/api/case.js';
import { dayOf } from '@songtao/shared/calendar/calendar.js';
import { useState } from 'react';
import { chosenCases, usePosting, usePreview, useToPost, type Preview } from '../../features/publish/posting';
import { PostPreview } from '../../features/publish/PostPreview';
import { useMe, useNow } from '../../features/session/person';
import { AppBar } from '../../ui/AppBar';
import { Banner } from '../../ui/Banner';
import { ActionBar, BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { ChoiceMany } from '../../ui/Choice';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { PageState } from '../../ui/PageState';
import { Section } from '../../ui/Section';
import { back, replace, staffPaths } from '../paths';

/** Why some households are not on it. */
function LeftOut({ preview }: { preview: Preview }) {
  const left = preview.items.filter(({ blockedBy }) => blockedBy !== null);
  if (left.length === 0) return null;
  return (
    <>
      {left.map((item) => (
        <Banner
          key={item.case}
          tone="wait"
          title={`${item.name}家这次不贴`}
          line={item.blockedBy ?? undefined}
        />
      ))}
    </>
  );
}

function offWords(preview: Preview): string | undefined {
  if (preview.findings.length > 0) return '先改好，再贴';
  return preview.items.every(({ blockedBy }) => blockedBy !== null) ? '现在一户也不能贴' : undefined;
}

function Posting({ first, lines }: { first: string; lines: readonly CaseLine[] }) {
  const now = useNow();
  const me = useMe().data;
  const [left, setLeft] = useState<readonly string[]>([]);
  const [title, setTitle] = useState('');
  const [shown, setShown] = useState('');
  const { busy, problem, post } = usePosting();
  const cases = chosenCases(first, lines, left);
  const preview = usePreview(cases, shown);
  const others = lines.filter(({ id }) => id !== first);
  const submit = async (what: Preview): Promise<void> => {
    const posted = await post(what, shown);
    if (posted) replace(staffPaths.draft(posted.id));
  };
  const village = lines[0]?.place?.replace(/\d+组$/, '') ?? me?.roles[0]?.areaName ?? '';
  return (
    <>
      {problem && <Banner tone="wait" title={problem} />}
      {cases.length === 0 ? (
        <PageState kind="empty" icon="board" title="先勾上要贴的" />
      ) : (
        <Loaded of={preview}>
          {(what) => (
            <>
              <LeftOut preview={what} />
              <PostPreview
                preview={what}
                villageName={village}
                today={dayOf(now)}
                title={shown}
                onTitle={setTitle}
              />
              <BottomActions note="贴出后不能改，只能撤下重贴">
                <ActionBar>
                  <Button words="贴出去" busy={busy} off={offWords(what)} onPress={() => void submit(what)} />
                  {what.findings.length > 0 && (
                    <Button look="quiet" words="再查一遍" onPress={() => setShown(title)} />
                  )}
                </ActionBar>
              </BottomActions>
            </>
          )}
        </Loaded>
      )}
      {others.length > 0 && (
        <Section title="一起贴的">
          <ChoiceMany
            label="还有这几户等着贴"
            options={others.map(({ id, person, place }) => ({
              value: id,
              words: [`${person}家`, '，', place ?? ''],
            }))}
            values={others.filter(({ id }) => !left.includes(id)).map(({ id }) => id)}
            onChange={(kept) => setLeft(others.filter(({ id }) => !kept.includes(id)).map(({ id }) => id))}
          />
        </Section>
      )}
    </>
  );
}

/** 公示预览: exactly what the neighbours will see, before it hangs. */
export default function PostPage() {
  const { id = '' } = useRouter().params;
  const toPost = useToPost();
  return (
    <Page title="公示预览" foot="bottom2">
      <AppBar title="公示预览" onBack={() => back()} />
      <Main>
        <Loaded of={toPost}>
          {({ items }) =>
            items.length === 0 && id === '' ? (
              <PageState kind="empty" icon="board" title="现在没有要贴的" />
            ) : (
              <Posting first={id} lines={items} />
            )
          }
        </Loaded>
      </Main>
    </Page>
  );
}
