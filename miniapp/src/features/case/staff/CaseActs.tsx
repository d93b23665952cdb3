import type { AbilityView, CaseView } from '@songtao/shared/api/case.js';
import { findForm } from '@songtao/shared/category/registry.js';
import type { Form } from '@songtao/shared/form/form.js';
import { useState } from 'react';
import { FormRenderer } from '../../../form/FormRenderer';
import { useServices } from '../../../form/services';
import { sendAll } from '../../../form/uploads';
import { useForm } from '../../../form/useForm';
import { ActionBar, BottomActions } from '../../../ui/BottomActions';
import { Banner } from '../../../ui/Banner';
import { Button } from '../../../ui/Button';
import { Row, Rows } from '../../../ui/ListRow';
import { Stack } from '../../../ui/Section';
import { Sheet } from '../../../ui/Sheet';
import type { Acting } from './acting';
import { mainOf, screenOf, type Screen } from './words';

/** The name under which a half-filled act lies on the phone. */
export const draftOf = (view: Pick<CaseView, 'id'>, action: string): string => `act/${view.id}/${action}`;

const whose = (view: CaseView): string =>
  [view.subject && `${view.subject.name}家`, view.number].filter(Boolean).join('，');

interface ActSheetProps {
  view: CaseView;
  ability: AbilityView;
  acting: Acting;
  onClose: () => void;
}

function FormInSheet({ view, ability, form, acting, onClose }: ActSheetProps & { form: Form }) {
  const filled = useForm(form, draftOf(view, ability.action));
  const { send } = useServices();
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (): Promise<void> => {
    const answers = filled.check();
    if (answers === null) return setProblem('还有没填好的，看看上面');
    if (!(await sendAll(filled.files, send))) return setProblem('照片、录音还没传上，有网再试');
    const acted = await acting.act({
      action: ability.action,
      title: ability.title,
      form: answers,
      files: filled.files,
    });
    if (acted.kind === 'refused') return setProblem(acted.words);
    if (acted.kind !== 'stale') filled.forget();
    onClose();
  };
  return (
    <Stack>
      <FormRenderer of={filled} />
      {problem && <Banner tone="wait" title={problem} />}
      <Button words={ability.title} busy={acting.busy} onPress={() => void submit()} />
    </Stack>
  );
}

/** An act with its questions, from below; without any it asks once. */
function ActSheet(props: ActSheetProps) {
  const { view, ability, acting, onClose } = props;
  const form = ability.form === null ? null : findForm(ability.form);
  const actNow = async (): Promise<void> => {
    await acting.act({ action: ability.action, title: ability.title });
    onClose();
  };
  return (
    <Sheet open title={ability.title} line={whose(view)} onClose={onClose}>
      {form ? (
        <FormInSheet {...props} form={form} />
      ) : (
        <Button words={ability.title} busy={acting.busy} onPress={() => void actNow()} />
      )}
    </Sheet>
  );
}

interface MoreSheetProps {
  abilities: readonly AbilityView[];
  onChoose: (ability: AbilityView) => void;
  onClose: () => void;
}

/** What else this person may do; what must wait stands there with its reason. */
function MoreSheet({ abilities, onChoose, onClose }: MoreSheetProps) {
  return (
    <Sheet open title="还能做什么" line="只列您现在能做的" onClose={onClose}>
      <Rows label="还能做什么">
        {abilities.map((ability) => (
          <Row
            key={ability.action}
            title={ability.title}
            line={ability.blockedBy && `现在不能：${ability.blockedBy.words}`}
            onPress={ability.blockedBy && !opensAnyway(ability) ? undefined : () => onChoose(ability)}
          />
        ))}
      </Rows>
    </Sheet>
  );
}

/** A long form may be filled in while its act must still wait. */
const opensAnyway = (ability: AbilityView): boolean => ['visit', 'deliberation'].includes(screenOf(ability));

interface CaseActsProps {
  view: CaseView;
  acting: Acting;
  /** Opens the page of an act that has one. */
  onPage: (screen: Screen, ability: AbilityView) => void;
  /** 看材料, where nothing may be decided before. */
  onMaterials: () => void;
}

interface MainActProps extends CaseActsProps {
  main: AbilityView;
  onChoose: (ability: AbilityView) => void;
}

function MainAct({ main, acting, onChoose, onMaterials }: MainActProps) {
  if (main.blockedBy?.code === 'materials') return <Button icon="doc" words="看材料" onPress={onMaterials} />;
  const off = main.blockedBy && !opensAnyway(main) ? main.title : undefined;
  return <Button words={main.title} off={off} busy={acting.busy} onPress={() => onChoose(main)} />;
}

/** The bottom bar of a case: the next act, and 更多; each act where it belongs. */
export function CaseActs(props: CaseActsProps) {
  const { view, acting, onPage } = props;
  const [more, setMore] = useState(false);
  const [chosen, setChosen] = useState<AbilityView | null>(null);
  const main = mainOf(view.abilities);
  const others = view.abilities.filter(({ action }) => action !== main?.action);
  const choose = (ability: AbilityView): void => {
    setMore(false);
    acting.forget();
    const screen = screenOf(ability);
    if (screen === 'atOnce' && ability === main)
      return void acting.act({ action: ability.action, title: ability.title });
    if (screen === 'atOnce' || screen === 'sheet') return setChosen(ability);
    onPage(screen, ability);
  };
  if (view.abilities.length === 0) return null;
  const { last } = acting;
  // Said here too: the banner may be out of sight above.
  const note = last === null || last.kind === 'done' ? main?.blockedBy?.words : last.words;
  return (
    <>
      <BottomActions note={note} noteIcon={note === undefined ? undefined : 'info'}>
        <ActionBar>
          {main && <MainAct {...props} main={main} onChoose={choose} />}
          {others.length > 0 && <Button look="quiet" words="更多" onPress={() => setMore(true)} />}
        </ActionBar>
      </BottomActions>
      {more && <MoreSheet abilities={others} onChoose={choose} onClose={() => setMore(false)} />}
      {chosen && <ActSheet view={view} ability={chosen} acting={acting} onClose={() => setChosen(null)} />}
    </>
  );
}
