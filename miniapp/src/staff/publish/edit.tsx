import { useRouter } from '@tarojs/taro';
import type { NoticeView } from '@songtao/shared/api/notice.js';
import type { Me } from '@songtao/shared/api/session.js';
import { useState } from 'react';
import { emptyContent, missingOf } from '../../features/publish/draft';
import { EditorChecker, EditorPeople, EditorSteps } from '../../features/publish/EditorPeople';
import { EditorQuestions } from '../../features/publish/EditorQuestions';
import { EditorSound } from '../../features/publish/EditorSound';
import { EditorWords } from '../../features/publish/EditorWords';
import { useNotice } from '../../features/publish/reads';
import { useEditor } from '../../features/publish/useEditor';
import { useMe } from '../../features/session/person';
import { Questions } from '../../form/Questions';
import { AppBar } from '../../ui/AppBar';
import { Banner } from '../../ui/Banner';
import { ActionBar, BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { back, replace, staffPaths } from '../paths';
import { StaffForms } from '../StaffForms';
import { voiceOf } from '../voice';

interface EditProps {
  id: string;
  view: NoticeView | null;
  me: Me;
}

function Edit({ id, view, me }: EditProps) {
  const editor = useEditor(id, view, emptyContent(me.roles[0]?.area ?? ''));
  const [checker, setChecker] = useState<{ id: string; name: string } | null>(null);
  const { content, busy, problem } = editor;
  const off = missingOf(content) ?? (checker === null ? '先选谁来核对' : undefined);
  const leave = async (): Promise<void> => {
    if (await editor.save()) back();
  };
  const look = async (): Promise<void> => {
    if (await editor.save()) replace(staffPaths.draft(id));
  };
  const handOver = async (who: string): Promise<void> => {
    if (await editor.handOver(who)) replace(staffPaths.draft(id));
  };
  return (
    <>
      <AppBar back="存好" title="发布政策" onBack={() => void leave()} />
      <Main>
        {view?.note && <Banner tone="wait" title="退回来了" line={view.note} />}
        <Questions>
          <EditorWords editor={editor} />
          <EditorSound editor={editor} audio={view?.audio ?? null} voice={voiceOf} />
          {content.kind === 'policy' && <EditorSteps editor={editor} />}
          {content.kind === 'policy' && <EditorQuestions editor={editor} />}
          <EditorPeople editor={editor} />
          <EditorChecker
            id={id}
            editor={editor}
            checker={checker?.id}
            onChoose={(chosen, name) => setChecker({ id: chosen, name })}
          />
        </Questions>
      </Main>
      <BottomActions
        note={problem === null ? undefined : [problem, '。', '写的都在这台手机里']}
        noteIcon={problem === null ? undefined : 'info'}
      >
        <ActionBar>
          <Button
            words={`送${checker?.name ?? ''}核对`}
            off={off}
            busy={busy}
            onPress={() => {
              if (checker) void handOver(checker.id);
            }}
          />
          <Button look="quiet" words="预览" busy={busy} onPress={() => void look()} />
        </ActionBar>
      </BottomActions>
    </>
  );
}

/** 发布政策: plain words, a voice, a person to ask, and a second pair of eyes. */
export default function EditPage() {
  const { id = '', fresh } = useRouter().params;
  const me = useMe();
  const notice = useNotice(id, fresh !== '1');
  // A sheet that was never saved is found nowhere: it begins empty.
  const isNew = fresh === '1' || notice.error?.code === 'notFound';
  const loaded = isNew ? { ...notice, data: null, error: null } : notice;
  return (
    <Page title="发布政策" foot="bottom">
      <StaffForms view={null}>
        {loaded.data === undefined || !me.data ? (
          <>
            <AppBar title="发布政策" onBack={() => back()} />
            <Main>
              <Loaded of={notice}>{() => null}</Loaded>
            </Main>
          </>
        ) : (
          <Edit key={id} id={id} view={loaded.data} me={me.data} />
        )}
      </StaffForms>
    </Page>
  );
}
