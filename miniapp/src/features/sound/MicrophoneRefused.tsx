import type { PersonRef } from '@songtao/shared/api/common.js';
import { openPermissionPage, refusedWords } from '../../platform/permission';
import { callPhone } from '../../platform/phone';
import { AppBar } from '../../ui/AppBar';
import { BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { Row, Rows } from '../../ui/ListRow';
import { Main, Page } from '../../ui/Page';
import { PageState } from '../../ui/PageState';

interface MicrophoneRefusedProps {
  person: PersonRef | undefined;
  onType: () => void;
  onVisit: () => void;
  onBack: () => void;
}

const onWeapp = process.env.TARO_ENV !== 'h5';

/** 18i: the phone said no, and three other ways stand open. A browser has no page of permissions to lead to. */
export function MicrophoneRefused({ person, onType, onVisit, onBack }: MicrophoneRefusedProps) {
  const phone = person?.phone;
  return (
    <Page title={refusedWords.microphone} foot={onWeapp ? 'bottom' : undefined}>
      <AppBar onBack={onBack} />
      <Main>
        <PageState kind="refused" icon="mic" title={refusedWords.microphone} line="没关系，还有别的办法。" />
        <Rows>
          <Row icon="keyboard" strong title="我来打字" line="写一句也行" onPress={onType} />
          {phone && (
            <Row
              icon="phone"
              strong
              title="打电话说"
              line={`${person.name} ${phone}`}
              onPress={() => void callPhone(phone)}
            />
          )}
          <Row icon="visit" strong title="请人上门" line="村里的人来家里帮您填" onPress={onVisit} />
        </Rows>
      </Main>
      {onWeapp && (
        <BottomActions>
          <Button icon="gear" words="去打开话筒" onPress={() => void openPermissionPage().then(onBack)} />
        </BottomActions>
      )}
    </Page>
  );
}
