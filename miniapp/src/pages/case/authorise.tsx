import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { actSending } from '../../features/case/villager/acts';
import { agreeAloud, agreeLines, scopes, type Scope } from '../../features/case/villager/agree';
import { ProofPicker } from '../../features/case/villager/ProofPicker';
import { spokenProof, type Proof } from '../../features/case/villager/proof';
import { ReasonSheet, reasons } from '../../features/case/villager/ReasonSheet';
import { useCase } from '../../features/case/villager/reads';
import { mayDo } from '../../features/case/villager/view';
import { send } from '../../features/outbox/outbox';
import { ReadPage } from '../../features/sound/ReadPage';
import { useTalk } from '../../features/sound/talk';
import { AppBar } from '../../ui/AppBar';
import { Banner } from '../../ui/Banner';
import { BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { ChoiceMany } from '../../ui/Choice';
import { HoldToTalk } from '../../ui/HoldToTalk';
import { Row, Rows, SwitchRow } from '../../ui/ListRow';
import { Main, Page } from '../../ui/Page';
import { PageTitle, Section } from '../../ui/Section';
import { back } from '../paths';

interface Agreement {
  readonly heard: boolean;
  readonly scope: readonly Scope[];
  readonly proof: Proof | null;
}

function missing({ heard, scope, proof }: Agreement): string | undefined {
  if (!heard) return '先听一遍，或看一遍';
  if (scope.length === 0) return '先选同意查哪些';
  return proof === null ? '先写名字，或说一声' : undefined;
}

/** The recorded yes: sound is a feature of its own, so the page brings it. */
function SpokenYes({ onProof }: { onProof: (proof: Proof) => void }) {
  const { problem, forgetProblem: _, ...talking } = useTalk((said) => onProof(spokenProof(said)));
  return (
    <>
      {problem && <Banner title={problem.words} />}
      <HoldToTalk {...talking} />
    </>
  );
}

function useAgreement(id: string) {
  const view = useCase(id).data;
  const [full, setFull] = useState(false);
  const act = (action: string, title: string, form: Record<string, unknown>, proof?: Proof) => {
    if (!view) return;
    const files = proof && { files: [proof.file], proven: true as const };
    if (send(actSending(view, { action, title, form, ...files })) === 'full') return setFull(true);
    back();
  };
  return { view, full, act };
}

/** 看一看，再同意: what is looked up, by whom, and what happens to it; then which of it, then a proof. */
export default function Authorise() {
  const { view, full, act } = useAgreement(useRouter().params.id ?? '');
  const [agreement, setAgreement] = useState<Agreement>({ heard: false, scope: [], proof: null });
  const [declining, setDeclining] = useState(false);
  const set = (part: Partial<Agreement>) => setAgreement((now) => ({ ...now, ...part }));
  const { heard, scope, proof } = agreement;
  const agree = () => {
    if (!proof) return;
    act(
      'authorise',
      '同意核对',
      { read: true, scope, proof: { how: proof.how, file: proof.file.id } },
      proof,
    );
  };
  const mayDecline = view !== undefined && mayDo(view, 'declineAuthorisation');
  return (
    <Page title="看一看，再同意" foot={mayDecline ? 'bottom2' : 'bottom'}>
      <AppBar />
      <Main>
        {full && <Banner tone="wait" title="手机满了，先发完别的" />}
        <PageTitle words="看一看，再同意" aside={<ReadPage text={agreeAloud} />} />
        <Rows>
          {agreeLines.map((line) => (
            <Row key={line} title={line} />
          ))}
          <SwitchRow title="听过了，或看过了，明白了" on={heard} onChange={(on) => set({ heard: on })} />
        </Rows>
        <Section>
          <ChoiceMany
            label="同意查哪些"
            help="不选的，就不查"
            options={scopes}
            values={scope}
            onChange={(chosen) => set({ scope: chosen })}
          />
          <View className="pg-note">
            <Button
              look="text"
              icon="check"
              words="都可以查"
              onPress={() => set({ scope: scopes.map(({ value }) => value) })}
            />
          </View>
        </Section>
        <Section title="您怎么表示同意">
          <ProofPicker
            proof={proof}
            spoken={<SpokenYes onProof={(said) => set({ proof: said })} />}
            onProof={(given) => set({ proof: given })}
          />
        </Section>
      </Main>
      <BottomActions>
        <Button words="我同意" off={missing(agreement)} onPress={agree} />
        {mayDecline && <Button look="text" words="不同意" onPress={() => setDeclining(true)} />}
      </BottomActions>
      <ReasonSheet
        reason={declining ? reasons.declineAuthorisation : null}
        onSend={({ action, button }, form) => act(action, button, form)}
        onClose={() => setDeclining(false)}
      />
    </Page>
  );
}
