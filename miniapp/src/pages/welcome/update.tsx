import { aloud } from '@songtao/shared/voice/aloud.js';
import { useUpdate } from '../../features/session/update';
import { ReadPage } from '../../features/sound/ReadPage';
import { BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { PageState } from '../../ui/PageState';
import { Main, Page } from '../../ui/Page';
import { back } from '../paths';

/** The server no longer speaks with this build. */
export default function Update() {
  const update = useUpdate();
  return (
    <Page title="松涛守望有新的了" foot="bottom2">
      <Main>
        <PageState
          kind="update"
          title="松涛守望有新的了"
          line={['点一下就好，', '几秒钟。', '您说过的话都还在。']}
        >
          <ReadPage text={aloud`松涛守望有新的了。点一下就好，几秒钟。您说过的话都还在。`} />
        </PageState>
      </Main>
      <BottomActions>
        <Button icon="sync" words="现在换新的" onPress={update} />
        <Button look="text" words="等一下再换" onPress={back} />
      </BottomActions>
    </Page>
  );
}
