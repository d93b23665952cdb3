import type { FieldKind } from '@songtao/shared/form/field.js';
import { View } from '@tarojs/components';
import type { ComponentType } from 'react';
import './form.css';
import { ChoiceKind } from './kinds/ChoiceKind';
import { ChoicesKind } from './kinds/ChoicesKind';
import { DateKind } from './kinds/DateKind';
import { EvidenceKind } from './kinds/EvidenceKind';
import { FactsKind } from './kinds/FactsKind';
import { HouseholdKind } from './kinds/HouseholdKind';
import type { KindProps } from './kinds/kind';
import { LongTextKind } from './kinds/LongTextKind';
import { MeetingKind } from './kinds/MeetingKind';
import { MoneyKind } from './kinds/MoneyKind';
import { NumberKind } from './kinds/NumberKind';
import { PersonKind } from './kinds/PersonKind';
import { PhotosKind } from './kinds/PhotosKind';
import { RepresentativesKind } from './kinds/RepresentativesKind';
import { TextKind } from './kinds/TextKind';
import { VoiceKind } from './kinds/VoiceKind';
import { YesNoKind } from './kinds/YesNoKind';
import type { FilledForm } from './useForm';
import { askedOf } from './values';

const KINDS: Record<FieldKind, ComponentType<KindProps>> = {
  text: TextKind,
  longText: LongTextKind,
  number: NumberKind,
  money: MoneyKind,
  date: DateKind,
  yesNo: YesNoKind,
  choice: ChoiceKind,
  choices: ChoicesKind,
  photos: PhotosKind,
  voice: VoiceKind,
  evidence: EvidenceKind,
  person: PersonKind,
  household: HouseholdKind,
  meeting: MeetingKind,
  representatives: RepresentativesKind,
  facts: FactsKind,
};

interface FormRendererProps {
  of: FilledForm;
  /** Only these questions, where a page arranges the others itself. */
  only?: readonly string[];
}

/** Draws any declared form, one question under the other. Stands in a FormServicesProvider. */
export function FormRenderer({ of, only }: FormRendererProps) {
  const asked = askedOf(of.form, of.values).filter(([name]) => only?.includes(name) ?? true);
  return (
    <View className="fm">
      {asked.map(([name, field]) => {
        const Kind = KINDS[field.kind];
        return (
          <View key={name} className="fm__q" data-field={name}>
            <Kind
              field={field}
              value={of.values[name]}
              files={of.files}
              error={of.faults[name]}
              onChange={(value) => of.set(name, value)}
              onKeep={of.keep}
            />
          </View>
        );
      })}
    </View>
  );
}
